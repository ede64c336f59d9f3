import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ProcessesInShort } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import { stages, type ProcessStage } from './process.js';
import { byDepartment, isFound, todayFirst } from './reading.js';
import { partOf, stageText } from './words.js';

const stateTexts = { draft: 'stateDraft', submitted: 'stateSubmitted', approved: 'stateApproved', changed: 'partChanged' } as const satisfies Partial<Record<ProcessesInShort['state'], TextKey>>;

const stateColors = { draft: 'default', submitted: 'warning', approved: 'positive', changed: 'warning' } as const;

/** What was last looked for, so that it stands there when one comes back from a process. */
let remembered = { q: '', department: '', stage: '' };

/** How every service is done: the processes, by department, for everybody with the section. */
@customElement('halden-process-list')
export class ProcessListElement extends HaldenElement {
  @state() private _all: ProcessesInShort[] | null = null;
  @state() private _query = remembered;
  @state() private _fault: unknown = null;

  #lang = '';

  protected override willUpdate() {
    if (this.#lang !== this.app.lang) {
      this.#lang = this.app.lang;
      void this.#load();
    }
  }

  async #load() {
    try {
      this._all = await this.app.api.allProcesses();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  #look(change: Partial<typeof remembered>) {
    this._query = remembered = { ...this._query, ...change };
  }

  override render() {
    const { t } = this.app;
    return html`
      <h1>${t('navProcesses')}</h1>
      <p class="lead">${t('processesLead')}</p>
      ${faultMessage(t, this._fault)}
      ${this._all ? this.#renderAll(this._all) : this._fault ? nothing : loading(t)}
    `;
  }

  #renderAll(all: readonly ProcessesInShort[]) {
    const { t } = this.app;
    if (all.length === 0) {
      return html`<p class="box">${t('processesNone')}</p>`;
    }
    const found = all.filter((service) => isFound(service, this._query));
    const departments = [...new Set(all.map(({ department }) => department ?? ''))].sort((one, other) => one.localeCompare(other, 'nb'));
    return html`
      <search class="filter">
        <div class="field wide"><label for="q">${t('filterText')}</label>
          <input id="q" type="search" autocomplete="off" .value=${this._query.q} @input=${(event: Event) => { this.#look({ q: (event.target as HTMLInputElement).value }); }} /></div>
        <div class="field"><label for="department">${t('filterDepartment')}</label>
          <select id="department" @change=${(event: Event) => { this.#look({ department: (event.target as HTMLSelectElement).value }); }}>
            <option value="">${t('filterAll')}</option>
            ${departments.map((name) => html`<option value=${name || 'none'} ?selected=${this._query.department === (name || 'none')}>${name || t('filterNoDepartment')}</option>`)}
          </select></div>
        <div class="field"><label for="stage">${t('processToday')}</label>
          <select id="stage" @change=${(event: Event) => { this.#look({ stage: (event.target as HTMLSelectElement).value }); }}>
            <option value="">${t('filterAll')}</option>
            ${stages.map((stage) => html`<option value=${stage} ?selected=${this._query.stage === stage}>${stageText(t, stage)}</option>`)}
          </select></div>
      </search>
      <p class="muted" role="status">${t('processesCount', { count: found.length })}</p>
      <div class="stack">${byDepartment(found).map(([department, services], index) => html`<section class="box" aria-labelledby="department-${index}">
        <h2 id="department-${index}">${department || t('filterNoDepartment')}</h2>
        ${this.#renderTable(services, `department-${index}`)}
      </section>`)}</div>
    `;
  }

  #renderTable(services: readonly ProcessesInShort[], heading: string) {
    const { t, router } = this.app;
    return html`<table class="cards" role="table" aria-labelledby=${heading}>
      <thead role="rowgroup"><tr role="row">
        ${[t('columnTitle'), t('processToday'), t('processTarget'), t('processesDrawn'), t('columnState')].map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
      </tr></thead>
      <tbody role="rowgroup">${services.map(({ key, title, stages: drawn, today, target, state: status }) => html`<tr role="row">
        <th role="rowheader" scope="row">${drawn.length > 0 ? html`<a href=${router.href({ view: 'processReading', key })}>${title || t('untitled')}</a>` : title || t('untitled')}</th>
        <td role="cell" data-label=${t('processToday')}>${stageText(t, today)}</td>
        <td role="cell" data-label=${t('processTarget')}>${stageText(t, target)}</td>
        <td role="cell" data-label=${t('processesDrawn')}>${drawn.length === 0
          ? html`<span class="muted">${t('processStateNone')}</span>`
          : html`<ul>${todayFirst(drawn, today).map((stage) => html`<li>
              <a href=${router.href({ view: 'processReading', key, stage: partOf[stage as ProcessStage] })} aria-label=${`${title}: ${stageText(t, stage)}`}>${stageText(t, stage)}</a></li>`)}</ul>`}</td>
        <td role="cell" data-label=${t('columnState')}>${status === 'none' ? nothing : html`<uui-tag look=${status === 'draft' ? 'outline' : 'primary'} color=${stateColors[status]}>${t(stateTexts[status])}</uui-tag>`}</td>
      </tr>`)}</tbody>
    </table>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .lead { margin: 6px 0 18px; max-width: 720px; }
      .filter { display: flex; flex-wrap: wrap; gap: 12px; margin-bottom: 12px; }
      .filter .field { flex: 1 1 180px; max-width: 320px; }
      .filter .wide { flex: 2 1 260px; max-width: 480px; }
      table { table-layout: fixed; }
      td ul { list-style: none; margin: 0; padding: 0; }
      th[scope='row'] { overflow-wrap: anywhere; }
      thead th { white-space: normal; }
      @media print {
        .filter { display: none; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-list': ProcessListElement;
  }
}
