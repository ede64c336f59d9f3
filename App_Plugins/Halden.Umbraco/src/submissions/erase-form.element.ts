import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ErasureReason, SubmissionLine } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import { reasonKeys } from './words.js';

/**
 * Erases one submission, or those that are chosen, for a reason.
 * @fires halden-erased when they are gone
 */
@customElement('halden-erase-form')
export class EraseFormElement extends HaldenElement {
  @property({ attribute: false }) submissions: readonly SubmissionLine[] = [];
  /** Whether they are chosen from several, and there may be none. */
  @property({ type: Boolean }) choice = false;

  @state() private _reason: ErasureReason | '' = '';
  @state() private _error = '';
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  async #erase(event: Event) {
    event.preventDefault();
    const { _reason: reason, submissions } = this;
    this._fault = null;
    this._error = submissions.length === 0 ? this.t('citizenNoneSelected') : reason === '' ? this.t('eraseReasonChoose') : '';
    if (this._error || reason === '') {
      await this.focusOn('#reason');
      return;
    }
    const isSure = !this._isBusy && await this.app.confirm({
      heading: submissions.length === 1 ? this.t('eraseConfirmOne', { reference: submissions[0]!.reference }) : this.t('eraseConfirmHeading', { count: submissions.length }),
      text: `${submissions.length === 1 ? '' : `${submissions.map(({ reference }) => `• ${reference}`).join('\n')}\n\n`}${this.t('eraseConfirmText')}`,
      yes: this.t('eraseYes'),
      isDanger: true,
    });
    if (!isSure) {
      return;
    }
    this._isBusy = true;
    try {
      await this.app.api.eraseSubmissions(submissions.map(({ id }) => id), reason);
      this._reason = '';
      this.dispatchEvent(new CustomEvent('halden-erased'));
    } catch (fault) {
      this._fault = fault;
      await this.focusOn('#fault');
    }
    this._isBusy = false;
  }

  override render() {
    const { t } = this.app;
    return html`<details class="box">
      <summary>${t(this.choice ? 'eraseSelectedHeading' : 'eraseHeading')}</summary>
      <form novalidate @submit=${this.#erase}>
        <p>${t('eraseLead')}</p>
        <div class="field">
          <label for="reason">${t('eraseReason')}</label>
          <select id="reason" required aria-invalid=${this._error ? 'true' : nothing} aria-describedby="reason-error"
            @change=${(event: Event) => { this._reason = (event.target as HTMLSelectElement).value as ErasureReason | ''; this._error = ''; }}>
            <option value="" ?selected=${this._reason === ''}>${t('eraseReasonChoose')}</option>
            ${Object.entries(reasonKeys).map(([known, key]) => html`<option value=${known} ?selected=${known === this._reason}>${t(key)}</option>`)}
          </select>
          <div id="reason-error">${this._error ? html`<p class="error" role="alert">${this._error}</p>` : nothing}</div>
        </div>
        <div id="fault" tabindex="-1">${faultMessage(t, this._fault)}</div>
        <button type="submit" class="button danger" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('eraseYes')}</button>
      </form>
    </details>`;
  }

  static override styles = [
    sharedStyles,
    css`
      summary { cursor: pointer; font-weight: 700; min-height: 24px; }
      form { max-width: 75ch; margin-top: 12px; }
      .field { max-width: 420px; }
      .button { margin-top: 12px; }
      #fault:not(:empty) { margin-top: 12px; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-erase-form': EraseFormElement;
  }
}
