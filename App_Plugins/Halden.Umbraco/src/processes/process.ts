import type { Undoable } from '../core/undo.js';

/** The stages of a service, in their order. */
export const stages = ['manual', 'electronicForm', 'integrated'] as const;
export type ProcessStage = (typeof stages)[number];

export const nodeKinds = ['start', 'step', 'decision', 'document', 'end'] as const;
export type NodeKind = (typeof nodeKinds)[number];

export interface ProcessLane {
  readonly id: string;
  readonly name: string;
}

export interface ProcessLink {
  readonly name: string;
  readonly address: string;
}

export interface ProcessNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Who does it; none within a step. */
  readonly lane?: string;
  readonly change?: string;
  readonly links?: readonly ProcessLink[];
  readonly minutes?: number;
  readonly system?: string;
  /** A simple flowchart under a step. */
  readonly inner?: ProcessModel;
}

export interface ProcessFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The answer, out of a decision. */
  readonly label?: string;
}

/** As docs/processes.md has it: no positions, the server draws it. */
export interface ProcessModel {
  readonly lanes: readonly ProcessLane[];
  readonly nodes: readonly ProcessNode[];
  readonly flows: readonly ProcessFlow[];
}

/** A model with what is looked at of it. */
export interface Edited {
  readonly model: ProcessModel;
  /** The step whose flowchart is edited; null for the process itself. */
  readonly within: string | null;
  /** The node that is chosen; null for none. */
  readonly chosen: string | null;
}

/** What may come after what, or read and make what. */
const ways: Readonly<Record<NodeKind, readonly NodeKind[]>> = {
  start: ['step', 'decision', 'end', 'document'],
  step: ['step', 'decision', 'end', 'document'],
  decision: ['step', 'decision', 'end'],
  document: ['step', 'end'],
  end: [],
};

/** The process that is edited: the whole, or that within a step. */
export const levelOf = ({ model, within }: Edited): ProcessModel => model.nodes.find(({ id }) => id === within)?.inner ?? model;

export const nodeOf = (edited: Edited) => levelOf(edited).nodes.find(({ id }) => id === edited.chosen) ?? null;

/** The nodes that a node may lead to. */
export const targetsOf = (level: ProcessModel, node: ProcessNode) => level.nodes.filter(({ id, kind }) => id !== node.id && ways[node.kind].includes(kind));

/** The lines out of a node. */
export const waysOut = (level: ProcessModel, id: string) => level.flows.filter(({ from }) => from === id);

const isDocument = (level: ProcessModel, id: string) => level.nodes.some((node) => node.id === id && node.kind === 'document');

/** The lines that tell what comes next, without those to and from documents. */
const steps = (level: ProcessModel) => level.flows.filter(({ from, to }) => !isDocument(level, from) && !isDocument(level, to));

function idsOf(model: ProcessModel): string[] {
  return [...model.lanes, ...model.nodes, ...model.flows].map(({ id }) => id).concat(model.nodes.flatMap(({ inner }) => (inner ? idsOf(inner) : [])));
}

/** An id that nothing in the model has: the same each time, so that a copy of an edit is the same edit. */
function freeId(model: ProcessModel, start: string, more: readonly string[] = []) {
  const taken = new Set([...idsOf(model), ...more]);
  for (let number = 1; ; number++) {
    const id = `${start}-${number}`;
    if (!taken.has(id)) {
      return id;
    }
  }
}

/** A process to begin with. */
export function emptyProcess(names: { applicant: string; office: string; start: string; step: string; end: string }): ProcessModel {
  return {
    lanes: [{ id: 'rolle-1', name: names.applicant }, { id: 'rolle-2', name: names.office }],
    nodes: [
      { id: 'start-1', kind: 'start', name: names.start, lane: 'rolle-1' },
      { id: 'steg-1', kind: 'step', name: names.step, lane: 'rolle-2' },
      { id: 'slutt-1', kind: 'end', name: names.end, lane: 'rolle-2' },
    ],
    flows: [{ id: 'vei-1', from: 'start-1', to: 'steg-1' }, { id: 'vei-2', from: 'steg-1', to: 'slutt-1' }],
  };
}

/** Changes the process that is edited. */
export function change(edited: Edited, act: (level: ProcessModel) => ProcessModel): Edited {
  const { model, within } = edited;
  return { ...edited, model: within === null ? act(model) : { ...model, nodes: model.nodes.map((node) => (node.id === within && node.inner ? { ...node, inner: act(node.inner) } : node)) } };
}

/** Changes a node; what is empty is left out. */
export const setNode = (edited: Edited, id: string, values: Partial<Omit<ProcessNode, 'id'>>) =>
  change(edited, (level) => ({ ...level, nodes: level.nodes.map((node) => (node.id === id ? tidy({ ...node, ...values }) : node)) }));

function tidy(node: ProcessNode): ProcessNode {
  return Object.fromEntries(Object.entries(node).filter(([name, value]) => name === 'name' || (value !== undefined && value !== ''))) as unknown as ProcessNode;
}

