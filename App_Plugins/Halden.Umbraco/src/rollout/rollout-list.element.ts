import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { RolloutBoard } from '../api/model.js';
import { localMoment } from '../core/days.js';
import { number, shortDay } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import './rollout-nav.element.js';
import { departmentNames, everything, listed, remembered, type Column, type Listed, type Shown, type Sorting } from './shown.js';

const pageSize = 100;

const columns = [
  ['title', 'rolloutService'],
  ['department', 'rolloutDepartment'],
  ['owner', 'rolloutOwner'],
  ['startsOn', 'rolloutStart'],
  ['phase', 'rolloutPhase'],
  ['done', 'rolloutProgress'],
  ['late', 'rolloutLateHeading'],
] as const satisfies readonly (readonly [Sorting, TextKey])[];

/** The services of the introduction as a list, and those that may be taken in. */
@customElement('halden-rollout-list')
export class RolloutListElement extends HaldenElement {
  @state() private _board: RolloutBoard | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _shown = remembered.shown;
  @state() private _chosen: ReadonlySet<string> = new Set();
  @state() private _skip = 0;
  @state() private _startsOn = localMoment(new Date()).slice(0, 10);
  @state() private _isBusy = false;

  override connectedCallback() {
    super.connectedCallback();
    this._shown = remembered.shown;
    this.app.api.rollout().then(
      (board) => { this._board = board; },
      (fault: unknown) => { this._fault = fault; },
    );
  }

