import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BulkChange, BulkResults, RecipientKind, RegisterRow } from '../api/model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage } from '../core/templates.js';
import '../core/dialog.element.js';
import './row-results.element.js';
import type { Table } from './table.js';

interface Form {
  /** In a handover: the address of who leaves. */
  from: string;
  isDepartment: boolean;
  department: string;
  isOwner: boolean;
  name: string;
  email: string;
  isRecipient: boolean;
  kind: RecipientKind;
  recipient: string;
}

const noForm: Form = { from: '', isDepartment: false, department: '', isOwner: false, name: '', email: '', isRecipient: false, kind: 'mailbox', recipient: '' };

const kinds: RecipientKind[] = ['mailbox', 'lineOfBusinessSystem', 'printQueue'];

/**
 * Changes the chosen rows, or hands over all of somebody's who leaves: what is to be changed, what that does to each row, and
 * how it went.
 * @fires halden-changed when rows have been changed
 */
@customElement('halden-register-bulk')
export class RegisterBulkElement extends HaldenElement {
  @property({ attribute: false }) table!: Table;

  @state() private _rows: RegisterRow[] | null = null;
  @state() private _form = noForm;
  @state() private _results: BulkResults | null = null;
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  /** @param rows null for a handover */
  async show(rows: RegisterRow[] | null, from = '') {
    this._rows = rows;
    this._form = { ...noForm, from, isOwner: rows === null };
    this._results = null;
    this._fault = null;
    await this.updateComplete;
    this._dialog.show();
  }

