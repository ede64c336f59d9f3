import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ServiceProcesses } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { ProcessModel } from './process.js';
import { stageText } from './words.js';

/** The way to a service's processes, and how far it has come. */
@customElement('halden-process-panel')
export class ProcessPanelElement extends HaldenElement {
  @property() key = '';

  @state() private _service: ServiceProcesses<ProcessModel> | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this._service = null;
      const { key } = this;
      this.app.api.processes<ProcessModel>(key).then(
        (service) => { this._service = key === this.key ? service : this._service; },
        // The way there is of use without it.
        () => undefined,
      );
    }
  }

  override render() {
    const { t, router, me } = this.app;
    const service = this._service;
    const drawn = service?.stages.filter(({ model }) => model).map(({ label }) => label.toLowerCase()) ?? [];
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${t('processHeading')}</h2>
      ${service ? html`<p>${t('processTodayTarget', { today: stageText(t, service.today), target: stageText(t, service.target) })}</p>
        <p>${drawn.length > 0 ? t('processDrawn', { stages: drawn.join(', ') }) : t('processNothingDrawn')}</p>` : nothing}
      <p>${me.isEditor ? html`<a href=${router.href({ view: 'process', key: this.key })}>${t('processOpen')}</a>` : nothing}
        ${drawn.length > 0 ? html`<a href=${router.href({ view: 'processReading', key: this.key })}>${t('processRead')}</a>` : nothing}</p>
    </section>`;
  }

  static override styles = [sharedStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-panel': ProcessPanelElement;
  }
}
