import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { QueueItem } from '../api/model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { fieldValue } from '../core/field-value.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import { checkbox, cultureName, faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import { compare, type ComparedField, type ComparedLanguage, type Mark } from './comparison.js';
import '../core/dialog.element.js';

const markKeys: Record<Mark, TextKey> = { new: 'markNew', changed: 'markChanged', removed: 'markRemoved', same: 'markSame' };

/** What waits for the director: the list, or one package to read and decide on. */
@customElement('halden-queue')
export class QueueElement extends HaldenElement {
  @property() key = '';

  @state() private _queue: QueueItem[] | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _isBusy = false;
  @state() private _onlyChanges = false;
  @state() private _comment = '';
  @state() private _commentError = '';

  @query('#reject') private _rejectDialog!: HaldenDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this._actionFault = null;
      this._onlyChanges = false;
      this._comment = '';
      if (this.hasUpdated) {
        void this.#load();
      }
    }
  }

  async #load() {
    this._fault = null;
    try {
      this._queue = await this.app.api.queue();
    } catch (fault) {
      this._fault = fault;
    }
  }

  get #item() {
    return this._queue?.find((item) => item.key.toLowerCase() === this.key.toLowerCase());
  }

  async #decide(item: QueueItem, decide: () => Promise<unknown>, told: TextKey) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    try {
      await decide();
    } catch (fault) {
      this._actionFault = fault;
      this._isBusy = false;
      if (fault instanceof ApiError && fault.isInvalid && fault.errors.comment) {
        this._commentError = fault.errors.comment.join(' ');
        return;
      }
      this._rejectDialog.close();
      await this.focusOn('#fault');
      return;
    }
    this._isBusy = false;
    this._rejectDialog.close();
    this.app.announce(this.t(told, { title: item.title }));
    this.app.refreshQueue();
    const rest = (this._queue ?? []).filter((other) => other.key !== item.key);
    this._queue = rest;
    const next = rest.find((other) => other.mayApprove);
    this.app.router.go({ view: 'queue', key: next?.key }, 'replace');
  }

  async #approve(item: QueueItem) {
    const isSure = await this.app.confirm({ heading: this.t('approveHeading'), text: this.t('approveText', { title: item.title }), yes: this.t('approve') });
    if (isSure) {
      await this.#decide(item, () => this.app.api.approve(item.key, item.hash), 'approveDone');
    }
  }

  #openReject() {
    this._commentError = '';
    this._actionFault = null;
    this._rejectDialog.show();
  }

  async #reject(event: Event, item: QueueItem) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    const comment = this._comment.trim();
    this._commentError = comment ? '' : this.t('commentRequired');
    if (!comment) {
      await this.focusOn('#comment');
      return;
    }
    await this.#decide(item, () => this.app.api.reject(item.key, item.hash, comment), 'rejectDone');
  }

  override render() {
    const { t, router } = this.app;
    if (this._fault) {
      return faultMessage(t, this._fault);
    }
    if (!this._queue) {
      return loading(t);
    }
    if (!this.key) {
      return this.#renderList(this._queue);
    }
    const item = this.#item;
    return item
      ? this.#renderItem(item)
      : html`<div class="message info">
          <h1>${t('notWaitingHeading')}</h1>
          <p>${t('notWaitingText')}</p>
          <p><a href=${router.href({ view: 'service', key: this.key })}>${t('openService')}</a> · <a href=${router.href({ view: 'queue' })}>${t('toQueue')}</a></p>
        </div>`;
  }

  #renderList(queue: QueueItem[]) {
    const { t, router, lang } = this.app;
    return html`<h1>${t('queueHeading')}</h1>
      <p class="muted">${queue.length > 0 ? t('queueCount', { count: queue.length }) : t('queueEmpty')}</p>
      ${queue.length > 0
        ? html`<ol class="cards">
            ${queue.map((item) => html`<li class="box">
              <h2><a href=${router.href({ view: 'queue', key: item.key })}>${item.title}</a></h2>
              <p class="muted">${[item.department, t('submittedBy', { name: item.submittedBy ?? '–', at: dateTime(lang, item.submittedAt) })].filter(Boolean).join(' · ')}</p>
              ${item.mayApprove ? nothing : html`<p><uui-tag look="outline">${t('mayNotApprove')}</uui-tag> ${item.whyNot}</p>`}
            </li>`)}
          </ol>`
        : nothing}`;
  }

  #renderItem(item: QueueItem) {
    const { t, router, lang, schema } = this.app;
    const languages = compare(schema, item.texts, item.publishedTexts);
    const isPublished = Object.keys(item.publishedTexts).length > 0;
    return html`
      <p><a href=${router.href({ view: 'queue' })}>← ${t('toQueue')}</a></p>
      <h1>${item.title}</h1>
      <p class="muted">${[item.department, t('submittedBy', { name: item.submittedBy ?? '–', at: dateTime(lang, item.submittedAt) })].filter(Boolean).join(' · ')}</p>
      <p>${isPublished ? t('comparedWithPublished') : t('neverPublished')} <a href=${router.href({ view: 'service', key: item.key })}>${t('openService')}</a></p>
      ${item.whyNot && !item.mayApprove ? html`<div class="message warning block"><p><strong>${t('mayNotApprove')}</strong></p><p>${item.whyNot}</p></div>` : nothing}
      <div id="fault" class="block" tabindex="-1">${faultMessage(t, this._actionFault, html`<p><button type="button" class="link" @click=${() => this.#load()}>${t('readAgain')}</button></p>`)}</div>
      ${isPublished ? html`<div class="block">${checkbox('only-changes', t('onlyChanges'), this._onlyChanges, (checked) => { this._onlyChanges = checked; })}</div>` : nothing}
      <div class="stack">${languages.map((language) => this.#renderLanguage(language))}</div>
      ${item.mayApprove
        ? html`<div class="decision" role="region" aria-label=${t('decision')}>
            <button type="button" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#approve(item)}>${t('approve')}</button>
            <button type="button" class="button danger" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => { this.#openReject(); }}>${t('reject')}</button>
          </div>`
        : nothing}
      ${this.#renderRejectDialog(item)}
    `;
  }

  #renderRejectDialog(item: QueueItem) {
    const { t } = this.app;
    return html`<halden-dialog id="reject" .heading=${t('rejectHeading', { title: item.title })}>
      <form class="stack" novalidate @submit=${(event: Event) => this.#reject(event, item)}>
        <div class="field">
          <label for="comment">${t('comment')}</label>
          <p class="hint" id="comment-hint">${t('commentHint')}</p>
          <textarea id="comment" rows="5" maxlength="4000" required .value=${this._comment} aria-invalid=${this._commentError ? 'true' : nothing} aria-describedby="comment-hint comment-error"
            @input=${(event: Event) => { this._comment = (event.target as HTMLTextAreaElement).value; }}></textarea>
          <div id="comment-error">${this._commentError ? html`<p class="error" role="alert">${this._commentError}</p>` : nothing}</div>
        </div>
        <div class="row">
          <button type="submit" class="button primary danger" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('reject')}</button>
          <button type="button" class="button" @click=${() => { this._rejectDialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #renderLanguage(language: ComparedLanguage) {
    const { t, schema } = this.app;
    const shown = (field: ComparedField) => !this._onlyChanges || field.mark !== 'same';
    const sections = language.sections.map((section) => ({ ...section, fields: section.fields.filter(shown) })).filter(({ fields }) => fields.length > 0);
    return html`<section class="box" aria-labelledby="language-${language.culture}">
      <h2 id="language-${language.culture}">${cultureName(schema, language.culture)} ${this.#renderMark(language.mark)}</h2>
      ${shown(language.title) ? this.#renderField(language.title, language, 'title') : nothing}
      ${sections.map((section) => html`<h3>${schema.sections.find(({ alias }) => alias === section.alias)?.label[this.app.lang]}</h3>
        ${section.fields.map((field) => this.#renderField(field, language, 'section'))}`)}
      ${sections.length === 0 && !shown(language.title) ? html`<p class="muted">${t('noChanges')}</p>` : nothing}
    </section>`;
  }

  #renderMark(mark: Mark) {
    const color = { new: 'positive', changed: 'warning', removed: 'danger', same: 'default' }[mark];
    return html`<uui-tag look=${mark === 'same' ? 'outline' : 'primary'} color=${color}>${this.t(markKeys[mark])}</uui-tag>`;
  }

  #renderField({ field, submitted, published, mark }: ComparedField, { culture, mark: whole }: ComparedLanguage, under: 'title' | 'section') {
    const { t, lang } = this.app;
    // Where a whole language is new, so is everything in it.
    const tag = whole === 'new' || whole === 'removed' ? nothing : this.#renderMark(mark);
    const label = field ? field.label[lang] : t('serviceTitle');
    const value = (text: string) => (field ? fieldValue(field, text, culture, lang, t) : text ? html`<p lang=${culture}>${text}</p>` : html`<p class="muted">${t('emptyValue')}</p>`);
    return html`<div class="compared">
      ${under === 'title' ? html`<h3>${label} ${tag}</h3>` : html`<h4>${label} ${tag}</h4>`}
      ${mark === 'changed' || mark === 'removed'
        ? html`<div class="sides">
            <div><p class="side">${t('submittedSide')}</p>${value(submitted)}</div>
            <div class="before"><p class="side">${t('publishedSide')}</p>${value(published)}</div>
          </div>`
        : value(submitted)}
    </div>`;
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    css`
      h1 { margin-bottom: 6px; }
      .block { margin-bottom: 18px; }
      .block:empty { margin: 0; }
      ol.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
      ol.cards h2 { margin-bottom: 3px; }
      ol.cards p { margin: 0; }
      .box > h3 { margin: 24px 0 0; padding-bottom: 6px; border-bottom: 2px solid var(--halden-control-border); }
      .compared { padding: 12px 0; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); }
      .compared h3, .compared h4 { font-size: 15px; margin-bottom: 6px; }
      .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; }
      .sides > div { min-width: 0; padding: 9px 12px; border-left: 4px solid #0b8152; background: #f4fbf7; }
      .sides > .before { border-color: #767579; background: #f6f6f7; }
      .side { font-size: 13px; color: var(--halden-muted); margin-bottom: 3px; font-weight: 700; }
      .decision { position: sticky; bottom: 0; z-index: 5; display: flex; gap: 12px; margin: 18px -24px 0; padding: 12px 24px; background: var(--uui-color-surface, #fff); border-top: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
        .sides { grid-template-columns: minmax(0, 1fr); gap: 6px; }
        .decision { margin: 18px -12px 0; padding: 12px; }
        .decision .button { flex: 1; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-queue': QueueElement;
  }
}
