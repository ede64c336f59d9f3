import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SubmissionLine, SubmissionPage } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import { outlookTag, stateKeys, submissionTag, whoSeesWhat } from './words.js';

const pageSize = 50;

const deliveries: Record<string, TextKey> = { failed: 'outlookFilterFailed', waiting: 'outlookWaiting', delivered: 'outlookDelivered' };

const everything = { q: '', service: '', state: '', delivery: '', skip: 0 };

/** What was last looked for, so that it stands there when one comes back from a submission. */
let remembered = everything;

/** What citizens have sent to the services that one answers for. */
@customElement('halden-submission-list')
export class SubmissionListElement extends HaldenElement {
  @state() private _query = remembered;
  @state() private _page: SubmissionPage | null = null;
  @state() private _fault: unknown = null;
  @state() private _retryFault: unknown = null;
  @state() private _isLoading = false;
  @state() private _isBusy = false;

  #pending: AbortController | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    this.app.refreshSubmissions();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#pending?.abort();
  }

  get #isFiltered() {
    const { q, service, state: chosen, delivery } = this._query;
    return q !== '' || service !== '' || chosen !== '' || delivery !== '';
  }

  #look(change: Partial<typeof remembered>, wait = 0) {
    this._query = remembered = { ...this._query, skip: 0, ...change };
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#load(), wait);
  }

  async #load() {
    this.#pending?.abort();
    const pending = (this.#pending = new AbortController());
    this._isLoading = true;
    try {
      this._page = await this.app.api.submissions({ ...this._query, take: pageSize }, pending.signal);
      this._fault = null;
    } catch (fault) {
      if (pending.signal.aborted) {
        return;
      }
      this._fault = fault;
    }
    this._isLoading = false;
  }

  async #retryAll() {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._retryFault = null;
    try {
      const { retried } = await this.app.api.retryDeliveries(this._query.service);
      this.app.announce(this.t('submissionsRetried', { count: retried }));
      this.app.refreshSubmissions();
      await this.#load();
      await this.focusOn('h1');
    } catch (fault) {
      this._retryFault = fault;
      await this.focusOn('#retry-fault');
    }
    this._isBusy = false;
  }

  override render() {
    const { t, router, submissions } = this.app;
    const isNobodys = this._page?.total === 0 && !this.#isFiltered && submissions?.services.length === 0;
    return html`
      <div class="row spread heading">
        <h1 tabindex="-1">${t('submissionsHeading')}</h1>
        ${submissions && submissions.services.length > 0
          ? html`<div class="row">
              <a href=${router.href({ view: 'citizen' })}>${t('citizenHeading')}</a>
              <a href=${router.href({ view: 'retention' })}>${t('retentionHeading')}</a>
            </div>`
          : nothing}
      </div>
      <div class="stack">
        ${isNobodys
          ? whoSeesWhat(this.app)
          : html`${this.#renderFailed(submissions?.failed ?? 0)} ${this.#renderFilter()} ${faultMessage(t, this._fault)}
            <div class="box">${this._page ? this.#renderPage(this._page) : this._fault ? nothing : loading(t)}</div>`}
      </div>
    `;
  }

  #renderFailed(failed: number) {
    const { t } = this.app;
    if (failed === 0 && this._retryFault === null) {
      return nothing;
    }
    return html`<div class="message warning">
      <p>${t('submissionsFailedCount', { count: failed })}</p>
      <div class="row">
        <button type="button" class="button" @click=${() => { this.#look({ ...everything, delivery: 'failed' }); }}>${t('submissionsFailedShow')}</button>
        <button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#retryAll()}>${t('submissionsRetryAll')}</button>
      </div>
      <div id="retry-fault" tabindex="-1">${faultMessage(t, this._retryFault)}</div>
    </div>`;
  }

  #renderFilter() {
    const { t, submissions } = this.app;
    const { q, service, state: chosen, delivery } = this._query;
    const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
    return html`<search>
      <div class="filter">
        <div class="field">
          <label for="q">${t('submissionsFindReference')}</label>
          <input id="q" type="search" autocomplete="off" .value=${q} @input=${(event: Event) => { this.#look({ q: value(event).trim() }, 250); }} />
        </div>
        <div class="field">
          <label for="service">${t('columnService')}</label>
          <select id="service" @change=${(event: Event) => { this.#look({ service: value(event) }); }}>
            <option value="">${t('filterAll')}</option>
            ${(submissions?.services ?? []).map(({ key, title }) => html`<option value=${key} ?selected=${key === service}>${title}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="state">${t('submissionsState')}</label>
          <select id="state" @change=${(event: Event) => { this.#look({ state: value(event) }); }}>
            <option value="" ?selected=${chosen === ''}>${t('filterAll')}</option>
            ${Object.entries(stateKeys).map(([known, key]) => html`<option value=${known} ?selected=${known === chosen}>${t(key)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="delivery">${t('submissionsDelivery')}</label>
          <select id="delivery" @change=${(event: Event) => { this.#look({ delivery: value(event) }); }}>
            <option value="" ?selected=${delivery === ''}>${t('filterAll')}</option>
            ${Object.entries(deliveries).map(([known, key]) => html`<option value=${known} ?selected=${known === delivery}>${t(key)}</option>`)}
          </select>
        </div>
      </div>
    </search>`;
  }

  #renderPage({ total, items }: SubmissionPage) {
    const { t } = this.app;
    const { skip } = this._query;
    return html`
      <p class="muted count" role="status">${this._isLoading ? t('loading')
        : total === 0 ? t(this.#isFiltered ? 'submissionsNoneFiltered' : 'submissionsNone')
        : t('servicesCount', { from: skip + 1, to: skip + items.length, total })}</p>
      ${total === 0 && this.#isFiltered ? html`<button type="button" class="button" @click=${() => { this.#look(everything); void this.focusOn('#q'); }}>${t('filterReset')}</button>` : nothing}
      ${items.length > 0 ? this.#renderTable(items) : nothing}
      ${total > pageSize
        ? html`<nav class="row" aria-label=${t('pagesLabel')}>
            <button type="button" class="button" ?disabled=${skip === 0} @click=${() => { this.#look({ skip: Math.max(0, skip - pageSize) }); }}>${t('previousPage')}</button>
            <button type="button" class="button" ?disabled=${skip + items.length >= total} @click=${() => { this.#look({ skip: skip + pageSize }); }}>${t('nextPage')}</button>
          </nav>`
        : nothing}
    `;
  }

  #renderTable(items: SubmissionLine[]) {
    const { t, lang, router } = this.app;
    return html`<table class="cards" role="table" aria-label=${t('submissionsHeading')}>
      <thead role="rowgroup">
        <tr role="row">
          ${[t('submissionsReference'), t('columnService'), t('submissionsReceived'), t('submissionsState'), t('submissionsDelivery')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${items.map((line) => html`<tr role="row">
          <th role="rowheader" scope="row"><a class="reference" href=${router.href({ view: 'submission', key: line.id })}>${line.reference}</a></th>
          <td role="cell" data-label=${t('columnService')}>${line.service}</td>
          <td role="cell" data-label=${t('submissionsReceived')}><time datetime=${line.receivedAt}>${dateTime(lang, line.receivedAt)}</time></td>
          <td role="cell" data-label=${t('submissionsState')}>${submissionTag(t, line)}</td>
          <td role="cell" data-label=${t('submissionsDelivery')}>${outlookTag(t, line.deliveries)}</td>
        </tr>`)}
      </tbody>
    </table>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .heading { margin-bottom: 18px; }
      .filter { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; }
      .count { margin-bottom: 6px; }
      .reference { white-space: nowrap; }
      .message .row { margin-bottom: 0; }
      #retry-fault:not(:empty) { margin-top: 12px; }
      nav { margin-top: 18px; }
      @container view (max-width: 900px) {
        .filter { grid-template-columns: 1fr 1fr; }
      }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
      @container view (max-width: 400px) {
        .filter { grid-template-columns: minmax(0, 1fr); }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-submission-list': SubmissionListElement;
  }
}
