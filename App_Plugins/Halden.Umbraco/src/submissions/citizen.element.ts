import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { CitizenFindings } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { download } from '../core/download.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage } from '../core/templates.js';
import { backLink, submissionTag } from './words.js';
import './erase-form.element.js';

/** A citizen's rights: what they have sent is found, given out and erased. What is searched for is kept nowhere, here neither. */
@customElement('halden-citizen')
export class CitizenElement extends HaldenElement {
  @state() private _term = '';
  @state() private _termError = '';
  @state() private _found: CitizenFindings | null = null;
  @state() private _selected: ReadonlySet<string> = new Set();
  @state() private _fault: unknown = null;
  @state() private _exportFault: unknown = null;
  @state() private _exportError = '';
  @state() private _isBusy = false;

  get #chosen() {
    return (this._found?.items ?? []).map(({ submission }) => submission).filter(({ id }) => this._selected.has(id));
  }

  async #search(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    this._fault = null;
    this._termError = this._term.trim() ? '' : this.t('citizenTermRequired');
    if (this._termError) {
      await this.focusOn('#term');
      return;
    }
    this._isBusy = true;
    try {
      this._found = await this.app.api.findCitizen(this._term.trim());
      this._selected = new Set();
      this._exportFault = null;
      this._exportError = '';
      await this.focusOn('#results');
    } catch (fault) {
      if (fault instanceof ApiError && fault.errors.term) {
        this._termError = fault.errors.term.join(' ');
        void this.focusOn('#term');
      } else {
        this._fault = fault;
        void this.focusOn('#fault');
      }
    }
    this._isBusy = false;
  }

  #select(ids: readonly string[], isSelected: boolean) {
    const selected = new Set(this._selected);
    for (const id of ids) {
      if (isSelected) {
        selected.add(id);
      } else {
        selected.delete(id);
      }
    }
    this._selected = selected;
    this._exportError = '';
  }

  async #export() {
    const chosen = this.#chosen;
    this._exportFault = null;
    this._exportError = chosen.length === 0 ? this.t('citizenNoneSelected') : '';
    if (this._isBusy || this._exportError) {
      return;
    }
    this._isBusy = true;
    try {
      download(await this.app.api.exportSubmissions(chosen.map(({ id }) => id)), 'innsyn.zip');
      this.app.announce(this.t('submissionFileDone', { name: 'innsyn.zip' }));
    } catch (fault) {
      this._exportFault = fault;
    }
    this._isBusy = false;
  }

  async #erased() {
    const gone = this._selected;
    this._found = this._found && { ...this._found, searched: this._found.searched - gone.size, items: this._found.items.filter(({ submission }) => !gone.has(submission.id)) };
    this._selected = new Set();
    this.app.announce(this.t('eraseDone'));
    this.app.refreshSubmissions();
    await this.focusOn('#results');
  }

  override render() {
    const { t } = this.app;
    return html`${backLink(this.app)}
      <h1>${t('citizenHeading')}</h1>
      <p class="lead">${t('citizenLead')}</p>
      <div class="stack">
        <search>
          <form class="box" novalidate autocomplete="off" @submit=${this.#search}>
            <label for="term">${t('citizenTerm')}</label>
            <p class="hint" id="term-hint">${t('citizenTermHint')}</p>
            <div class="row">
              <input id="term" autocomplete="off" spellcheck="false" maxlength="254" .value=${this._term} aria-invalid=${this._termError ? 'true' : nothing} aria-describedby="term-hint term-error"
                @input=${(event: Event) => { this._term = (event.target as HTMLInputElement).value; }} />
              <button type="submit" class="button primary" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('citizenSearch')}</button>
            </div>
            <div id="term-error">${this._termError ? html`<p class="error" role="alert">${this._termError}</p>` : nothing}</div>
          </form>
        </search>
        <div id="fault" tabindex="-1" ?hidden=${!this._fault}>${faultMessage(t, this._fault)}</div>
        ${this._found ? this.#renderFound(this._found) : nothing}
      </div>`;
  }

  #renderFound(found: CitizenFindings) {
    const { t } = this.app;
    const { items, searched, unreadable, isMore } = found;
    return html`<section class="box" aria-labelledby="results">
        <h2 id="results" tabindex="-1">${t('citizenResults')}</h2>
        <p>${items.length === 0 ? t('citizenNone', { searched }) : t('citizenFound', { count: items.length, searched })}</p>
        ${isMore ? html`<p class="message warning">${t('citizenMore', { count: items.length })}</p>` : nothing}
        ${unreadable > 0 ? html`<p class="message warning">${t('citizenUnreadable', { count: unreadable })}</p>` : nothing}
        ${items.length > 0 ? this.#renderTable(found) : nothing}
      </section>
      ${items.length > 0
        ? html`<halden-erase-form choice .submissions=${this.#chosen} @halden-erased=${() => this.#erased()}></halden-erase-form>`
        : nothing}`;
  }

  #renderTable({ items }: CitizenFindings) {
    const { t, lang, router } = this.app;
    const ids = items.map(({ submission }) => submission.id);
    return html`
      ${items.length > 1 ? html`<div class="all">${checkbox('all', t('citizenSelectAll'), ids.every((id) => this._selected.has(id)), (isSelected) => { this.#select(ids, isSelected); })}</div>` : nothing}
      <table class="cards" role="table" aria-labelledby="results">
        <thead role="rowgroup">
          <tr role="row">
            ${[t('submissionsReference'), t('columnService'), t('submissionsReceived'), t('submissionsState'), t('citizenFoundIn')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${items.map(({ submission, questions }) => html`<tr role="row">
            <th role="rowheader" scope="row">
              <span class="choose">
                <input type="checkbox" aria-label=${t('citizenSelect', { reference: submission.reference })} .checked=${this._selected.has(submission.id)}
                  @change=${(event: Event) => { this.#select([submission.id], (event.target as HTMLInputElement).checked); }} />
                <a href=${router.href({ view: 'submission', key: submission.id })}>${submission.reference}</a>
              </span>
            </th>
            <td role="cell" data-label=${t('columnService')}>${submission.service}</td>
            <td role="cell" data-label=${t('submissionsReceived')}><time datetime=${submission.receivedAt}>${dateTime(lang, submission.receivedAt)}</time></td>
            <td role="cell" data-label=${t('submissionsState')}>${submissionTag(t, submission)}</td>
            <td role="cell" data-label=${t('citizenFoundIn')} lang=${submission.culture}>${questions.join(' · ')}</td>
          </tr>`)}
        </tbody>
      </table>
      <div class="export">
        <button type="button" class="button" aria-describedby="export-hint" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#export()}>${t('citizenExport')}</button>
        <p class="hint" id="export-hint">${t('citizenExportHint')}</p>
        ${this._exportError ? html`<p class="error" role="alert">${this._exportError}</p>` : nothing}
        ${faultMessage(t, this._exportFault)}
      </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .back { margin-bottom: 12px; }
      h1 { margin-bottom: 6px; }
      .lead { max-width: 75ch; margin-bottom: 18px; }
      .hint { max-width: 75ch; }
      form .row { flex-wrap: nowrap; max-width: 560px; }
      .all { margin: 12px 0; }
      .choose { display: flex; gap: 9px; align-items: center; }
      .choose input { width: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--uui-color-default, #1b264f); }
      .export { margin-top: 18px; }
      .export .hint { margin: 6px 0 0; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-citizen': CitizenElement;
  }
}
