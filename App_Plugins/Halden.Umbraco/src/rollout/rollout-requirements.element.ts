import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { RequirementSubject, SpecificationSummary } from '../api/benefit-model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage, loading } from '../core/templates.js';
import '../core/dialog.element.js';
import { subjects, subjectText, totalsText } from './requirement-words.js';
import './rollout-nav.element.js';

/** The requirement specifications for what must be bought. */
@customElement('halden-rollout-requirements')
export class RolloutRequirementsElement extends HaldenElement {
  @state() private _all: SpecificationSummary[] | null = null;
  @state() private _fault: unknown = null;
  @state() private _formFault: unknown = null;
  @state() private _errors: Record<string, string[]> = {};
  @state() private _form: { title: string; subject: RequirementSubject; isReadyMade: boolean } = { title: '', subject: 'forms', isReadyMade: true };
  @state() private _isBusy = false;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._all = await this.app.api.specifications();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #new() {
    this._form = { title: '', subject: 'forms', isReadyMade: true };
    this._formFault = null;
    this._errors = {};
    await this.updateComplete;
    this._dialog.show();
  }

  async #begin(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._formFault = null;
    this._errors = {};
    try {
      const begun = await this.app.api.beginSpecification(this._form);
      this._dialog.close();
      this.app.announce(this.t('requirementsBegun'));
      this.app.router.go({ view: 'rolloutSpecification', key: begun.id });
    } catch (fault) {
      if (fault instanceof ApiError && fault.errors.title) {
        this._errors = fault.errors;
        await this.focusOn('#title');
      } else {
        this._formFault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t, me } = this.app;
    return html`<div class="stack">
      <halden-rollout-nav view="rolloutRequirements"></halden-rollout-nav>
      ${faultMessage(t, this._fault)}
      <div class="row spread">
        <h1 tabindex="-1">${t('requirementsHeading')}</h1>
        ${me.isEditor ? html`<button type="button" class="button primary positive" @click=${this.#new}>${t('requirementsNew')}</button>` : nothing}
      </div>
      <p class="muted lead">${t('requirementsLead')}</p>
      ${this._all === null ? (this._fault ? nothing : loading(t)) : this.#renderList(this._all)}
      ${this.#renderDialog()}
    </div>`;
  }

  #renderList(all: SpecificationSummary[]) {
    const { t, lang, router } = this.app;
    return all.length === 0
      ? html`<p class="message info">${t('requirementsNone')}</p>`
      : html`<ul class="stack">${all.map((one) => html`<li class="box">
          <div class="row spread">
            <h2><a href=${router.href({ view: 'rolloutSpecification', key: one.id })}>${one.title}</a></h2>
            <uui-tag look=${one.isFinished ? 'primary' : 'outline'} color=${one.isFinished ? 'positive' : 'default'}>${t(one.isFinished ? 'requirementsFinished' : 'requirementsDraft')}</uui-tag>
          </div>
          <p>${subjectText(t, one.subject)} · ${totalsText(t, one)}</p>
          <p class="muted">${t('requirementsChanged', { name: one.changedBy ?? t('notSaid'), at: dateTime(lang, one.changedAt) })}</p>
        </li>`)}</ul>`;
  }

  #renderDialog() {
    const { t } = this.app;
    return html`<halden-dialog .heading=${t('requirementsNew')}>
      ${faultMessage(t, this._formFault)}
      <form class="stack" novalidate @submit=${(event: Event) => this.#begin(event)}>
        <div class="field">
          <label for="title">${t('requirementsTitle')}</label>
          <input id="title" maxlength="200" .value=${this._form.title} aria-invalid=${this._errors.title ? 'true' : nothing} aria-describedby="title-error"
            @input=${(event: Event) => { this._form = { ...this._form, title: (event.target as HTMLInputElement).value }; }} />
          <div id="title-error">${(this._errors.title ?? []).map((error) => html`<p class="error" role="alert">${error}</p>`)}</div>
        </div>
        <div class="field">
          <label for="subject">${t('requirementsSubject')}</label>
          <select id="subject" @change=${(event: Event) => { this._form = { ...this._form, subject: (event.target as HTMLSelectElement).value as RequirementSubject }; }}>
            ${subjects.map((subject) => html`<option value=${subject} .selected=${subject === this._form.subject}>${subjectText(t, subject)}</option>`)}
          </select>
        </div>
        ${checkbox('ready-made', t('requirementsReadyMade'), this._form.isReadyMade, (isReadyMade) => { this._form = { ...this._form, isReadyMade }; })}
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('create')}</button>
          <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .lead { max-width: 75ch; margin: 0; }
      ul { list-style: none; margin: 0; padding: 0; }
      h2 { overflow-wrap: anywhere; }
      li p { margin: 3px 0 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-requirements': RolloutRequirementsElement;
  }
}
