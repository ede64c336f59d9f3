import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { Department, User } from '../api/model.js';
import { today } from '../core/days.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { date } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { DeputiesElement } from './deputies.element.js';
import '../core/dialog.element.js';
import './deputies.element.js';

interface Form {
  /** Null for a new one. */
  key: string | null;
  name: string;
  directorKey: string;
  /** As they are typed; empty for never. */
  reviewMonths: string;
  unpublishDays: string;
}

const noForm: Form = { key: null, name: '', directorKey: '', reviewMonths: '', unpublishDays: '' };

/** The municipality's departments and their directors; for administrators. */
@customElement('halden-departments')
export class DepartmentsElement extends HaldenElement {
  @state() private _departments: Department[] | null = null;
  @state() private _users: User[] = [];
  @state() private _fault: unknown = null;
  @state() private _form = noForm;
  @state() private _deputiesOf: Department | null = null;
  @state() private _errors: Record<string, string[]> = {};
  @state() private _formFault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _isBusy = false;

  @query('#edit') private _dialog!: HaldenDialogElement;
  @query('halden-deputies') private _deputies!: DeputiesElement;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      [this._departments, this._users] = await Promise.all([this.app.api.departments(), this.app.me.isAdministrator ? this.app.api.users() : Promise.resolve([])]);
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #edit(department?: Department) {
    this._form = department
      ? {
          key: department.key, name: department.name, directorKey: department.director?.key ?? '',
          reviewMonths: String(department.reviewMonths ?? ''), unpublishDays: String(department.unpublishOverdueAfterDays ?? ''),
        }
      : noForm;
    this._errors = {};
    this._formFault = null;
    await this.updateComplete;
    this._dialog.show();
    await this.focusOn('#name');
  }

  async #openDeputies(department: Department) {
    this._deputiesOf = department;
    await this.updateComplete;
    await this._deputies.show();
  }

  async #save(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    const { key, directorKey, reviewMonths, unpublishDays } = this._form;
    const name = this._form.name.trim();
    this._formFault = null;
    this._errors = {
      ...(name ? {} : { name: [this.t('departmentNameRequired')] }),
      ...(isWhole(reviewMonths) ? {} : { reviewMonths: [this.t('wholeNumberRequired')] }),
      ...(isWhole(unpublishDays) ? {} : { unpublishOverdueAfterDays: [this.t('wholeNumberRequired')] }),
    };
    if (await this.#focusError()) {
      return;
    }
    this._isBusy = true;
    const department = { name, directorKey: directorKey || null, reviewMonths: numberOf(reviewMonths), unpublishOverdueAfterDays: reviewMonths ? numberOf(unpublishDays) : null };
    try {
      await (key ? this.app.api.saveDepartment(key, department) : this.app.api.createDepartment(department));
      await this.#load();
      this._dialog.close();
      this.app.announce(this.t('departmentSaved', { name }));
    } catch (fault) {
      if (fault instanceof ApiError && Object.keys(fault.errors).length > 0) {
        this._errors = fault.errors;
        await this.#focusError();
      } else {
        this._formFault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  async #focusError() {
    const first = Object.keys(fieldIds).find((field) => this._errors[field]);
    if (first) {
      await this.focusOn(fieldIds[first]!);
    }
    return Boolean(first);
  }

  async #delete(department: Department) {
    this._actionFault = null;
    const isSure = await this.app.confirm({
      heading: this.t('departmentDeleteHeading', { name: department.name }),
      text: this.t('departmentDeleteText', { count: department.services }),
      yes: this.t('delete'),
      isDanger: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await this.app.api.deleteDepartment(department.key);
      await this.#load();
      this.app.announce(this.t('departmentDeleted', { name: department.name }));
      await this.focusOn('#add');
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    }
  }

  override render() {
    const { t, me } = this.app;
    return html`
      <div class="row spread heading">
        <h1>${t('departmentsHeading')}</h1>
        ${me.isAdministrator ? html`<button type="button" class="button primary" id="add" @click=${() => this.#edit()}>${t('departmentNew')}</button>` : nothing}
      </div>
      ${faultMessage(t, this._fault)}
      <div id="fault" tabindex="-1">${faultMessage(t, this._actionFault)}</div>
      ${this._departments ? this.#renderTable(this._departments) : this._fault ? nothing : loading(t)} ${this.#renderDialog()}
      <halden-deputies .department=${this._deputiesOf} .users=${this._users} @halden-department=${(event: CustomEvent<Department>) => { this.#replace(event.detail); }}></halden-deputies>
    `;
  }

  #replace(department: Department) {
    this._departments = (this._departments ?? []).map((known) => (known.key === department.key ? department : known));
  }

  #renderReview({ reviewMonths, unpublishOverdueAfterDays }: Department) {
    const { t } = this.app;
    return reviewMonths === null
      ? html`<span class="muted">${t('reviewNever')}</span>`
      : html`${t('reviewEvery', { months: reviewMonths })}${unpublishOverdueAfterDays === null ? nothing : html`<br /><span class="muted">${t('unpublishAfter', { days: unpublishOverdueAfterDays })}</span>`}`;
  }

  #renderDeputies({ deputies }: Department) {
    const { t, lang } = this.app;
    const now = deputies.filter(({ isNow }) => isNow);
    const later = deputies.filter(({ isNow, to }) => !isNow && to >= today());
    return now.length + later.length === 0
      ? html`<span class="muted">${t('deputiesNoneShort')}</span>`
      : html`${now.map(({ user, to }) => html`${t('deputyUntil', { name: user.name, to: date(lang, to) })}<br />`)}${later.length > 0 ? html`<span class="muted">${t('deputiesPlanned', { count: later.length })}</span>` : nothing}`;
  }

  #renderTable(departments: Department[]) {
    const { t, me } = this.app;
    if (departments.length === 0) {
      return html`<div class="box"><p>${t('departmentsEmpty')}</p></div>`;
    }
    return html`<div class="box">
      <table class="cards" role="table" aria-label=${t('departmentsHeading')}>
        <thead role="rowgroup">
          <tr role="row">
            ${[t('department'), t('columnDirector'), t('columnDeputies'), t('columnReview'), t('columnServices')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
            ${me.isAdministrator ? html`<th role="columnheader" scope="col"><span class="hidden-text">${t('columnActions')}</span></th>` : nothing}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${departments.map((department) => html`<tr role="row">
            <th role="rowheader" scope="row">${department.name}</th>
            <td role="cell" data-label=${t('columnDirector')}>${department.director?.name ?? html`<uui-tag look="primary" color="warning">${t('directorMissing')}</uui-tag>`}</td>
            <td role="cell" data-label=${t('columnDeputies')}>${this.#renderDeputies(department)}</td>
            <td role="cell" data-label=${t('columnReview')}>${this.#renderReview(department)}</td>
            <td role="cell" data-label=${t('columnServices')}>${department.services}</td>
            ${me.isAdministrator
              ? html`<td role="cell">
                  <div class="row">
                    <button type="button" class="link" aria-label=${t('editNamed', { name: department.name })} @click=${() => this.#edit(department)}>${t('edit')}</button>
                    <button type="button" class="link" aria-label=${t('deputiesOf', { name: department.name })} @click=${() => this.#openDeputies(department)}>${t('columnDeputies')}</button>
                    <button type="button" class="link" aria-label=${t('deleteNamed', { name: department.name })} @click=${() => this.#delete(department)}>${t('delete')}</button>
                  </div>
                </td>`
              : nothing}
          </tr>`)}
        </tbody>
      </table>
    </div>`;
  }

  #renderDialog() {
    const { t } = this.app;
    const { key, name, directorKey, reviewMonths, unpublishDays } = this._form;
    const errors = (field: string) => html`<div id="${field}-error">${(this._errors[field] ?? []).map((error) => html`<p class="error" role="alert">${error}</p>`)}</div>`;
    return html`<halden-dialog id="edit" .heading=${key ? t('departmentEdit') : t('departmentNew')}>
      <form class="stack" novalidate @submit=${this.#save}>
        <div class="field">
          <label for="name">${t('departmentName')}</label>
          <input id="name" maxlength="255" autocomplete="off" required .value=${name} aria-invalid=${this._errors.name ? 'true' : nothing} aria-describedby="name-error"
            @input=${(event: Event) => { this._form = { ...this._form, name: (event.target as HTMLInputElement).value }; }} />
          ${errors('name')}
        </div>
        <div class="field">
          <label for="director">${t('columnDirector')}</label>
          <select id="director" aria-invalid=${this._errors.directorKey ? 'true' : nothing} aria-describedby="directorKey-error" @change=${(event: Event) => { this._form = { ...this._form, directorKey: (event.target as HTMLSelectElement).value }; }}>
            <option value="" .selected=${directorKey === ''}>${t('directorChoose')}</option>
            ${this._users.map((user) => html`<option value=${user.key} .selected=${user.key === directorKey}>${user.name} (${user.email})</option>`)}
          </select>
          ${errors('directorKey')}
        </div>
        <div class="field">
          <label for="reviewMonths">${t('reviewMonths')}</label>
          <input id="reviewMonths" class="short" inputmode="numeric" autocomplete="off" maxlength="3" .value=${reviewMonths} aria-invalid=${this._errors.reviewMonths ? 'true' : nothing} aria-describedby="reviewMonths-hint reviewMonths-error"
            @input=${(event: Event) => { this._form = { ...this._form, reviewMonths: (event.target as HTMLInputElement).value.trim() }; }} />
          <p class="hint after" id="reviewMonths-hint">${t('reviewMonthsHint')}</p>
          ${errors('reviewMonths')}
        </div>
        <div class="field">
          <label for="unpublishDays">${t('unpublishDays')}</label>
          <input id="unpublishDays" class="short" inputmode="numeric" autocomplete="off" maxlength="4" .value=${unpublishDays} ?disabled=${reviewMonths === ''} aria-invalid=${this._errors.unpublishOverdueAfterDays ? 'true' : nothing} aria-describedby="unpublishDays-hint unpublishOverdueAfterDays-error"
            @input=${(event: Event) => { this._form = { ...this._form, unpublishDays: (event.target as HTMLInputElement).value.trim() }; }} />
          <p class="hint after" id="unpublishDays-hint">${t('unpublishDaysHint')}</p>
          ${errors('unpublishOverdueAfterDays')}
        </div>
        ${faultMessage(t, this._formFault)}
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
      .heading { margin-bottom: 18px; }
      .message { margin-bottom: 18px; }
      td .row { gap: 0 12px; }
      .short.short { max-width: 120px; display: block; }
      .hint.after { margin: 6px 0 0; }
    `,
  ];
}

/** Field in the API → its input, in the order they stand. */
const fieldIds: Record<string, string> = { name: '#name', directorKey: '#director', reviewMonths: '#reviewMonths', unpublishOverdueAfterDays: '#unpublishDays' };

const isWhole = (text: string) => text === '' || /^[1-9]\d*$/.test(text);

const numberOf = (text: string) => (text ? Number(text) : null);

declare global {
  interface HTMLElementTagNameMap {
    'halden-departments': DepartmentsElement;
  }
}
