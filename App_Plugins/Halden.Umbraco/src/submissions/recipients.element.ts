import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { DeliveryRecipient } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { backLink } from './words.js';

/** Where submissions go, and whether they get there: of one's own services, and for administrators of all. */
@customElement('halden-recipients')
export class RecipientsElement extends HaldenElement {
  @state() private _recipients: DeliveryRecipient[] | null = null;
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._recipients = await this.app.api.deliveryRecipients();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #do(what: () => Promise<string>) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      const said = await what();
      await this.#load();
      this.app.announce(said);
      this.app.refreshSubmissions();
    } catch (fault) {
      this._fault = fault;
    }
    this._isBusy = false;
    await this.focusOn(this._fault ? '#fault' : 'h1');
  }

  #pause = (line: DeliveryRecipient) => this.#do(async () => {
    await this.app.api.pauseDeliveries(line.channel, line.recipient, !line.isPaused);
    return this.t(line.isPaused ? 'recipientResumed' : 'recipientPaused', { name: this.#name(line) });
  });

  #retryAll = () => this.#do(async () => {
    const { retried } = await this.app.api.retryAllDeliveries();
    return this.t('submissionsRetried', { count: retried });
  });

  #name = ({ recipient }: DeliveryRecipient) => recipient || this.t('recipientMailServer');

  override render() {
    const { t, me } = this.app;
    const recipients = this._recipients;
    return html`${backLink(this.app)}
      <h1 tabindex="-1">${t('recipientsHeading')}</h1>
      <p class="lead">${t(me.isAdministrator ? 'recipientsLeadAll' : 'recipientsLead')}</p>
      <div id="fault" tabindex="-1">${faultMessage(t, this._fault)}</div>
      ${recipients
        ? recipients.length === 0
          ? html`<p class="message info">${t('recipientsNone')}</p>`
          : html`${me.isAdministrator && recipients.some(({ dead }) => dead > 0)
              ? html`<p><button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${this.#retryAll}>${t('recipientsRetryAll')}</button></p>`
              : nothing}
            <ul class="stack">${recipients.map((line) => this.#renderLine(line))}</ul>`
        : this._fault ? nothing : loading(t)}`;
  }

  #renderLine(line: DeliveryRecipient) {
    const { t, lang, me } = this.app;
    const name = this.#name(line);
    return html`<li class="box">
      <div class="row spread">
        <h2>${name}</h2>
        <uui-tag look=${line.isPaused || line.brokenOffUntil ? 'primary' : 'outline'} color=${line.isPaused || line.brokenOffUntil ? 'warning' : 'default'}>${t(
          line.isPaused ? 'recipientIsPaused' : line.brokenOffUntil ? 'recipientIsBrokenOff' : line.failures > 0 ? 'recipientIsFailing' : 'recipientGoes')}</uui-tag>
      </div>
      <p>${t(line.channel === 'mail' ? 'recipientChannelMail' : 'recipientChannelSystem')} · ${t('recipientCounts', { waiting: line.waiting, dead: line.dead })}</p>
      ${line.isPaused && line.pausedAt ? html`<p>${t('recipientPausedSince', { date: dateTime(lang, line.pausedAt) })}</p>` : nothing}
      ${line.failures > 0 && line.failingSince ? html`<p>${t('recipientFailingSince', { date: dateTime(lang, line.failingSince), count: line.failures })} <span lang="nb-NO">${line.fault}</span></p>` : nothing}
      ${me.isAdministrator
        ? html`<button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} aria-label=${t(line.isPaused ? 'recipientResumeNamed' : 'recipientPauseNamed', { name })}
            @click=${() => this.#pause(line)}>${t(line.isPaused ? 'recipientResume' : 'recipientPause')}</button>`
        : nothing}
    </li>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .back { margin-bottom: 12px; }
      ul { list-style: none; margin: 0; padding: 0; }
      h2 { overflow-wrap: anywhere; }
      p { margin: 3px 0; }
      .lead { margin-bottom: 18px; }
      .button { margin-top: 6px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-recipients': RecipientsElement;
  }
}
