import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { HistoryEntry, RegisterOfServices, RegisterRow, SavedView } from '../api/model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { download } from '../core/download.js';
import { dateTime, number } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage, loading, states, stateTag, stateText } from '../core/templates.js';
import '../core/dialog.element.js';
import './bulk-dialog.element.js';
import type { RegisterBulkElement } from './bulk-dialog.element.js';
import './import-dialog.element.js';
import type { RegisterImportElement } from './import-dialog.element.js';
import './register-charts.element.js';
import { groupings, groupsOf, noFilter, stages, stageText, standardView, Table, vacancies, vacancyText, viewOf, type Filter, type View } from './table.js';

const pageSize = 100;

/** What was last looked at, so that it stands there when one comes back from a service. */
let remembered: { view: View; saved: string } = { view: standardView, saved: '' };

/** The register of services: the municipality's spreadsheet, as it is now. */
@customElement('halden-register')
export class RegisterElement extends HaldenElement {
  @state() private _table: Table | null = null;
  @state() private _view = remembered.view;
  /** Id of the saved view that it began as; empty for the standard one. */
  @state() private _saved = remembered.saved;
  @state() private _views: SavedView<unknown>[] = [];
  @state() private _chosen: ReadonlySet<string> = new Set();
  @state() private _skip = 0;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _isBusy = false;
  @state() private _naming = { name: '', isShared: false };
  @state() private _history: { title: string; lines: HistoryEntry[] | null } = { title: '', lines: null };
  @state() private _hasCharts = false;

  @query('halden-register-bulk') private _bulk!: RegisterBulkElement;
  @query('halden-register-import') private _import!: RegisterImportElement;
  @query('#naming') private _namingDialog!: HaldenDialogElement;
  @query('#history') private _historyDialog!: HaldenDialogElement;

