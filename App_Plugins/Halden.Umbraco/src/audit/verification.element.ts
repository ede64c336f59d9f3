import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuditVerdict } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';

/** Whether the trail is whole: every line is looked at each time. */
@customElement('halden-audit-verification')
export class AuditVerificationElement extends HaldenElement {
  @state() private _verdict: AuditVerdict | null = null;
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;
  @state() private _head = '';

  override connectedCallback() {
    super.connectedCallback();
    void this.#verify();
  }

  async #verify() {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      this._verdict = await this.app.api.auditVerification(this._head.trim());
    } catch (fault) {
      this._fault = fault;
    }
    this._isBusy = false;
  }

  #compare(event: Event) {
    event.preventDefault();
    void this.#verify();
  }

  override render() {
    const { t } = this.app;
    return html`<section class="box" aria-labelledby="verification">
      <h2 id="verification">${t('verifyHeading')}</h2>
      ${faultMessage(t, this._fault)}
      <div role="status">${this._isBusy ? loading(t) : this._verdict ? this.#renderVerdict(this._verdict) : nothing}</div>
      <details>
        <summary>${t('verifyCompare')}</summary>
        <form novalidate @submit=${this.#compare}>
          <div class="field">
            <label for="head">${t('verifyHead')}</label>
            <p class="hint" id="head-hint">${t('verifyHeadHint')}</p>
            <input id="head" maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="head-hint" .value=${this._head} @input=${(event: Event) => { this._head = (event.target as HTMLInputElement).value; }} />
          </div>
          <button type="submit" class="button" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('verifyAgain')}</button>
        </form>
      </details>
    </section>`;
  }

  #renderVerdict({ isWhole, lines, head, faults }: AuditVerdict) {
    const { t } = this.app;
    return html`
      ${isWhole
        ? html`<p><strong>${t('verifyWhole', { count: lines })}</strong></p>`
        : html`<div class="message danger">
            <h3>${t('verifyBroken')}</h3>
            <ul>${faults.map(({ message }) => html`<li>${message}</li>`)}</ul>
            <p>${t('verifyBrokenWhatToDo')}</p>
          </div>`}
      <p class="muted">${t('verifyLast')} <code>${head}</code></p>
    `;
  }

  static override styles = [
    sharedStyles,
    css`
      code { overflow-wrap: anywhere; }
      .message { margin-bottom: 12px; }
      .message ul { margin-bottom: 9px; }
      summary { cursor: pointer; font-weight: 700; min-height: 24px; }
      form { display: grid; gap: 12px; justify-items: start; margin-top: 12px; }
      form .field { width: 100%; max-width: 620px; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-audit-verification': AuditVerificationElement;
  }
}
