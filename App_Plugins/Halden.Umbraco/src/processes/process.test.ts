import { describe, expect, it } from 'vitest';
import { redo, undo } from '../core/undo.js';
import { addFlow, addInner, addLane, addNode, begin, edit, emptyProcess, levelOf, moveBeside, moveNode, removeLane, removeNode, setFlow, setKind, setNode, type Edited } from './process.js';

const model = emptyProcess({ applicant: 'Søker', office: 'Kontoret', start: 'Start', step: 'Registrer', end: 'Slutt' });
const at = (chosen: string | null): Edited => ({ model, within: null, chosen });
const line = (edited: Edited) => levelOf(edited).flows.map(({ from, to, label }) => `${from}>${to}${label ? `:${label}` : ''}`).sort();
const order = (edited: Edited) => levelOf(edited).nodes.map(({ id }) => id);

describe('a node', () => {
  it('is added in the line that goes on from the one chosen', () => {
    const added = addNode(at('steg-1'), 'step', 'Arkiver');
    expect(added.chosen).toBe('steg-2');
    expect(order(added)).toEqual(['start-1', 'steg-1', 'steg-2', 'slutt-1']);
    expect(line(added)).toEqual(['start-1>steg-1', 'steg-1>steg-2', 'steg-2>slutt-1']);
    expect(levelOf(added).nodes[2]!.lane).toBe('rolle-2');
  });

  it('is added before the end where that is chosen, and in the end of a process where nothing is', () => {
    expect(line(addNode(at('slutt-1'), 'step', 'Arkiver'))).toEqual(['start-1>steg-1', 'steg-1>steg-2', 'steg-2>slutt-1']);
    expect(order(addNode(at(null), 'step', 'Arkiver'))).toEqual(['start-1', 'steg-1', 'steg-2', 'slutt-1']);
  });

  it('is another answer after a decision', () => {
    const decision = addNode(at('steg-1'), 'decision', 'Mangler noe?');
    const answered = addNode(decision, 'end', 'Avvist');
    expect(line(answered)).toContain('sporsmal-1>slutt-2');
    expect(line(setFlow(answered, answered.model.flows.at(-1)!.id, { label: 'Ja' }))).toContain('sporsmal-1>slutt-2:Ja');
  });

  it('is a document of the step that is chosen', () => {
    expect(line(addNode(at('steg-1'), 'document', 'Brev'))).toEqual(['start-1>steg-1', 'steg-1>dokument-1', 'steg-1>slutt-1']);
  });

  it('leaves the line whole when it goes', () => {
    const removed = removeNode(addNode(addNode(at('steg-1'), 'step', 'Arkiver'), 'document', 'Brev'), 'steg-2');
    expect(line(removed)).toEqual(['start-1>steg-1', 'steg-1>slutt-1']);
    expect(order(removed)).toEqual(['start-1', 'steg-1', 'dokument-1', 'slutt-1']);
  });

  it('changes places with the step it follows, in the process too', () => {
    const moved = moveNode(addNode(at('steg-1'), 'step', 'Arkiver'), 'steg-2', -1)!;
    expect(order(moved)).toEqual(['start-1', 'steg-2', 'steg-1', 'slutt-1']);
    expect(line(moved)).toEqual(['start-1>steg-2', 'steg-1>slutt-1', 'steg-2>steg-1']);
    expect(moveNode(moved, 'start-1', -1)).toBeNull();
  });

  it('is dropped where another stands', () => {
    const three = addNode(addNode(at('steg-1'), 'step', 'Arkiver'), 'step', 'Svar');
    expect(order(moveBeside(three, 'steg-3', 'steg-1'))).toEqual(['start-1', 'steg-3', 'steg-1', 'steg-2', 'slutt-1']);
    expect(line(moveBeside(three, 'steg-3', 'steg-1'))).toEqual(['start-1>steg-3', 'steg-1>steg-2', 'steg-2>slutt-1', 'steg-3>steg-1']);
  });

  it('loses the lines it cannot have when it becomes something else', () => {
    expect(line(setKind(at('steg-1'), 'steg-1', 'document'))).toEqual(['start-1>steg-1', 'steg-1>slutt-1']);
    expect(line(setKind(at('steg-1'), 'steg-1', 'end'))).toEqual(['start-1>steg-1']);
  });

  it('has nothing of what is empty but its name', () => {
    expect(setNode(at('steg-1'), 'steg-1', { name: '', change: '', minutes: undefined }).model.nodes[1]).toEqual({ id: 'steg-1', kind: 'step', name: '', lane: 'rolle-2' });
  });

  it('holds a flowchart with ids of its own and no roles', () => {
    const inner = addInner(at('steg-1'), 'steg-1', { start: 'Inn', step: 'Les', end: 'Ut' });
    const added = addNode(inner, 'step', 'Skriv');
    expect(order(added)).toEqual(['steg-1-start-1', 'steg-1-steg-1', 'steg-2', 'steg-1-slutt-1']);
    expect(levelOf(added).nodes.some(({ lane }) => lane)).toBe(false);
    expect(added.model.nodes).toHaveLength(3);
  });
});

describe('a line', () => {
  it('goes to what none leads to yet', () => {
    const start = model.nodes[0]!;
    expect(line(addFlow(at('start-1'), start)!)).toContain('start-1>slutt-1');
    expect(addFlow(at('slutt-1'), model.nodes[2]!)).toBeNull();
  });
});

describe('a role', () => {
  it('leaves what it did to the one beside, and the last one stays', () => {
    const removed = removeLane(at(null), 'rolle-2')!;
    expect(removed.model.nodes.map(({ lane }) => lane)).toEqual(['rolle-1', 'rolle-1', 'rolle-1']);
    expect(removeLane(removed, 'rolle-1')).toBeNull();
    expect(addLane(removed, 'Ny').model.lanes.map(({ id }) => id)).toEqual(['rolle-1', 'rolle-2']);
  });
});

describe('edits', () => {
  it('are undone and done again, and what is typed in one field is one', () => {
    const named = (edits: ReturnType<typeof begin>, name: string) => edit(edits, setNode(edits.now, 'steg-1', { name }), 'name');
    const typed = named(named(begin(model), 'A'), 'Ar');
    expect(typed.past).toHaveLength(1);
    const undone = undo(typed);
    expect(undone.now.model).toBe(model);
    expect(redo(undone).now.model.nodes[1]!.name).toBe('Ar');
    expect(undo(undone)).toBe(undone);
  });
});