/** Makes a node something else; lines that it then cannot have go. */
export function setKind(edited: Edited, id: string, kind: NodeKind): Edited {
  const changed = setNode(edited, id, { kind, ...(kind === 'step' ? {} : { inner: undefined }) });
  return change(changed, (level) => {
    const kindOf = (node: string) => level.nodes.find((one) => one.id === node)?.kind ?? 'step';
    return {
      ...level,
      flows: level.flows.filter(({ from, to }) => (from !== id && to !== id) || ways[kindOf(from)].includes(kindOf(to)))
        .map((flow) => (flow.from === id && kind !== 'decision' ? withoutLabel(flow) : flow)),
    };
  });
}

const withoutLabel = ({ id, from, to }: ProcessFlow): ProcessFlow => ({ id, from, to });

/** Adds a node after the one chosen, in the line that goes on from there. */
export function addNode(edited: Edited, kind: NodeKind, name: string): Edited {
  const level = levelOf(edited);
  const at = level.nodes.findIndex(({ id }) => id === edited.chosen);
  const before = level.nodes[at] ?? level.nodes.findLast((node) => node.kind !== 'end' && node.kind !== 'document') ?? null;
  const id = freeId(edited.model, idStart[kind]);
  const lane = edited.within === null ? (before?.lane ?? edited.model.lanes[0]?.id) : undefined;
  const node = tidy({ id, kind, name, lane });
  const first = freeId(edited.model, 'vei');
  const second = freeId(edited.model, 'vei', [first]);
  const onward = before ? steps(level).filter(({ from }) => from === before.id) : [];
  let { flows } = level;
  if (kind === 'document') {
    flows = before && (before.kind === 'step' || before.kind === 'start') ? [...flows, { id: first, from: before.id, to: id }] : flows;
  } else if (kind !== 'start' && before) {
    const goesOn = kind !== 'end';
    if (before.kind === 'end' && goesOn) {
      flows = [...flows.map((flow) => (flow.to === before.id && !isDocument(level, flow.from) ? { ...flow, to: id } : flow)), { id: first, from: id, to: before.id }];
    } else if (before.kind === 'decision' || (before.kind !== 'document' && before.kind !== 'end' && onward.length === 0)) {
      flows = [...flows, { id: first, from: before.id, to: id }];
    } else if (onward.length === 1 && goesOn && before.kind !== 'document') {
      const [next] = onward as [ProcessFlow];
      flows = [...flows.map((flow) => (flow === next ? { ...flow, to: id } : flow)), { id: second, from: id, to: next.to }];
    }
  }
  const index = before ? level.nodes.indexOf(before) + (before.kind === 'end' && kind !== 'end' ? 0 : 1) : level.nodes.length;
  return { ...change(edited, () => ({ ...level, nodes: level.nodes.toSpliced(index, 0, node), flows })), chosen: id };
}

const idStart: Readonly<Record<NodeKind, string>> = { start: 'start', step: 'steg', decision: 'sporsmal', document: 'dokument', end: 'slutt' };

/** Takes a node out. What led to it leads to what came after, where that is one thing. */
export function removeNode(edited: Edited, id: string): Edited {
  const level = levelOf(edited);
  const index = level.nodes.findIndex((node) => node.id === id);
  if (index < 0) {
    return edited;
  }
  const onward = steps(level).filter(({ from }) => from === id);
  const next = onward.length === 1 ? onward[0]!.to : null;
  const seen = new Set<string>();
  const flows = level.flows
    .filter(({ from, to }) => from !== id && (to !== id || (next !== null && !isDocument(level, id))))
    .map((flow) => (flow.to === id ? { ...flow, to: next! } : flow))
    .filter(({ from, to, label }) => {
      const same = `${from} ${to} ${label ?? ''}`;
      const isNew = from !== to && !seen.has(same) && !isWrong(level, from, to);
      seen.add(same);
      return isNew;
    });
  const nodes = level.nodes.filter((node) => node.id !== id);
  return { ...change(edited, () => ({ ...level, nodes, flows })), chosen: nodes[Math.min(index, nodes.length - 1)]?.id ?? null };
}

function isWrong(level: ProcessModel, from: string, to: string) {
  const kindOf = (id: string) => level.nodes.find((node) => node.id === id)?.kind ?? 'step';
  return !ways[kindOf(from)].includes(kindOf(to));
}

/**
 * Moves a node in the order. Of two steps where one only leads to the other, also what comes first in the process; null where it
 * cannot move further.
 */
export function moveNode(edited: Edited, id: string, by: -1 | 1): Edited | null {
  const level = levelOf(edited);
  const at = level.nodes.findIndex((node) => node.id === id);
  const other = level.nodes[at + by];
  if (at < 0 || !other) {
    return null;
  }
  const nodes = [...level.nodes];
  [nodes[at], nodes[at + by]] = [nodes[at + by]!, nodes[at]!];
  const [first, second] = by < 0 ? [other, level.nodes[at]!] : [level.nodes[at]!, other];
  return change(edited, () => ({ ...level, nodes, flows: swapped(level, first, second) }));
}

