import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImportOutcome, ImportReport } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { TextKey } from '../lang/index.js';

export const outcomeKeys: Record<ImportOutcome, TextKey> = {
  created: 'outcomeCreated',
  updated: 'outcomeUpdated',
  unchanged: 'outcomeUnchanged',
  kept: 'outcomeKept',
  skipped: 'outcomeSkipped',
  refused: 'outcomeRefused',
  withdrawn: 'outcomeWithdrawn',
};
const outcomes = Object.keys(outcomeKeys) as ImportOutcome[];
const shownAtFirst = 200;

/** What an import did, service by service. */
@customElement('halden-import-report')
export class ImportReportElement extends HaldenElement {
  @property({ attribute: false }) report!: ImportReport;

  @state() private _outcome: ImportOutcome | '' = '';
  @state() private _showsAll = false;

  override render() {
    const { t, lang } = this.app;
    const { report } = this;
    const all = report.items ?? [];
    const items = this._outcome ? all.filter((item) => item.outcome === this._outcome) : all;
    const shown = this._showsAll ? items : items.slice(0, shownAtFirst);
    return html`
      <p class="muted">${report.source} · ${dateTime(lang, report.startedAt)}</p>
      ${report.dryRun ? html`<p><uui-tag look="primary" color="warning">${t('dryRun')}</uui-tag> ${t('dryRunReport')}</p>` : nothing}
      <dl>${outcomes.map((outcome) => html`<div class=${report[outcome] > 0 ? '' : 'zero'}><dt>${t(outcomeKeys[outcome])}</dt><dd>${report[outcome]}</dd></div>`)}</dl>
      ${all.length > 0
        ? html`<div class="field filter">
              <label for="outcome">${t('filterOutcome')}</label>
              <select id="outcome" @change=${(event: Event) => { this._outcome = (event.target as HTMLSelectElement).value as ImportOutcome | ''; }}>
                <option value="">${t('filterAll')}</option>
                ${outcomes.filter((outcome) => all.some((item) => item.outcome === outcome)).map((outcome) => html`<option value=${outcome}>${t(outcomeKeys[outcome])}</option>`)}
              </select>
            </div>
            <table class="cards" role="table" aria-label=${t('reportItems')}>
              <thead role="rowgroup"><tr role="row">${[t('columnNumber'), t('columnTitle'), t('columnOutcome'), t('columnMessages')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}</tr></thead>
              <tbody role="rowgroup">
                ${shown.map((item) => html`<tr role="row">
                  <td role="cell" data-label=${t('columnNumber')}>${item.serviceId}</td>
                  <th role="rowheader" scope="row">${item.title || item.serviceId || '–'}</th>
                  <td role="cell">${t(outcomeKeys[item.outcome])}</td>
                  <td role="cell">${item.messages.length > 0 ? html`<ul>${item.messages.map((message) => html`<li>${message}</li>`)}</ul>` : nothing}</td>
                </tr>`)}
              </tbody>
            </table>
            ${shown.length < items.length ? html`<p><button type="button" class="link" @click=${() => { this._showsAll = true; }}>${t('showAll', { count: items.length })}</button></p>` : nothing}
            ${report.unlisted > 0 ? html`<p class="muted">${t('reportUnlisted', { count: report.unlisted })}</p>` : nothing}`
        : nothing}
    `;
  }

  static override styles = [
    sharedStyles,
    css`
      dl { display: flex; flex-wrap: wrap; gap: 9px; margin: 0 0 15px; }
      dl div { border: 1px solid var(--uui-color-border, #d8d7d9); border-radius: 3px; padding: 6px 12px; min-width: 96px; background: #fff; }
      dt { font-size: 14px; }
      dd { margin: 0; font-size: 20px; font-weight: 700; }
      .zero dd { font-weight: 400; color: var(--halden-muted); }
      .filter { max-width: 240px; margin-bottom: 12px; }
      ul { margin: 0; padding-left: 18px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-import-report': ImportReportElement;
  }
}
