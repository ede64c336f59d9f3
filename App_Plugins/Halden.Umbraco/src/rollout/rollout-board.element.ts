import { css, html, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { RolloutBoard, RolloutRow } from '../api/model.js';
import { number } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import './rollout-nav.element.js';
import './rollout-tasks.element.js';
import { columnOf, everything, remembered, type Column } from './shown.js';

const mostInColumn = 12;
const mostHoldBacks = 6;

/** The introduction as a board: a column for each phase, what holds it back, and the tasks of the whole. */
@customElement('halden-rollout-board')
export class RolloutBoardElement extends HaldenElement {
  @state() private _board: RolloutBoard | null = null;
  @state() private _fault: unknown = null;

  override connectedCallback() {
    super.connectedCallback();
    this.app.api.rollout().then(
      (board) => { this._board = board; },
      (fault: unknown) => { this._fault = fault; },
    );
  }

  override render() {
    const { t } = this.app;
    return html`<div class="stack">
      <halden-rollout-nav view="rollout"></halden-rollout-nav>
      <h1 tabindex="-1">${t('navRollout')}</h1>
      ${faultMessage(t, this._fault)} ${this._board ? this.#renderBoard(this._board) : this._fault ? nothing : loading(t)}
    </div>`;
  }

  #renderBoard(board: RolloutBoard) {
    const { t, lang, me, router } = this.app;
    const late = board.services.reduce((sum, row) => sum + row.late, 0) + board.whole.filter(({ isLate }) => isLate).length;
    const columns: { id: Column; label: string }[] = [...board.phases, { id: 'finished', label: t('rolloutFinished') }];
    return html`
      ${board.services.length === 0
        ? html`<div class="message info"><p>${t('rolloutEmpty')}${me.isEditor ? html` <a href=${router.href({ view: 'rolloutList' })} @click=${() => { remembered.shown = { ...everything, scope: 'outside' }; }}>${t('rolloutChoose')}</a>` : nothing}</p></div>`
        : html`<p>${t('rolloutSummary', { services: number(lang, board.services.length), finished: number(lang, board.services.filter(({ phase }) => !phase).length), late: number(lang, late) })}</p>`}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('rolloutBoard')}>
        <div class="board">${columns.map((column) => this.#renderColumn(board, column))}</div>
      </div>
      <div class="boxes">${this.#renderHoldBacks(board)} ${this.#renderDepartments(board)}</div>
      <section class="box" aria-labelledby="whole">
        <h2 id="whole">${t('rolloutWhole')}</h2>
        ${board.phases.map((phase) => {
          const tasks = board.whole.filter((task) => task.phase === phase.id);
          return tasks.length === 0
            ? nothing
            : html`<details class="phase" ?open=${tasks.some(({ state: at }) => at === 'open')}>
                <summary><h3>${phase.label}</h3> <span class="muted">${t('rolloutDoneOf', { done: tasks.filter((task) => task.state === 'done').length, count: tasks.length })}</span></summary>
                <halden-rollout-tasks .tasks=${tasks} @halden-marked=${({ detail }: CustomEvent<RolloutBoard>) => { this._board = detail; }}></halden-rollout-tasks>
              </details>`;
        })}
      </section>`;
  }

  #renderColumn(board: RolloutBoard, { id, label }: { id: Column; label: string }) {
    const { t, lang, router } = this.app;
    const rows = board.services.filter((row) => columnOf(row) === id).sort((a, b) => b.late - a.late);
    const whole = board.whole.filter((task) => task.phase === id);
    return html`<section aria-labelledby="column-${id}" class=${id}>
      <h2 id="column-${id}"><span aria-hidden="true">${label} <span class="count">${number(lang, rows.length)}</span></span><span class="hidden-text">${t('rolloutColumn', { phase: label, count: rows.length })}</span></h2>
      ${whole.length > 0 ? html`<p class="muted">${t('rolloutWholeCount', { done: whole.filter((task) => task.state === 'done').length, count: whole.length })}</p>` : nothing}
      <ul>
        ${rows.slice(0, mostInColumn).map((row) => this.#renderCard(row))}
      </ul>
      ${rows.length > mostInColumn
        ? html`<p><a href=${router.href({ view: 'rolloutList' })} @click=${() => { remembered.shown = { ...everything, column: id }; }}>${t('rolloutMoreInColumn', { count: rows.length })}</a></p>`
        : nothing}
    </section>`;
  }

  #renderCard(row: RolloutRow) {
    const { t, router } = this.app;
    return html`<li>
      <a href=${router.href({ view: 'rolloutService', key: row.key })}>${row.title || t('untitled')}</a>
      ${row.owner ? html`<span class="muted">${row.owner}</span>` : nothing}
      <span class="muted">${t('rolloutDoneOf', { done: row.done, count: row.count })}${row.late > 0 ? html` · <strong class="late">${t('rolloutLateCount', { count: row.late })}</strong>` : nothing}</span>
    </li>`;
  }

  #renderHoldBacks({ holdBacks }: RolloutBoard) {
    const { t, lang } = this.app;
    const part = (heading: string, none: string, lines: { name: string; count: number }[], unit: string) => html`<h3>${heading}</h3>
      ${lines.length === 0
        ? html`<p class="muted">${none}</p>`
        : html`<ol>${lines.slice(0, mostHoldBacks).map(({ name, count }) => html`<li><span class="what">${name}</span> <span class="number">${number(lang, count)}<span class="hidden-text"> ${unit}</span></span></li>`)}</ol>`}`;
    return html`<section class="box" aria-labelledby="holdbacks">
      <h2 id="holdbacks">${t('rolloutHoldBacks')}</h2>
      ${part(t('rolloutWaitedFor'), t('rolloutWaitedForNothing'), holdBacks.tasks.map(({ name, services }) => ({ name, count: services })), t('rolloutServices'))}
      ${part(t('rolloutLateHolders'), t('rolloutNobodyLate'), holdBacks.late.map(({ who, tasks }) => ({ name: who ?? t('rolloutNobody'), count: tasks })), t('rolloutTasks'))}
      ${part(t('rolloutVacancies'), t('rolloutNoVacancies'), holdBacks.vacancies.map(({ label, services }) => ({ name: label, count: services })), t('rolloutServices'))}
    </section>`;
  }

  #renderDepartments({ departments }: RolloutBoard) {
    const { t, lang } = this.app;
    return html`<section class="box" aria-labelledby="departments">
      <h2 id="departments">${t('rolloutDepartments')}</h2>
      <table class="cards" role="table" aria-labelledby="departments">
        <thead role="rowgroup"><tr role="row">
          <th role="columnheader" scope="col">${t('rolloutDepartment')}</th>
          <th role="columnheader" scope="col"><span class="hidden-text">${t('rolloutProgress')}</span></th>
          <th role="columnheader" scope="col" class="number">${t('rolloutServicesHeading')}</th>
          <th role="columnheader" scope="col" class="number">${t('rolloutFinished')}</th>
          <th role="columnheader" scope="col" class="number">${t('rolloutDoneHeading')}</th>
          <th role="columnheader" scope="col" class="number">${t('rolloutLateHeading')}</th>
        </tr></thead>
        <tbody role="rowgroup">
          ${departments.map((row) => html`<tr role="row">
            <th role="rowheader" scope="row">${row.name ?? t('filterNoDepartment')}</th>
            <td role="cell" class="bar"><svg viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="200" height="14"></rect>${svg`<rect width=${(row.done / Math.max(1, row.count)) * 200} height="14"></rect>`}</svg></td>
            <td role="cell" data-label=${t('rolloutServicesHeading')} class="number">${number(lang, row.services)}</td>
            <td role="cell" data-label=${t('rolloutFinished')} class="number">${number(lang, row.finished)}</td>
            <td role="cell" data-label=${t('rolloutDoneHeading')} class="number">${number(lang, row.done)} / ${number(lang, row.count)}</td>
            <td role="cell" data-label=${t('rolloutLateHeading')} class="number">${row.late > 0 ? html`<strong class="late">${number(lang, row.late)}</strong>` : 0}</td>
          </tr>`)}
        </tbody>
      </table>
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .scroll { overflow-x: auto; position: relative; }
      .board { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(180px, 1fr); gap: 6px; align-items: stretch; padding-bottom: 6px; }
      .board section { min-width: 0; background: #e9e9eb; border-radius: 6px; padding: 6px; }
      .board section.finished { background: #dcefe5; }
      .board h2 { font-size: 14px; overflow-wrap: anywhere; hyphens: auto; margin-bottom: 6px; }
      .board p { font-size: 13px; margin: 0 0 6px; }
      .count { display: inline-block; min-width: 22px; padding: 0 6px; border-radius: 12px; background: var(--uui-color-default, #1b264f); color: #fff; font-size: 13px; text-align: center; }
      .board ul { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 6px; }
      .board li { background: var(--uui-color-surface, #fff); border: 1px solid var(--uui-color-border, #d8d7d9); border-radius: 3px; padding: 6px 9px; font-size: 13px; overflow-wrap: anywhere; }
      .board li a { display: block; font-weight: 700; font-size: 14px; }
      .board li > span { display: block; }
      .late { color: #ae1e47; }
      .boxes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 18px; align-items: start; }
      .boxes h3 { font-size: 15px; margin: 12px 0 3px; }
      ol { margin: 0; padding: 0; list-style: none; }
      ol li { display: flex; justify-content: space-between; gap: 12px; padding: 3px 0; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); }
      ol li > :last-child { flex: none; }
      .what::first-letter { text-transform: uppercase; }
      th, td { padding: 6px 9px 6px 0; font-size: 14px; }
      thead th { white-space: normal; vertical-align: bottom; }
      tbody th { font-weight: 400; }
      .number { text-align: right; font-variant-numeric: tabular-nums; }
      .bar { width: 25%; min-width: 60px; }
      .bar svg { display: block; width: 100%; height: 14px; margin-top: 4px; }
      rect { fill: var(--uui-color-positive, #0b8152); }
      rect.all { fill: #d8d7d9; }
      .phase { border-top: 1px solid var(--uui-color-border, #d8d7d9); padding: 9px 0; }
      .phase h3 { display: inline; font-size: 15px; }
      summary { cursor: pointer; min-height: 24px; }
      .phase halden-rollout-tasks { margin: 9px 0 0 15px; }
      @container view (max-width: 700px) {
        .board { grid-auto-flow: row; grid-auto-columns: auto; }
        .number { text-align: left; }
        .phase halden-rollout-tasks { margin-left: 0; }
      }
      @media (forced-colors: active) {
        rect { fill: CanvasText; }
        rect.all { fill: GrayText; }
        .board section { border: 1px solid; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-board': RolloutBoardElement;
  }
}
