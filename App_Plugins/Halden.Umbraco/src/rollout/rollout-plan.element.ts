import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { PlannedTask, RolloutPhase, RolloutPlan } from '../api/model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { shortDay } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { locales } from '../lang/index.js';
import '../core/dialog.element.js';
import './rollout-nav.element.js';

const newTask = (phase: RolloutPhase): PlannedTask => ({ id: crypto.randomUUID(), phase, level: 'service', name: { nb: '', nn: '', en: '' }, isLeftOut: false });

/** The plan of the introduction: what is to be done in each phase, by whom and by when. */
@customElement('halden-rollout-plan')
export class RolloutPlanElement extends HaldenElement {
  @state() private _plan: RolloutPlan | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _formFault: unknown = null;
  @state() private _isBusy = false;
  @state() private _task: PlannedTask = newTask('establishment');
  @state() private _isNew = true;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    this.app.api.rolloutPlan().then(
      (plan) => { this._plan = plan; },
      (fault: unknown) => { this._fault = fault; },
    );
  }

  async #save(tasks: readonly PlannedTask[], told: string) {
    this._plan = await this.app.api.saveRolloutPlan(this._plan?.version ?? null, tasks);
    this.app.announce(told);
  }

  async #try(tasks: readonly PlannedTask[], told: string) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    try {
      await this.#save(tasks, told);
    } catch (fault) {
      this._actionFault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  /** Moves a task past its neighbour in the same phase, and keeps the keyboard with it. */
  async #move(task: PlannedTask, by: 1 | -1) {
    const tasks = [...this._plan!.tasks];
    const at = tasks.indexOf(task);
    const neighbour = this.#ofPhase(task.phase)[this.#ofPhase(task.phase).indexOf(task) + by];
    if (!neighbour) {
      return;
    }
    const to = tasks.indexOf(neighbour);
    [tasks[at], tasks[to]] = [neighbour, task];
    await this.#try(tasks, this.t('rolloutMoved', { task: this.#name(task) }));
    await this.focusOn(`#${by < 0 ? 'up' : 'down'}-${CSS.escape(task.id)}`);
  }

  async #edit(task: PlannedTask, isNew: boolean) {
    this._task = task;
    this._isNew = isNew;
    this._formFault = null;
    await this.updateComplete;
    this._dialog.show();
  }

  #submit = async (event: Event) => {
    event.preventDefault();
    if (this._isBusy || !this._plan) {
      return;
    }
    this._isBusy = true;
    this._formFault = null;
    const { tasks } = this._plan;
    try {
      await this.#save(this._isNew ? [...tasks, this._task] : tasks.map((known) => (known.id === this._task.id ? this._task : known)), this.t('saved'));
      this._dialog.close();
    } catch (fault) {
      this._formFault = fault;
    } finally {
      this._isBusy = false;
    }
  };

  #ofPhase(phase: RolloutPhase) {
    return this._plan!.tasks.filter((task) => task.phase === phase);
  }

  #name({ name }: PlannedTask) {
    return name[this.app.lang];
  }

  override render() {
    const { t, lang } = this.app;
    const plan = this._plan;
    return html`<div class="stack">
      <halden-rollout-nav view="rolloutPlan"></halden-rollout-nav>
      <div>
        <h1 tabindex="-1">${t('rolloutPlan')}</h1>
        <p class="muted">${t('rolloutPlanLead')} ${plan?.changedAt ? t('rolloutPlanChanged', { day: shortDay(lang, plan.changedAt), by: plan.changedBy ?? '' }) : plan ? t('rolloutPlanReadyMade') : nothing}</p>
      </div>
      ${faultMessage(t, this._fault)} ${faultMessage(t, this._actionFault)}
      ${plan ? html`${plan.phases.map(({ id, label }) => this.#renderPhase(id, label))} ${this.#renderDialog(plan)}` : this._fault ? nothing : loading(t)}
    </div>`;
  }

  #renderPhase(phase: RolloutPhase, label: string) {
    const { t, me } = this.app;
    const tasks = this.#ofPhase(phase);
    return html`<section class="box" aria-labelledby="phase-${phase}">
      <h2 id="phase-${phase}">${label}</h2>
      <ol>${tasks.map((task, at) => this.#renderTask(task, at === 0, at === tasks.length - 1))}</ol>
      ${me.isEditor ? html`<button type="button" class="button" @click=${() => this.#edit(newTask(phase), true)} aria-label=${t('rolloutAddTask', { phase: label })}>${t('rolloutNewTask')}</button>` : nothing}
    </section>`;
  }

  #renderTask(task: PlannedTask, isFirst: boolean, isLast: boolean) {
    const { t, me, lang } = this.app;
    const plan = this._plan!;
    const label = (options: { id: string; label: string }[], id: string | undefined) => options.find((option) => option.id === id)?.label;
    const name = this.#name(task);
    const about = [
      t(task.level === 'whole' ? 'rolloutOfWhole' : 'rolloutOfService'),
      plan.people.find(({ key }) => key === task.userKey)?.name ?? label(plan.roles, task.role) ?? t('rolloutNobody'),
      task.due ? t('rolloutDue', { day: shortDay(lang, task.due) }) : task.dueDays === undefined ? '' : t('rolloutDaysAfter', { count: task.dueDays }),
      task.evidence ? `${t('rolloutEvidence')}: ${label(plan.evidence, task.evidence)?.toLocaleLowerCase(locales[lang]) ?? ''}` : '',
    ].filter(Boolean);
    return html`<li class=${task.isLeftOut ? 'out' : ''}>
      <div class="what">
        <p class="name">${name}${task.isLeftOut ? html` <span class="muted">(${t('rolloutLeftOut')})</span>` : nothing}</p>
        <p class="muted about">${about.map((part) => html`<span>${part}</span>`)}</p>
      </div>
      ${me.isEditor
        ? html`<div class="row acts">
            <button type="button" class="plain" id="up-${task.id}" aria-disabled=${isFirst ? 'true' : nothing} aria-label=${t('rolloutUp', { task: name })} @click=${() => this.#move(task, -1)}><span aria-hidden="true">↑</span></button>
            <button type="button" class="plain" id="down-${task.id}" aria-disabled=${isLast ? 'true' : nothing} aria-label=${t('rolloutDown', { task: name })} @click=${() => this.#move(task, 1)}><span aria-hidden="true">↓</span></button>
            <button type="button" class="link" aria-label=${t('rolloutEditTask', { task: name })} @click=${() => this.#edit(task, false)}>${t('edit')}</button>
            <button type="button" class="link" aria-label=${t(task.isLeftOut ? 'rolloutTakeInTask' : 'rolloutLeaveOutTask', { task: name })}
              @click=${() => this.#try(plan.tasks.map((known) => (known === task ? { ...task, isLeftOut: !task.isLeftOut } : known)), t('rolloutMarked', { task: name }))}>${t(task.isLeftOut ? 'rolloutTakeIn' : 'rolloutLeaveOut')}</button>
          </div>`
        : nothing}
    </li>`;
  }

  #renderDialog(plan: RolloutPlan) {
    const { t } = this.app;
    const task = this._task;
    const change = (part: Partial<PlannedTask>) => { this._task = { ...task, ...part }; };
    const text = (id: 'nb' | 'nn' | 'en', label: string) => html`<div class="field">
      <label for=${id}>${label}</label>
      <input id=${id} maxlength="200" autocomplete="off" ?required=${id === 'nb'} .value=${task.name[id]} @input=${(event: Event) => { change({ name: { ...task.name, [id]: (event.target as HTMLInputElement).value } }); }} />
    </div>`;
    const select = (id: string, label: string, value: string, options: [string, string][], chosen: (value: string) => void) => html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => { chosen((event.target as HTMLSelectElement).value); }}>
        ${options.map(([key, name]) => html`<option value=${key} .selected=${key === value}>${name}</option>`)}
      </select>
    </div>`;
    return html`<halden-dialog .heading=${this._isNew ? t('rolloutNewTask') : t('rolloutEditTask', { task: this.#name(plan.tasks.find(({ id }) => id === task.id) ?? task) })}>
      ${faultMessage(t, this._formFault)}
      <form class="stack" @submit=${this.#submit}>
        ${text('nb', t('rolloutNameNb'))}
        <div class="pair">${text('nn', t('rolloutNameNn'))} ${text('en', t('rolloutNameEn'))}</div>
        <p class="hint">${t('rolloutNameHint')}</p>
        <div class="pair">
          ${select('phase', t('rolloutPhase'), task.phase, plan.phases.map(({ id, label }) => [id, label]), (phase) => { change({ phase: phase as RolloutPhase }); })}
          ${this._isNew
            ? select('level', t('rolloutLevel'), task.level, [['service', t('rolloutOfService')], ['whole', t('rolloutOfWhole')]], (level) => { change({ level: level as PlannedTask['level'], evidence: undefined, due: undefined, dueDays: undefined }); })
            : nothing}
        </div>
        ${task.level === 'service'
          ? select('evidence', t('rolloutEvidence'), task.evidence ?? '', [['', t('rolloutByHand')], ...plan.evidence.map(({ id, label }): [string, string] => [id, label])], (evidence) => { change({ evidence: evidence || undefined }); })
          : nothing}
        <div class="pair">
          ${select('role', t('rolloutRole'), task.role ?? '', [['', t('rolloutNobody')], ...plan.roles.map(({ id, label }): [string, string] => [id, label])], (role) => { change({ role: role || undefined }); })}
          ${select('person', t('rolloutPerson'), task.userKey ?? '', [['', t('rolloutNobody')], ...plan.people.map(({ key, name }): [string, string] => [key, name])], (userKey) => { change({ userKey: userKey || undefined }); })}
        </div>
        ${task.level === 'whole'
          ? html`<div class="field"><label for="due">${t('rolloutDueDay')}</label><input id="due" type="date" .value=${task.due ?? ''} @input=${(event: Event) => { change({ due: (event.target as HTMLInputElement).value || undefined }); }} /></div>`
          : html`<div class="field"><label for="dueDays">${t('rolloutDueDays')}</label><input id="dueDays" type="number" min="0" max="3650" .value=${String(task.dueDays ?? '')} @input=${(event: Event) => {
              const { value } = event.target as HTMLInputElement;
              change({ dueDays: value === '' ? undefined : Math.trunc(Number(value)) });
            }} /></div>`}
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('save')}</button>
          <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      ol { list-style: none; margin: 0 0 12px; padding: 0; }
      li { display: flex; flex-wrap: wrap; gap: 3px 18px; justify-content: space-between; padding: 9px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      .what { flex: 1 1 320px; min-width: 0; }
      .name { margin: 0; font-weight: 700; overflow-wrap: anywhere; }
      .out .name { font-weight: 400; text-decoration: line-through; }
      .out .name .muted { display: inline-block; text-decoration: none; }
      .about { margin: 0; font-size: 14px; display: flex; flex-wrap: wrap; gap: 0 15px; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; align-items: end; }
      .hint { margin: -9px 0 0; }
      .acts { gap: 6px 12px; }
      button.plain[aria-disabled='true'] { color: #767579; cursor: default; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-plan': RolloutPlanElement;
  }
}
