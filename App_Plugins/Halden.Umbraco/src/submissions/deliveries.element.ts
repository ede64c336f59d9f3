import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SubmissionDelivery, SubmissionLine } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import { download } from '../core/download.js';
import { mayRegister, mayRetry } from './outlook.js';
import { kindKeys } from './words.js';

/**
 * Where a submission went, or is on its way.
 * @fires halden-retried when one is tried again or registered
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

  async #print(delivery: SubmissionDelivery) {
    const { id, reference } = this.submission;
    await this.#do(async () => {
      download(await this.app.api.submissionPdf(id, delivery.id), `${reference}.pdf`);
      this.app.announce(this.t('submissionFileDone', { name: `${reference}.pdf` }));
    });
  }

  async #register(event: Event, delivery: SubmissionDelivery) {
    event.preventDefault();
    const written = (event.target as HTMLFormElement).querySelector('input')!.value.trim();
    await this.#do(async () => {
      await this.app.api.registerDelivery(this.submission.id, delivery.id, written || null);
      this.app.announce(this.t('deliveryRegistered'));
      this.dispatchEvent(new CustomEvent('halden-retried'));
      await this.focusOn('#deliveries');
    });
  }

  async #do(what: () => Promise<void>) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      await what();
    } catch (fault) {
      this._fault = fault;
      await this.focusOn('#delivery-fault');
    }
    this._isBusy = false;
  }

  override render() {
    const { t } = this.app;
    const { deliveries } = this.submission;
    return html`<section class="box" aria-labelledby="deliveries">
      <h2 id="deliveries" tabindex="-1">${t('deliveriesHeading')}</h2>
      <div id="delivery-fault" tabindex="-1">${faultMessage(t, this._fault)}</div>
      ${deliveries.length === 0
        ? html`<p class="last">${t('deliveriesNone')}</p>`
        : html`<ul>${deliveries.map((delivery) => html`<li>
            <h3>${t(kindKeys[delivery.kind])}</h3>
            <p>${this.#happened(delivery)}</p>
            ${delivery.heldBecause ? html`<p>${delivery.heldBecause}</p>` : nothing}
            ${delivery.fault && (delivery.state === 'waiting' || delivery.state === 'dead') ? html`<p lang="nb-NO">${delivery.fault}</p>` : nothing}
            ${mayRetry(delivery)
              ? html`<button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} aria-label=${t('deliveryRetryNamed', { name: t(kindKeys[delivery.kind]) })}
                  @click=${() => this.#retry(delivery)}>${t('tryAgain')}</button>`
              : nothing}
            ${mayRegister(delivery) ? this.#renderRegister(delivery) : nothing}
          </li>`)}</ul>`}
    </section>`;
  }

  #renderRegister(delivery: SubmissionDelivery) {
    const { t } = this.app;
    const id = `case-${delivery.id}`;
    return html`<form novalidate @submit=${(event: Event) => this.#register(event, delivery)}>
      ${delivery.channel === 'print' ? html`<button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#print(delivery)}>${t('deliveryPrint')}</button>` : nothing}
      <div class="field">
        <label for=${id}>${t('deliveryCase')}</label>
        <input id=${id} maxlength="100" autocomplete="off" />
      </div>
      <button class="button" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('deliveryRegister')}</button>
    </form>`;
  }

  #happened({ state: known, attempts, fault, nextTry, endedAt, channel, theirReference }: SubmissionDelivery) {
    const { t, lang } = this.app;
    return known === 'accepted' ? t(theirReference ? 'deliveryAcceptedAs' : 'deliveryAccepted', { date: dateTime(lang, endedAt), reference: theirReference ?? '' })
      : known === 'queued' ? t('deliveryQueued')
      : known === 'sent' && channel === 'mail' ? t('deliveryMailed', { date: dateTime(lang, endedAt) })
      : known === 'sent' ? t('deliverySent', { date: dateTime(lang, endedAt) })
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
      form .field { margin-top: 6px; }
      #delivery-fault:not(:empty) { margin-bottom: 12px; }
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
