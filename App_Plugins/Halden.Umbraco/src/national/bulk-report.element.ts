import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import { faultText } from '../core/app.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import { replacedIn, type BulkResult } from './bulk.js';

/**
 * What became of each service that was settled with others, and the way back for texts that were replaced.
 * @fires halden-undone when texts have been brought back
 */
@customElement('halden-bulk-report')
export class BulkReportElement extends HaldenElement {
  @property({ attribute: false }) results: BulkResult[] = [];
  /** How many were left because the run was stopped. */
  @property({ type: Number }) untouched = 0;

  @state() private _isBusy = false;
  @state() private _fault: unknown = null;
  /** How many texts were brought back, and how many could not be. */
  @state() private _undone: { back: number; not: number } | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('results')) {
      this._undone = null;
      this._fault = null;
    }
  }

  async #undo() {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    const undone = { back: 0, not: 0 };
    try {
      for (const { key, culture, alias } of replacedIn(this.results)) {
        try {
          await this.app.api.restore(key, culture, alias);
          undone.back++;
        } catch (fault) {
          if (!(fault instanceof ApiError && (fault.isConflict || fault.status === 404))) {
            throw fault;
          }
          undone.not++;
        }
      }
      this._undone = undone;
    } catch (fault) {
      this._fault = fault;
    } finally {
      this._isBusy = false;
      this.dispatchEvent(new Event('halden-undone'));
      await this.focusOn('#heading');
    }
  }

  override render() {
    const { t } = this.app;
    const count = (...statuses: BulkResult['status'][]) => this.results.filter(({ status }) => statuses.includes(status)).length;
    const replaced = replacedIn(this.results).length;
    return html`<section class="message ${count('changed', 'failed') > 0 ? 'warning' : 'info'}" aria-labelledby="heading">
      <h2 id="heading" tabindex="-1">${t('bulkReport')}</h2>
      <p role="status">${t('bulkSummary', { done: count('done'), left: count('partly', 'left'), failed: count('changed', 'failed') })}
        ${this.untouched > 0 ? t('bulkStopped', { count: this.untouched }) : nothing}</p>
      ${this._undone
        ? html`<p role="status"><strong>${t('bulkUndone', { count: this._undone.back })}</strong> ${this._undone.not > 0 ? t('bulkNotUndone', { count: this._undone.not }) : nothing}</p>`
        : replaced > 0
          ? html`<p><button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#undo()}>${t('bulkUndo', { count: replaced })}</button></p>`
          : nothing}
      ${faultMessage(t, this._fault)}
      <details ?open=${this.results.length <= 10}>
        <summary>${t('reportItems')} (${this.results.length})</summary>
        <ul>${this.results.map((result) => html`<li><a href=${this.app.router.href({ view: 'change', key: result.change.key })}>${result.change.title || t('untitled')}</a>: ${this.#outcome(result)}</li>`)}</ul>
      </details>
    </section>`;
  }

  #outcome({ status, settled, left, fault }: BulkResult) {
    const { t } = this.app;
    switch (status) {
      case 'done':
        return t('bulkResultDone', { settled: settled.length });
      case 'partly':
        return t('bulkResultPartly', { settled: settled.length, left: left.length });
      case 'left':
        return t('bulkResultLeft', { left: left.length });
      case 'changed':
        return t('bulkResultChanged');
      case 'failed': {
        const { title, detail } = faultText(t, fault);
        return `${title} ${detail}`.trim();
      }
    }
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  static override styles = [
    sharedStyles,
    css`
      summary { cursor: pointer; font-weight: 700; min-height: 24px; }
      ul { margin-top: 6px; }
      li { margin-bottom: 3px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-bulk-report': BulkReportElement;
  }
}
