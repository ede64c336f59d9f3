import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Field, Supplement } from '../api/model.js';
import { fieldValue } from '../core/field-value.js';
import { HaldenElement } from '../core/halden.element.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import { translator, langs, type TextKey } from '../lang/index.js';
import type { ServiceFieldElement } from './service-field.element.js';
import './service-field.element.js';

/**
 * A field that follows the national text, which is read only here, with the municipality's own before and after it.
 * @fires halden-supplement with the new {@link Supplement}
 * @fires halden-whole when the person wants to edit the whole text
 */
@customElement('halden-supplemented-field')
export class SupplementedFieldElement extends HaldenElement {
  @property({ attribute: false }) field!: Field;
  @property() national = '';
  @property({ attribute: false }) supplement: Supplement = { before: '', after: '' };
  @property() culture = '';
  @property({ attribute: false }) errors: string[] = [];
  /** Whether what stands before and after was put there for the person to look through. */
  @property({ type: Boolean }) proposed = false;

  #parts: { before: Field; after: Field } | null = null;

  override focus() {
    this.renderRoot.querySelector<ServiceFieldElement>(this.supplement.before === '' && this.supplement.after !== '' ? '#after' : '#before')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('field') || !this.#parts) {
      this.#parts = { before: this.#part('supplementBefore'), after: this.#part('supplementAfter') };
    }
  }

  /** The field of one part: of the same kind, under a name of its own. */
  #part(key: TextKey): Field {
    const [nb, nn, en] = langs.map((lang) => translator(lang)(key));
    return { ...this.field, audience: 'public', label: { nb: nb!, nn: nn!, en: en! } };
  }

  #changed(change: Partial<Supplement>) {
    this.dispatchEvent(new CustomEvent('halden-supplement', { detail: { ...this.supplement, ...change } }));
  }

  override render() {
    const { t, lang } = this.app;
    const label = this.field.label[lang];
    return html`<div role="group" aria-labelledby="label" aria-describedby="hint errors">
      <span class="label" id="label">${label}</span>
      ${this.field.audience === 'internal' ? html`<p class="internal"><uui-tag look="primary" color="warning">${t('internal')}</uui-tag> ${t('internalWhy')}</p>` : nothing}
      <p class="hint" id="hint">${t(this.proposed ? 'supplementProposed' : 'supplementHint')}</p>
      <div class="parts">
        <halden-service-field id="before" .field=${this.#parts!.before} .culture=${this.culture} .value=${this.supplement.before}
          @halden-field=${(event: CustomEvent<string>) => { this.#changed({ before: event.detail }); }}></halden-service-field>
        <div class="national">
          <span class="label">${t('nationalText')}</span>
          ${fieldValue(this.field, this.national, this.culture, lang, t)}
        </div>
        <halden-service-field id="after" .field=${this.#parts!.after} .culture=${this.culture} .value=${this.supplement.after}
          @halden-field=${(event: CustomEvent<string>) => { this.#changed({ after: event.detail }); }}></halden-service-field>
        <button type="button" class="link" @click=${() => { this.dispatchEvent(new Event('halden-whole')); }}>${t('supplementWhole')} <span class="hidden-text">(${label})</span></button>
      </div>
      <div id="errors">${this.errors.map((error) => html`<p class="error">${error}</p>`)}</div>
    </div>`;
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    css`
      .internal { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-bottom: 6px; font-size: 14px; }
      .parts { display: grid; gap: 12px; padding: 12px 15px; border: 1px solid var(--uui-color-border, #d8d7d9); border-left: 4px solid #0b8152; border-radius: 3px; }
      .national { min-width: 0; padding: 9px 12px; border-left: 4px solid #3544b1; background: #f4f5fd; }
      .national p:last-child { margin-bottom: 0; }
      .parts > button { justify-self: start; }
      @container view (max-width: 700px) {
        .parts { padding: 9px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-supplemented-field': SupplementedFieldElement;
  }
}
