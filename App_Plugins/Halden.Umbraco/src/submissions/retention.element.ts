import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Retention, ServiceRetention } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { backLink, termsText } from './words.js';

/** For how long what citizens send is kept, by service, for who answers for it. */
@customElement('halden-retention')
export class RetentionElement extends HaldenElement {
  @state() private _retention: Retention | null = null;
  @state() private _fault: unknown = null;
  /** By key of the service. */
  @state() private _faults: ReadonlyMap<string, unknown> = new Map();
  @state() private _errors: ReadonlyMap<string, string> = new Map();
  @state() private _isBusy = false;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._retention = await this.app.api.retention();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #save(event: Event, service: ServiceRetention, { site, mostDays }: Retention) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const written = form.querySelector('input')!.value.trim();
    const then = form.querySelector('select')!.value;
    const days = written === '' ? null : Number(written);
    const without = <T>(known: ReadonlyMap<string, T>) => new Map([...known].filter(([key]) => key !== service.key));
    this._faults = without(this._faults);
    this._errors = without(this._errors);
    if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= mostDays)) {
      this._errors = new Map(this._errors).set(service.key, this.t('retentionDaysInvalid', { most: mostDays }));
      await this.focusOn(`#days-${service.key}`);
      return;
    }
    // For ever is the longest.
    const length = (keepDays: number) => keepDays || Infinity;
    if (this._isBusy || (length(days ?? site.keepDays) < length(service.terms.keepDays) && !(await this.app.confirm({
      heading: this.t('retentionShorterHeading'), text: this.t('retentionShorterText', { name: service.title }), yes: this.t('save'), isDanger: true,
    })))) {
      return;
    }
    this._isBusy = true;
    try {
      await this.app.api.keepSubmissions(service.key, days, then === '' ? null : then === 'anonymise');
      await this.#load();
      this.app.announce(this.t('retentionSaved'));
    } catch (fault) {
      this._faults = new Map(this._faults).set(service.key, fault);
    }
    this._isBusy = false;
    await this.focusOn(`#heading-${service.key}`);
  }

  override render() {
    const { t } = this.app;
    const retention = this._retention;
    return html`${backLink(this.app)}
      <h1>${t('retentionHeading')}</h1>
      <p class="lead">${t('retentionLead')}</p>
      ${faultMessage(t, this._fault)}
      ${retention
        ? html`<p>${t('retentionSite', { terms: termsText(t, retention.site) })}</p>
          <div class="stack">
            ${retention.services.length === 0 ? html`<p class="message info">${t('retentionNone')}</p>` : retention.services.map((service) => this.#renderService(service, retention))}
          </div>`
        : this._fault ? nothing : loading(t)}`;
  }

  #renderService(service: ServiceRetention, retention: Retention) {
    const { t } = this.app;
    const { key, title, keepDays, anonymise, terms } = service;
    const error = this._errors.get(key);
    const then = anonymise === null ? '' : anonymise ? 'anonymise' : 'delete';
    return html`<form class="box" novalidate aria-labelledby="heading-${key}" @submit=${(event: Event) => this.#save(event, service, retention)}>
      <h2 id="heading-${key}" tabindex="-1">${title}</h2>
      <p>${t('retentionNow', { terms: termsText(t, terms) })}</p>
      <div class="fields">
        <div class="field">
          <label for="days-${key}">${t('retentionDays')}</label>
          <p class="hint" id="hint-${key}">${t('retentionDaysHint')}</p>
          <input id="days-${key}" inputmode="numeric" autocomplete="off" .value=${keepDays === null ? '' : String(keepDays)} aria-invalid=${error ? 'true' : nothing} aria-describedby="hint-${key} error-${key}" />
        </div>
        <div class="field">
          <label for="then-${key}">${t('retentionThen')}</label>
          <select id="then-${key}">
            <option value="" ?selected=${then === ''}>${t('retentionThenSite')}</option>
            <option value="delete" ?selected=${then === 'delete'}>${t('retentionThenDelete')}</option>
            <option value="anonymise" ?selected=${then === 'anonymise'}>${t('retentionThenAnonymise')}</option>
          </select>
        </div>
        <button type="submit" class="button" aria-label=${t('retentionSaveNamed', { name: title })} aria-disabled=${this._isBusy ? 'true' : nothing}>${t('save')}</button>
      </div>
      <div id="error-${key}">${error ? html`<p class="error" role="alert">${error}</p>` : nothing}</div>
      ${faultMessage(t, this._faults.get(key))}
    </form>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .back { margin-bottom: 12px; }
      h1 { margin-bottom: 6px; }
      .lead { max-width: 75ch; }
      .box > h2 { margin-bottom: 3px; }
      .fields { display: grid; grid-template-columns: minmax(0, 220px) minmax(0, 420px) auto; gap: 12px; align-items: end; justify-content: start; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
        .fields { grid-template-columns: minmax(0, 1fr); justify-items: start; }
        .field { width: 100%; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-retention': RetentionElement;
  }
}
