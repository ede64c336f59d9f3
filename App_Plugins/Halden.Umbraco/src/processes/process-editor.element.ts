import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { ApiError } from '../api/api-error.js';
import type { ImportedProcess, ProcessDifferences, ProcessDrawing, ProcessesInShort, ProcessFinding, ProcessStageView, ReadyMadeProcess, ServiceProcesses } from '../api/model.js';
import { faultText } from '../core/app.js';
import { download } from '../core/download.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import type { LeaveGuard, Route } from '../core/router.js';
import { lightSvg } from '../core/safe-svg.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { redo, undo } from '../core/undo.js';
import type { TextKey } from '../lang/index.js';
import type { Dropped } from './process-drawing.element.js';
import type { ChooseWay, ProcessOutlineElement } from './process-outline.element.js';
import type { ProcessChange, ProcessPropertiesElement } from './process-properties.element.js';
import {
  addLane, addNode, begin, edit, emptyProcess, levelOf, moveBeside, moveLane, moveNode, nodeOf, removeLane, removeNode, renameLane, setNode, stages,
  type Edited, type Edits, type NodeKind, type ProcessModel, type ProcessStage,
} from './process.js';
import { pngOf } from './png.js';
import { partOf, stageOf, stageText } from './words.js';
import './process-differences.element.js';
import './process-drawing.element.js';
import './process-outline.element.js';
import './process-properties.element.js';

const drawAfter = 300;

const stateTexts = { none: 'processStateNone', draft: 'processStateDraft', changed: 'processStateChanged', approved: 'processStateApproved', removed: 'processStateRemoved' } as const satisfies Record<string, TextKey>;

const addTexts = { step: 'processAddStep', decision: 'processAddDecision', document: 'processAddDocument', end: 'processAddEnd' } as const satisfies Partial<Record<NodeKind, TextKey>>;

const newTexts = { start: 'processStart', step: 'processNewStep', decision: 'processNewDecision', document: 'processNewDocument', end: 'processEnd' } as const satisfies Record<NodeKind, TextKey>;

/** The processes of a service: each stage drawn, edited, compared and exchanged. */
@customElement('halden-process-editor')
export class ProcessEditorElement extends HaldenElement implements LeaveGuard {
  @property() key = '';
  /** The stage, as the address has it. */
  @property() place = '';

  @state() private _service: ServiceProcesses<ProcessModel> | null = null;
  @state() private _edits: Edits | null = null;
  /** The model as it was saved last; null where none is. */
  @state() private _saved: ProcessModel | null = null;
  @state() private _drawing: ProcessDrawing | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _isBusy = false;
  @state() private _imported: ImportedProcess<ProcessModel> | null = null;
  @state() private _readyMade: readonly ReadyMadeProcess[] = [];
  @state() private _others: readonly ProcessesInShort[] = [];
  @state() private _since = '';
  @state() private _differences: ProcessDifferences | null = null;
  @state() private _source = '';

  @query('halden-process-outline') private _outline?: ProcessOutlineElement;
  @query('halden-process-properties') private _properties?: ProcessPropertiesElement;

  #drawing: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lang = '';

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#shortcut);
    this.app.router.guard = this;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#shortcut);
    clearTimeout(this.#timer);
    this.#drawing?.abort();
    if (this.app.router.guard === this) {
      this.app.router.guard = null;
    }
  }

