import { css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { RolloutService } from '../api/model.js';
import { shortDay } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import './rollout-nav.element.js';
import './rollout-tasks.element.js';

/** The introduction of one service: the seven phases, their tasks, and what shows that they are done. */
@customElement('halden-rollout-service')
export class RolloutServiceElement extends HaldenElement {
  @property() key = '';

  @state() private _service: RolloutService | null = null;
  @state() private _fault: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this._service = null;
      void this.#load();
    }
  }

  async #load() {
    const { key } = this;
    try {
      const service = await this.app.api.rolloutService(key);
      if (key === this.key) {
        this._service = service;
        this._fault = null;
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  override render() {
    const { t, router } = this.app;
    const isOutside = this._fault instanceof ApiError && this._fault.status === 404;
    return html`<div class="stack">
      <halden-rollout-nav></halden-rollout-nav>
      ${isOutside
        ? html`<div class="message info"><p>${t('rolloutNotIn')} <a href=${router.href({ view: 'rolloutList' })}>${t('rolloutChoose')}</a></p></div>`
        : faultMessage(t, this._fault)}
      ${this._service ? this.#renderService(this._service) : this._fault ? nothing : loading(t)}
    </div>`;
  }

  #renderService(service: RolloutService) {
    const { t, lang, router } = this.app;
    const here = service.phases.find(({ id }) => id === service.phase);
    return html`<div>
        <h1 tabindex="-1">${service.title || t('untitled')}</h1>
        <p class="muted about">
          ${[service.department, service.owner, `${t('rolloutStart')} ${shortDay(lang, service.startsOn)}`].filter(Boolean).map((part) => html`<span>${part}</span>`)}
          <a href=${router.href({ view: 'service', key: service.key })}>${t('rolloutToService')}</a>
        </p>
      </div>
      <div class="box summary">
        <p><strong>${here ? t('rolloutStands', { phase: here.label }) : t('rolloutFinished')}</strong> · ${t('rolloutDoneOf', { done: service.done, count: service.count })}${service.late > 0 ? html` · <strong class="late">${t('rolloutLateCount', { count: service.late })}</strong>` : nothing}</p>
        <svg viewBox="0 0 200 6" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="200" height="6"></rect>${svg`<rect width=${(service.done / Math.max(1, service.count)) * 200} height="6"></rect>`}</svg>
      </div>
      ${service.phases.filter(({ tasks }) => tasks.length > 0).map((phase) => {
        const counted = phase.tasks.filter((task) => task.state !== 'notApplicable');
        const done = counted.filter((task) => task.state === 'done').length;
        return html`<section class="box phase ${phase.id === service.phase ? 'here' : ''}" aria-labelledby="phase-${phase.id}">
          <div class="row spread">
            <h2 id="phase-${phase.id}">${phase.label}${phase.id === service.phase ? html`<span class="hidden-text"> (${t('rolloutHere')})</span>` : nothing}</h2>
            <span class="muted">${t('rolloutDoneOf', { done, count: counted.length })}</span>
          </div>
          <halden-rollout-tasks .service=${service.key} .tasks=${phase.tasks} @halden-marked=${({ detail }: CustomEvent<RolloutService>) => { this._service = detail; }}></halden-rollout-tasks>
        </section>`;
      })}`;
  }

  static override styles = [
    sharedStyles,
    css`
      .about { display: flex; flex-wrap: wrap; gap: 0 18px; margin: 3px 0 0; }
      .summary p { margin-bottom: 6px; }
      .summary svg { display: block; width: 100%; height: 8px; border-radius: 4px; }
      rect { fill: var(--uui-color-positive, #0b8152); }
      rect.all { fill: #d8d7d9; }
      .late { color: #ae1e47; }
      .phase .row { margin-bottom: 9px; }
      .phase h2 { font-size: 17px; }
      .here { border-left: 6px solid var(--uui-color-default, #1b264f); }
      @media (forced-colors: active) {
        rect { fill: CanvasText; }
        rect.all { fill: GrayText; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-service': RolloutServiceElement;
  }
}