  #shown: { table: Table; view: View; rows: RegisterRow[] } | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    this.app.api.registerViews().then(
      (views) => { this._views = views; },
      // The register is of use without them.
      () => undefined,
    );
  }

  async #load() {
    try {
      const register: RegisterOfServices = await this.app.api.register();
      this._table = new Table(register, this.app.t, this.app.lang);
      this._view = viewOf(this._view, register.columns.map(({ id }) => id));
      this._chosen = new Set([...this._chosen].filter((key) => register.rows.some((row) => row.key === key)));
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  #look(change: Partial<View>) {
    this._view = { ...this._view, ...change };
    this._skip = 0;
    remembered = { view: this._view, saved: this._saved };
  }

  #filter(change: Partial<Filter>) {
    this.#look({ filter: { ...this._view.filter, ...change } });
  }

  #sort(id: string) {
    this.#look(this._view.sort === id ? { isDescending: !this._view.isDescending } : { sort: id, isDescending: false });
  }

  #open(id: string) {
    const saved = this._views.find((view) => view.id === id);
    this._saved = saved ? id : '';
    this.#look(viewOf(saved?.shown ?? standardView, this._table!.register.columns.map((column) => column.id)));
  }

  /** The rows that are shown on any page; worked out anew only where something else is asked for. */
  #rows(table: Table) {
    if (this.#shown?.table !== table || this.#shown.view !== this._view) {
      this.#shown = { table, view: this._view, rows: table.rows(this._view) };
    }
    return this.#shown.rows;
  }

  async #try(work: () => Promise<void>) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    try {
      await work();
    } catch (fault) {
      this._actionFault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  #export = (format: 'xlsx' | 'csv', isShownOnly: boolean) =>
    this.#try(async () => {
      const keys = isShownOnly ? this.#rows(this._table!).map(({ key }) => key) : null;
      const { blob, name } = await this.app.api.registerFile(format, isShownOnly ? this._view.columns : null, keys);
      download(blob, name);
      this.app.announce(this.t('registerExported', { count: keys?.length ?? this._table!.register.rows.length }));
    });

  async #test(row: RegisterRow) {
    const to = this._table!.text(row, 'recipient');
    if (!(await this.app.confirm({ heading: this.t('registerTestHeading'), text: this.t('registerTestText', { recipient: to, service: row.title }), yes: this.t('registerTest') }))) {
      return;
    }
    await this.#try(async () => {
      const { isDelivered, isAccepted, fault, recipient } = await this.app.api.testRecipient(row.key);
      this.app.announce(isDelivered ? this.t(isAccepted ? 'registerTestAccepted' : 'registerTestSent', { recipient }) : this.t('registerTestFailed', { recipient, fault: fault ?? '' }));
    });
  }

  async #showHistory(row: RegisterRow) {
    this._history = { title: row.title, lines: null };
    await this.updateComplete;
    this._historyDialog.show();
    await this.#try(async () => {
      this._history = { title: row.title, lines: await this.app.api.history(row.key) };
    });
  }

  async #name() {
    const known = this._views.find(({ id, isOwn }) => id === this._saved && isOwn);
    this._naming = { name: known?.name ?? '', isShared: known?.isShared ?? false };
    this._actionFault = null;
    await this.updateComplete;
    this._namingDialog.show();
  }

  #saveView = (event: Event) => {
    event.preventDefault();
    void this.#try(async () => {
      const { name, isShared } = this._naming;
      // The same name means the same view: what is called otherwise is another.
      const id = this._views.find((view) => view.isOwn && view.name === name.trim())?.id ?? crypto.randomUUID();
      this._views = await this.app.api.saveRegisterView(id, { name, shown: this._view, isShared });
      this._saved = id;
      remembered = { view: this._view, saved: id };
      this._namingDialog.close();
      this.app.announce(this.t('saved'));
    });
  };

  async #deleteView() {
    const known = this._views.find(({ id }) => id === this._saved);
    if (known && (await this.app.confirm({ heading: this.t('registerDeleteView'), text: known.name, yes: this.t('delete'), isDanger: true }))) {
      await this.#try(async () => {
        this._views = await this.app.api.deleteRegisterView(known.id);
        this.#open('');
      });
    }
  }

  override render() {
    const { t, me } = this.app;
    const table = this._table;
    return html`<div class="stack">
      <div class="row spread">
        <h1 id="heading" tabindex="-1">${t('navRegister')}</h1>
        ${table
          ? html`<div class="row">
              ${me.isEditor ? html`<button type="button" class="button" @click=${() => this._bulk.show(null)}>${t('registerHandover')}</button>
                <button type="button" class="button" @click=${() => this._import.show()}>${t('registerImport')}</button>` : nothing}
              <button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#export('xlsx', false)}>${t('registerExportAll')}</button>
            </div>`
          : nothing}
      </div>
      ${faultMessage(t, this._fault)} ${faultMessage(t, this._actionFault)}
      ${table ? this.#renderRegister(table) : this._fault ? nothing : loading(t)}
    </div>`;
  }

  #renderRegister(table: Table) {
    const { t, me } = this.app;
    const vacant = table.register.rows.filter((row) => (row.vacancies ?? []).length > 0).length;
    return html`
      ${vacant > 0 && this._view.filter.vacancy === ''
        ? html`<div class="message warning">
            <p>${t('registerVacantCount', { count: vacant })}</p>
            <button type="button" class="link" @click=${() => { this.#filter({ vacancy: 'any' }); }}>${t('registerShowVacant')}</button>
          </div>`
        : nothing}
      ${this.#renderChoices(table)} ${this.#renderTable(table)}
      <details class="box figures" @toggle=${(event: Event) => { this._hasCharts ||= (event.target as HTMLDetailsElement).open; }}>
        <summary><h2>${t('chartsHeading')}</h2></summary>
        ${this._hasCharts ? html`<halden-register-charts .table=${table}></halden-register-charts>` : nothing}
      </details>
      ${me.isEditor
        ? html`<halden-register-bulk .table=${table} @halden-changed=${() => this.#load()}></halden-register-bulk>
            <halden-register-import .table=${table} @halden-changed=${() => this.#load()}></halden-register-import>`
        : nothing}
      ${this.#renderNaming()} ${this.#renderHistory()}`;
  }

  #renderChoices(table: Table) {
    const { t } = this.app;
    const { filter, group, sort, isDescending } = this._view;
    const own = this._views.find(({ id, isOwn }) => id === this._saved && isOwn);
    const select = (id: string, label: string, value: string, options: [string, string][], change: (value: string) => void) => html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => { change((event.target as HTMLSelectElement).value); }}>
        ${options.map(([key, name]) => html`<option value=${key} .selected=${key === value}>${name}</option>`)}
      </select>
    </div>`;
    return html`<div class="box">
      <div class="views row end">
        ${select('view', t('registerView'), this._saved, [['', t('registerStandard')], ...this._views.map((view): [string, string] => [view.id, view.by ? t('registerViewBy', { name: view.name, by: view.by }) : view.name])], (id) => { this.#open(id); })}
        <button type="button" class="button" @click=${() => this.#name()}>${t('registerSaveView')}</button>
        ${own ? html`<button type="button" class="button danger" @click=${() => this.#deleteView()}>${t('registerDeleteView')}</button>` : nothing}
      </div>
      <search class="filter">
        <div class="field wide">
          <label for="q">${t('filterText')}</label>
          <input id="q" type="search" autocomplete="off" .value=${filter.text} @input=${(event: Event) => { this.#filter({ text: (event.target as HTMLInputElement).value }); }} />
        </div>
        ${select('department', table.label('department'), filter.department, [['', t('filterAll')], ['none', t('filterNoDepartment')], ...table.register.departments.map(({ key, name }): [string, string] => [key, name])], (department) => { this.#filter({ department }); })}
        ${select('state', table.label('state'), filter.state, [['', t('filterAll')], ...states.map((known): [string, string] => [known, stateText(t, known)])], (known) => { this.#filter({ state: known }); })}
        ${select('stage', table.label('stageToday'), filter.stage, [['', t('filterAll')], ['none', t('notSet')], ...stages.map((known): [string, string] => [known, stageText(t, known)])], (stage) => { this.#filter({ stage }); })}
        ${select('vacancy', table.label('vacancies'), filter.vacancy, [['', t('filterAll')], ['any', t('registerAnyVacancy')], ...vacancies.map((known): [string, string] => [known, vacancyText(t, known)])], (vacancy) => { this.#filter({ vacancy }); })}
        ${select('form', table.label('form'), filter.form, [['', t('filterAll')], ['any', t('registerWithForm')], ['none', t('registerWithoutForm')], ...table.register.forms.map(({ id, name }): [string, string] => [id, name])], (form) => { this.#filter({ form }); })}
        ${select('group', t('registerGroup'), group, [['', t('registerNoGroup')], ...groupings.filter((id) => table.register.columns.some((column) => column.id === id)).map((id): [string, string] => [id, table.label(id)])], (id) => { this.#look({ group: id }); })}
        <div class="narrow">
          ${select('sort', t('registerSort'), `${sort}${isDescending ? ' desc' : ''}`, table.register.columns.flatMap(({ id, label }): [string, string][] => [[id, label], [`${id} desc`, t('registerDescending', { column: label })]]), (value) => {
            const [id, direction] = value.split(' ');
            this.#look({ sort: id!, isDescending: direction === 'desc' });
          })}
        </div>
      </search>
      <details class="columns">
        <summary>${t('registerColumns', { count: this._view.columns.length })}</summary>
        <fieldset>
          <legend class="hidden-text">${t('registerColumns', { count: this._view.columns.length })}</legend>
          ${table.register.columns.filter(({ id }) => id !== 'title').map(({ id, label }) => checkbox(`column-${id}`, label, this._view.columns.includes(id), (isShown) => {
            this.#look({ columns: table.register.columns.map((column) => column.id).filter((known) => (known === id ? isShown : this._view.columns.includes(known))) });
          }))}
        </fieldset>
      </details>
    </div>`;
  }

  #renderTable(table: Table) {
    const { t, lang, me } = this.app;
    const all = this.#rows(table);
    const rows = all.slice(this._skip, this._skip + pageSize);
    const { columns, sort, isDescending, group, filter } = this._view;
    const shown = ['title', ...columns.filter((id) => id !== 'title')];
    const chosen = all.filter(({ key }) => this._chosen.has(key));
    const counts = new Map<string, number>();
    for (const row of group ? all : []) {
      counts.set(table.text(row, group), (counts.get(table.text(row, group)) ?? 0) + 1);
    }
    const isFiltered = Object.values(filter).some((value) => value !== '');
    return html`<div class="box">
      <div class="row spread">
        <p class="muted count" role="status">${t('registerCount', { shown: number(lang, all.length), total: number(lang, table.register.rows.length) })}</p>
        ${isFiltered ? html`<button type="button" class="link" @click=${() => { this.#filter(noFilter); }}>${t('filterReset')}</button>` : nothing}
      </div>
      <div class="row actions">
        ${me.isEditor
          ? html`<button type="button" class="button" aria-disabled=${chosen.length === 0 ? 'true' : nothing} @click=${() => { if (chosen.length > 0) { void this._bulk.show(chosen); } }}>${t('registerBulk', { count: chosen.length })}</button>
              <button type="button" class="link" @click=${() => { this._chosen = chosen.length === all.length ? new Set() : new Set(all.map(({ key }) => key)); }}>${chosen.length === all.length && all.length > 0 ? t('registerChooseNone') : t('registerChooseAll', { count: all.length })}</button>`
          : nothing}
        <button type="button" class="link" @click=${() => this.#export('xlsx', true)}>${t('registerExportShown')}</button>
        <button type="button" class="link" @click=${() => this.#export('csv', true)}>${t('registerExportCsv')}</button>
      </div>
      ${rows.length === 0
        ? html`<p>${t('servicesNoMatch')}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('navRegister')}>
            <table class="cards" role="table" aria-label=${t('navRegister')}>
              <thead role="rowgroup">
                <tr role="row">
                  ${me.isEditor ? html`<th role="columnheader" scope="col"><span class="hidden-text">${t('registerChosen')}</span></th>` : nothing}
                  ${shown.map((id) => html`<th role="columnheader" scope="col" aria-sort=${sort === id ? (isDescending ? 'descending' : 'ascending') : nothing}>
                    <button type="button" class="plain sort" @click=${() => { this.#sort(id); }}>${table.label(id)}${sort === id ? html`<span class="arrow" aria-hidden="true">${isDescending ? '▼' : '▲'}</span>` : nothing}</button><span class="plainly">${table.label(id)}</span>
                  </th>`)}
                  <th role="columnheader" scope="col"><span class="hidden-text">${t('registerActions')}</span></th>
                </tr>
              </thead>
              ${groupsOf(rows, group, (row) => table.text(row, group)).map(({ name, rows: ofGroup }) => html`<tbody role="rowgroup">
                ${group
                  ? html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan=${shown.length + (me.isEditor ? 2 : 1)}>${table.label(group)}: ${name || t('registerNothing')} (${number(lang, counts.get(name) ?? ofGroup.length)})</th></tr>`
                  : nothing}
                ${ofGroup.map((row) => this.#renderRow(table, row, shown))}
              </tbody>`)}
            </table>
          </div>`}
      ${all.length > pageSize
        ? html`<nav class="row pages" aria-label=${t('pagesLabel')}>
            <button type="button" class="button" ?disabled=${this._skip === 0} @click=${() => { this.#turn(-pageSize); }}>${t('previousPage')}</button>
            <span class="muted">${t('servicesCount', { from: this._skip + 1, to: this._skip + rows.length, total: all.length })}</span>
            <button type="button" class="button" ?disabled=${this._skip + pageSize >= all.length} @click=${() => { this.#turn(pageSize); }}>${t('nextPage')}</button>
          </nav>`
        : nothing}
    </div>`;
  }

  #turn(by: number) {
    this._skip = Math.max(0, this._skip + by);
    void this.focusOn('.scroll');
  }

  #renderRow(table: Table, row: RegisterRow, shown: string[]) {
    const { t, me, router } = this.app;
    const canTest = me.isEditor && row.recipientKind !== undefined && row.recipientKind !== 'printQueue';
    return html`<tr role="row">
      ${me.isEditor
        ? html`<td role="cell"><input type="checkbox" aria-label=${t('registerChoose', { title: row.title })} .checked=${this._chosen.has(row.key)} @change=${(event: Event) => {
            const chosen = new Set(this._chosen);
            chosen[(event.target as HTMLInputElement).checked ? 'add' : 'delete'](row.key);
            this._chosen = chosen;
          }} /></td>`
        : nothing}
      ${shown.map((id) => id === 'title'
        ? html`<th role="rowheader" scope="row"><a href=${router.href({ view: 'service', key: row.key })}>${row.title || t('untitled')}</a></th>`
        : html`<td role="cell" data-label=${table.label(id)}>${this.#renderCell(table, row, id)}</td>`)}
      <td role="cell" class="more">
        <button type="button" class="link" aria-label=${t('registerHistoryOf', { title: row.title })} @click=${() => this.#showHistory(row)}>${t('historyHeading')}</button>
        ${canTest ? html`<button type="button" class="link" aria-label=${t('registerTestOf', { title: row.title })} @click=${() => this.#test(row)}>${t('registerTest')}</button>` : nothing}
      </td>
    </tr>`;
  }

  #renderCell(table: Table, row: RegisterRow, id: string): TemplateResult | string {
    const { t } = this.app;
    const text = table.text(row, id);
    switch (id) {
      case 'state':
        return stateTag(t, row.state);
      case 'vacancies':
        return text ? html`<span class="vacant">${text}</span>` : text;
      case 'director':
        return table.department(row)?.director === undefined && text ? html`<strong>${text}</strong>` : text;
      default:
        return text || html`<span class="muted" aria-label=${t('registerNothing')} role="img">–</span>`;
    }
  }

  #renderNaming() {
    const { t } = this.app;
    return html`<halden-dialog id="naming" .heading=${t('registerSaveView')}>
      ${faultMessage(t, this._actionFault)}
      <form class="stack" @submit=${this.#saveView}>
        <div class="field">
          <label for="viewName">${t('registerViewName')}</label>
          <input id="viewName" required maxlength="100" autocomplete="off" .value=${this._naming.name} @input=${(event: Event) => { this._naming = { ...this._naming, name: (event.target as HTMLInputElement).value }; }} />
        </div>
        ${checkbox('isShared', t('registerShare'), this._naming.isShared, (isShared) => { this._naming = { ...this._naming, isShared }; })}
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('save')}</button>
          <button type="button" class="button" @click=${() => { this._namingDialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #renderHistory() {
    const { t, lang } = this.app;
    const { title, lines } = this._history;
    return html`<halden-dialog id="history" .heading=${t('registerHistoryOf', { title })}>
      ${faultMessage(t, this._actionFault)}
      ${lines === null
        ? this._actionFault ? nothing : loading(t)
        : lines.length === 0 ? html`<p class="muted">${t('historyEmpty')}</p>`
        : html`<ol class="history">${lines.map((line) => html`<li><strong>${line.what}</strong>${line.comment ? html`<br />${line.comment}` : nothing}<br /><span class="muted">${line.who ?? ''} ${dateTime(lang, line.at)}</span></li>`)}</ol>`}
      <div class="row"><button type="button" class="button" @click=${() => { this._historyDialog.close(); }}>${t('close')}</button></div>
    </halden-dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .message p { margin-bottom: 3px; }
      .views { margin-bottom: 12px; }
      .views .field { min-width: min(100%, 260px); }
      .filter { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px; }
      .wide { grid-column: span 2; }
      .narrow { display: none; }
      .columns { margin-top: 12px; }
      summary { cursor: pointer; min-height: 24px; }
      summary h2 { display: inline; font-size: 17px; }
      .columns fieldset { border: 0; margin: 9px 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 6px 12px; }
      .count { margin: 0; }
      .actions { margin: 6px 0 12px; gap: 6px 18px; }
      /* What is hidden from the eye is laid out within it, too. */
      .scroll { overflow-x: auto; position: relative; }
      th, td { padding: 6px 9px; font-size: 14px; }
      thead th { padding: 0 3px 3px; white-space: normal; vertical-align: bottom; }
      .sort { font-weight: 700; text-align: left; padding: 3px 6px; }
      .plainly { display: none; }
      .arrow { padding-left: 5px; font-size: 11px; }
      .vacant { display: inline-block; border-left: 4px solid #a17700; padding-left: 6px; min-width: 150px; }
      .vacant::first-letter { text-transform: uppercase; }
      tbody th { min-width: 170px; font-weight: 400; }
      td { min-width: 90px; }
      td:first-child:has(input) { min-width: 0; }
      td input { width: 20px; height: 20px; margin: 1px 0 0; accent-color: var(--uui-color-default, #1b264f); }
      .group th { background: #f3f3f5; font-weight: 700; }
      .more { white-space: nowrap; }
      .more button { display: block; }
      .pages { margin-top: 12px; }
      .figures halden-register-charts { margin-top: 12px; }
      .history { margin: 0 0 12px; padding-left: 21px; }
      .history li { margin-bottom: 9px; overflow-wrap: anywhere; }
      uui-tag { margin: 0 3px 3px 0; }
      @container view (max-width: 700px) {
        .wide { grid-column: 1 / -1; }
        .narrow { display: block; }
        .box { padding: 12px; }
        .sort { display: none; }
        .plainly { display: inline; }
        .more button { display: inline; margin-right: 12px; }
        tbody th a { font-weight: 700; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-register': RegisterElement;
  }
}
