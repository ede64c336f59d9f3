import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { QueueItem, Service } from '../api/model.js';
import { dateTime, languageName, list } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { approveEach, countOf, type Run } from './approve-each.js';
import { approvalRun } from './approval-run.js';
import { maySelect, selectedIn, type Seen } from './seen.js';
import { waitedText } from './waited.js';

/**
 * The packages that wait, oldest first. Those that were opened can be ticked off and approved together.
 * @fires halden-ran when several have been approved, or tried
 */
@customElement('halden-queue-list')
export class QueueListElement extends HaldenElement {
  @property({ attribute: false }) queue: readonly QueueItem[] = [];
  @property({ attribute: false }) seen!: Seen;
  /** Draws anew when something has been seen. */
  @property({ type: Number }) revision = 0;

  @state() private _selected: ReadonlySet<string> = new Set();
  @state() private _runs: Run<QueueItem, Service>[] = [];
  @state() private _isRunning = false;

  #select(keys: readonly string[], isSelected: boolean) {
    const selected = new Set(this._selected);
    for (const key of keys) {
      if (isSelected) {
        selected.add(key);
      } else {
        selected.delete(key);
      }
    }
    this._selected = selected;
  }

  async #approve() {
    const items = selectedIn(this.queue, this._selected, this.seen);
    if (this._isRunning || items.length === 0) {
      return;
    }
    const titles = items.map(({ title }) => `• ${title}`).join('\n');
    if (!(await this.app.confirm({ heading: this.t('approveSelectedHeading', { count: items.length }), text: `${this.t('approveSelectedText')}\n\n${titles}`, yes: this.t('approveSelected', { count: items.length }) }))) {
      return;
    }
    this._isRunning = true;
    this._runs = [];
    const runs = await approveEach(items, ({ key, hash }) => this.app.api.approve(key, hash), (progress) => { this._runs = progress; });
    this._isRunning = false;
    this._selected = new Set();
    this.app.announce(this.t('runDone', { done: countOf(runs, 'done'), failed: countOf(runs, 'failed') }));
    this.dispatchEvent(new Event('halden-ran'));
    // The button that had the focus is gone.
    await this.focusOn('#runs');
  }

  override render() {
    const { t } = this.app;
    const { queue } = this;
    const selectable = queue.filter((item) => maySelect(item, this.seen));
    const selected = selectedIn(queue, this._selected, this.seen);
    return html`
      <p class="muted">${queue.length > 0 ? t('queueCount', { count: queue.length }) : t('queueEmpty')}</p>
      <div id="runs" tabindex="-1">${this._runs.length > 0 || this._isRunning ? approvalRun(this.app, this._runs, this._isRunning) : nothing}</div>
      ${queue.some(({ mayApprove }) => mayApprove) && queue.length > 1
        ? html`<div class="row tools">
            <span class="muted">${t('selectHint')}</span>
            ${selectable.length > 0
              ? html`<button type="button" class="link" @click=${() => { this.#select(selectable.map(({ key }) => key), selected.length < selectable.length); }}>${selected.length < selectable.length ? t('selectAll', { count: selectable.length }) : t('selectNone')}</button>`
              : nothing}
          </div>`
        : nothing}
      <ol>${repeat(queue, ({ key }) => key, (item) => this.#renderItem(item))}</ol>
      ${selected.length > 0
        ? html`<div class="bar" role="region" aria-label=${t('decision')}>
            <button type="button" class="button primary positive" aria-disabled=${this._isRunning ? 'true' : nothing} @click=${() => this.#approve()}>${t('approveSelected', { count: selected.length })}</button>
          </div>`
        : nothing}
    `;
  }

  #renderItem(item: QueueItem) {
    const { t, router, lang } = this.app;
    const isSeen = this.seen.has(item);
    const id = `select-${item.key}`;
    const facts = [
      item.departments.map(({ name }) => name).join(', '),
      t('submittedBy', { name: item.submittedBy ?? '–', at: dateTime(lang, item.submittedAt) }),
    ].filter(Boolean).join(' · ');
    return html`<li class="box ${isSeen ? 'seen' : ''}">
      ${item.mayApprove && this.queue.length > 1
        ? html`<label class="pick" for=${id}>
            <input id=${id} type="checkbox" .checked=${this._selected.has(item.key) && isSeen} ?disabled=${!isSeen || this._isRunning} @change=${(event: Event) => { this.#select([item.key], (event.target as HTMLInputElement).checked); }} />
            <span class="hidden-text">${t(isSeen ? 'selectNamed' : 'selectUnseen', { title: item.title })}</span>
          </label>`
        : html`<span class="pick"></span>`}
      <div class="what">
        <h2><a href=${router.href({ view: 'queue', key: item.key })}>${item.title || t('untitled')}</a></h2>
        <p class="row tags">
          ${item.isNew
            ? html`<uui-tag look="primary" color="positive">${t('markNew')}</uui-tag>`
            : html`<uui-tag look="primary" color="warning">${t('changedFields', { count: item.changedFields })}</uui-tag>`}
          ${item.isResubmitted ? html`<uui-tag look="outline">${t('resubmittedTag')}</uui-tag>` : nothing}
          ${item.openComments > 0 ? html`<uui-tag look="outline">${t('openComments', { count: item.openComments })}</uui-tag>` : nothing}
          <uui-tag look="outline">${t(isSeen ? 'seen' : 'unseen')}</uui-tag>
        </p>
        <p><strong>${waitedText(t, item.submittedAt)}</strong> <span class="muted">${facts} · ${list(lang, item.cultures.map((culture) => languageName(lang, culture)))}</span></p>
        ${item.publishAt ? html`<p>${t('publishedWhenApproved', { at: dateTime(lang, item.publishAt) })}</p>` : nothing}
        ${item.asDeputy ? html`<p>${t('asDeputy', { departments: item.departments.map(({ name }) => name).join(', ') })}</p>` : nothing}
        ${item.mayApprove ? nothing : html`<p><strong>${t('mayNotApprove')}.</strong> ${item.whyNot}</p>`}
      </div>
    </li>`;
  }

  static override styles = [
    sharedStyles,
    css`
      ol { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 9px; }
      li.box { display: flex; gap: 12px; padding: 12px 18px 12px 6px; border-left: 4px solid var(--uui-color-border, #d8d7d9); }
      li.box:not(.seen) { border-left-color: var(--uui-color-default, #1b264f); }
      .pick { flex: none; width: 36px; min-height: 36px; display: flex; justify-content: center; margin: 0; font-weight: 400; }
      .pick input { width: 22px; height: 22px; margin: 3px 0 0; accent-color: var(--uui-color-default, #1b264f); }
      .what { min-width: 0; flex: 1; }
      h2 { font-size: 18px; margin-bottom: 6px; overflow-wrap: anywhere; }
      p { margin: 0 0 3px; }
      .tags { gap: 6px; margin-bottom: 6px; }
      .tools { margin-bottom: 9px; gap: 3px 18px; }
      #runs:has(*) { margin-bottom: 18px; }
      .bar { position: sticky; bottom: 0; z-index: 5; margin: 18px -24px 0; padding: 12px 24px; background: var(--uui-color-surface, #fff); border-top: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
      .bar .button { min-height: 44px; }
      progress { width: 100%; height: 12px; accent-color: #0b8152; display: block; margin: 6px 0 12px; }
      .runs { list-style: none; margin: 0; padding: 0; display: grid; gap: 6px; }
      .runs li { display: block; padding: 6px 12px; border-left: 4px solid #a1a1a1; background: #f6f6f7; }
      .runs li.done { border-color: #0b8152; background: #f4fbf7; }
      .runs li.failed { border-color: #ae1e47; background: #fdf2f5; }
      .runs li.running { border-color: #3544b1; background: #f4f5fd; }
      @container view (max-width: 700px) {
        li.box { padding-right: 12px; gap: 3px; }
        .bar { margin: 18px -12px 0; padding: 9px 12px; display: grid; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-queue-list': QueueListElement;
  }
}
