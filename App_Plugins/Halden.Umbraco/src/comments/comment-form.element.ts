import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';

/** Where a comment or an answer is written. @fires halden-close when it is saved, or given up */
@customElement('halden-comment-form')
export class CommentFormElement extends HaldenElement {
  @property() label = '';
  /** The text of the button that saves. */
  @property() send = '';
  @property({ attribute: false }) save!: (text: string) => Promise<void>;

  @state() private _text = '';
  @state() private _error = '';
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  /** Whether something is written that would be lost. */
  get isDirty() {
    return this._text.trim() !== '';
  }

  override focus() {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  async #submit(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    const text = this._text.trim();
    this._error = text ? '' : this.t('commentEmpty');
    this._fault = null;
    if (!text) {
      this.focus();
      return;
    }
    this._isBusy = true;
    try {
      await this.save(text);
      this.#close();
    } catch (fault) {
      if (fault instanceof ApiError && fault.errors.text) {
        this._error = fault.errors.text.join(' ');
        this.focus();
      } else {
        this._fault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  #close() {
    this._text = '';
    this.dispatchEvent(new Event('halden-close'));
  }

  override render() {
    const { t } = this.app;
    return html`<form class="stack" novalidate @submit=${(event: Event) => this.#submit(event)}>
      <div class="field">
        <label for="text">${this.label}</label>
        <textarea id="text" rows="3" maxlength="4000" .value=${this._text} aria-invalid=${this._error ? 'true' : nothing} aria-describedby="error"
          @input=${(event: Event) => { this._text = (event.target as HTMLTextAreaElement).value; }}></textarea>
        <div id="error">${this._error ? html`<p class="error" role="alert">${this._error}</p>` : nothing}</div>
      </div>
      ${faultMessage(t, this._fault)}
      <div class="row">
        <button type="submit" class="button primary" aria-disabled=${this._isBusy ? 'true' : nothing}>${this.send}</button>
        <button type="button" class="button" @click=${() => { this.#close(); }}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .stack { gap: 9px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-comment-form': CommentFormElement;
  }
}