  #look(change: Partial<Shown>) {
    this._shown = { ...this._shown, ...change };
    this._skip = 0;
    if (change.scope) {
      this._chosen = new Set();
    }
    remembered.shown = this._shown;
  }

  async #try(work: () => Promise<RolloutBoard>, told: string) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    try {
      this._board = await work();
      this._chosen = new Set();
      this.app.announce(told);
    } catch (fault) {
      this._actionFault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  async #add(keys: string[]) {
    await this.#try(() => this.app.api.addToRollout(keys, this._startsOn), this.t('rolloutAdded', { count: keys.length, day: shortDay(this.app.lang, this._startsOn) }));
  }

  async #remove(keys: string[]) {
    const { t } = this.app;
    if (await this.app.confirm({ heading: t('rolloutRemove', { count: keys.length }), text: t('rolloutRemoveText'), yes: t('rolloutRemove', { count: keys.length }), isDanger: true })) {
      await this.#try(() => this.app.api.removeFromRollout(keys), t('rolloutRemoved', { count: keys.length }));
    }
  }

  override render() {
    const { t } = this.app;
    return html`<div class="stack">
      <halden-rollout-nav view="rolloutList"></halden-rollout-nav>
      <h1 tabindex="-1">${t('navRollout')}: ${t('rolloutList').toLocaleLowerCase()}</h1>
      ${faultMessage(t, this._fault)} ${faultMessage(t, this._actionFault)}
      ${this._board ? html`${this.#renderFilter(this._board)} ${this.#renderTable(this._board)}` : this._fault ? nothing : loading(t)}
    </div>`;
  }

  #renderFilter(board: RolloutBoard) {
    const { t } = this.app;
    const { scope, text, department, column, lateOnly, sort, isDescending } = this._shown;
    const select = (id: string, label: string, value: string, options: [string, string][], change: (value: string) => void) => html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => { change((event.target as HTMLSelectElement).value); }}>
        ${options.map(([key, name]) => html`<option value=${key} .selected=${key === value}>${name}</option>`)}
      </select>
    </div>`;
    return html`<search class="box filter">
      ${select('scope', t('rolloutScope'), scope, [['inside', t('rolloutInside')], ['outside', t('rolloutOutside')]], (value) => { this.#look({ ...everything, scope: value as Shown['scope'] }); })}
      <div class="field">
        <label for="q">${t('filterText')}</label>
        <input id="q" type="search" autocomplete="off" .value=${text} @input=${(event: Event) => { this.#look({ text: (event.target as HTMLInputElement).value }); }} />
      </div>
      ${select('department', t('rolloutDepartment'), department, [['', t('filterAll')], ['none', t('filterNoDepartment')], ...departmentNames(board)], (value) => { this.#look({ department: value }); })}
      ${scope === 'inside'
        ? html`${select('phase', t('rolloutPhase'), column, [['', t('rolloutAllPhases')], ...board.phases.map(({ id, label }): [string, string] => [id, label]), ['finished', t('rolloutFinished')]], (value) => { this.#look({ column: value as Column | '' }); })}
            <div class="tick">${checkbox('late', t('rolloutLateOnly'), lateOnly, (isOn) => { this.#look({ lateOnly: isOn }); })}</div>`
        : nothing}
      <div class="narrow">
        ${select('sort', t('registerSort'), `${sort}${isDescending ? ' desc' : ''}`, columns.flatMap(([id, label]): [string, string][] => [[id, t('rolloutAscending', { column: t(label) })], [`${id} desc`, t('registerDescending', { column: t(label) })]]), (value) => {
          const [id, direction] = value.split(' ');
          this.#look({ sort: id as Sorting, isDescending: direction === 'desc' });
        })}
      </div>
    </search>`;
  }

  #renderTable(board: RolloutBoard) {
    const { t, lang, me } = this.app;
    const all = listed(board, this._shown, lang);
    const rows = all.slice(this._skip, this._skip + pageSize);
    const chosen = all.filter(({ key }) => this._chosen.has(key)).map(({ key }) => key);
    const { scope, sort, isDescending } = this._shown;
    const shown = columns.filter(([id]) => scope === 'inside' || id === 'title' || id === 'department');
    const act = (key: TextKey, work: (keys: string[]) => Promise<void>, look = '') =>
      html`<button type="button" class="button ${look}" aria-disabled=${chosen.length === 0 ? 'true' : nothing} @click=${() => { if (chosen.length > 0) { void work(chosen); } }}>${t(key, { count: chosen.length })}</button>`;
    return html`<div class="box">
      <p class="muted" role="status">${t('rolloutCount', { shown: number(lang, all.length), total: number(lang, scope === 'inside' ? board.services.length : board.outside.length) })}</p>
      ${me.isEditor
        ? html`<div class="row end actions">
            <div class="field">
              <label for="startsOn">${t('rolloutStartDay')}</label>
              <input id="startsOn" type="date" required .value=${this._startsOn} @input=${(event: Event) => { this._startsOn = (event.target as HTMLInputElement).value || this._startsOn; }} />
            </div>
            ${scope === 'outside' ? act('rolloutAdd', (keys) => this.#add(keys), 'primary') : html`${act('rolloutMove', (keys) => this.#add(keys))} ${act('rolloutRemove', (keys) => this.#remove(keys), 'danger')}`}
            <button type="button" class="link" @click=${() => { this._chosen = chosen.length === all.length ? new Set() : new Set(all.map(({ key }) => key)); }}>${chosen.length === all.length && all.length > 0 ? t('registerChooseNone') : t('registerChooseAll', { count: all.length })}</button>
          </div>`
        : nothing}
      ${rows.length === 0
        ? html`<p>${board.services.length === 0 && scope === 'inside' ? t('rolloutEmpty') : t('servicesNoMatch')}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('rolloutList')}>
            <table class="cards" role="table" aria-label=${t('navRollout')}>
              <thead role="rowgroup"><tr role="row">
                ${me.isEditor ? html`<th role="columnheader" scope="col"><span class="hidden-text">${t('registerChosen')}</span></th>` : nothing}
                ${shown.map(([id, label]) => html`<th role="columnheader" scope="col" aria-sort=${sort === id ? (isDescending ? 'descending' : 'ascending') : nothing}>
                  <button type="button" class="plain sort" @click=${() => { this.#look(sort === id ? { isDescending: !isDescending } : { sort: id, isDescending: false }); }}>${t(label)}${sort === id ? html`<span class="arrow" aria-hidden="true">${isDescending ? '▼' : '▲'}</span>` : nothing}</button><span class="plainly">${t(label)}</span>
                </th>`)}
                ${scope === 'inside' ? html`<th role="columnheader" scope="col">${t('rolloutWaits')}</th>` : nothing}
              </tr></thead>
              <tbody role="rowgroup">${rows.map((row) => this.#renderRow(board, row))}</tbody>
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

  #renderRow(board: RolloutBoard, row: Listed) {
    const { t, lang, me, router } = this.app;
    const names = departmentNames(board);
    const phase = row.startsOn === undefined ? null : (board.phases.find(({ id }) => id === row.phase)?.label ?? t('rolloutFinished'));
    const waits = (row.waits ?? []).map((id) => board.tasks.find((task) => task.id === id)?.name).filter(Boolean);
    return html`<tr role="row">
      ${me.isEditor
        ? html`<td role="cell"><input type="checkbox" aria-label=${t('registerChoose', { title: row.title })} .checked=${this._chosen.has(row.key)} @change=${(event: Event) => {
            const chosen = new Set(this._chosen);
            chosen[(event.target as HTMLInputElement).checked ? 'add' : 'delete'](row.key);
            this._chosen = chosen;
          }} /></td>`
        : nothing}
      <th role="rowheader" scope="row"><a href=${router.href(phase === null ? { view: 'service', key: row.key } : { view: 'rolloutService', key: row.key })}>${row.title || t('untitled')}</a></th>
      <td role="cell" data-label=${t('rolloutDepartment')}>${names.get(row.department ?? '') ?? t('filterNoDepartment')}</td>
      ${phase === null
        ? nothing
        : html`<td role="cell" data-label=${t('rolloutOwner')}>${row.owner ?? t('vacant')}</td>
            <td role="cell" class="day" data-label=${t('rolloutStart')}>${shortDay(lang, row.startsOn!)}</td>
            <td role="cell" data-label=${t('rolloutPhase')}>${phase}</td>
            <td role="cell" data-label=${t('rolloutProgress')}>${t('rolloutDoneOf', { done: row.done!, count: row.count! })}</td>
            <td role="cell" data-label=${t('rolloutLateHeading')}>${row.late ? html`<strong class="late">${number(lang, row.late)}</strong>` : 0}</td>
            <td role="cell" data-label=${t('rolloutWaits')}>${waits.join(', ')}</td>`}
    </tr>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .filter { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px; align-items: end; }
      .tick { min-height: 36px; display: flex; align-items: center; }
      .narrow { display: none; }
      .actions { margin-bottom: 12px; }
      .actions .field { flex: none; }
      .scroll { overflow-x: auto; position: relative; }
      th, td { padding: 6px 9px; font-size: 14px; }
      thead th { padding: 0 9px 6px; white-space: normal; vertical-align: bottom; }
      .day { white-space: nowrap; }
      .sort { font-weight: 700; text-align: left; padding: 3px 0; }
      .plainly { display: none; }
      .arrow { padding-left: 5px; font-size: 11px; }
      tbody th { min-width: 170px; font-weight: 400; }
      td input { width: 20px; height: 20px; margin: 1px 0 0; accent-color: var(--uui-color-default, #1b264f); }
      .late { color: #ae1e47; }
      .pages { margin-top: 12px; }
      @container view (max-width: 700px) {
        .narrow { display: block; }
        .box { padding: 12px; }
        .sort { display: none; }
        .plainly { display: inline; }
        tbody th a { font-weight: 700; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-list': RolloutListElement;
  }
}
