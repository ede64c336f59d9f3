import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Review } from '../api/model.js';
import { dateTime, dayOf } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';

/**
 * When the description is to be looked through next. Shows nothing where it never is.
 * @fires halden-action `reviewed` when the person has looked through it and it stands
 */
@customElement('halden-review-panel')
export class ReviewPanelElement extends HaldenElement {
  @property({ attribute: false }) review!: Review;
  @property({ type: Boolean }) busy = false;

  override render() {
    const { t, lang, me } = this.app;
    const { dueAt, isDue, isOverdue, reviewedBy, reviewedAt } = this.review;
    if (!dueAt && !reviewedAt) {
      return nothing;
    }
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${t('reviewHeading')}</h2>
      ${dueAt
        ? html`<p>${isOverdue ? html`<uui-tag look="primary" color="danger">${t('reviewOverdue')}</uui-tag>` : isDue ? html`<uui-tag look="primary" color="warning">${t('reviewDue')}</uui-tag>` : nothing}
            ${t('reviewDueAt', { day: dayOf(lang, dueAt) })}</p>`
        : nothing}
      ${reviewedAt ? html`<p class="muted">${t('reviewedBy', { name: reviewedBy ?? '', at: dateTime(lang, reviewedAt) })}</p>` : nothing}
      ${me.isEditor && dueAt
        ? html`<p class="hint">${t('reviewHint')}</p>
            <button type="button" class="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => { this.dispatchEvent(new CustomEvent('halden-action', { detail: 'reviewed' })); }}>${t('reviewed')}</button>`
        : nothing}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { display: contents; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-review-panel': ReviewPanelElement;
  }
}