function swapped(level: ProcessModel, first: ProcessNode, second: ProcessNode): readonly ProcessFlow[] {
  const all = steps(level);
  const out = all.filter(({ from }) => from === first.id);
  const into = all.filter(({ to }) => to === second.id);
  const link = out[0];
  if (first.kind !== 'step' || second.kind !== 'step' || out.length !== 1 || into.length !== 1 || !link || link !== into[0]) {
    return level.flows;
  }
  return level.flows.map((flow) =>
    flow === link ? { ...flow, from: second.id, to: first.id }
    : !all.includes(flow) ? flow
    : flow.to === first.id ? { ...flow, to: second.id, ...(flow.from === second.id ? { from: first.id } : {}) }
    : flow.from === second.id ? { ...flow, from: first.id }
    : flow);
}

/** Moves a node to where another stands, a place at a time. */
export function moveBeside(edited: Edited, id: string, other: string): Edited {
  const index = (one: Edited, node: string) => levelOf(one).nodes.findIndex((candidate) => candidate.id === node);
  const by = index(edited, id) < index(edited, other) ? 1 : -1;
  let now = edited;
  for (let left = levelOf(edited).nodes.length; left > 0 && (by > 0 ? index(now, id) < index(now, other) : index(now, id) > index(now, other)); left--) {
    now = moveNode(now, id, by) ?? now;
  }
  return now;
}

/** Draws a line to the first node that none leads to yet; null where there is none. */
export function addFlow(edited: Edited, from: ProcessNode): Edited | null {
  const level = levelOf(edited);
  const known = new Set(waysOut(level, from.id).map(({ to }) => to));
  const target = targetsOf(level, from).find(({ id }) => !known.has(id));
  return target ? change(edited, () => ({ ...level, flows: [...level.flows, { id: freeId(edited.model, 'vei'), from: from.id, to: target.id }] })) : null;
}

export const setFlow = (edited: Edited, id: string, values: { to?: string; label?: string }) =>
  change(edited, (level) => ({ ...level, flows: level.flows.map((flow) => (flow.id === id ? (values.label === '' ? withoutLabel(flow) : { ...flow, ...values }) : flow)) }));

export const removeFlow = (edited: Edited, id: string) => change(edited, (level) => ({ ...level, flows: level.flows.filter((flow) => flow.id !== id) }));

/** Gives a step a flowchart of its own. */
export function addInner(edited: Edited, id: string, names: { start: string; step: string; end: string }): Edited {
  const [start, step, end, first, second] = ['start', 'steg', 'slutt', 'vei-1', 'vei-2'].map((part) => freeId(edited.model, `${id}-${part}`)) as [string, string, string, string, string];
  const inner: ProcessModel = {
    lanes: [],
    nodes: [{ id: start, kind: 'start', name: names.start }, { id: step, kind: 'step', name: names.step }, { id: end, kind: 'end', name: names.end }],
    flows: [{ id: first, from: start, to: step }, { id: second, from: step, to: end }],
  };
  return { ...setNode(edited, id, { inner }), within: id, chosen: step };
}

export function addLane({ model, ...rest }: Edited, name: string): Edited {
  return { ...rest, model: { ...model, lanes: [...model.lanes, { id: freeId(model, 'rolle'), name }] } };
}

export const renameLane = ({ model, ...rest }: Edited, id: string, name: string): Edited => ({ ...rest, model: { ...model, lanes: model.lanes.map((lane) => (lane.id === id ? { ...lane, name } : lane)) } });

export function moveLane({ model, ...rest }: Edited, id: string, by: -1 | 1): Edited | null {
  const at = model.lanes.findIndex((lane) => lane.id === id);
  const other = model.lanes[at + by];
  if (at < 0 || !other) {
    return null;
  }
  const lanes = [...model.lanes];
  [lanes[at], lanes[at + by]] = [other, lanes[at]!];
  return { ...rest, model: { ...model, lanes } };
}

/** Takes a role out; what it did becomes that of the one beside. The last one stays. */
export function removeLane({ model, ...rest }: Edited, id: string): Edited | null {
  const at = model.lanes.findIndex((lane) => lane.id === id);
  const heir = model.lanes[at - 1] ?? model.lanes[at + 1];
  return at < 0 || !heir ? null : {
    ...rest,
    model: { ...model, lanes: model.lanes.filter((lane) => lane.id !== id), nodes: model.nodes.map((node) => (node.lane === id ? { ...node, lane: heir.id } : node)) },
  };
}

/** What was done since a stage was opened. */
export type Edits = Undoable<Edited>;

export const begin = (model: ProcessModel): Edits => ({ past: [], now: { model, within: null, chosen: model.nodes[0]?.id ?? null }, future: [], typing: '' });

export function edit(edits: Edits, next: Edited, typing = ''): Edits {
  if (next.model === edits.now.model) {
    return { ...edits, now: next, typing: '' };
  }
  const goesOn = typing !== '' && typing === edits.typing;
  return { past: goesOn ? edits.past : [...edits.past, edits.now].slice(-200), now: next, future: [], typing };
}
