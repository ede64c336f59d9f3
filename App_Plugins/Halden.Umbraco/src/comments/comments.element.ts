import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Comment } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { CommentFormElement } from './comment-form.element.js';
import { openThreads, resolvedThreads, threadsAt } from './threads.js';
import './comment-form.element.js';
import './comment-thread.element.js';

/**
 * The comments on one field, one section or the whole: those that are open, those that are resolved folded, and a place to write.
 * @fires halden-comments with all comments of the service after a change; it bubbles
 */
@customElement('halden-comments')
export class CommentsElement extends HaldenElement {
  @property() serviceKey = '';
  /** All comments of the service. */
  @property({ attribute: false }) comments: readonly Comment[] = [];
  @property() culture: string | null = null;
  @property() target = '';
  /** What is commented on, for those who do not see where this stands. */
  @property() name = '';
  @property({ type: Boolean }) mayComment = false;

  @state() private _isWriting = false;

  @query('halden-comment-form') private _form?: CommentFormElement;

  /** Whether something is written that would be lost. */
  get isDirty(): boolean {
    return Boolean(this._form?.isDirty) || [...this.renderRoot.querySelectorAll('halden-comment-thread')].some(({ isDirty }) => isDirty);
  }

  /** Opens the place to write, and goes there. */
  async write() {
    this._isWriting = true;
    await this.updateComplete;
    await this._form?.updateComplete;
    this._form?.scrollIntoView({ block: 'nearest' });
    this._form?.focus();
  }

  #add = async (text: string) => {
    const comments = await this.app.api.comment(this.serviceKey, { culture: this.culture, target: this.target, text, answerTo: null });
    this.app.announce(this.t('commentAdded'));
    this.dispatchEvent(new CustomEvent('halden-comments', { detail: comments, bubbles: true, composed: true }));
  };

  async #close() {
    this._isWriting = false;
    await this.focusOn('#add');
  }

  async #moved() {
    await this.focusOn('#all');
  }

  override render() {
    const { t } = this.app;
    const threads = threadsAt(this.comments, this);
    const resolved = resolvedThreads(threads);
    if (threads.length === 0 && !this.mayComment) {
      return nothing;
    }
    // A group only where there is something to group: most fields have no comments.
    const hasThreads = threads.length > 0;
    return html`<div id="all" role=${hasThreads ? 'group' : nothing} tabindex="-1" aria-label=${hasThreads ? t('commentsOn', { name: this.name }) : nothing} @halden-moved=${() => this.#moved()}>
      ${this.#renderThreads(openThreads(threads))}
      ${resolved.length > 0
        ? html`<details>
            <summary>${t('commentsResolved', { count: resolved.length })}</summary>
            ${this.#renderThreads(resolved)}
          </details>`
        : nothing}
      ${this._isWriting
        ? html`<halden-comment-form .label=${t('commentLabel', { name: this.name })} .send=${t('commentSend')} .save=${this.#add} @halden-close=${() => this.#close()}></halden-comment-form>`
        : this.mayComment
          ? html`<button type="button" class="link" id="add" @click=${() => this.write()}>${t('commentWrite')}<span class="hidden-text"> ${this.name}</span></button>`
          : nothing}
    </div>`;
  }

  #renderThreads(threads: Comment[]) {
    return repeat(threads, ({ id }) => id, (comment) => html`<halden-comment-thread .serviceKey=${this.serviceKey} .comment=${comment} ?mayComment=${this.mayComment}></halden-comment-thread>`);
  }

  static override styles = [
    sharedStyles,
    css`
      #all { display: grid; gap: 9px; justify-items: stretch; }
      #add { justify-self: start; font-size: 14px; line-height: 1.4; }
      summary { cursor: pointer; min-height: 24px; color: var(--halden-muted); }
      details > :not(summary) { margin-top: 9px; }
      @media (pointer: coarse) {
        #add, summary { min-height: 36px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-comments': CommentsElement;
  }
}
