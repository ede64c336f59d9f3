import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Service } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { ServiceAction } from './service-actions.js';

/**
 * Tells that a planned publishing was stopped, and what can be done about it. Umbraco forgets such a plan without a word.
 * @fires halden-action with a {@link ServiceAction}
 */
@customElement('halden-refused-release')
export class RefusedReleaseElement extends HaldenElement {
  @property({ attribute: false }) service!: Service;
  @property({ type: Boolean }) busy = false;

  #act(action: ServiceAction) {
    this.dispatchEvent(new CustomEvent('halden-action', { detail: action }));
  }

  override render() {
    const { t, lang, me } = this.app;
    const { refusedRelease, state } = this.service;
    if (!refusedRelease) {
      return nothing;
    }
    const busy = this.busy ? 'true' : nothing;
    return html`<section class="message danger" aria-labelledby="heading">
      <h2 id="heading">${t('refusedHeading', { at: dateTime(lang, refusedRelease.at) })}</h2>
      <p>${refusedRelease.reason}</p>
      ${me.isEditor
        ? html`<p>${t(state === 'approved' ? 'refusedSetAgain' : 'refusedSubmitAgain')}</p>
            <div class="row">
              ${state === 'approved'
                ? html`<button type="button" class="button primary" aria-disabled=${busy} @click=${() => { this.#act('schedule'); }}>${t('refusedSchedule')}</button>`
                : state === 'submitted' ? nothing
                : html`<button type="button" class="button primary" aria-disabled=${busy} @click=${() => { this.#act('submit'); }}>${t('submit')}</button>`}
              <button type="button" class="button" aria-disabled=${busy} @click=${() => { this.#act('dismissRefused'); }}>${t('refusedDismiss')}</button>
            </div>`
        : nothing}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .message { margin-bottom: 18px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-refused-release': RefusedReleaseElement;
  }
}
