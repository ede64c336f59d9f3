import { css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Figures, ServiceFigures } from '../api/model.js';
import { languageName, month, number, percent } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { barsOf, chartHeight, chartWidth } from './bars.js';

/** How a service is used and what its readers say, over the last twelve months. */
@customElement('halden-figures')
export class FiguresElement extends HaldenElement {
  @property() key = '';

  @state() private _figures: ServiceFigures | null = null;
  @state() private _fault: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      void this.#load();
    }
  }

  async #load() {
    const { key } = this;
    this._figures = null;
    this._fault = null;
    try {
      const figures = await this.app.api.figures(key);
      this._figures = key === this.key ? figures : this._figures;
    } catch (fault) {
      this._fault = fault;
    }
  }

  override render() {
    const { t } = this.app;
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${t('figuresHeading')}</h2>
      ${this._fault ? faultMessage(t, this._fault) : this._figures ? this.#renderFigures(this._figures) : loading(t)}
    </section>`;
  }

  #renderFigures({ total, months, cultures }: ServiceFigures) {
    const { t, lang } = this.app;
    if (total.views + total.applications + total.yes + total.no === 0) {
      return html`<p class="muted">${t('figuresNone')}</p>`;
    }
    const summary = t('figuresSummary', { views: number(lang, total.views), applications: number(lang, total.applications) });
    const answers = total.yesShare === null ? t('figuresNoAnswers') : t('figuresAnswers', { share: percent(lang, total.yesShare), count: number(lang, total.yes + total.no) });
    return html`
      <p>${summary}</p>
      <p>${answers}</p>
      <figure>
        <svg viewBox="0 0 ${chartWidth} ${chartHeight}" role="img" aria-label="${t('figuresChart')} ${summary}">
          ${barsOf(months.map(({ figures }) => figures.views)).map((bar) => svg`<rect x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="1"></rect>`)}
        </svg>
        <figcaption class="hint">${t('figuresChartCaption', { from: month(lang, months[0]!.month), to: month(lang, months.at(-1)!.month) })}</figcaption>
      </figure>
      <details>
        <summary>${t('figuresByMonth')}</summary>
        ${this.#renderTable(t('figuresByMonth'), t('figuresMonth'), [...months].reverse().map((row) => ({ name: month(lang, row.month), figures: row.figures })))}
      </details>
      ${cultures.length > 1
        ? html`<details>
            <summary>${t('figuresByLanguage')}</summary>
            ${this.#renderTable(t('figuresByLanguage'), t('figuresLanguage'), cultures.map((row) => ({ name: languageName(lang, row.culture), figures: row.figures })))}
          </details>`
        : nothing}
      <p class="hint">${t('figuresHint')}</p>`;
  }

  #renderTable(label: string, first: string, rows: { name: string; figures: Figures }[]) {
    const { t, lang } = this.app;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table>
        <thead>
          <tr>
            <th scope="col">${first}</th>
            <th scope="col" class="number">${t('figuresViews')}</th>
            <th scope="col" class="number">${t('figuresApplications')}</th>
            <th scope="col" class="number">${t('figuresFound')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ name, figures }) => html`<tr>
            <th scope="row">${name}</th>
            <td class="number">${number(lang, figures.views)}</td>
            <td class="number">${number(lang, figures.applications)}</td>
            <td class="number">${figures.yesShare === null ? '–' : t('figuresShareOf', { share: percent(lang, figures.yesShare), count: number(lang, figures.yes + figures.no) })}</td>
          </tr>`)}
        </tbody>
      </table>
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { display: contents; }
      figure { margin: 0 0 9px; }
      svg { display: block; width: 100%; height: auto; border-bottom: 1px solid var(--halden-control-border); }
      rect { fill: var(--uui-color-default, #1b264f); }
      @media (forced-colors: active) {
        rect { fill: CanvasText; }
      }
      .scroll { overflow-x: auto; }
      th, td { padding: 5px 9px 5px 0; font-size: 14px; }
      .number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; padding-left: 9px; }
      tbody th { font-weight: 400; white-space: nowrap; }
      details { margin-bottom: 9px; }
      summary { cursor: pointer; min-height: 24px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-figures': FiguresElement;
  }
}
