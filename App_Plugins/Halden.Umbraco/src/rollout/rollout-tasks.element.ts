import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { RolloutBoard, RolloutService, RolloutTask, RolloutTaskState, WrittenRolloutMark } from '../api/model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { isSafeUrl, shortDay } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import type { Route, StagePart } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import '../core/dialog.element.js';

const stageOf: Record<string, StagePart> = { manual: 'manuell', form: 'skjema', integrated: 'integrert' };

/** Where what shows that a task is done is seen, and done. */
function evidencePlace(evidence: string, key: string): Route {
  const stage = /^(manual|form|integrated)Process/.exec(evidence)?.[1];
  return stage ? { view: 'process', key, stage: stageOf[stage] } : evidence === 'formTested' ? { view: 'register' } : { view: 'service', key };
}

const written = ({ mark }: RolloutTask): WrittenRolloutMark => ({
  version: mark?.version ?? null, state: mark?.state ?? 'open', note: mark?.note ?? null, link: mark?.link ?? null, due: mark?.due ?? null,
});

/**
 * Tasks of a service, or of the whole introduction: ticked where a person says so, shown with what they rest on where the system knows.
 * @fires halden-marked with the service or the board as it is after somebody has said something
 */
@customElement('halden-rollout-tasks')
export class RolloutTasksElement extends HaldenElement {
  @property({ attribute: false }) tasks: readonly RolloutTask[] = [];
  /** The service; empty for the whole. */
  @property() service = '';

