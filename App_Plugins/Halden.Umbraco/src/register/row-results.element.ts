import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RowResult } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';

const mostShown = 200;

/** What becomes, or became, of each row that somebody changes: the refused ones first. */
@customElement('halden-row-results')
export class RowResultsElement extends HaldenElement {
  @property({ attribute: false }) rows: RowResult[] = [];
  /** What a column is called. */
  @property({ attribute: false }) label: (id: string) => string = (id) => id;

  override render() {
    const { t } = this.app;
    const rows = [...this.rows].sort((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed')).filter(({ status }) => status !== 'unchanged');
    return html`<ul>
        ${rows.slice(0, mostShown).map((row) => html`<li>
          <p class="title">
            <strong>${row.title}</strong>
            ${row.number ? html`<span class="muted">${t('registerFileRow', { row: row.number })}</span>` : nothing}
            ${row.needsApproval ? html`<uui-tag look="primary" color="warning">${t('registerNeedsApproval')}</uui-tag>` : nothing}
          </p>
          ${row.faults.map(({ column, text }) => html`<p class="error">${column ? `${this.label(column)}: ` : ''}${text}</p>`)}
          ${row.status === 'changed'
            ? row.changes.map(({ column, before, after }) => html`<p class="change">${this.label(column)}:
                <del>${before || t('registerNothing')}</del> <span aria-hidden="true">→</span><span class="hidden-text">${t('registerBecomes')}</span> <ins>${after || t('registerNothing')}</ins></p>`)
            : nothing}
        </li>`)}
      </ul>
      ${rows.length > mostShown ? html`<p class="muted">${t('registerAndMore', { count: rows.length - mostShown })}</p>` : nothing}`;
  }

  static override styles = [
    sharedStyles,
    css`
      ul { list-style: none; margin: 0; padding: 0; }
      li { padding: 9px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); overflow-wrap: anywhere; }
      p { margin: 0 0 3px; }
      .title { display: flex; flex-wrap: wrap; gap: 3px 9px; align-items: center; }
      .change del { color: #6b0f2a; }
      .change ins { color: #04391f; font-weight: 700; text-decoration: none; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-row-results': RowResultsElement;
  }
}
