import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Department, NationalChange, WholeChoice } from '../api/model.js';
import { languageName, list } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import type { LeaveGuard } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { locales } from '../lang/index.js';
import { everything, matches, settleEach, themesIn, waitingIn, type BulkResult, type ChangesFilter } from './bulk.js';
import './bulk-report.element.js';

/** What was last looked for, so that it stands there when one comes back from a service. */
let remembered: ChangesFilter = everything;

interface Running {
  done: number;
  total: number;
  title: string;
  isStopped: boolean;
}

/** The services where a national change waits for a person, and the ways to settle it for several at once. */
@customElement('halden-national-changes')
export class NationalChangesElement extends HaldenElement implements LeaveGuard {
  @state() private _filter = remembered;
  @state() private _changes: NationalChange[] | null = null;
  @state() private _departments: Department[] = [];
  @state() private _fault: unknown = null;
  @state() private _selected: ReadonlySet<string> = new Set();
  @state() private _isReminded = false;
  @state() private _running: Running | null = null;
  @state() private _results: { results: BulkResult[]; untouched: number } | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.app.router.guard = this;
    void this.#load();
    this.app.api.departments().then(
      (departments) => { this._departments = departments; },
      // The list itself is of use without the filter.
      () => undefined,
    );
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    if (this.app.router.guard === this) {
      this.app.router.guard = null;
    }
  }

  holds() {
    return this._running !== null;
  }

  /** A run under way is stopped by leaving it; what is done is done. */
  async ask() {
    const leaves = await this.app.confirm({ heading: this.t('bulkLeaveHeading'), text: this.t('bulkLeaveText'), yes: this.t('bulkLeave'), no: this.t('unsavedStay') });
    if (leaves && this._running) {
      this._running = { ...this._running, isStopped: true };
    }
    return leaves;
  }

  #look(change: Partial<ChangesFilter>) {
    this._filter = remembered = { ...this._filter, ...change };
    // What is not seen is not settled.
    this.#select(this.#shown.filter(({ key }) => this._selected.has(key)));
  }

  async #load() {
    try {
      this._changes = await this.app.api.nationalChanges();
      this._fault = null;
      this.#select(this.#shown.filter(({ key }) => this._selected.has(key)));
    } catch (fault) {
      this._fault = fault;
    }
  }

  get #shown() {
    return (this._changes ?? []).filter((change) => matches(change, this._filter));
  }

  /** Those that can be settled: a service that is only withdrawn has nothing to settle. */
  get #selectable() {
    return this.#shown.filter((change) => waitingIn(change, this._filter.field).length > 0);
  }

  #select(changes: readonly NationalChange[]) {
    this._selected = new Set(changes.map(({ key }) => key));
    this._isReminded &&= changes.length === 0;
  }

  #toggle(change: NationalChange, isSelected: boolean) {
    this.#select(this.#selectable.filter(({ key }) => (key === change.key ? isSelected : this._selected.has(key))));
  }

  async #reset() {
    this.#look(everything);
    await this.focusOn('#department');
  }

  async #settle(choice: WholeChoice) {
    const { field } = this._filter;
    const chosen = this.#selectable.filter(({ key }) => this._selected.has(key));
    if (this._running) {
      return;
    }
    if (chosen.length === 0) {
      this._isReminded = true;
      await this.focusOn('#all');
      return;
    }
    const count = { services: chosen.length, fields: chosen.reduce((sum, change) => sum + waitingIn(change, field).length, 0) };
    const only = field ? ` ${this.t('bulkOnlyField', { field: this.#fieldName(field) })}` : '';
    if (choice === 'keepLocal' && !(await this.app.confirm({ heading: this.t('bulkKeepHeading'), text: this.t('bulkKeepText', count) + only, yes: this.t('bulkKeepLocal') }))) {
      return;
    }
    if (choice === 'takeNational' && !(await this.app.confirm({ heading: this.t('bulkNationalHeading'), text: this.t('bulkNationalText', count) + only, yes: this.t('bulkTakeNational'), isDanger: true }))) {
      return;
    }
    this._results = null;
    this._running = { done: 0, total: chosen.length, title: '', isStopped: false };
    await this.focusOn('#stop');
    const results = await settleEach(this.app.api.settleAll, chosen, choice, field, (done, { title }) => {
      this._running = this._running && { ...this._running, done, title };
      return this.isConnected && !this._running?.isStopped;
    });
    this._running = null;
    // What is left was not chosen for the next thing that is pressed.
    this.#select([]);
    this._results = { results, untouched: chosen.length - results.length };
    await this.#load();
    this.app.refreshNationalChanges();
    this.app.refreshQueue();
    await this.focusOn('halden-bulk-report');
  }

  #fieldName(alias: string) {
    const known = this.app.schema.sections.flatMap(({ fields }) => fields).find((field) => field.alias === alias);
    return known ? known.label[this.app.lang] : alias === 'title' ? this.t('serviceTitle') : alias;
  }

  override render() {
    const { t, me } = this.app;
    return html`
      <h1>${t('nationalHeading')}</h1>
      <p class="lead">${t('nationalLead')}</p>
      ${this.#renderFilter()} ${faultMessage(t, this._fault)}
      ${this._results
        ? html`<halden-bulk-report .results=${this._results.results} .untouched=${this._results.untouched}
            @halden-undone=${() => { void this.#load(); this.app.refreshNationalChanges(); }}></halden-bulk-report>`
        : nothing}
      ${me.isEditor && (this.#selectable.length > 0 || this._running) ? this.#renderBulk() : nothing}
      <div class="box">${this._changes ? this.#renderChanges(this.#shown, this._changes.length) : this._fault ? nothing : loading(t)}</div>
    `;
  }

  #renderFilter() {
    const { t, lang } = this.app;
    const changes = this._changes ?? [];
    const aliases = [...new Set(changes.flatMap(({ waiting }) => waiting.map(({ alias }) => alias)))];
    const fields = aliases.map((id) => ({ id, name: this.#fieldName(id) })).sort((a, b) => a.name.localeCompare(b.name, locales[lang]));
    const select = (id: keyof ChangesFilter, label: string, none: string, options: { id: string; name: string }[]) => html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} ?disabled=${this._running !== null} @change=${(event: Event) => { this.#look({ [id]: (event.target as HTMLSelectElement).value }); }}>
        <option value="" .selected=${this._filter[id] === ''}>${t('filterAll')}</option>
        ${none ? html`<option value="none" .selected=${this._filter[id] === 'none'}>${none}</option>` : nothing}
        ${options.map((option) => html`<option value=${option.id} .selected=${this._filter[id] === option.id}>${option.name}</option>`)}
      </select>
    </div>`;
    return html`<search class="box filter">
      ${select('department', t('filterDepartment'), t('filterNoDepartment'), this._departments.map(({ key, name }) => ({ id: key, name })))}
      ${select('theme', t('filterTheme'), t('filterNoTheme'), themesIn(changes, locales[lang]))}
      ${select('field', t('filterField'), '', fields)}
    </search>`;
  }

  #renderBulk() {
    const { t } = this.app;
    const { field } = this._filter;
    const chosen = this.#selectable.filter(({ key }) => this._selected.has(key));
    const running = this._running;
    return html`<section class="box bulk" aria-labelledby="bulk">
      <h2 id="bulk">${t('bulkHeading')}</h2>
      ${running
        ? html`<p role="status">${t('bulkProgress', { done: running.done + 1, total: running.total, title: running.title })}</p>
            <progress max=${running.total} .value=${running.done} aria-labelledby="bulk"></progress>
            <p><button type="button" class="button" id="stop" @click=${() => { this._running = { ...running, isStopped: true }; }}>${t('bulkStop')}</button></p>`
        : html`<p id="chosen" role="status" class=${this._isReminded ? 'error' : ''}>${chosen.length === 0
            ? t('bulkSelectFirst')
            : t('bulkSelected', { services: chosen.length, fields: chosen.reduce((sum, change) => sum + waitingIn(change, field).length, 0) })}
              ${field ? t('bulkOnlyField', { field: this.#fieldName(field) }) : nothing}</p>
            <div class="row">
              ${([['takeOver', 'bulkTakeOver', 'primary positive'], ['keepLocal', 'bulkKeepLocal', ''], ['takeNational', 'bulkTakeNational', 'danger']] as const).map(
                ([choice, label, look]) => html`<button type="button" class="button ${look}" aria-disabled=${chosen.length === 0 ? 'true' : nothing} aria-describedby=${choice === 'takeOver' ? 'chosen take-over' : 'chosen'} @click=${() => this.#settle(choice)}>${t(label)}</button>`,
              )}
            </div>
            <p class="hint" id="take-over">${t('bulkTakeOverHint')}</p>`}
    </section>`;
  }

  #renderChanges(changes: NationalChange[], total: number) {
    const { t } = this.app;
    if (changes.length > 0) {
      return html`<p class="muted count" role="status">${t('nationalCount', { count: changes.length })}</p>
        ${this.#renderTable(changes)}`;
    }
    return html`<p class="empty" role="status">${t(total > 0 ? 'nationalEmptyMatch' : 'nationalEmpty')}</p>
      ${total > 0 ? html`<button type="button" class="button" @click=${() => this.#reset()}>${t('filterReset')}</button>` : nothing}`;
  }

  #renderTable(changes: NationalChange[]) {
    const { t, me } = this.app;
    const selectable = this.#selectable;
    const isAll = selectable.length > 0 && selectable.every(({ key }) => this._selected.has(key));
    return html`
      ${me.isEditor && selectable.length > 0
        ? html`<label class="check all" for="all">
            <input id="all" type="checkbox" .checked=${isAll} .indeterminate=${!isAll && this._selected.size > 0} ?disabled=${this._running !== null} @change=${(event: Event) => { this.#select((event.target as HTMLInputElement).checked ? selectable : []); }} />
            <span>${t('selectAllListed')} (${selectable.length})</span>
          </label>`
        : nothing}
      <table class="cards" role="table" aria-label=${t('nationalHeading')}>
        <thead role="rowgroup">
          <tr role="row">
            ${me.isEditor ? html`<th role="columnheader" scope="col"><span class="hidden-text">${t('columnSelect')}</span></th>` : nothing}
            ${[t('columnTitle'), t('columnDepartment'), t('columnOwner'), t('columnLanguages'), t('columnFields'), t('columnClear')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">${changes.map((change) => this.#renderRow(change))}</tbody>
      </table>`;
  }

  #renderRow(change: NationalChange) {
    const { t, lang, router, me } = this.app;
    const notSet = html`<span class="muted">${t('notSet')}</span>`;
    const title = change.title || t('untitled');
    const waiting = waitingIn(change, this._filter.field);
    const clear = waiting.filter(({ isClear }) => isClear).length;
    return html`<tr role="row">
      ${me.isEditor
        ? html`<td role="cell" class="select">${waiting.length > 0
            ? html`<input type="checkbox" aria-label=${t('selectListed', { title })} .checked=${this._selected.has(change.key)} ?disabled=${this._running !== null} @change=${(event: Event) => { this.#toggle(change, (event.target as HTMLInputElement).checked); }} />`
            : nothing}</td>`
        : nothing}
      <th role="rowheader" scope="row"><a href=${router.href({ view: 'change', key: change.key })}>${title}</a>
        ${change.isWithdrawn ? html` <uui-tag look="primary" color="warning">${t('withdrawnTag')}</uui-tag>` : nothing}</th>
      <td role="cell" data-label=${t('columnDepartment')}>${change.department || notSet}</td>
      <td role="cell" data-label=${t('columnOwner')}>${change.owner || notSet}</td>
      <td role="cell" data-label=${t('columnLanguages')}>${list(lang, change.cultures.map((culture) => languageName(lang, culture)))}</td>
      <td role="cell" data-label=${t('columnFields')}>${waiting.length}</td>
      <td role="cell" data-label=${t('columnClear')}>${waiting.length === 0 ? '–' : clear === waiting.length ? t('clearAll') : clear > 0 ? t('clearSome', { count: clear, total: waiting.length }) : t('clearNone')}</td>
    </tr>`;
  }

  static override styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: 6px; }
      .lead { max-width: 75ch; margin-bottom: 18px; }
      .filter { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 12px; margin-bottom: 18px; }
      .message, .bulk, halden-bulk-report { margin-bottom: 18px; }
      .bulk .hint { margin: 9px 0 0; }
      progress { width: 100%; height: 12px; margin-bottom: 9px; accent-color: var(--uui-color-default, #1b264f); }
      .count { margin-bottom: 6px; }
      .empty:last-child { margin: 0; }
      .all { margin: 12px 0 9px; font-weight: 700; }
      .select { width: 44px; }
      .select input { width: 20px; height: 20px; margin: 1px 0 0; accent-color: var(--uui-color-default, #1b264f); }
      th[scope='row'] { min-width: 180px; }
      @container view (max-width: 700px) {
        .filter { grid-template-columns: minmax(0, 1fr); }
        .box { padding: 12px; }
        .bulk .button { width: 100%; }
        table.cards td.select { float: right; width: auto; padding: 6px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-national-changes': NationalChangesElement;
  }
}
