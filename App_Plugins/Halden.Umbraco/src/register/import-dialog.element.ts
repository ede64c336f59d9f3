import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ImportedRegister } from '../api/model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import '../core/dialog.element.js';
import './row-results.element.js';
import type { Table } from './table.js';

/**
 * Takes a spreadsheet in: what it would change, row by row, and then all of it or nothing.
 * @fires halden-changed when it has been taken in
 */
@customElement('halden-register-import')
export class RegisterImportElement extends HaldenElement {
  @property({ attribute: false }) table!: Table;

  @state() private _file: File | null = null;
  @state() private _outcome: ImportedRegister | null = null;
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  async show() {
    this._file = null;
    this._outcome = null;
    this._fault = null;
    await this.updateComplete;
    this._dialog.show();
  }

  async #run(event: Event | null, stamp: string | null) {
    event?.preventDefault();
    const file = this._file;
    if (this._isBusy || !file) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      this._outcome = await this.app.api.importRegister(file, stamp);
      if (this._outcome.isApplied) {
        this.app.announce(this.t('registerChangedCount', { count: this._outcome.changed }));
        this.dispatchEvent(new Event('halden-changed'));
      }
      await this.focusOn('#results');
    } catch (fault) {
      this._fault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t } = this.app;
    return html`<halden-dialog .heading=${t('registerImport')}>
      ${faultMessage(t, this._fault)} ${this._outcome ? this.#renderOutcome(this._outcome) : this.#renderForm()}
    </halden-dialog>`;
  }

  #renderForm() {
    const { t } = this.app;
    return html`<form class="stack" @submit=${(event: Event) => this.#run(event, null)}>
      <p class="muted">${t('registerImportLead')}</p>
      <div class="field">
        <label for="file">${t('registerImportFile')}</label>
        <input id="file" type="file" required accept=".xlsx,.csv" @change=${(event: Event) => { this._file = (event.target as HTMLInputElement).files?.[0] ?? null; this._fault = null; }} />
      </div>
      <div class="row">
        <button type="submit" class="button primary" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('registerPreview')}</button>
        <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  #renderOutcome(outcome: ImportedRegister) {
    const { t } = this.app;
    const { changed, failed, unchanged, isApplied } = outcome;
    const key = isApplied ? 'registerImported' : failed > 0 ? 'registerImportFaulty' : changed > 0 ? 'registerImportWould' : 'registerImportNothing';
    return html`<div class="stack">
      <p id="results" tabindex="-1"><strong>${t(key, { changed, failed, unchanged })}</strong></p>
      ${outcome.notes.length > 0 ? html`<div class="message info"><ul>${outcome.notes.map((note) => html`<li>${note}</li>`)}</ul></div>` : nothing}
      <halden-row-results .rows=${outcome.rows} .label=${this.table.label}></halden-row-results>
      <div class="row">
        ${!isApplied && failed === 0 && changed > 0
          ? html`<button type="button" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#run(null, outcome.stamp)}>${t('registerBulkMake', { count: changed })}</button>`
          : nothing}
        ${isApplied ? nothing : html`<button type="button" class="button" @click=${() => { this._outcome = null; this._file = null; }}>${t('registerImportOther')}</button>`}
        <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('close')}</button>
      </div>
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .message { margin-bottom: 12px; }
      .row { position: sticky; bottom: -24px; background: var(--uui-color-surface, #fff); margin-bottom: -24px; padding: 9px 0 24px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-register-import': RegisterImportElement;
  }
}
