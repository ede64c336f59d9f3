import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Comment, CommentAnswer } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import type { CommentFormElement } from './comment-form.element.js';
import './comment-form.element.js';

/**
 * One comment with its answers, and what may be done with it.
 * @fires halden-comments with all comments of the service after a change
 */
@customElement('halden-comment-thread')
export class CommentThreadElement extends HaldenElement {
  @property() serviceKey = '';
  @property({ attribute: false }) comment!: Comment;
  @property({ type: Boolean }) mayComment = false;

  @state() private _isAnswering = false;
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-comment-form') private _form?: CommentFormElement;

  get isDirty() {
    return Boolean(this._form?.isDirty);
  }

  #told(comments: Comment[], told: TextKey) {
    this.app.announce(this.t(told));
    this.dispatchEvent(new CustomEvent('halden-comments', { detail: comments, bubbles: true, composed: true }));
  }

  #answer = async (text: string) => {
    const { culture, target, id } = this.comment;
    this.#told(await this.app.api.comment(this.serviceKey, { culture, target, text, answerTo: id }), 'commentAnswered');
  };

  async #toggle() {
    if (this._isBusy) {
      return;
    }
    const { id, resolvedAt } = this.comment;
    this._isBusy = true;
    this._fault = null;
    try {
      const { api } = this.app;
      this.#told(await (resolvedAt ? api.reopenComment(this.serviceKey, id) : api.resolveComment(this.serviceKey, id)), resolvedAt ? 'commentReopened' : 'commentResolved');
      // The thread has moved to the others of its state, and took the focus away with it.
      this.dispatchEvent(new Event('halden-moved', { bubbles: true }));
    } catch (fault) {
      this._fault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  async #openAnswer() {
    this._isAnswering = true;
    await this.updateComplete;
    await this._form?.updateComplete;
    this._form?.focus();
  }

  async #closeAnswer() {
    this._isAnswering = false;
    await this.focusOn('#answer');
  }

  override render() {
    const { t, lang } = this.app;
    const { comment } = this;
    const { resolvedAt, resolvedBy, answers } = comment;
    return html`<article aria-label=${t('commentBy', { name: comment.by ?? '–' })}>
      ${this.#renderText(comment)}
      ${answers.length > 0 ? html`<ol aria-label=${t('commentAnswers')}>${answers.map((answer) => html`<li>${this.#renderText(answer)}</li>`)}</ol>` : nothing}
      ${resolvedAt ? html`<p class="muted">${t('commentResolvedBy', { name: resolvedBy ?? '', at: dateTime(lang, resolvedAt) })}</p>` : nothing}
      ${faultMessage(t, this._fault)}
      ${this._isAnswering
        ? html`<halden-comment-form .label=${t('commentAnswerLabel', { name: comment.by ?? '–' })} .send=${t('commentAnswer')} .save=${this.#answer} @halden-close=${() => this.#closeAnswer()}></halden-comment-form>`
        : this.mayComment
          ? html`<div class="row">
              ${resolvedAt ? nothing : html`<button type="button" class="link" id="answer" @click=${() => this.#openAnswer()}>${t('commentAnswer')}</button>`}
              <button type="button" class="link" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#toggle()}>${t(resolvedAt ? 'commentReopen' : 'commentResolve')}</button>
            </div>`
          : nothing}
    </article>`;
  }

  #renderText({ by, at, text }: CommentAnswer) {
    return html`<p class="by"><strong>${by ?? '–'}</strong> <time class="muted" datetime=${at}>${dateTime(this.app.lang, at)}</time></p>
      <p class="text">${text}</p>`;
  }

  static override styles = [
    sharedStyles,
    css`
      article { padding: 9px 12px; border: 1px solid var(--uui-color-border, #d8d7d9); border-left: 4px solid #3544b1; border-radius: 3px; background: var(--uui-color-surface, #fff); }
      .by { margin: 0; }
      .text { white-space: pre-line; overflow-wrap: anywhere; }
      ol { list-style: none; margin: 0 0 9px; padding: 0 0 0 12px; border-left: 2px solid var(--uui-color-border, #d8d7d9); }
      .row { gap: 6px 18px; }
      @media (pointer: coarse) {
        button.link { min-height: 36px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-comment-thread': CommentThreadElement;
  }
}
