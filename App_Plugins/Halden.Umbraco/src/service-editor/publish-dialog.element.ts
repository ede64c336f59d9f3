import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { localMoment, momentOf } from '../core/days.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { TimedAction } from './service-actions.js';
import '../core/dialog.element.js';

/**
 * Asks when a service is to be published: for what is submitted, at once when it is approved or at a moment; for what is
 * approved, at a moment.
 * @fires halden-publish-at with the moment in ISO 8601, or null for at once
 */
@customElement('halden-publish-dialog')
export class PublishDialogElement extends HaldenElement {
  @property({ type: Boolean }) busy = false;

  @state() private _action: TimedAction = 'submit';
  @state() private _isLater = false;
  @state() private _moment = '';
  @state() private _error = '';

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  get action() {
    return this._action;
  }

  async show(action: TimedAction, publishAt: string | null) {
    this._action = action;
    this._isLater = action === 'schedule';
    this._moment = publishAt ? localMoment(new Date(publishAt)) : '';
    this._error = '';
    await this.updateComplete;
    this._dialog.show();
  }

  close() {
    this._dialog.close();
  }

  async refuse(error: string) {
    this._error = error;
    await this.focusOn('#moment');
  }

  async #submit(event: Event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const publishAt = this._isLater ? momentOf(this._moment) : null;
    if (this._isLater && (!publishAt || Date.parse(publishAt) <= Date.now())) {
      await this.refuse(this.t(publishAt ? 'publishAtPassed' : 'publishAtRequired'));
      return;
    }
    this._error = '';
    this.dispatchEvent(new CustomEvent('halden-publish-at', { detail: publishAt }));
  }

  override render() {
    const { t } = this.app;
    const isSubmit = this._action === 'submit';
    return html`<halden-dialog .heading=${t(isSubmit ? 'submitHeading' : 'scheduleHeading')}>
      <form class="stack" novalidate @submit=${(event: Event) => this.#submit(event)}>
        <p>${t(isSubmit ? 'submitText' : 'scheduleText')}</p>
        ${isSubmit
          ? html`<fieldset>
              <legend>${t('publishWhen')}</legend>
              ${this.#renderChoice('now', t('publishAtOnce'), !this._isLater, () => { this._isLater = false; })}
              ${this.#renderChoice('later', t('publishLater'), this._isLater, () => { this._isLater = true; })}
            </fieldset>`
          : nothing}
        ${this._isLater
          ? html`<div class="field">
              <label for="moment">${t('publishAtLabel')}</label>
              <input id="moment" type="datetime-local" min=${localMoment(new Date())} .value=${this._moment} required aria-invalid=${this._error ? 'true' : nothing} aria-describedby="moment-hint moment-error"
                @input=${(event: Event) => { this._moment = (event.target as HTMLInputElement).value; }} />
              <p class="hint" id="moment-hint">${t('publishAtHint')}</p>
              <div id="moment-error">${this._error ? html`<p class="error" role="alert">${this._error}</p>` : nothing}</div>
            </div>`
          : nothing}
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this.busy ? 'true' : nothing}>${t(isSubmit ? 'submit' : 'schedule')}</button>
          <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #renderChoice(id: string, label: string, isChosen: boolean, choose: () => void) {
    return html`<label class="check" for=${id}><input id=${id} type="radio" name="when" .checked=${isChosen} @change=${choose} /> <span>${label}</span></label>`;
  }

  static override styles = [
    sharedStyles,
    css`
      p { margin: 0; }
      fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 6px; }
      legend { font-weight: 700; padding: 0; margin-bottom: 3px; }
      .check { min-height: 30px; }
      .hint { margin: 6px 0 0; }
      input[type='datetime-local'] { max-width: 270px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-publish-dialog': PublishDialogElement;
  }
}