  get #isDirty() {
    return this._edits !== null && this._edits.now.model !== this._saved;
  }

  get #stage(): ProcessStage {
    return stageOf(this.place);
  }

  get #view(): ProcessStageView<ProcessModel> | undefined {
    return this._service?.stages.find(({ stage }) => stage === this.#stage);
  }

  holds(target: Route | null) {
    const isHere = target?.view === 'process' && target.key.toLowerCase() === this.key.toLowerCase() && stageOf(target.stage ?? '') === this.#stage;
    return !isHere && this.#isDirty;
  }

  ask() {
    return this.app.confirm({ heading: this.t('unsavedHeading'), text: this.t('processUnsavedText'), yes: this.t('unsavedLeave'), no: this.t('unsavedStay'), isDanger: true });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this.app.router.guard = this;
      void this.#load();
    } else if (changed.has('place')) {
      this.app.router.guard = this;
      this.#open();
    } else if (this.#lang && this.#lang !== this.app.lang) {
      void this.#reword();
    }
    this.#lang = this.app.lang;
  }

  /** What the server says, in the language that was chosen. What is being edited stays. */
  async #reword() {
    try {
      this._service = await this.app.api.processes<ProcessModel>(this.key);
    } catch {
      // The words of before are of use too.
    }
    this.#draw(0);
  }

  async #load() {
    const { key } = this;
    this._service = this._edits = null;
    this._fault = null;
    try {
      const [service, readyMade, others] = await Promise.all([this.app.api.processes<ProcessModel>(key), this.app.api.readyMadeProcesses(), this.app.api.allProcesses()]);
      if (key === this.key) {
        this._readyMade = readyMade;
        this._others = others.filter((other) => other.key.toLowerCase() !== key.toLowerCase() && other.stages.length > 0);
        this._service = service;
        this.#open();
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  /** Begins on the stage as it is kept. */
  #open() {
    const model = this.#view?.model ?? null;
    this._saved = model;
    this._edits = model ? begin(model) : null;
    this._drawing = null;
    this._imported = null;
    this._actionFault = null;
    this._source = '';
    this._differences = null;
    this._since = '';
    this.#draw(0);
  }

  #draw(after = drawAfter) {
    clearTimeout(this.#timer);
    this.#drawing?.abort();
    const model = this._edits?.now.model;
    if (model) {
      this.#timer = setTimeout(() => { void this.#drawNow(model); }, after);
    }
  }

  async #drawNow(model: ProcessModel) {
    const drawing = new AbortController();
    this.#drawing = drawing;
    try {
      const drawn = await this.app.api.drawProcess(this.#title, model, drawing.signal);
      if (model === this._edits?.now.model) {
        this._drawing = drawn;
        this._actionFault = this._actionFault instanceof ApiError && this._actionFault.isInvalid ? null : this._actionFault;
      }
    } catch (fault) {
      // What cannot be drawn is told of, as it cannot be saved either; a connection that is gone is told of by saving.
      if (fault instanceof ApiError && fault.isInvalid && model === this._edits?.now.model) {
        this._actionFault = fault;
      }
    }
  }

  get #title() {
    return `${this._service?.title ?? ''} – ${stageText(this.app.t, this.#stage).toLowerCase()}`;
  }

  #set(edits: Edits) {
    const before = this._edits?.now.model;
    this._edits = edits;
    if (edits.now.model !== before) {
      this.#draw();
    }
  }

  #do(next: Edited | null, told = '', typing = ''): boolean {
    if (!this._edits || !next) {
      this.app.announce(this.t('processCannotMove'));
      return false;
    }
    this.#set(edit(this._edits, next, typing));
    if (told) {
      this.app.announce(told);
    }
    return true;
  }

  #choose(id: string | null, within = this._edits?.now.within ?? null) {
    if (this._edits) {
      this._edits = { ...this._edits, now: { ...this._edits.now, chosen: id, within }, typing: '' };
    }
  }

  async #chosen({ detail: { id, way } }: CustomEvent<{ id: string; way: ChooseWay }>) {
    this.#choose(id);
    await this.updateComplete;
    if (way === 'enter') {
      await this._properties?.focusName();
    } else if (way === 'arrow') {
      await this._outline?.focusChosen();
    }
  }

  async #add(kind: NodeKind) {
    const now = this._edits?.now;
    if (now && this.#do(addNode(now, kind, this.t(newTexts[kind])), this.t('processNodeAdded'))) {
      await this.updateComplete;
      await this._properties?.focusName();
    }
  }

  async #move(by: -1 | 1) {
    const now = this._edits?.now;
    if (now?.chosen) {
      const moved = moveNode(now, now.chosen, by);
      this.#do(moved, moved ? this.t('processNodeMoved', { name: nodeOf(moved)?.name ?? '', place: levelOf(moved).nodes.findIndex(({ id }) => id === now.chosen) + 1 }) : '');
      await this.updateComplete;
      await this._outline?.focusChosen();
    }
  }

  async #remove() {
    const now = this._edits?.now;
    const node = now ? nodeOf(now) : null;
    if (now && node) {
      this.#do(removeNode(now, node.id), this.t('processNodeRemoved', { name: node.name }));
      await this.updateComplete;
      await this._outline?.focusChosen();
    }
  }

  #dropped({ detail: { id, over, lane } }: CustomEvent<Dropped>) {
    const now = this._edits?.now;
    if (!now) {
      return;
    }
    const within = now.model.nodes.find(({ inner }) => inner?.nodes.some((node) => node.id === id))?.id ?? null;
    let next: Edited = { ...now, within, chosen: id };
    const from = levelOf(next).nodes.find((node) => node.id === id)?.lane;
    if (within === null && lane && lane !== from) {
      next = setNode(next, id, { lane });
    }
    if (over) {
      next = moveBeside(next, id, over);
    }
    this.#do(next, next.model === now.model ? '' : this.t('processDropped', { name: nodeOf(next)?.name ?? '' }));
  }

  #back(way: (edits: Edits) => Edits, told: TextKey) {
    if (this._edits) {
      const next = way(this._edits);
      if (next !== this._edits) {
        this.#set(next);
        this.app.announce(this.t(told));
      }
    }
  }

  #shortcut = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || !this._edits) {
      return;
    }
    const key = event.key.toLowerCase();
    const act = key === 's' ? () => { void this.#save(); } : key === 'y' || (key === 'z' && event.shiftKey) ? () => { this.#back(redo, 'formRedone'); } : key === 'z' ? () => { this.#back(undo, 'formUndone'); } : null;
    if (act) {
      event.preventDefault();
      act();
    }
  };

  /** Does something with the server; what it says is wrong is shown above. */
  async #act(act: () => Promise<void>) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    try {
      await act();
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    } finally {
      this._isBusy = false;
    }
  }

  async #save() {
    const edits = this._edits;
    if (!edits || this._isBusy) {
      return;
    }
    if (!this.#isDirty) {
      this.app.announce(this.t('nothingToSave'));
      return;
    }
    await this.#act(async () => {
      const { model } = edits.now;
      const stage = this.#stage;
      await this.app.api.saveProcess<ProcessModel>(this.key, stage, this.#view?.version ?? null, model);
      // What is saved is the very model that was sent, so that one can undo past it.
      this._saved = model;
      this._imported = null;
      await this.#readService();
      this.app.announce(this.t('saved'));
      this.app.refreshQueue();
      await this.#compare(this._since);
    });
  }

  async #readService() {
    this._service = await this.app.api.processes<ProcessModel>(this.key);
  }

  #empty() {
    this._saved = null;
    this.#set(edit({ past: [], now: { model: { lanes: [], nodes: [], flows: [] }, within: null, chosen: null }, future: [], typing: '' }, {
      model: emptyProcess({ applicant: this.t('processApplicant'), office: this.t('processOffice'), start: this.t('processNewStart'), step: this.t('processNewStep'), end: this.t('processNewEnd') }), within: null, chosen: 'start-1',
    }));
    this._edits = this._edits && { ...this._edits, past: [] };
  }

  async #copy() {
    const [kind, from, fromStage] = this._source.split(' ');
    if (!kind || !from || !fromStage || this._isBusy) {
      this.app.announce(this.t('processChooseSource'));
      return;
    }
    const isThere = this._edits !== null;
    if (isThere && !(await this.app.confirm({ heading: this.t('processReplaceHeading'), text: this.t('processReplaceText'), yes: this.t('processReplace'), isDanger: true }))) {
      return;
    }
    await this.#act(async () => {
      await this.app.api.copyProcess<ProcessModel>(this.key, this.#stage, this.#view?.version ?? null, { fromStage, ...(kind === 'ready' ? { readyMade: from } : kind === 'service' ? { fromService: from } : {}) });
      await this.#readService();
      this.#open();
      this.app.announce(this.t('processCopied'));
      this.app.refreshQueue();
    });
  }

  async #delete() {
    const version = this.#view?.version;
    if (!version || !(await this.app.confirm({ heading: this.t('processDeleteHeading'), text: this.t('processDeleteText'), yes: this.t('delete'), isDanger: true }))) {
      return;
    }
    await this.#act(async () => {
      await this.app.api.deleteProcess(this.key, this.#stage, version);
      await this.#readService();
      this.#open();
      this.app.announce(this.t('processDeleted'));
    });
  }

  async #choices(changed: Partial<Record<'today' | 'target' | 'shown', string>>) {
    const service = this._service;
    if (service) {
      await this.#act(async () => {
        const { version, today, target, shown } = service;
        const chosen = await this.app.api.chooseStages<ProcessModel>(this.key, { version, today, target, shown, ...Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, value || null])) });
        this._service = { ...chosen };
        this.app.announce(this.t('saved'));
      });
      // Where it was refused, the lists show what is kept.
      this.requestUpdate();
    }
  }

  async #import(event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) {
      await this.#act(async () => {
        this._imported = await this.app.api.importProcess<ProcessModel>(file);
        await this.focusOn('#imported');
      });
      input.value = '';
    }
  }

  #useImported() {
    const model = this._imported?.model;
    if (model) {
      this.#set(this._edits ? edit(this._edits, { model, within: null, chosen: model.nodes[0]?.id ?? null }) : begin(model));
      this._imported = null;
      this.app.announce(this.t('processImportUsed'));
    }
  }

  async #compare(since: string) {
    this._since = since;
    this._differences = null;
    if (since) {
      try {
        this._differences = await this.app.api.processDifferences(this.key, this.#stage, since);
      } catch (fault) {
        this._actionFault = fault;
      }
    }
  }

  get #fileName() {
    return this.#title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  }

  // Also while something is being saved: a press that is passed over looks like a fault.
  async #give(ending: string, file: () => Promise<Blob>) {
    this._actionFault = null;
    try {
      download(await file(), `${this.#fileName}.${ending}`);
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    }
  }

  #bpmn = () => this.#give('bpmn', () => this.app.api.processFile(this.key, this.#stage, 'bpmn'));

  #pdf = async () => {
    const model = this._edits?.now.model;
    if (model) {
      await this.#give('pdf', () => this.app.api.processPdf(this.#title, model));
    }
  };

  #png = async () => {
    const drawing = this._drawing;
    if (drawing) {
      await this.#give('png', () => pngOf(lightSvg(drawing.svg)));
    }
  };

  #svg = () => {
    if (this._drawing) {
      download(new Blob([this._drawing.svg], { type: 'image/svg+xml' }), `${this.#fileName}.svg`);
    }
  };

  override render() {
    const { t, router } = this.app;
    const service = this._service;
    if (!service) {
      return this._fault ? html`${faultMessage(t, this._fault)}<p><a href=${router.href({ view: 'services' })}>${t('toServices')}</a></p>` : loading(t);
    }
    const view = this.#view!;
    return html`
      <p class="back"><a href=${router.href({ view: 'service', key: this.key })}>${service.title || t('untitled')}</a>${service.stages.some(({ model }) => model)
        ? html` · <a href=${router.href({ view: 'processReading', key: this.key, stage: view.model ? partOf[this.#stage] : undefined })}>${t('processRead')}</a>` : nothing}</p>
      <h1>${t('processHeading')}</h1>
      ${this.#renderChoices(service)}
      ${service.tasks.length > 0 ? html`<details class="message ${service.tasks.some(({ blocks }) => blocks) ? 'warning' : 'info'} tasks"><summary>${t('processTasks', { count: service.tasks.length })}</summary><ul>${service.tasks.map(({ text }) => html`<li>${text}</li>`)}</ul></details>` : nothing}
      <nav aria-label=${t('processStages')}><ul class="tabs">
        ${service.stages.map(({ stage, label, state: stageState }) => html`<li><a href=${router.href({ view: 'process', key: this.key, stage: partOf[stage as ProcessStage] })} aria-current=${stage === this.#stage ? 'page' : nothing}>${label} <span class="state">${t(stateTexts[stageState])}</span></a></li>`)}
      </ul></nav>
      ${this.#renderFault()}
      <div class="box main">${keyed(this.#stage, html`
        <h2>${view.label}</h2>
        ${view.changedAt ? html`<p class="muted facts">${t('formChanged')}: ${[dateTime(this.app.lang, view.changedAt), view.changedBy].filter(Boolean).join(', ')}</p>` : nothing}
        ${this._imported ? this.#renderImported(this._imported) : nothing}
        ${this._edits ? this.#renderEditor(this._edits) : this.#renderNone()}
        ${this._edits ? this.#renderCompare(service) : nothing}
        ${this.#renderSources(service)}
      `)}</div>
      ${this._edits ? html`<div class="save-bar" role="region" aria-label=${t('save')}>
        <span>${this.#isDirty ? t('unsavedChanges') : t('noUnsavedChanges')}</span>
        <button type="button" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#save()}>${t('save')}</button>
      </div>` : nothing}
    `;
  }

  #renderChoices({ today, target, shown, stages: all }: ServiceProcesses<ProcessModel>) {
    const { t } = this.app;
    const list = (name: 'today' | 'target' | 'shown', label: string, none: string, value: string | null, known: readonly string[]) => html`<div class="field">
      <label for=${name}>${label}</label>
      <select id=${name} @change=${(event: Event) => this.#choices({ [name]: (event.target as HTMLSelectElement).value })}>
        <option value="" .selected=${value === null}>${none}</option>
        ${known.map((stage) => html`<option value=${stage} .selected=${stage === value}>${stageText(t, stage)}</option>`)}
      </select></div>`;
    return html`<div class="choices">
      ${list('today', t('processToday'), t('notSet'), today, stages)}
      ${list('target', t('processTarget'), t('notSet'), target, stages)}
      ${list('shown', t('processShown'), t('processShowNone'), shown, all.filter(({ model }) => model).map(({ stage }) => stage))}
    </div>`;
  }

  #renderFault() {
    const { t } = this.app;
    const fault = this._actionFault;
    const { title, detail } = fault ? faultText(t, fault) : { title: '', detail: '' };
    const isConflict = fault instanceof ApiError && fault.operationStatus === 'ChangedMeanwhile';
    return html`<div id="fault" tabindex="-1">${fault ? html`<div class="message danger" role="alert"><h2>${title}</h2>${detail ? html`<p>${detail}</p>` : nothing}
      ${isConflict ? html`<p><button type="button" class="button danger" @click=${() => this.#load()}>${t('formOpenAgain')}</button></p>` : nothing}</div>` : nothing}</div>`;
  }

  #renderNone() {
    const { t } = this.app;
    return html`<p>${t('processNone')}</p><p><button type="button" class="button primary" @click=${() => { this.#empty(); }}>${t('processBegin')}</button></p>`;
  }

  #renderFiles() {
    const { t } = this.app;
    return html`<div class="files" role="group" aria-label=${t('processFiles')}>
      <button type="button" class="button" @click=${() => { window.print(); }}>${t('processPrint')}</button>
      <button type="button" class="button" @click=${this.#pdf}>PDF</button>
      <button type="button" class="button" @click=${this.#png}>PNG</button>
      <button type="button" class="button" @click=${this.#svg}>SVG</button>
      <button type="button" class="button" ?disabled=${this.#isDirty || !this.#view?.version} title=${this.#isDirty ? t('processBpmnUnsaved') : nothing} @click=${this.#bpmn}>BPMN</button>
    </div>`;
  }

  #renderEditor(edits: Edits) {
    const { t } = this.app;
    const { now } = edits;
    const findings = this._drawing?.findings ?? [];
    const within = now.model.nodes.find(({ id }) => id === now.within);
    const general = findings.filter(({ at }) => at === null || !levelOf(now).nodes.some(({ id }) => id === at));
    const tool = (label: TextKey, sign: string, isDisabled: boolean, act: () => unknown) =>
      html`<button type="button" class="plain" aria-label=${t(label)} title=${t(label)} ?disabled=${isDisabled} @click=${act}><span aria-hidden="true">${sign}</span></button>`;
    return html`
      ${this.#renderFindings(findings, general)}
      ${within ? html`<p class="message info within">${t('processEditsInner', { name: within.name })} <button type="button" class="link" @click=${() => { this.#choose(within.id, null); }}>${t('processToWhole')}</button></p>` : nothing}
      <div class="grid">
        <div class="left">
          <div class="tools" role="group" aria-label=${t('processTools')}>
            <div class="adds">${(Object.keys(addTexts) as (keyof typeof addTexts)[]).map((kind) => html`<button type="button" class="button" @click=${() => this.#add(kind)}>${t(addTexts[kind])}</button>`)}</div>
            <div class="acts">
              ${tool('formMoveUp', '↑', now.chosen === null || moveNode(now, now.chosen, -1) === null, () => this.#move(-1))}
              ${tool('formMoveDown', '↓', now.chosen === null || moveNode(now, now.chosen, 1) === null, () => this.#move(1))}
              ${tool('processRemove', '✕', nodeOf(now) === null, () => this.#remove())}
              <span class="gap"></span>
              ${tool('formUndo', '↶', edits.past.length === 0, () => { this.#back(undo, 'formUndone'); })}
              ${tool('formRedo', '↷', edits.future.length === 0, () => { this.#back(redo, 'formRedone'); })}
            </div>
          </div>
          <halden-process-outline .edited=${now} .findings=${findings} @halden-choose=${(event: CustomEvent<{ id: string; way: ChooseWay }>) => this.#chosen(event)}
            @halden-move=${({ detail }: CustomEvent<-1 | 1>) => this.#move(detail)} @halden-remove=${() => this.#remove()}></halden-process-outline>
          <p class="hint keys">${t('processKeys')}</p>
        </div>
        <halden-process-properties .edited=${now} .findings=${findings} .system=${this._service?.system ?? ''}
          @halden-process-change=${({ detail: { next, typing } }: CustomEvent<ProcessChange>) => { this.#do(next, '', typing); }}
          @halden-within=${({ detail }: CustomEvent<string>) => { this.#choose(now.model.nodes.find(({ id }) => id === detail)?.inner?.nodes[0]?.id ?? null, detail); }}></halden-process-properties>
      </div>
      ${within ? nothing : this.#renderLanes(now)}
      <div class="row spread drawing"><h3>${t('processDrawing')}</h3>${this.#renderFiles()}</div>
      <halden-process-drawing editable .drawing=${this._drawing} .chosen=${now.chosen} .label=${this.#title}
        @halden-choose=${({ detail: { id, within: step } }: CustomEvent<{ id: string; within: string | null }>) => { this.#choose(id, step); }} @halden-drop=${(event: CustomEvent<Dropped>) => { this.#dropped(event); }}></halden-process-drawing>
      <p class="hint">${t('processDragHint')}</p>
    `;
  }

  #renderFindings(findings: readonly ProcessFinding[], general: readonly ProcessFinding[]) {
    const { t } = this.app;
    const errors = findings.filter(({ isError }) => isError).length;
    return html`<div aria-live="polite" class="findings">
      ${findings.length === 0 ? nothing : html`<details class="message ${errors > 0 ? 'danger' : 'warning'}" ?open=${general.length > 0}>
        <summary>${errors > 0 ? t('formErrors', { count: errors }) : t('formAdvice', { count: findings.length })}</summary>
        <ul>${findings.map((finding) => html`<li>${finding.text}</li>`)}</ul>
      </details>`}
    </div>`;
  }

  #renderLanes(now: Edited) {
    const { t } = this.app;
    return html`<details class="lanes"><summary>${t('processRoles', { count: now.model.lanes.length })}</summary>
      <ol>${now.model.lanes.map(({ id, name }, index) => html`<li>
        <label class="hidden-text" for="lane-${id}">${t('processRoleName', { number: index + 1 })}</label>
        <input id="lane-${id}" maxlength="150" autocomplete="off" .value=${name} @input=${(event: Event) => { this.#do(renameLane(now, id, (event.target as HTMLInputElement).value), '', `lane ${id}`); }} />
        <button type="button" class="plain" aria-label=${t('processRoleUp', { name })} ?disabled=${index === 0} @click=${() => { this.#do(moveLane(now, id, -1), this.t('processRoleMoved')); }}><span aria-hidden="true">↑</span></button>
        <button type="button" class="plain" aria-label=${t('processRoleDown', { name })} ?disabled=${index === now.model.lanes.length - 1} @click=${() => { this.#do(moveLane(now, id, 1), this.t('processRoleMoved')); }}><span aria-hidden="true">↓</span></button>
        <button type="button" class="plain" aria-label=${t('processRoleRemove', { name })} ?disabled=${now.model.lanes.length === 1} @click=${() => { this.#do(removeLane(now, id), this.t('processRoleRemoved', { name })); }}><span aria-hidden="true">✕</span></button>
      </li>`)}</ol>
      <button type="button" class="button" ?disabled=${now.model.lanes.length >= 20} @click=${() => { this.#do(addLane(now, this.t('processNewRole')), this.t('processRoleAdded')); }}>${t('processAddRole')}</button>
    </details>`;
  }

  #renderCompare({ stages: all }: ServiceProcesses<ProcessModel>) {
    const { t } = this.app;
    const stage = this.#stage;
    const others = all.filter((other) => other.stage !== stage && other.model);
    const mayApproved = this.#view?.state === 'approved' || this.#view?.state === 'changed';
    if ((others.length === 0 && !mayApproved) || !this.#view?.version) {
      return nothing;
    }
    return html`<section class="part" aria-labelledby="compare"><h3 id="compare">${t('processCompare')}</h3>
      <div class="field narrow"><label for="since">${t('processCompareWith')}</label>
        <select id="since" @change=${(event: Event) => this.#compare((event.target as HTMLSelectElement).value)}>
          <option value="" .selected=${this._since === ''}>${t('notSet')}</option>
          ${mayApproved ? html`<option value="approved" .selected=${this._since === 'approved'}>${t('processApprovedVersion')}</option>` : nothing}
          ${others.map((other) => html`<option value=${other.stage} .selected=${this._since === other.stage}>${other.label}</option>`)}
        </select></div>
      ${this._since && this.#isDirty ? html`<p class="muted">${t('processCompareSaved')}</p>` : nothing}
      <halden-process-differences aria-live="polite" .differences=${this._differences}></halden-process-differences>
    </section>`;
  }

  #renderSources({ stages: all }: ServiceProcesses<ProcessModel>) {
    const { t } = this.app;
    const own = all.filter(({ stage, model }) => model && stage !== this.#stage);
    const option = (value: string, label: string) => html`<option value=${value} .selected=${value === this._source}>${label}</option>`;
    return html`<section class="part" aria-labelledby="sources"><h3 id="sources">${t(this._edits ? 'processReplaceBy' : 'processBeginFrom')}</h3>
      <div class="row end">
        <div class="field source"><label for="source">${t('processSource')}</label>
          <select id="source" @change=${(event: Event) => { this._source = (event.target as HTMLSelectElement).value; }}>
            ${option('', t('notSet'))}
            ${own.length > 0 ? html`<optgroup label=${t('processOwnStages')}>${own.map(({ stage, label }) => option(`own this ${stage}`, label))}</optgroup>` : nothing}
            <optgroup label=${t('processReadyMade')}>${this._readyMade.filter(({ stages: known }) => known.includes(this.#stage)).map(({ id, name }) => option(`ready ${id} ${this.#stage}`, name))}</optgroup>
            ${this._others.length > 0 ? html`<optgroup label=${t('processOtherServices')}>${this._others.flatMap(({ key, title, stages: known }) => known.map((stage) => option(`service ${key} ${stage}`, `${title} – ${stageText(t, stage).toLowerCase()}`)))}</optgroup>` : nothing}
          </select></div>
        <button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#copy()}>${t('processCopy')}</button>
      </div>
      <div class="field narrow import"><label for="file">${t('processImport')}</label><p class="hint" id="file-hint">${t('processImportHint')}</p>
        <input id="file" type="file" accept=".bpmn,.xml,application/xml" aria-describedby="file-hint" @change=${(event: Event) => this.#import(event)} /></div>
      ${this.#view?.version ? html`<p><button type="button" class="button danger" @click=${() => this.#delete()}>${t('processDelete')}</button></p>` : nothing}
    </section>`;
  }

  #renderImported({ name, notes, drawing }: ImportedProcess<ProcessModel>) {
    const { t } = this.app;
    return html`<section class="message info imported" id="imported" tabindex="-1" aria-labelledby="imported-heading">
      <h3 id="imported-heading">${t('processImported', { name: name ?? '–' })}</h3>
      ${notes.length === 0 ? html`<p>${t('processImportedWhole')}</p>` : html`<p>${t('processImportedNotes', { count: notes.length })}</p><ul>${notes.map((note) => html`<li>${note.isLost ? html`<strong>${t('processImportLost')}</strong> ` : nothing}${note.text}${note.name ? ` (${note.name})` : nothing}</li>`)}</ul>`}
      ${drawing.findings.length > 0 ? html`<ul>${drawing.findings.map(({ text }) => html`<li>${text}</li>`)}</ul>` : nothing}
      <halden-process-drawing .drawing=${drawing} .label=${t('processImported', { name: name ?? '–' })}></halden-process-drawing>
      <div class="row"><button type="button" class="button primary" @click=${() => { this.#useImported(); }}>${t('processImportUse')}</button>
        <button type="button" class="button" @click=${() => { this._imported = null; }}>${t('cancel')}</button></div>
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .back { margin: -12px 0 3px; font-size: 14px; }
      .facts { font-size: 14px; margin: -9px 0 9px; }
      .choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; margin: 12px 0; max-width: 840px; }
      .tasks { margin-bottom: 12px; }
      .tasks ul { margin-top: 6px; }
      summary { cursor: pointer; min-height: 24px; font-weight: 700; }
      .tabs { display: flex; flex-wrap: wrap; gap: 3px; list-style: none; margin: 15px 0 0; padding: 0; }
      .tabs a { display: block; padding: 6px 12px; color: inherit; text-decoration: none; border-radius: 3px 3px 0 0; border: 1px solid transparent; border-bottom: 0; }
      .tabs a:hover { background: #e9e9eb; }
      .tabs a[aria-current] { background: var(--uui-color-surface, #fff); border-color: var(--uui-color-border, #d8d7d9); font-weight: 700; box-shadow: inset 0 4px 0 var(--uui-color-default, #1b264f); }
      .state { display: block; font-weight: 400; font-size: 13px; color: var(--halden-muted); }
      #fault .message { margin: 12px 0; }
      .grid { display: grid; grid-template-columns: minmax(260px, 380px) minmax(0, 1fr); gap: 30px; align-items: start; }
      .adds, .files { display: flex; flex-wrap: wrap; gap: 6px; }
      .adds .button, .files .button { padding: 3px 9px; font-size: 14px; }
      .adds .button { flex: 1 1 auto; }
      .acts { display: flex; gap: 3px; margin: 6px 0; }
      .acts .plain { min-width: 36px; min-height: 36px; font-size: 17px; line-height: 1; }
      .gap { flex: 1; }
      .keys { margin: 9px 0 0; font-size: 13px; }
      .findings details, .within { margin-bottom: 12px; }
      .findings ul { margin-top: 6px; }
      .lanes { margin-top: 18px; }
      .lanes ol { list-style: none; margin: 9px 0; padding: 0; display: grid; gap: 6px; max-width: 540px; }
      .lanes li { display: flex; gap: 3px; align-items: center; }
      .lanes .plain { flex: none; min-height: 36px; min-width: 36px; }
      .drawing { margin: 24px 0 9px; }
      .part { margin-top: 24px; padding-top: 18px; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      .part h3 { margin-bottom: 9px; }
      .narrow { max-width: 420px; margin-bottom: 12px; }
      .source { flex: 0 1 420px; min-width: 0; }
      .import { margin-top: 15px; }
      .imported { margin-bottom: 18px; }
      .imported .row { margin-top: 12px; }
      .save-bar { position: sticky; bottom: 0; z-index: 5; display: flex; justify-content: flex-end; align-items: center; gap: 18px; margin: 18px -24px 0; padding: 12px 24px; background: var(--uui-color-surface, #fff); border-top: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
      @container view (max-width: 900px) {
        .grid { grid-template-columns: minmax(0, 1fr); }
      }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
        .save-bar { margin: 18px -12px 0; padding: 12px; justify-content: space-between; }
      }
      @media print {
        .back, .choices, .tasks, nav, .grid, .lanes, .files, .findings, .part, .save-bar, .hint, .within { display: none; }
        .box { border: 0; padding: 0; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-editor': ProcessEditorElement;
  }
}
