import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Department, ServicePage, ServiceSummary } from '../api/model.js';
import { languageName, list, shortDay } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading, states, stateTag, stateText } from '../core/templates.js';

const pageSize = 50;

/** What was last looked for, so that it stands there when one comes back from a service. */
let remembered = { q: '', state: '', department: '', review: '', skip: 0 };

@customElement('halden-service-list')
export class ServiceListElement extends HaldenElement {
  @state() private _query = remembered;
  @state() private _page: ServicePage | null = null;
  @state() private _departments: Department[] = [];
  @state() private _fault: unknown = null;
  @state() private _isLoading = false;

  #pending: AbortController | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    this.app.api.departments().then(
      (departments) => { this._departments = departments; },
      // The list itself is of use without the filter.
      () => undefined,
    );
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#pending?.abort();
  }

  get #isFiltered() {
    return this._query.q !== '' || this._query.state !== '' || this._query.department !== '' || this._query.review !== '';
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
      const page = await this.app.api.services({ ...this._query, take: pageSize }, pending.signal);
      this._page = page;
      this._fault = null;
    } catch (fault) {
      if (pending.signal.aborted) {
        return;
      }
      this._fault = fault;
    }
    this._isLoading = false;
  }

  override render() {
    return html`
      <div class="row spread heading">
        <h1>${this.t('servicesHeading')}</h1>
        ${this.app.me.isEditor
          ? html`<a class="button primary" href=${this.app.router.href({ view: 'newService' })}>${this.t('newService')}</a>`
          : nothing}
      </div>
      ${this.#renderFilter()} ${faultMessage(this.app.t, this._fault)}
      <div class="box">${this._page ? this.#renderPage(this._page) : this._fault ? nothing : loading(this.app.t)}</div>
    `;
  }

  #renderFilter() {
    return html`<search class="filter">
      <div class="field wide">
        <label for="q">${this.t('filterText')}</label>
        <input id="q" type="search" autocomplete="off" .value=${this._query.q} @input=${(event: Event) => { this.#look({ q: (event.target as HTMLInputElement).value.trim() }, 250); }} />
      </div>
      <div class="field">
        <label for="state">${this.t('filterState')}</label>
        <select id="state" @change=${(event: Event) => { this.#look({ state: (event.target as HTMLSelectElement).value }); }}>
          <option value="">${this.t('filterAll')}</option>
          ${states.map((known) => html`<option value=${known} ?selected=${this._query.state === known}>${stateText(this.app.t, known)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="department">${this.t('filterDepartment')}</label>
        <select id="department" @change=${(event: Event) => { this.#look({ department: (event.target as HTMLSelectElement).value }); }}>
          <option value="">${this.t('filterAll')}</option>
          <option value="none" ?selected=${this._query.department === 'none'}>${this.t('filterNoDepartment')}</option>
          ${this._departments.map((department) => html`<option value=${department.key} ?selected=${this._query.department === department.key}>${department.name}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="review">${this.t('filterReview')}</label>
        <select id="review" @change=${(event: Event) => { this.#look({ review: (event.target as HTMLSelectElement).value }); }}>
          <option value="">${this.t('filterAll')}</option>
          <option value="due" ?selected=${this._query.review === 'due'}>${this.t('filterReviewDue')}</option>
          <option value="overdue" ?selected=${this._query.review === 'overdue'}>${this.t('filterReviewOverdue')}</option>
        </select>
      </div>
    </search>`;
  }

  #renderPage({ total, items }: ServicePage) {
    const { skip } = this._query;
    const count = total === 0 ? this.t('servicesNone') : this.t('servicesCount', { from: skip + 1, to: skip + items.length, total });
    return html`
      <p class="muted count" role="status">${this._isLoading ? this.t('loading') : count}</p>
      ${items.length > 0 ? this.#renderTable(items) : this.#renderEmpty()}
      ${total > pageSize
        ? html`<nav class="row" aria-label=${this.t('pagesLabel')}>
            <button type="button" class="button" ?disabled=${skip === 0} @click=${() => { this.#look({ skip: Math.max(0, skip - pageSize) }); }}>${this.t('previousPage')}</button>
            <button type="button" class="button" ?disabled=${skip + items.length >= total} @click=${() => { this.#look({ skip: skip + pageSize }); }}>${this.t('nextPage')}</button>
          </nav>`
        : nothing}
    `;
  }

  #renderEmpty() {
    if (this.#isFiltered || this._query.skip > 0) {
      return html`<p>${this.t('servicesNoMatch')}</p>
        <button type="button" class="button" @click=${() => { this.#look({ q: '', state: '', department: '', review: '' }); }}>${this.t('filterReset')}</button>`;
    }
    return html`<p>${this.t('servicesEmpty')}</p>
      ${this.app.me.isEditor ? html`<p><a href=${this.app.router.href({ view: 'catalogue' })}>${this.t('servicesEmptyCatalogue')}</a></p>` : nothing}`;
  }

  #renderTable(items: ServiceSummary[]) {
    const { t, lang, router } = this.app;
    const languages = (cultures: string[]) => list(lang, cultures.map((culture) => languageName(lang, culture)));
    return html`<table class="cards" role="table" aria-label=${t('servicesHeading')}>
      <thead role="rowgroup">
        <tr role="row">
          ${[t('columnTitle'), t('columnState'), t('columnDepartment'), t('columnOwner'), t('columnRecipient'), t('columnLanguages'), t('columnPublished')].map(
            (heading) => html`<th role="columnheader" scope="col">${heading}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${items.map(
          (item) => html`<tr role="row">
            <th role="rowheader" scope="row"><a href=${router.href({ view: 'service', key: item.key })}>${item.title}</a></th>
            <td role="cell">${stateTag(t, item.state)} ${this.#renderFlags(item)}</td>
            <td role="cell" data-label=${t('columnDepartment')}>${item.department?.name ?? html`<span class="muted">${t('notSet')}</span>`}</td>
            <td role="cell" data-label=${t('columnOwner')}>${item.owner || html`<span class="muted">${t('notSet')}</span>`}</td>
            <td role="cell" data-label=${t('columnRecipient')}>${(item.recipientKind === 'printQueue' ? t('recipientPrint') : item.recipient) || html`<span class="muted">${t('notSet')}</span>`}</td>
            <td role="cell" data-label=${t('columnLanguages')}>${languages(item.cultures)}</td>
            <td role="cell" data-label=${t('columnPublished')}>${item.publishedCultures.length > 0 ? languages(item.publishedCultures) : html`<span class="muted">${t('no')}</span>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** What somebody should see to, besides the state. */
  #renderFlags({ hasRefusedRelease, isReviewDue, isReviewOverdue, reviewDueAt }: ServiceSummary) {
    const { t, lang } = this.app;
    return html`
      ${hasRefusedRelease ? html`<uui-tag look="primary" color="danger">${t('refusedTag')}</uui-tag>` : nothing}
      ${isReviewOverdue ? html`<uui-tag look="primary" color="danger">${t('reviewOverdue')}</uui-tag>` : isReviewDue ? html`<uui-tag look="primary" color="warning">${t('reviewDue')}</uui-tag>` : nothing}
      ${reviewDueAt ? html`<span class="muted due">${t('reviewBy', { day: shortDay(lang, reviewDueAt) })}</span>` : nothing}
    `;
  }

  static override styles = [
    sharedStyles,
    css`
      .heading { margin-bottom: 18px; }
      .filter { display: grid; grid-template-columns: 2fr repeat(3, minmax(0, 1fr)); gap: 12px; margin-bottom: 18px; }
      .message { margin-bottom: 18px; }
      .count { margin-bottom: 6px; }
      uui-tag { margin-bottom: 3px; }
      .due { display: block; font-size: 13px; }
      th[scope='row'] { min-width: 180px; }
      nav { margin-top: 18px; }
      @container view (max-width: 700px) {
        .filter { grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); }
        .wide { grid-column: 1 / -1; }
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-service-list': ServiceListElement;
  }
}
