import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Field } from '../api/model.js';
import { fieldValue } from '../core/field-value.js';
import { HaldenElement } from '../core/halden.element.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import { htmlInputStyles } from './html-input.styles.js';
import { losInputStyles } from './los-input.styles.js';
import './html-input.element.js';
import './links-input.element.js';
import './los-input.element.js';

/**
 * One field with its label, the input its kind calls for, and what is wrong with it.
 * @fires halden-field with the new value
 */
@customElement('halden-service-field')
export class ServiceFieldElement extends HaldenElement {
  @property({ attribute: false }) field!: Field;
  @property() value = '';
  @property() culture = '';
  @property({ attribute: false }) errors: string[] = [];
  @property({ type: Boolean }) readonly = false;

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('#input, input, textarea, select, halden-html-input')?.focus();
  }

  #emit = (value: string) => {
    this.dispatchEvent(new CustomEvent('halden-field', { detail: value }));
  };

  #typed = (event: Event) => {
    this.#emit((event.target as HTMLInputElement).value);
  };

  get #isGroup() {
    return this.field.kind === 'flag' || this.field.kind === 'links' || Boolean(this.field.vocabulary);
  }

  /** A list that is written as lines, rather than chosen from a vocabulary. */
  get #isLines() {
    return this.field.kind === 'list' && !this.field.vocabulary;
  }

  get #describedBy() {
    return [this.field.audience === 'internal' ? 'internal' : '', this.#isLines ? 'hint' : '', 'errors'].filter(Boolean).join(' ');
  }

  override render() {
    const label = this.field.label[this.app.lang];
    const isNamedByFor = !this.readonly && !this.#isGroup && this.field.kind !== 'html';
    const content = html`
      ${isNamedByFor ? html`<label for="input">${label}</label>` : html`<span class="label" id="label">${label}</span>`}
      ${this.field.audience === 'internal' ? html`<p class="internal" id="internal"><uui-tag look="primary" color="warning">${this.t('internal')}</uui-tag> ${this.t('internalWhy')}</p>` : nothing}
      ${this.#isLines && !this.readonly ? html`<p class="hint" id="hint">${this.t('listHint')}</p>` : nothing}
      ${this.readonly ? fieldValue(this.field, this.value, this.culture, this.app.lang, this.app.t) : this.#renderInput(label)}
      <div id="errors">${this.errors.map((error) => html`<p class="error">${error}</p>`)}</div>
    `;
    return this.#isGroup && !this.readonly
      ? html`<div role=${this.field.kind === 'flag' ? 'radiogroup' : 'group'} aria-labelledby="label" aria-describedby=${this.#describedBy}>${content}</div>`
      : content;
  }

  #renderInput(label: string) {
    const invalid = this.errors.length > 0 ? 'true' : nothing;
    const maxLength = this.field.maxLength ?? nothing;
    if (this.field.vocabulary) {
      return html`<halden-los-input .value=${this.value} .culture=${this.culture} ?lifeEvents=${this.field.vocabulary === 'losLifeEvents'} inputId="input" .invalid=${this.errors.length > 0}
        @halden-input=${(event: CustomEvent<string>) => { this.#emit(event.detail); }}></halden-los-input>`;
    }
    switch (this.field.kind) {
      case 'html':
        return html`<halden-html-input .value=${this.value} .t=${this.app.t} .culture=${this.culture} labelId="label" .labelText=${label} .describedBy=${this.#describedBy} .invalid=${this.errors.length > 0}
          @halden-input=${(event: CustomEvent<string>) => { this.#emit(event.detail); }}></halden-html-input>`;
      case 'links':
        return html`<halden-links-input .value=${this.value} .t=${this.app.t} .culture=${this.culture} inputId="input" .describedBy=${'errors'} .invalid=${this.errors.length > 0}
          @halden-input=${(event: CustomEvent<string>) => { this.#emit(event.detail); }}></halden-links-input>`;
      case 'longText':
      case 'list':
        return html`<textarea id="input" rows=${this.field.kind === 'list' ? 5 : 3} .value=${this.value} maxlength=${maxLength} lang=${this.culture} aria-invalid=${invalid} aria-describedby=${this.#describedBy} @input=${this.#typed}></textarea>`;
      case 'date':
        return html`<input id="input" class="short" type="date" .value=${this.value} aria-invalid=${invalid} aria-describedby=${this.#describedBy} @change=${this.#typed} />`;
      case 'flag':
        return html`<div class="row">
          ${([['true', this.t('yes')], ['false', this.t('no')], ['', this.t('notSaid')]] as const).map(
            ([value, text]) => html`<label class="radio"><input type="radio" name="flag" .checked=${this.value === value} @change=${() => { this.#emit(value); }} /> ${text}</label>`,
          )}
        </div>`;
      case 'text':
        return html`<input id="input" .value=${this.value} maxlength=${maxLength} lang=${this.culture} autocomplete="off" aria-invalid=${invalid} aria-describedby=${this.#describedBy} @input=${this.#typed} />`;
    }
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    htmlInputStyles,
    losInputStyles,
    css`
      .internal { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-bottom: 6px; font-size: 14px; }
      .short { max-width: 210px; }
      .radio { display: inline-flex; align-items: center; gap: 6px; font-weight: 400; margin: 0; min-height: 30px; }
      .radio input { width: 18px; height: 18px; margin: 0; accent-color: var(--uui-color-default, #1b264f); }
      .links { list-style: none; margin: 0 0 9px; padding: 0; display: grid; gap: 9px; }
      .links .link-row { display: grid; grid-template-columns: 1fr 1fr auto; gap: 9px; align-items: end; padding: 9px; border: 1px solid var(--uui-color-border, #d8d7d9); border-radius: 3px; background: #f9f9fa; }
      .links label { font-weight: 400; }
      .links .row { gap: 2px; }
      @container view (max-width: 700px) {
        .links .link-row { grid-template-columns: 1fr; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-service-field': ServiceFieldElement;
  }
}
