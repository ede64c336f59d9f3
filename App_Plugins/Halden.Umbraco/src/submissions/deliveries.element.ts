import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SubmissionDelivery, SubmissionLine } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import { mayRetry } from './outlook.js';
import { kindKeys } from './words.js';

/**
 * Where a submission went, or is on its way.
 * @fires halden-retried when one is tried again
 */
@customElement('halden-deliveries')
export class DeliveriesElement extends HaldenElement {
  @property({ attribute: false }) submission!: SubmissionLine;

  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  async #retry(delivery: SubmissionDelivery) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      await this.app.api.retryDelivery(this.submission.id, delivery.id);
      this.app.announce(this.t('noticesRetried'));
      this.dispatchEvent(new CustomEvent('halden-retried'));
    } catch (fault) {
      this._fault = fault;
    }
    this._isBusy = false;
    await this.focusOn('#deliveries');
  }

  override render() {
    const { t } = this.app;
    const { deliveries } = this.submission;
    return html`<section class="box" aria-labelledby="deliveries">
      <h2 id="deliveries" tabindex="-1">${t('deliveriesHeading')}</h2>
      ${faultMessage(t, this._fault)}
      ${deliveries.length === 0
        ? html`<p class="last">${t('deliveriesNone')}</p>`
        : html`<ul>${deliveries.map((delivery) => html`<li>
            <h3>${t(kindKeys[delivery.kind])}</h3>
            <p>${this.#happened(delivery)}</p>
            ${delivery.fault && delivery.state !== 'sent' ? html`<p lang="nb-NO">${delivery.fault}</p>` : nothing}
            ${mayRetry(delivery)
              ? html`<button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} aria-label=${t('deliveryRetryNamed', { name: t(kindKeys[delivery.kind]) })}
                  @click=${() => this.#retry(delivery)}>${t('tryAgain')}</button>`
              : nothing}
          </li>`)}</ul>`}
    </section>`;
  }

  #happened({ state: known, attempts, fault, nextTry, endedAt }: SubmissionDelivery) {
    const { t, lang } = this.app;
    return known === 'sent' ? t('deliverySent', { date: dateTime(lang, endedAt) })
      : known === 'dead' ? t('deliveryGivenUp', { date: dateTime(lang, endedAt), count: attempts })
      : fault && nextTry ? t('deliveryNextTry', { date: dateTime(lang, nextTry), count: attempts })
      : t('deliveryOnItsWay');
  }

  static override styles = [
    sharedStyles,
    css`
      ul { list-style: none; margin: 0; padding: 0; }
      li { padding: 12px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      li:first-child { border-top: 0; padding-top: 0; }
      li:last-child { padding-bottom: 0; }
      h3 { font-size: 15px; }
      p { margin: 3px 0; }
      .button { margin-top: 6px; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-deliveries': DeliveriesElement;
  }
}
