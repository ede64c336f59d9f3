import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Benefit, BenefitGain, BenefitRow, BenefitStage, BenefitTotal } from '../api/benefit-model.js';
import { download } from '../core/download.js';
import { dateTime, number } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import './benefit-dialog.element.js';
import type { BenefitDialogElement } from './benefit-dialog.element.js';
import './rollout-nav.element.js';

const pageSize = 50;
const none = 'none';
const stageKeys: Record<BenefitStage, TextKey> = { manual: 'registerStageManual', electronicForm: 'registerStageForm', integrated: 'registerStageIntegrated' };

/** The largest saving first, then those that save something per case; the others stay by title. */
function weightOf({ gains }: BenefitRow) {
  const counted = gains.find(({ isCounted }) => isCounted);
  return counted ? 1 + Math.max(0, counted.kronerPerYear ?? 0) : 0;
}

/** What becoming electronic costs and saves: of each service, of each department and of all. */
@customElement('halden-rollout-benefit')
export class RolloutBenefitElement extends HaldenElement {
  @state() private _benefit: Benefit | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _filter = { text: '', department: '' };
  @state() private _skip = 0;

  @query('halden-benefit-dialog') private _dialog!: BenefitDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._benefit = await this.app.api.benefit();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #export(format: 'xlsx' | 'csv') {
    this._actionFault = null;
    try {
      const { blob, name } = await this.app.api.benefitFile(format);
      download(blob, name);
    } catch (fault) {
      this._actionFault = fault;
    }
  }

  #look(part: Partial<RolloutBenefitElement['_filter']>) {
    this._filter = { ...this._filter, ...part };
    this._skip = 0;
  }

  override render() {
    const { t } = this.app;
    return html`<div class="stack">
      <halden-rollout-nav view="rolloutBenefit"></halden-rollout-nav>
      <h1 tabindex="-1">${t('benefitHeading')}</h1>
      <p class="muted lead">${t('benefitLead')}</p>
      ${faultMessage(t, this._actionFault)} ${faultMessage(t, this._fault)}
      ${this._benefit
        ? html`${this.#renderAssumptions(this._benefit)} ${this.#renderTotals(this._benefit)} ${this.#renderRows(this._benefit)}
            <halden-benefit-dialog @halden-saved=${(event: CustomEvent<Benefit>) => { this._benefit = event.detail; }}></halden-benefit-dialog>`
        : this._fault ? nothing : loading(t)}
    </div>`;
  }

  #renderAssumptions({ assumptions }: Benefit) {
    const { t, lang, me } = this.app;
    return html`<section class="box" aria-labelledby="assumptions">
      <h2 id="assumptions">${t('benefitAssumptions')}</h2>
      <p><strong>${t('benefitHourly', { kroner: number(lang, assumptions.hourlyCost) })}</strong> ${assumptions.isDefault
        ? t('benefitHourlyDefault')
        : t('benefitHourlyBy', { name: assumptions.changedBy ?? t('notSaid'), at: dateTime(lang, assumptions.changedAt) })}</p>
      <ul>
        <li>${t('benefitRuleMinutes')}</li>
        <li>${t('benefitRuleApplicant')}</li>
        <li>${t('benefitRuleCounted')}</li>
      </ul>
      ${me.isEditor ? html`<p><button type="button" class="button" @click=${() => this._dialog.assume(assumptions)}>${t('benefitHourlyEdit')}</button></p>` : nothing}
    </section>`;
  }

  #renderTotals({ departments, total }: Benefit) {
    const { t } = this.app;
    return html`<section class="box" aria-labelledby="totals">
      <h2 id="totals">${t('benefitTotals')}</h2>
      <table class="cards" role="table" aria-labelledby="totals">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${t('filterDepartment')}</th>
            ${(['benefitKnown', 'benefitHours', 'benefitKroner', 'benefitYearlyCost', 'benefitNet', 'benefitOneOff', 'benefitPayback'] as const).map((key) => html`<th role="columnheader" scope="col" class="number">${t(key)}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${departments.map((department) => this.#renderTotal(department.name ?? t('benefitNoDepartment'), department.total))} ${this.#renderTotal(t('benefitAll'), total)}
        </tbody>
      </table>
    </section>`;
  }

  #renderTotal(name: string, total: BenefitTotal) {
    const { t, lang } = this.app;
    const cell = (label: TextKey, value: string) => html`<td role="cell" class="number" data-label=${t(label)}>${value}</td>`;
    return html`<tr role="row">
      <th role="rowheader" scope="row">${name}</th>
      ${cell('benefitKnown', t('benefitKnownOf', { known: number(lang, total.withGain), total: number(lang, total.services) }))}
      ${cell('benefitHours', number(lang, total.hours))} ${cell('benefitKroner', number(lang, total.kroner))} ${cell('benefitYearlyCost', number(lang, total.yearlyCost))}
      ${cell('benefitNet', number(lang, total.net))} ${cell('benefitOneOff', number(lang, total.oneOffCost))} ${cell('benefitPayback', this.#payback(total.paybackMonths))}
    </tr>`;
  }

  #payback = (months: number | null) => (months === null ? '' : this.t('benefitMonths', { count: months }));

  #renderRows({ rows, departments }: Benefit) {
    const { t, lang, me } = this.app;
    const text = this._filter.text.trim().toLocaleLowerCase(lang);
    const all = [...rows].sort((one, other) => weightOf(other) - weightOf(one)).filter((row) => row.title.toLocaleLowerCase(lang).includes(text) && (this._filter.department === '' || (row.department ?? none) === this._filter.department));
    const shown = all.slice(this._skip, this._skip + pageSize);
    return html`<section class="box" aria-labelledby="services">
      <h2 id="services">${t('benefitServices')}</h2>
      <p class="muted">${t('benefitOrder')}</p>
      <div class="row end filter">
        <div class="field">
          <label for="text">${t('filterText')}</label>
          <input id="text" type="search" .value=${this._filter.text} @input=${(event: Event) => { this.#look({ text: (event.target as HTMLInputElement).value }); }} />
        </div>
        <div class="field">
          <label for="department">${t('filterDepartment')}</label>
          <select id="department" @change=${(event: Event) => { this.#look({ department: (event.target as HTMLSelectElement).value }); }}>
            <option value="" .selected=${this._filter.department === ''}>${t('filterAll')}</option>
            ${departments.map(({ key, name }) => html`<option value=${key ?? none} .selected=${this._filter.department === (key ?? none)}>${name ?? t('benefitNoDepartment')}</option>`)}
          </select>
        </div>
        <button type="button" class="link" @click=${() => this.#export('xlsx')}>${t('benefitExportXlsx')}</button>
        <button type="button" class="link" @click=${() => this.#export('csv')}>${t('benefitExportCsv')}</button>
      </div>
      ${shown.length === 0
        ? html`<p role="status">${t('servicesNoMatch')}</p>`
        : html`<table class="cards" role="table" aria-labelledby="services">
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col">${t('benefitService')}</th>
                <th role="columnheader" scope="col" class="number">${t('benefitVolume')}</th>
                <th role="columnheader" scope="col">${t('benefitMinutes')}</th>
                <th role="columnheader" scope="col">${t('benefitSaved')}</th>
                <th role="columnheader" scope="col" class="number">${t('benefitNet')}</th>
                <th role="columnheader" scope="col" class="number">${t('benefitPayback')}</th>
                ${me.isEditor ? html`<th role="columnheader" scope="col"><span class="hidden-text">${t('registerActions')}</span></th>` : nothing}
              </tr>
            </thead>
            <tbody role="rowgroup">${repeat(shown, ({ key }) => key, (row) => this.#renderRow(row))}</tbody>
          </table>`}
      ${all.length > pageSize
        ? html`<nav class="row pages" aria-label=${t('pagesLabel')}>
            <button type="button" class="button" ?disabled=${this._skip === 0} @click=${() => { this._skip -= pageSize; }}>${t('previousPage')}</button>
            <span class="muted">${t('servicesCount', { from: this._skip + 1, to: this._skip + shown.length, total: all.length })}</span>
            <button type="button" class="button" ?disabled=${this._skip + pageSize >= all.length} @click=${() => { this._skip += pageSize; }}>${t('nextPage')}</button>
          </nav>`
        : nothing}
    </section>`;
  }

  #renderRow(row: BenefitRow) {
    const { t, lang, me, router } = this.app;
    return html`<tr role="row">
      <th role="rowheader" scope="row"><a href=${router.href({ view: 'service', key: row.key })}>${row.title || t('untitled')}</a>
        ${row.target ? html`<span class="muted small">${t('benefitTarget', { stage: t(stageKeys[row.target]) })}</span>` : nothing}</th>
      <td role="cell" class="number" data-label=${t('benefitVolume')}>${row.volume === null ? html`<span class="muted">${t('notSaid')}</span>` : number(lang, row.volume)}
        ${row.applications === null ? nothing : html`<span class="muted small">${t('benefitApplications', { count: number(lang, row.applications) })}</span>`}</td>
      <td role="cell" data-label=${t('benefitMinutes')}>${row.minutes.length === 0
        ? html`<span class="muted">${t('benefitNotDrawn')}</span>`
        : row.minutes.map(({ stage, minutes, unsaid }) => html`<span class="line">${t(stageKeys[stage])}: ${minutes === null ? t('benefitNoMinutes') : number(lang, minutes)}${minutes !== null && unsaid > 0 ? html` <span class="muted">${t('benefitUnsaid', { count: unsaid })}</span>` : nothing}</span>`)}</td>
      <td role="cell" data-label=${t('benefitSaved')}>${row.gains.map((gain) => this.#renderGain(gain))}</td>
      <td role="cell" class="number" data-label=${t('benefitNet')}>${row.netPerYear === null ? nothing : number(lang, row.netPerYear)}</td>
      <td role="cell" class="number" data-label=${t('benefitPayback')}>${this.#payback(row.paybackMonths)}</td>
      ${me.isEditor
        ? html`<td role="cell"><button type="button" class="button" aria-label=${t('editNamed', { name: row.title })} @click=${() => this._dialog.show(row)}>${t('edit')}</button></td>`
        : nothing}
    </tr>`;
  }

  #renderGain(gain: BenefitGain) {
    const { t, lang } = this.app;
    const per = gain.hoursPerYear === null || gain.kronerPerYear === null ? '' : t('benefitPerYear', { hours: number(lang, gain.hoursPerYear), kroner: number(lang, gain.kronerPerYear) });
    return html`<span class=${gain.isCounted ? 'line counted' : 'line'}>${t(stageKeys[gain.stage])}: ${t('benefitPerCase', { minutes: number(lang, gain.minutesPerCase) })}${per ? html`, ${per}` : nothing}${gain.isCounted ? html`<span class="hidden-text"> ${t('benefitIsCounted')}</span>` : nothing}${gain.isComplete ? nothing : html` <span class="muted">${t('benefitIncomplete')}</span>`}</span>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .lead { max-width: 75ch; margin: 0; }
      ul { margin: 0 0 9px; padding-left: 21px; }
      thead th { white-space: normal; vertical-align: bottom; }
      th, td { font-size: 14px; padding: 6px 9px; }
      .number { text-align: right; font-variant-numeric: tabular-nums; }
      tbody tr:last-child th { font-weight: 700; }
      .filter { margin-bottom: 12px; }
      .filter .field { min-width: min(100%, 220px); }
      .small, .line { display: block; }
      .small { font-size: 13px; font-weight: 400; }
      .counted { font-weight: 700; }
      .pages { margin-top: 12px; }
      @container view (max-width: 700px) {
        .number { text-align: left; }
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-benefit': RolloutBenefitElement;
  }
}