  @state() private _fault: unknown = null;
  @state() private _dialogFault: unknown = null;
  @state() private _isBusy = false;
  @state() private _open: RolloutTask | null = null;
  @state() private _mark: WrittenRolloutMark = { version: null, state: 'open', note: null, link: null, due: null };

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  async #save(task: RolloutTask, mark: WrittenRolloutMark) {
    const detail: RolloutBoard | RolloutService = this.service
      ? await this.app.api.markRolloutService(this.service, task.id, mark)
      : await this.app.api.markRolloutWhole(task.id, mark);
    this.dispatchEvent(new CustomEvent('halden-marked', { detail }));
    this.app.announce(this.t('rolloutMarked', { task: task.name }));
  }

  async #tick(task: RolloutTask, isDone: boolean) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      await this.#save(task, { ...written(task), state: isDone ? 'done' : 'open' });
    } catch (fault) {
      this._fault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  async #edit(task: RolloutTask) {
    this._open = task;
    this._mark = written(task);
    this._dialogFault = null;
    await this.updateComplete;
    this._dialog.show();
  }

  #submit = async (event: Event) => {
    event.preventDefault();
    if (this._isBusy || !this._open) {
      return;
    }
    this._isBusy = true;
    this._dialogFault = null;
    try {
      await this.#save(this._open, this._mark);
      this._dialog.close();
    } catch (fault) {
      this._dialogFault = fault;
    } finally {
      this._isBusy = false;
    }
  };

  override render() {
    const { t } = this.app;
    return html`${faultMessage(t, this._fault)}
      ${this.tasks.length === 0 ? html`<p class="muted">${t('rolloutNoTasks')}</p>` : html`<ul>${this.tasks.map((task) => this.#renderTask(task))}</ul>`} ${this.#renderDialog()}`;
  }

  #renderTask(task: RolloutTask) {
    const { t, router } = this.app;
    const canTick = task.mayMark && !task.evidence && task.state !== 'notApplicable';
    return html`<li class=${task.state}>
      ${canTick
        ? html`<label class="check" for="task-${task.id}"><input id="task-${task.id}" type="checkbox" .checked=${live(task.state === 'done')} @change=${(event: Event) => this.#tick(task, (event.target as HTMLInputElement).checked)} /> <span class="name">${task.name}</span></label>`
        : html`<p class="check"><span class="sign" aria-hidden="true">${task.state === 'done' ? '✓' : task.state === 'notApplicable' ? '–' : '○'}</span> <span class="name">${task.name}<span class="hidden-text"> (${this.#stateText(task.state)})</span></span></p>`}
      <p class="about muted">
        ${[
          task.who,
          task.state === 'done' ? this.#renderDone(task) : task.state === 'notApplicable' ? html`${t('rolloutNotApplicable')}${task.why ? html`: ${task.why}` : nothing}` : this.#renderDue(task),
          task.evidence && task.state === 'open' ? t('rolloutMissing') : nothing,
          task.evidence && this.service && task.state !== 'notApplicable'
            ? html`<a href=${router.href(evidencePlace(task.evidence, this.service))} aria-label="${t(task.state === 'done' ? 'rolloutSee' : 'rolloutDoIt')}: ${task.name}">${t(task.state === 'done' ? 'rolloutSee' : 'rolloutDoIt')}</a>`
            : nothing,
          task.mark?.link && isSafeUrl(task.mark.link) ? html`<a href=${task.mark.link} target="_blank" rel="noopener" aria-label="${t('rolloutLink')}: ${task.name}">${t('rolloutLink')}</a>` : nothing,
          task.mayMark ? html`<button type="button" class="link" aria-label="${t('rolloutChange')}: ${task.name}" @click=${() => this.#edit(task)}>${t('rolloutChange')}</button>` : nothing,
        ].filter((part) => part !== nothing && part !== undefined).map((part) => html`<span class="part">${part}</span>`)}
      </p>
      ${task.mark?.note ? html`<p class="note">${task.mark.note}</p>` : nothing}
    </li>`;
  }

  #renderDone(task: RolloutTask) {
    const { t, lang } = this.app;
    return !task.doneAt ? t('rolloutInPlace')
      : task.evidence || !task.mark?.by ? t('rolloutDoneOn', { day: shortDay(lang, task.doneAt) })
      : t('rolloutDoneBy', { day: shortDay(lang, task.doneAt), by: task.mark.by });
  }

  #renderDue(task: RolloutTask) {
    const { t, lang } = this.app;
    return task.due ? html`${t('rolloutDue', { day: shortDay(lang, task.due) })}${task.isLate ? html` <strong class="late">${t('rolloutIsLate')}</strong>` : nothing}` : nothing;
  }

  #stateText(known: RolloutTaskState) {
    return this.t(known === 'done' ? 'rolloutStateDone' : known === 'open' ? 'rolloutStateOpen' : 'rolloutNotApplicable');
  }

  #renderDialog() {
    const { t, me } = this.app;
    const task = this._open;
    const change = (part: Partial<WrittenRolloutMark>) => { this._mark = { ...this._mark, ...part }; };
    const states: RolloutTaskState[] = ['open', ...(task?.evidence ? [] : ['done' as const]), ...(this.service ? ['notApplicable' as const] : [])];
    return html`<halden-dialog .heading=${task?.name ?? ''}>
      ${faultMessage(t, this._dialogFault)}
      ${task
        ? html`<form class="stack" @submit=${this.#submit}>
            ${states.length > 1
              ? html`<fieldset>
                  <legend class="label">${t('rolloutState')}</legend>
                  ${states.map((known) => html`<label class="check" for="state-${known}"><input id="state-${known}" type="radio" name="state" .checked=${live(this._mark.state === known)} @change=${() => { change({ state: known }); }} /> <span>${this.#stateText(known)}</span></label>`)}
                </fieldset>`
              : nothing}
            <div class="field">
              <label for="note">${t(this._mark.state === 'notApplicable' ? 'rolloutReason' : 'rolloutNote')}</label>
              <textarea id="note" rows="3" maxlength="500" .value=${this._mark.note ?? ''} ?required=${this._mark.state === 'notApplicable'} @input=${(event: Event) => { change({ note: (event.target as HTMLTextAreaElement).value || null }); }}></textarea>
            </div>
            <div class="field">
              <label for="link">${t('rolloutLinkAddress')}</label>
              <input id="link" type="url" maxlength="500" placeholder="https://" .value=${this._mark.link ?? ''} @input=${(event: Event) => { change({ link: (event.target as HTMLInputElement).value || null }); }} />
            </div>
            ${this.service && me.isEditor
              ? html`<div class="field">
                  <label for="due">${t('rolloutOwnDue')}</label>
                  <input id="due" type="date" .value=${this._mark.due ?? ''} @input=${(event: Event) => { change({ due: (event.target as HTMLInputElement).value || null }); }} />
                </div>`
              : nothing}
            <div class="row">
              <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('save')}</button>
              <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
            </div>
          </form>`
        : nothing}
    </halden-dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      ul { list-style: none; margin: 0; padding: 0; }
      li { padding: 9px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      li:first-child { border-top: 0; padding-top: 0; }
      li:last-child { padding-bottom: 0; }
      .check { margin: 0; }
      .check .name { font-weight: 700; overflow-wrap: anywhere; }
      .done .name, .notApplicable .name { font-weight: 400; }
      .sign { width: 20px; flex: none; text-align: center; font-weight: 700; }
      .done .sign { color: var(--uui-color-positive, #0b8152); }
      .about { margin: 0 0 0 29px; font-size: 14px; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 15px; }
      .about button.link { font-size: 14px; }
      .late { color: #ae1e47; }
      .note { margin: 3px 0 0 29px; padding-left: 9px; border-left: 3px solid var(--uui-color-border-standalone, #c2c2c2); white-space: pre-line; overflow-wrap: anywhere; }
      fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 6px; }
      legend { padding: 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-tasks': RolloutTasksElement;
  }
}
