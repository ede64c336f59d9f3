import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { Department, Deputy, User } from '../api/model.js';
import { today } from '../core/days.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { date } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import '../core/dialog.element.js';

/**
 * Who decides in a director's place, and when: a dialog for administrators.
 * @fires halden-department with the department after a change
 */
@customElement('halden-deputies')
export class DeputiesElement extends HaldenElement {
  @property({ attribute: false }) department: Department | null = null;
  @property({ attribute: false }) users: readonly User[] = [];

  @state() private _userKey = '';
  @state() private _from = '';
  @state() private _to = '';
  @state() private _errors: Record<string, string[]> = {};
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  async show() {
    this.#clear();
    this._fault = null;
    await this.updateComplete;
    this._dialog.show();
  }

  #clear() {
    this._userKey = '';
    this._from = today();
    this._to = '';
    this._errors = {};
  }

  #changed(department: Department) {
    this.department = department;
    this.dispatchEvent(new CustomEvent('halden-department', { detail: department }));
  }

  async #add(event: Event) {
    event.preventDefault();
    if (this._isBusy || !this.department) {
      return;
    }
    this._fault = null;
    this._errors = {
      ...(this._userKey ? {} : { userKey: [this.t('deputyUserRequired')] }),
      ...(this._from ? {} : { from: [this.t('deputyFromRequired')] }),
      ...(!this._to ? { to: [this.t('deputyToRequired')] } : this._from && this._to < this._from ? { to: [this.t('deputyToBefore')] } : {}),
    };
    if (!(await this.#focusError())) {
      await this.#send((key) => this.app.api.addDeputy(key, this._userKey, this._from, this._to), 'deputyAdded', '#deputies');
    }
  }

  async #end(deputy: Deputy) {
    await this.#send((key) => this.app.api.endDeputy(key, deputy.key), 'deputyEnded', '#deputies');
  }

  async #send(send: (key: string) => Promise<Department>, told: 'deputyAdded' | 'deputyEnded', focus: string) {
    const { department } = this;
    if (!department || this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      this.#changed(await send(department.key));
      this.#clear();
      this.app.announce(this.t(told));
      await this.focusOn(focus);
    } catch (fault) {
      if (fault instanceof ApiError && Object.keys(fault.errors).length > 0) {
        this._errors = fault.errors;
        await this.#focusError();
      } else {
        this._fault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  async #focusError() {
    const first = ['userKey', 'from', 'to'].find((field) => this._errors[field]);
    if (first) {
      await this.focusOn(`#${first}`);
    }
    return Boolean(first);
  }

  override render() {
    const { t } = this.app;
    const { department } = this;
    const deputies = [...(department?.deputies ?? [])].sort((a, b) => a.from.localeCompare(b.from));
    return html`<halden-dialog .heading=${t('deputiesOf', { name: department?.name ?? '' })}>
      <p class="muted">${t('deputiesHint')}</p>
      <div id="deputies" tabindex="-1">
        ${deputies.length > 0 ? html`<ul>${deputies.map((deputy) => this.#renderDeputy(deputy))}</ul>` : html`<p>${t('deputiesNone')}</p>`}
      </div>
      ${faultMessage(t, this._fault)}
      <h3>${t('deputyNew')}</h3>
      <form class="stack" novalidate @submit=${(event: Event) => this.#add(event)}>
        <div class="field">
          <label for="userKey">${t('deputyUser')}</label>
          <select id="userKey" aria-invalid=${this._errors.userKey ? 'true' : nothing} aria-describedby="userKey-error" @change=${(event: Event) => { this._userKey = (event.target as HTMLSelectElement).value; }}>
            <option value="" .selected=${this._userKey === ''}>${t('deputyChoose')}</option>
            ${this.users.filter(({ key }) => key !== department?.director?.key).map((user) => html`<option value=${user.key} .selected=${user.key === this._userKey}>${user.name} (${user.email})</option>`)}
          </select>
          ${this.#renderErrors('userKey')}
        </div>
        <div class="dates">
          ${this.#renderDay('from', t('deputyFrom'), this._from, (value) => { this._from = value; })}
          ${this.#renderDay('to', t('deputyTo'), this._to, (value) => { this._to = value; })}
        </div>
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('deputyAdd')}</button>
          <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('close')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #renderDeputy(deputy: Deputy) {
    const { t, lang } = this.app;
    const isOver = deputy.to < today();
    return html`<li class="row spread">
      <span>
        <strong>${deputy.user.name}</strong>
        ${deputy.isNow ? html`<uui-tag look="primary" color="positive">${t('deputyNow')}</uui-tag>` : isOver ? html`<uui-tag look="outline">${t('deputyOver')}</uui-tag>` : nothing}<br />
        <span class="muted">${t('deputyPeriod', { from: date(lang, deputy.from), to: date(lang, deputy.to) })}</span>
      </span>
      ${isOver ? nothing : html`<button type="button" class="link" aria-label=${t('deputyEndNamed', { name: deputy.user.name })} @click=${() => this.#end(deputy)}>${t('deputyEnd')}</button>`}
    </li>`;
  }

  #renderDay(id: 'from' | 'to', label: string, value: string, change: (value: string) => void) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input id=${id} type="date" .value=${value} aria-invalid=${this._errors[id] ? 'true' : nothing} aria-describedby="${id}-error" @change=${(event: Event) => { change((event.target as HTMLInputElement).value); }} />
      ${this.#renderErrors(id)}
    </div>`;
  }

  #renderErrors(field: string) {
    return html`<div id="${field}-error">${(this._errors[field] ?? []).map((error) => html`<p class="error" role="alert">${error}</p>`)}</div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      ul { list-style: none; margin: 0 0 18px; padding: 0; }
      li { padding: 9px 0; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); gap: 6px 12px; }
      h3 { margin: 0 0 9px; }
      .dates { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-deputies': DeputiesElement;
  }
}
