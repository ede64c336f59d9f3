import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AuditLine, AuditPage, AuditPerson, AuditQuery, ServiceSummary } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { saveFile } from '../core/save-file.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading, packageLink } from '../core/templates.js';
import { dayAfter, startOfDay } from './days.js';
import './people.element.js';
import './verification.element.js';

const pageSize = 50;

interface Filter {
  person: string;
  service: string;
  /** First and last day, yyyy-MM-dd. */
  from: string;
  to: string;
  skip: number;
}

const everything: Filter = { person: '', service: '', from: '', to: '', skip: 0 };

/** The whole trail, for administrators: who did what, when and from where; whether it is whole; and as a file. */
@customElement('halden-audit')
export class AuditElement extends HaldenElement {
  /** Key of the service whose lines are looked for; all where it is empty. */
  @property() key = '';

  @state() private _filter = everything;
  @state() private _page: AuditPage | null = null;
  @state() private _people: AuditPerson[] = [];
  @state() private _services: ServiceSummary[] = [];
  @state() private _fault: unknown = null;
  @state() private _fileFault: unknown = null;
  @state() private _isLoading = false;
  @state() private _isWriting = false;

  #pending: AbortController | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#loadPeople();
    this.app.api.services({ take: 500 }).then(
      ({ items }) => { this._services = items; },
      // The trail itself is of use without the filter.
      () => undefined,
    );
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#pending?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this.#look({ service: this.key });
    }
  }

  async #loadPeople() {
    try {
      this._people = await this.app.api.auditPeople();
    } catch {
      // As with the services.
    }
  }

  get #query(): AuditQuery {
    const { person, service, from, to } = this._filter;
    return { person, service, from: startOfDay(from), to: dayAfter(to) };
  }

  #look(change: Partial<Filter>) {
    this._filter = { ...this._filter, skip: 0, ...change };
    void this.#load();
  }

  async #load() {
    this.#pending?.abort();
    const pending = (this.#pending = new AbortController());
    this._isLoading = true;
    try {
      this._page = await this.app.api.audit({ ...this.#query, skip: this._filter.skip, take: pageSize }, pending.signal);
      this._fault = null;
    } catch (fault) {
      if (pending.signal.aborted) {
        return;
      }
      this._fault = fault;
    }
    this._isLoading = false;
  }

  async #forgotten() {
    await Promise.all([this.#loadPeople(), this.#load()]);
  }

  async #download(format: 'csv' | 'json') {
    if (this._isWriting) {
      return;
    }
    this._isWriting = true;
    this._fileFault = null;
    try {
      const { blob, name } = await this.app.api.auditFile(format, this.#query);
      saveFile(blob, name);
      this.app.announce(this.t('auditFileDone', { name }));
    } catch (fault) {
      this._fileFault = fault;
    }
    this._isWriting = false;
  }

  override render() {
    const { t } = this.app;
    return html`
      <h1>${t('auditHeading')}</h1>
      <p class="lead">${t('auditLead')}</p>
      <div class="stack">
        <halden-audit-verification></halden-audit-verification>
        ${this.#renderFilter()} ${faultMessage(t, this._fault)}
        <div class="box">${this._page ? this.#renderPage(this._page) : this._fault ? nothing : loading(t)}</div>
        <halden-audit-people .people=${this._people} @halden-forgotten=${() => this.#forgotten()}></halden-audit-people>
      </div>
    `;
  }

  #renderFilter() {
    const { t } = this.app;
    const { person, service, from, to } = this._filter;
    const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
    // One that is no service any more has its lines all the same.
    const isGone = service !== '' && this._services.length > 0 && !this._services.some(({ key }) => key === service.toLowerCase());
    return html`<search class="box">
      <div class="filter">
        <div class="field">
          <label for="person">${t('auditPerson')}</label>
          <select id="person" @change=${(event: Event) => { this.#look({ person: value(event) }); }}>
            <option value="">${t('filterAll')}</option>
            ${this._people.map(({ id, name }) => html`<option value=${id} ?selected=${person === id}>${name}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="service">${t('auditService')}</label>
          <select id="service" @change=${(event: Event) => { this.#look({ service: value(event) }); }}>
            <option value="" ?selected=${service === ''}>${t('filterAll')}</option>
            ${isGone ? html`<option value=${service} selected>${service}</option>` : nothing}
            ${this._services.map(({ key, title }) => html`<option value=${key} ?selected=${service.toLowerCase() === key}>${title}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="from">${t('auditFrom')}</label>
          <input id="from" type="date" .value=${from} @change=${(event: Event) => { this.#look({ from: value(event) }); }} />
        </div>
        <div class="field">
          <label for="to">${t('auditTo')}</label>
          <input id="to" type="date" .value=${to} @change=${(event: Event) => { this.#look({ to: value(event) }); }} />
        </div>
      </div>
      <div class="row">
        <button type="button" class="button" @click=${() => { this.#look(everything); }}>${t('filterReset')}</button>
        <button type="button" class="button" aria-disabled=${this._isWriting ? 'true' : nothing} @click=${() => this.#download('csv')}>${t('auditCsv')}</button>
        <button type="button" class="button" aria-disabled=${this._isWriting ? 'true' : nothing} @click=${() => this.#download('json')}>${t('auditJson')}</button>
      </div>
      ${faultMessage(t, this._fileFault)}
    </search>`;
  }

  #renderPage({ total, items }: AuditPage) {
    const { t } = this.app;
    const { skip } = this._filter;
    return html`
      <p class="muted count" role="status">${this._isLoading ? t('loading') : total === 0 ? t('auditNone') : t('servicesCount', { from: skip + 1, to: skip + items.length, total })}</p>
      ${items.length > 0 ? this.#renderTable(items) : nothing}
      ${total > pageSize
        ? html`<nav class="row" aria-label=${t('pagesLabel')}>
            <button type="button" class="button" ?disabled=${skip === 0} @click=${() => { this.#look({ skip: Math.max(0, skip - pageSize) }); }}>${t('previousPage')}</button>
            <button type="button" class="button" ?disabled=${skip + items.length >= total} @click=${() => { this.#look({ skip: skip + pageSize }); }}>${t('nextPage')}</button>
          </nav>`
        : nothing}
    `;
  }

  #renderTable(items: AuditLine[]) {
    const { t, lang, router } = this.app;
    return html`<table class="cards" role="table" aria-label=${t('auditHeading')}>
      <thead role="rowgroup">
        <tr role="row">
          ${[t('columnWhat'), t('columnWhen'), t('columnWho'), t('columnService'), t('columnPackage'), t('columnFrom'), t('columnLine')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${items.map((line) => html`<tr role="row">
          <th role="rowheader" scope="row">${line.what}${line.comment ? html`<p class="comment">${line.comment}</p>` : nothing}</th>
          <td role="cell" data-label=${t('columnWhen')}><time datetime=${line.at}>${dateTime(lang, line.at)}</time></td>
          <td role="cell" data-label=${t('columnWho')}>${line.person?.name ?? html`<span class="muted">–</span>`}</td>
          <td role="cell" data-label=${t('columnService')}>${line.service
            ? html`<a href=${router.href({ view: 'service', key: line.service.key })}>${line.service.title ?? line.service.key}</a>`
            : nothing}</td>
          <td role="cell" data-label=${t('columnPackage')}>${line.service && line.packageHash ? packageLink(this.app, line.service.key, line.packageHash) : nothing}</td>
          <td role="cell" data-label=${t('columnFrom')}>${[line.from, line.address].filter(Boolean).join(', ')}</td>
          <td role="cell" data-label=${t('columnLine')}>${line.number}</td>
        </tr>`)}
      </tbody>
    </table>`;
  }

  static override styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: 6px; }
      .lead { max-width: 75ch; margin-bottom: 18px; }
      .filter { display: grid; grid-template-columns: 1fr 1fr auto auto; gap: 12px; margin-bottom: 12px; }
      search .message { margin-top: 12px; }
      .count { margin-bottom: 6px; }
      th[scope='row'] { min-width: 180px; }
      .comment { font-weight: 400; margin: 3px 0 0; white-space: pre-line; overflow-wrap: anywhere; }
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
    'halden-audit': AuditElement;
  }
}
