import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Service } from '../api/model.js';
import { dateTime, languageName, list } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { stateTag } from '../core/templates.js';
import './history.element.js';

export type StatusAction = 'submit' | 'publish' | 'unpublish';

/**
 * Where the service stands on its way to the public, and what can be done next.
 * @fires halden-action with what the person chose
 */
@customElement('halden-status-panel')
export class StatusPanelElement extends HaldenElement {
  @property({ attribute: false }) service!: Service;
  @property({ type: Boolean }) dirty = false;
  @property({ type: Boolean }) busy = false;

  #act(action: StatusAction) {
    this.dispatchEvent(new CustomEvent('halden-action', { detail: action }));
  }

  override render() {
    const { t, lang } = this.app;
    const { approval, state: serviceState, missing, publishedCultures, addresses } = this.service;
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${t('statusHeading')}</h2>
      <p>${stateTag(t, serviceState)}</p>
      ${approval.submittedBy ? html`<p>${t('submittedBy', { name: approval.submittedBy, at: dateTime(lang, approval.submittedAt) })}</p>` : nothing}
      ${approval.decidedBy ? html`<p>${t(approval.state === 'rejected' ? 'rejectedBy' : 'approvedBy', { name: approval.decidedBy, at: dateTime(lang, approval.decidedAt) })}</p>` : nothing}
      ${serviceState === 'submitted' ? html`<p class="muted">${t('submittedHint')}</p>` : serviceState === 'changed' ? html`<p class="muted">${t('changedHint')}</p>` : nothing}
      <p>${publishedCultures.length > 0
        ? t('publishedIn', { languages: list(lang, publishedCultures.map((culture) => languageName(lang, culture))) })
        : t('notPublished')}</p>
      ${Object.entries(addresses).filter(([culture]) => publishedCultures.includes(culture)).map(
        ([culture, address]) => html`<p><a href=${address} target="_blank" rel="noopener" data-router-slot="disabled">${t('openPublic', { language: languageName(lang, culture) })}</a></p>`,
      )}
      ${missing.length > 0
        ? html`<div class="message warning"><h3>${t('missingHeading')}</h3><ul>${missing.map((task) => html`<li>${task}</li>`)}</ul></div>`
        : nothing}
      ${this.#renderActions()}
      ${this.service.source ? html`<p><a class="national" href=${this.app.router.href({ view: 'change', key: this.service.key })}>${t('nationalCompare')}</a></p>` : nothing}
      <halden-history .service=${this.service}></halden-history>
    </section>`;
  }

  #renderActions() {
    const { t, me } = this.app;
    const { state: serviceState, missing, publishedCultures, register } = this.service;
    const isDirector = me.directorOf.some((department) => department.key === register.departmentKey);
    const maySubmit = me.isEditor && (serviceState === 'draft' || serviceState === 'rejected' || serviceState === 'changed');
    const mayPublish = me.isEditor && serviceState === 'approved';
    const mayUnpublish = (me.isEditor || isDirector) && publishedCultures.length > 0;
    return html`<div class="actions">
      ${maySubmit ? html`<button type="button" class="button primary positive" ?disabled=${this.busy || (missing.length > 0 && !this.dirty)} @click=${() => { this.#act('submit'); }}>${t('submit')}</button>` : nothing}
      ${mayPublish ? html`<button type="button" class="button primary positive" ?disabled=${this.busy} @click=${() => { this.#act('publish'); }}>${t('publish')}</button>` : nothing}
      ${serviceState === 'submitted' && (isDirector || this.service.approval.mayApprove)
        ? html`<a class="button primary" href=${this.app.router.href({ view: 'queue', key: this.service.key })}>${t('toDecision')}</a>`
        : nothing}
      ${mayUnpublish ? html`<button type="button" class="button danger" ?disabled=${this.busy} @click=${() => { this.#act('unpublish'); }}>${t('unpublish')}</button>` : nothing}
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .actions { display: flex; flex-direction: column; gap: 9px; margin-top: 12px; }
      .actions:empty { display: none; }
      .national { display: inline-block; min-height: 24px; margin-top: 9px; }
      .message h3 { font-size: 15px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-status-panel': StatusPanelElement;
  }
}
