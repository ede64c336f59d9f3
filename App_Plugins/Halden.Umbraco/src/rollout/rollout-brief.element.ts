import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience, Brief } from '../api/benefit-model.js';
import { download } from '../core/download.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { audiences, audienceText } from './information-words.js';

/** One page for an audience, written from what is known now; to be read here, or taken along as a PDF. */
@customElement('halden-rollout-brief')
export class RolloutBriefElement extends HaldenElement {
  @property({ attribute: false }) departments: { key: string; name: string }[] = [];

  @state() private _audience: Audience = 'leadership';
  @state() private _department = '';
  @state() private _brief: Brief | null = null;
  @state() private _isLoading = false;
  @state() private _fault: unknown = null;

  get #of() {
    return this._audience === 'director' ? this._department || (this.departments[0]?.key ?? '') : this._department;
  }

  async #show() {
    this._isLoading = true;
    this._fault = null;
    try {
      this._brief = await this.app.api.brief(this._audience, this.#of);
      await this.focusOn('#brief-title');
    } catch (fault) {
      this._fault = fault;
    } finally {
      this._isLoading = false;
    }
  }

  async #download() {
    this._fault = null;
    try {
      const { blob, name } = await this.app.api.briefPdf(this._audience, this.#of);
      download(blob, name);
    } catch (fault) {
      this._fault = fault;
    }
  }

  #choose(part: { audience?: Audience; department?: string }) {
    this._audience = part.audience ?? this._audience;
    this._department = part.department ?? this._department;
    this._brief = null;
  }

  override render() {
    const { t } = this.app;
    return html`<section class="box" aria-labelledby="briefs">
      <h2 id="briefs">${t('briefHeading')}</h2>
      <p class="muted">${t('briefLead')}</p>
      <div class="row end">
        <div class="field">
          <label for="brief-audience">${t('briefFor')}</label>
          <select id="brief-audience" @change=${(event: Event) => { this.#choose({ audience: (event.target as HTMLSelectElement).value as Audience }); }}>
            ${audiences.map((audience) => html`<option value=${audience} .selected=${audience === this._audience}>${audienceText(t, audience)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="brief-department">${t('filterDepartment')}</label>
          <select id="brief-department" @change=${(event: Event) => { this.#choose({ department: (event.target as HTMLSelectElement).value }); }}>
            ${this._audience === 'director' ? nothing : html`<option value="" .selected=${this.#of === ''}>${t('filterAll')}</option>`}
            ${this.departments.map(({ key, name }) => html`<option value=${key} .selected=${key === this.#of}>${name}</option>`)}
          </select>
        </div>
        <button type="button" class="button" @click=${this.#show}>${t('briefShow')}</button>
        <button type="button" class="button" @click=${this.#download}>${t('briefPdf')}</button>
      </div>
      ${faultMessage(t, this._fault)} ${this._isLoading ? loading(t) : nothing}
      ${this._brief
        ? html`<article aria-labelledby="brief-title">
            <h3 id="brief-title" tabindex="-1">${this._brief.title}</h3>
            <p class="muted">${this._brief.lead}</p>
            ${this._brief.sections.map(({ heading, lines }) => html`<h4>${heading}</h4><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`)}
          </article>`
        : nothing}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .field { min-width: min(100%, 220px); }
      article { max-width: 75ch; margin-top: 18px; border-top: 1px solid var(--uui-color-border, #d8d7d9); padding-top: 18px; overflow-wrap: anywhere; }
      h4 { margin: 12px 0 3px; }
      ul { margin: 0; padding-left: 21px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-brief': RolloutBriefElement;
  }
}
