import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { Package, Service } from '../api/model.js';
import { remaining } from '../core/department-decisions.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import { approvedText } from './decided.js';
import '../core/dialog.element.js';

/** What a person decided about a package, and what the service is afterwards. */
export interface Decided {
  service: Service;
  /** A sentence that tells it. */
  told: string;
}

/**
 * The buttons that decide, always within reach at the foot of the package.
 * @fires halden-decided with {@link Decided}
 * @fires halden-comment where the person wants to comment
 * @fires halden-fault with what went wrong; null before a new attempt
 */
@customElement('halden-decision-bar')
export class DecisionBarElement extends HaldenElement {
  @property({ attribute: false }) package!: Package;

  @state() private _isBusy = false;
  @state() private _comment = '';
  @state() private _commentError = '';
  @state() private _rejectFault: unknown = null;

  @query('halden-dialog') private _rejectDialog!: HaldenDialogElement;

  #fault(fault: unknown) {
    this.dispatchEvent(new CustomEvent('halden-fault', { detail: fault }));
  }

  #decided(service: Service, told: string) {
    this._comment = '';
    this.dispatchEvent(new CustomEvent<Decided>('halden-decided', { detail: { service, told } }));
  }

  /** What happens when it is approved, in words: published now, published later, or once others have approved too. */
  #consequence({ title, departments, publishAt }: Package) {
    const { t, lang } = this.app;
    return remaining(departments).length > 1 ? t('approveTextOthers', { title })
      : publishAt && Date.parse(publishAt) > Date.now() ? t('approveTextLater', { title, at: dateTime(lang, publishAt) })
      : t('approveText', { title });
  }

  async #approve() {
    const { package: submitted } = this;
    if (this._isBusy || !(await this.app.confirm({ heading: this.t('approveHeading'), text: this.#consequence(submitted), yes: this.t('approve') }))) {
      return;
    }
    this._isBusy = true;
    this.#fault(null);
    try {
      const service = await this.app.api.approve(submitted.key, submitted.hash);
      this.#decided(service, approvedText(this.app.t, this.app.lang, submitted.title, service));
    } catch (fault) {
      this.#fault(fault);
    } finally {
      this._isBusy = false;
    }
  }

  async #openReject() {
    this._commentError = '';
    this._rejectFault = null;
    this._rejectDialog.show();
    await this.focusOn('#comment');
  }

  async #reject(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    const { package: submitted } = this;
    const comment = this._comment.trim();
    this._commentError = comment ? '' : this.t('commentRequired');
    this._rejectFault = null;
    if (!comment) {
      await this.focusOn('#comment');
      return;
    }
    this._isBusy = true;
    try {
      const service = await this.app.api.reject(submitted.key, submitted.hash, comment);
      this._rejectDialog.close();
      this.#decided(service, this.t('rejectDone', { title: submitted.title }));
    } catch (fault) {
      if (fault instanceof ApiError && fault.operationStatus === 'CommentMissing') {
        this._commentError = fault.detail;
        await this.focusOn('#comment');
      } else {
        // What was written stands, in the dialog.
        this._rejectFault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t } = this.app;
    const { mayApprove, title } = this.package;
    const busy = this._isBusy ? 'true' : nothing;
    return html`<div class="bar" role="region" aria-label=${t('decision')}>
        ${mayApprove
          ? html`<button type="button" class="button primary positive" aria-disabled=${busy} @click=${() => this.#approve()}>${t('approve')}</button>
              <button type="button" class="button danger" aria-disabled=${busy} @click=${() => this.#openReject()}>${t('reject')}</button>`
          : nothing}
        <button type="button" class="button" @click=${() => { this.dispatchEvent(new Event('halden-comment')); }}>${t('commentWrite')}</button>
      </div>
      <halden-dialog .heading=${t('rejectHeading', { title })}>
        <form class="stack" novalidate @submit=${(event: Event) => this.#reject(event)}>
          <div class="field">
            <label for="comment">${t('comment')}</label>
            <p class="hint" id="comment-hint">${t('commentHint')}</p>
            <textarea id="comment" rows="5" maxlength="4000" required .value=${this._comment} aria-invalid=${this._commentError ? 'true' : nothing} aria-describedby="comment-hint comment-error"
              @input=${(event: Event) => { this._comment = (event.target as HTMLTextAreaElement).value; }}></textarea>
            <div id="comment-error">${this._commentError ? html`<p class="error" role="alert">${this._commentError}</p>` : nothing}</div>
          </div>
          ${faultMessage(t, this._rejectFault)}
          <div class="row">
            <button type="submit" class="button primary danger" aria-disabled=${busy}>${t('reject')}</button>
            <button type="button" class="button" @click=${() => { this._rejectDialog.close(); }}>${t('cancel')}</button>
          </div>
        </form>
      </halden-dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { position: sticky; bottom: 0; z-index: 5; margin: 18px -24px 0; }
      .bar { display: flex; gap: 12px; padding: 12px 24px; background: var(--uui-color-surface, #fff); border-top: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
      .bar .button { min-height: 44px; }
      @container view (max-width: 700px) {
        :host { margin: 18px -12px 0; }
        .bar { padding: 9px 12px; gap: 6px; }
        .bar .button { flex: 1; padding: 3px 6px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-decision-bar': DecisionBarElement;
  }
}
