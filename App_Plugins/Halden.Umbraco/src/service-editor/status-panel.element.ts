import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Service, Task } from '../api/model.js';
import { decisionStyles, departmentDecisions } from '../core/department-decisions.js';
import { dateTime, languageName, list } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { stateTag } from '../core/templates.js';
import type { ServiceAction } from './service-actions.js';
import './history.element.js';
import './task-list.element.js';

/**
 * Where the service stands on its way to the public, and what can be done next.
 * @fires halden-action with the {@link ServiceAction} that the person chose
 * @fires halden-task with a task that the person wants to do
 */
@customElement('halden-status-panel')
export class StatusPanelElement extends HaldenElement {
  @property({ attribute: false }) service!: Service;
  @property({ type: Boolean }) dirty = false;
  @property({ type: Boolean }) busy = false;

  #act(action: ServiceAction) {
    this.dispatchEvent(new CustomEvent('halden-action', { detail: action }));
  }

  override render() {
    const { t, lang } = this.app;
    const { approval, state: serviceState, tasks, publishedCultures, addresses, schedule } = this.service;
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${t('statusHeading')}</h2>
      <p>${stateTag(t, serviceState)}</p>
      ${approval.submittedBy ? html`<p>${t('submittedBy', { name: approval.submittedBy, at: dateTime(lang, approval.submittedAt) })}</p>` : nothing}
      ${approval.decidedBy ? html`<p>${t(approval.state === 'rejected' ? 'rejectedBy' : 'approvedBy', { name: approval.decidedBy, at: dateTime(lang, approval.decidedAt) })}</p>` : nothing}
      ${serviceState === 'submitted' ? html`<p class="muted">${t('submittedHint')}</p>` : serviceState === 'changed' ? html`<p class="muted">${t('changedHint')}</p>` : nothing}
      ${serviceState === 'submitted' || serviceState === 'approved' ? departmentDecisions(t, lang, approval.departments) : nothing}
      ${serviceState === 'submitted' && approval.publishAt ? html`<p>${t('publishedWhenApproved', { at: dateTime(lang, approval.publishAt) })}</p>` : nothing}
      ${schedule ? html`<p class="planned"><strong>${t('scheduledAt', { at: dateTime(lang, schedule.publishAt) })}</strong></p>` : nothing}
      <p>${publishedCultures.length > 0
        ? t('publishedIn', { languages: list(lang, publishedCultures.map((culture) => languageName(lang, culture))) })
        : t('notPublished')}</p>
      ${Object.entries(addresses).filter(([culture]) => publishedCultures.includes(culture)).map(
        ([culture, address]) => html`<p><a href=${address} target="_blank" rel="noopener" data-router-slot="disabled">${t('openPublic', { language: languageName(lang, culture) })}</a></p>`,
      )}
      ${serviceState === 'submitted' || serviceState === 'approved'
        ? nothing
        : html`<halden-task-list .tasks=${tasks} @halden-task=${(event: CustomEvent<Task>) => { this.dispatchEvent(new CustomEvent('halden-task', { detail: event.detail })); }}></halden-task-list>`}
      ${this.#renderActions()}
      ${this.service.source ? html`<p><a class="national" href=${this.app.router.href({ view: 'change', key: this.service.key })}>${t('nationalCompare')}</a></p>`
        : this.app.me.isEditor ? html`<p><a class="national" href=${this.app.router.href({ view: 'change', key: this.service.key })}>${t('linkService')}</a></p>` : nothing}
      <halden-history .service=${this.service}></halden-history>
    </section>`;
  }

  #renderActions() {
    const { t, me } = this.app;
    const { state: serviceState, tasks, publishedCultures, register, schedule } = this.service;
    const isBlocked = tasks.some(({ blocks }) => blocks);
    const isDirector = me.directorOf.some(({ key }) => key === register.departmentKey || register.furtherDepartmentKeys.includes(key));
    const maySubmit = me.isEditor && (serviceState === 'draft' || serviceState === 'rejected' || serviceState === 'changed');
    const mayPublish = me.isEditor && serviceState === 'approved';
    const mayUnpublish = (me.isEditor || isDirector) && publishedCultures.length > 0;
    return html`<div class="actions">
      ${maySubmit ? html`<button type="button" class="button primary positive" ?disabled=${this.busy || (isBlocked && !this.dirty)} @click=${() => { this.#act('submit'); }}>${t('submit')}</button>` : nothing}
      ${mayPublish ? html`<button type="button" class="button primary positive" ?disabled=${this.busy} @click=${() => { this.#act('publish'); }}>${t('publish')}</button>
            <button type="button" class="button" ?disabled=${this.busy} @click=${() => { this.#act('schedule'); }}>${t(schedule ? 'scheduleChange' : 'schedule')}</button>` : nothing}
      ${me.isEditor && schedule ? html`<button type="button" class="button danger" ?disabled=${this.busy} @click=${() => { this.#act('cancelSchedule'); }}>${t('scheduleCancel')}</button>` : nothing}
      ${serviceState === 'submitted' && (isDirector || this.service.approval.mayApprove)
        ? html`<a class="button primary" href=${this.app.router.href({ view: 'queue', key: this.service.key })}>${t('toDecision')}</a>`
        : nothing}
      ${mayUnpublish ? html`<button type="button" class="button danger" ?disabled=${this.busy} @click=${() => { this.#act('unpublish'); }}>${t('unpublish')}</button>` : nothing}
    </div>`;
  }

  static override styles = [
    sharedStyles,
    decisionStyles,
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