  get #change(): BulkChange {
    const { isDepartment, department, isOwner, name, email, isRecipient, kind, recipient } = this._form;
    return {
      ...(isDepartment ? { department: { key: department || null } } : {}),
      ...(isOwner ? { owner: { name: name.trim() || null, email: email.trim() || null } } : {}),
      ...(isRecipient ? { recipient: { kind, recipient: kind === 'printQueue' ? null : recipient.trim() || null } } : {}),
    };
  }

  async #preview(event: Event) {
    event.preventDefault();
    await this.#run(() => this.app.api.previewBulk(this._rows ? this._rows.map(({ key, version }) => ({ key, version })) : this._form.from, this.#change));
  }

  async #make() {
    const seen = this._results;
    if (!seen) {
      return;
    }
    const rows = seen.rows.filter(({ status, key }) => status === 'changed' && key).map(({ key, version }) => ({ key: key!, version }));
    await this.#run(() => this.app.api.changeBulk(rows, this.#change));
    if (this._results?.isApplied) {
      this.app.announce(this.t('registerChangedCount', { count: this._results.changed }));
      this.dispatchEvent(new Event('halden-changed'));
    }
  }

  async #run(work: () => Promise<BulkResults>) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      this._results = await work();
      await this.focusOn('#results');
    } catch (fault) {
      this._fault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t } = this.app;
    return html`<halden-dialog .heading=${this._rows ? t('registerBulkHeading', { count: this._rows.length }) : t('registerHandover')}>
      ${faultMessage(t, this._fault)} ${this._results ? this.#renderResults(this._results) : this.#renderForm()}
    </halden-dialog>`;
  }

  #renderResults(results: BulkResults) {
    const { t } = this.app;
    const { changed, failed, unchanged, isApplied } = results;
    return html`<div class="stack">
      <p id="results" tabindex="-1"><strong>${t(isApplied ? 'registerBulkDone' : 'registerBulkWould', { changed, failed, unchanged })}</strong></p>
      <halden-row-results .rows=${results.rows} .label=${this.table.label}></halden-row-results>
      <div class="row">
        ${isApplied
          ? html`<button type="button" class="button primary" @click=${() => { this._dialog.close(); }}>${t('close')}</button>`
          : html`${changed > 0 ? html`<button type="button" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#make()}>${t('registerBulkMake', { count: changed })}</button>` : nothing}
              <button type="button" class="button" @click=${() => { this._results = null; }}>${t('registerBack')}</button>`}
      </div>
    </div>`;
  }

  #renderForm() {
    const { t } = this.app;
    const form = this._form;
    const change = (part: Partial<Form>) => { this._form = { ...this._form, ...part }; };
    return html`<form class="stack" novalidate @submit=${(event: Event) => this.#preview(event)}>
      ${this._rows
        ? html`<p class="muted">${t('registerBulkLead')}</p>`
        : html`<p class="muted">${t('registerHandoverLead')}</p>
            <div class="field">
              <label for="from">${t('registerHandoverFrom')}</label>
              <select id="from" @change=${(event: Event) => { change({ from: (event.target as HTMLSelectElement).value }); }}>
                <option value="">${t('notSet')}</option>
                ${this.table.owners().map(({ email, name, count, hasLeft }) => html`<option value=${email} .selected=${email === form.from}>${name || email} (${count})${hasLeft ? ` – ${t('vacantOwnerLeft')}` : ''}</option>`)}
              </select>
            </div>`}
      ${this._rows
        ? html`<fieldset>
            <legend class="hidden-text">${this.table.label('department')}</legend>
            ${checkbox('isDepartment', t('registerChangeDepartment'), form.isDepartment, (isDepartment) => { change({ isDepartment }); })}
            ${form.isDepartment
              ? html`<div class="field">
                  <label for="department">${this.table.label('department')}</label>
                  <select id="department" @change=${(event: Event) => { change({ department: (event.target as HTMLSelectElement).value }); }}>
                    <option value="">${t('notSet')}</option>
                    ${this.table.register.departments.map(({ key, name }) => html`<option value=${key} .selected=${key === form.department}>${name}</option>`)}
                  </select>
                </div>`
              : nothing}
          </fieldset>`
        : nothing}
      <fieldset>
        <legend class="hidden-text">${this.table.label('owner')}</legend>
        ${this._rows ? checkbox('isOwner', t('registerChangeOwner'), form.isOwner, (isOwner) => { change({ isOwner }); }) : nothing}
        ${form.isOwner
          ? html`<div class="pair">
              <div class="field"><label for="name">${t('registerNewOwner')}</label><input id="name" autocomplete="off" .value=${form.name} @input=${(event: Event) => { change({ name: (event.target as HTMLInputElement).value }); }} /></div>
              <div class="field"><label for="email">${t('registerNewOwnerEmail')}</label><input id="email" type="email" autocomplete="off" .value=${form.email} @input=${(event: Event) => { change({ email: (event.target as HTMLInputElement).value }); }} /></div>
            </div>`
          : nothing}
      </fieldset>
      ${this._rows
        ? html`<fieldset>
            <legend class="hidden-text">${this.table.label('recipient')}</legend>
            ${checkbox('isRecipient', t('registerChangeRecipient'), form.isRecipient, (isRecipient) => { change({ isRecipient }); })}
            ${form.isRecipient
              ? html`<div class="pair">
                  <div class="field">
                    <label for="kind">${this.table.label('recipientKind')}</label>
                    <select id="kind" @change=${(event: Event) => { change({ kind: (event.target as HTMLSelectElement).value as RecipientKind }); }}>
                      ${kinds.map((kind) => html`<option value=${kind} .selected=${kind === form.kind}>${t(({ mailbox: 'receivedByMail', lineOfBusinessSystem: 'receivedBySystem', printQueue: 'receivedOnPaper' } as const)[kind])}</option>`)}
                    </select>
                  </div>
                  ${form.kind === 'printQueue'
                    ? nothing
                    : html`<div class="field"><label for="recipient">${this.table.label('recipient')}</label><input id="recipient" autocomplete="off" .value=${form.recipient} @input=${(event: Event) => { change({ recipient: (event.target as HTMLInputElement).value }); }} /></div>`}
                </div>`
              : nothing}
          </fieldset>`
        : nothing}
      <div class="row">
        <button type="submit" class="button primary" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('registerPreview')}</button>
        <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  static override styles = [
    sharedStyles,
    css`
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-direction: column; gap: 9px; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
      .row { position: sticky; bottom: -24px; background: var(--uui-color-surface, #fff); margin-bottom: -24px; padding: 9px 0 24px; }
      .message { margin-bottom: 12px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-register-bulk': RegisterBulkElement;
  }
}
