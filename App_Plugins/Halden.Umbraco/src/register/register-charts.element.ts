import { css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RegisterFigures, RegisterRow } from '../api/model.js';
import { month, number } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading, states, stateText } from '../core/templates.js';
import { barsOf, chartHeight, chartWidth } from '../figures/bars.js';
import { stages, stageText, type Table } from './table.js';

const channels = ['mail', 'system', 'print', null] as const;

const totalOf = (counts: ReadonlyMap<unknown, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** The register in figures; each chart has a table with the same. */
@customElement('halden-register-charts')
export class RegisterChartsElement extends HaldenElement {
  @property({ attribute: false }) table!: Table;

  @state() private _figures: RegisterFigures | null = null;
  @state() private _fault: unknown = null;

  override connectedCallback() {
    super.connectedCallback();
    this.app.api.registerFigures().then(
      (figures) => { this._figures = figures; },
      (fault: unknown) => { this._fault = fault; },
    );
  }

  override render() {
    const { t } = this.app;
    return html`<div class="charts">
      ${this.#renderStages()} ${this.#renderStates()} ${faultMessage(t, this._fault)} ${this._figures ? html`${this.#renderApprovals(this._figures)} ${this.#renderApplications(this._figures)}` : this._fault ? nothing : loading(t)}
    </div>`;
  }

  #renderStages() {
    const { t } = this.app;
    return this.#renderByDepartment('stages', t('chartStages'), [...stages.map((known) => ({ id: known, name: stageText(t, known) })), { id: 'unsaid', name: t('notSet') }], ({ stageToday }) => stageToday ?? 'unsaid');
  }

  #renderStates() {
    const { t } = this.app;
    return this.#renderByDepartment('states', t('chartStates'), states.map((known) => ({ id: known, name: stateText(t, known) })), ({ state: at }) => at);
  }

  /** How many services of each department are of each kind: a bar, and the numbers beside it. */
  #renderByDepartment(id: string, heading: string, kinds: readonly { id: string; name: string }[], kindOf: (row: RegisterRow) => string) {
    const { t, lang } = this.app;
    const counts = new Map<string, Map<string, number>>();
    for (const row of this.table.register.rows) {
      const name = this.table.text(row, 'department') || t('filterNoDepartment');
      const count = counts.get(name) ?? new Map<string, number>();
      count.set(kindOf(row), (count.get(kindOf(row)) ?? 0) + 1);
      counts.set(name, count);
    }
    const rows = [...counts].sort(([a], [b]) => a.localeCompare(b, lang));
    const most = Math.max(1, ...rows.map(([, count]) => totalOf(count)));
    return html`<div class="chart">
      <h3 id=${id}>${heading}</h3>
      <ul class="key" aria-hidden="true">${kinds.map((kind) => html`<li><svg class="swatch" viewBox="0 0 10 10"><rect class=${kind.id} width="10" height="10"></rect></svg>${kind.name}</li>`)}</ul>
      <div class="scroll" tabindex="0" role="region" aria-label=${heading}>
        <table>
          <thead><tr>
            <th scope="col">${this.table.label('department')}</th>
            <th scope="col" class="bar"><span class="hidden-text">${t('chartShare')}</span></th>
            ${kinds.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}
          </tr></thead>
          <tbody>
            ${rows.map(([name, count]) => {
              let x = 0;
              return html`<tr>
                <th scope="row">${name}</th>
                <td class="bar"><svg viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">
                  ${kinds.map((kind) => {
                    const width = ((count.get(kind.id) ?? 0) / most) * 200;
                    const bar = svg`<rect class=${kind.id} x=${x} width=${width} height="14"></rect>`;
                    x += width;
                    return bar;
                  })}
                </svg></td>
                ${kinds.map((kind) => html`<td class="number">${number(lang, count.get(kind.id) ?? 0)}</td>`)}
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #renderApprovals({ months }: RegisterFigures) {
    const { t, lang } = this.app;
    const last = months.at(-1)!;
    const summary = t('chartApprovedSummary', { services: number(lang, last.services), total: number(lang, this.table.register.rows.length) });
    return html`<div class="chart">
      <h3 id="approvals">${t('chartApproved')}</h3>
      <p>${summary}</p>
      <figure>
        <svg class="bars" viewBox="0 0 ${chartWidth} ${chartHeight}" role="img" aria-label="${t('chartApproved')}. ${summary}">
          ${barsOf(months.map(({ services }) => services)).map((bar) => svg`<rect x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="1"></rect>`)}
        </svg>
        <figcaption class="hint">${t('chartApprovedCaption', { from: month(lang, months[0]!.month), to: month(lang, last.month) })}</figcaption>
      </figure>
      <details>
        <summary>${t('figuresByMonth')}</summary>
        <table>
          <thead><tr><th scope="col">${t('figuresMonth')}</th><th scope="col" class="number">${t('chartApprovals')}</th><th scope="col" class="number">${t('chartApprovedServices')}</th></tr></thead>
          <tbody>
            ${[...months].reverse().map((row) => html`<tr><th scope="row">${month(lang, row.month)}</th><td class="number">${number(lang, row.approvals)}</td><td class="number">${number(lang, row.services)}</td></tr>`)}
          </tbody>
        </table>
      </details>
    </div>`;
  }

  #renderApplications({ applications }: RegisterFigures) {
    const { t, lang } = this.app;
    const titles = new Map(this.table.register.rows.map(({ key, title }) => [key, title]));
    const services = new Map<string, Map<string | null, number>>();
    for (const { key, channel, count } of applications) {
      if (titles.has(key)) {
        services.set(key, (services.get(key) ?? new Map<string | null, number>()).set(channel, count));
      }
    }
    const rows = [...services].map(([key, counts]) => ({ title: titles.get(key)!, counts, total: totalOf(counts) })).sort((a, b) => b.total - a.total || a.title.localeCompare(b.title, lang));
    const most = Math.max(1, ...rows.map((row) => row.total));
    const names = { mail: t('receivedByMail'), system: t('receivedBySystem'), print: t('receivedOnPaper') };
    return html`<div class="chart">
      <h3 id="applications">${t('chartApplications')}</h3>
      <p class="hint">${t('chartApplicationsHint')}</p>
      ${rows.length === 0
        ? html`<p class="muted">${t('chartNoApplications')}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('chartApplications')}>
            <table>
              <thead><tr>
                <th scope="col">${this.table.label('title')}</th>
                <th scope="col" class="bar"><span class="hidden-text">${t('chartShare')}</span></th>
                ${channels.map((channel) => html`<th scope="col" class="number">${channel ? names[channel] : t('chartWaiting')}</th>`)}
              </tr></thead>
              <tbody>
                ${rows.map((row) => html`<tr>
                  <th scope="row">${row.title}</th>
                  <td class="bar"><svg viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true"><rect class="approved" width=${(row.total / most) * 200} height="14"></rect></svg></td>
                  ${channels.map((channel) => html`<td class="number">${number(lang, row.counts.get(channel) ?? 0)}</td>`)}
                </tr>`)}
              </tbody>
            </table>
          </div>`}
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 24px; align-items: start; }
      .chart { min-width: 0; }
      h3 { margin-bottom: 9px; }
      figure { margin: 0 0 9px; }
      .bars { display: block; width: 100%; height: auto; border-bottom: 1px solid var(--halden-control-border); }
      rect { fill: var(--uui-color-default, #1b264f); }
      rect.draft, rect.unsaid { fill: #a1a1a1; }
      rect.manual { fill: #a17700; }
      rect.electronicForm { fill: #3544b1; }
      rect.integrated { fill: #0b8152; }
      rect.submitted { fill: #3544b1; }
      rect.approved { fill: #0b8152; }
      rect.rejected { fill: #c31d4c; }
      rect.changed { fill: #a17700; }
      .scroll { overflow-x: auto; position: relative; }
      th, td { padding: 5px 9px 5px 0; font-size: 14px; }
      thead th { white-space: normal; vertical-align: bottom; }
      tbody th { font-weight: 400; min-width: 120px; }
      .number { text-align: right; font-variant-numeric: tabular-nums; padding: 5px 0 5px 9px; }
      .bar { width: 40%; min-width: 90px; }
      .bar svg { display: block; width: 100%; height: 14px; margin-top: 4px; }
      .key { display: flex; flex-wrap: wrap; gap: 3px 12px; list-style: none; margin: 0 0 6px; padding: 0; font-size: 14px; }
      .key li { display: flex; gap: 5px; align-items: center; }
      .swatch { width: 12px; height: 12px; flex: none; }
      summary { cursor: pointer; min-height: 24px; }
      @media (forced-colors: active) {
        rect { forced-color-adjust: none; }
        .bars rect { fill: CanvasText; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-register-charts': RegisterChartsElement;
  }
}
