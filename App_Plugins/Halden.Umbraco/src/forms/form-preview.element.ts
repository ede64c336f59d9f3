import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, cultureName, faultMessage, loading } from '../core/templates.js';
import { isTick, typeOf, type FieldType } from './conditions.js';
import { conditionAt } from './editing.js';
import { fieldsOf, placesOf, type FormDefinition, type FormField } from './definition.js';
import { nameOf } from './places.js';
import '../core/page-frame.element.js';

const widths = [320, 1280];

/** A form that is being edited, page by page, as citizens would meet it. Nothing that is answered here is kept. */
@customElement('halden-form-preview')
export class FormPreviewElement extends HaldenElement {
  @property({ attribute: false }) form!: FormDefinition;
  @property({ attribute: false }) types: readonly FieldType[] = [];
  /** Number of the page to begin at. */
  @property({ type: Number }) page = 1;

  @state() private _page = 1;
  @state() private _culture = 'nb-NO';
  @state() private _width = 1280;
  @state() private _shown: string | null = null;
  @state() private _fault: unknown = null;
  @state() private _withoutConditions = false;
  /** Alias → answer of the questions that conditions look at. */
  @state() private _answers: Readonly<Record<string, string>> = {};

  #asked: AbortController | null = null;

  override connectedCallback() {
    super.connectedCallback();
    if (this.parentElement && this.parentElement.clientWidth < 700) {
      this._width = 320;
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#asked?.abort();
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('page')) {
      this._page = this.page;
    }
    if (['form', 'page', '_page', '_culture', '_withoutConditions', '_answers'].some((name) => changed.has(name))) {
      void this.#load();
    }
  }

  async #load() {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const answers = Object.fromEntries(Object.entries(this._answers).filter(([, value]) => value).map(([alias, value]) => [alias, [value]]));
      this._shown = await this.app.api.previewForm(this.form, { page: this._page, culture: this._culture, answers, withoutConditions: this._withoutConditions }, asked.signal);
      this._fault = null;
    } catch (fault) {
      if (!asked.signal.aborted) {
        this._fault = fault;
      }
    }
  }

  /** The questions with answers to choose that some condition looks at. */
  get #deciding(): FormField[] {
    const asked = new Set(placesOf(this.form).flatMap((place) => conditionAt(this.form, place)?.rules.map(({ field }) => field) ?? []));
    return fieldsOf(this.form).map(({ field }) => field).filter((field) => {
      const type = typeOf(this.types, field);
      return asked.has(field.id) && (type?.hasPreValues === true || isTick(type));
    });
  }

  override render() {
    const { form, app: { t, schema } } = this;
    const cultures = schema.cultures.filter(({ culture, isDefault }) => isDefault || form.translations?.[culture]);
    const last = form.pages.length + 1;
    return html`
      <div class="row choices">
        <div class="field">
          <label for="page">${t('formPage')}</label>
          <select id="page" @change=${(event: Event) => { this._page = Number((event.target as HTMLSelectElement).value); }}>
            ${form.pages.map((_, index) => html`<option value=${index + 1} .selected=${this._page === index + 1}>${index + 1}. ${nameOf(t, form, { page: index })}</option>`)}
            <option value=${last} .selected=${this._page >= last}>${t('previewCheck')}</option>
          </select>
        </div>
        <div class="row steps">
          <button type="button" class="button" ?disabled=${this._page <= 1} @click=${() => { this._page--; }}>${t('previewBack')}</button>
          <button type="button" class="button" ?disabled=${this._page >= last} @click=${() => { this._page++; }}>${t('previewNext')}</button>
        </div>
        <div class="field">
          <label for="culture">${t('language')}</label>
          <select id="culture" @change=${(event: Event) => { this._culture = (event.target as HTMLSelectElement).value; }}>
            ${cultures.map(({ culture }) => html`<option value=${culture} .selected=${culture === this._culture}>${cultureName(schema, culture)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="width">${t('previewWidth')}</label>
          <select id="width" @change=${(event: Event) => { this._width = Number((event.target as HTMLSelectElement).value); }}>
            ${widths.map((width) => html`<option value=${width} .selected=${width === this._width}>${t(width === 320 ? 'previewPhone' : 'previewDesktop')} (${width})</option>`)}
          </select>
        </div>
      </div>
      ${this.#renderDeciding()}
      ${faultMessage(t, this._fault)}
      ${this._shown !== null
        ? html`<halden-page-frame .page=${this._shown} .label=${t('previewTitle', { language: cultureName(schema, this._culture) })} .width=${this._width}></halden-page-frame>`
        : this._fault ? nothing : loading(t)}
    `;
  }

  #renderDeciding() {
    const { t } = this.app;
    const deciding = this.#deciding;
    const hasConditions = placesOf(this.form).some((place) => conditionAt(this.form, place));
    return !hasConditions ? nothing : html`<details class="deciding">
      <summary>${t('previewAnswers')}</summary>
      ${checkbox('all', t('previewAll'), this._withoutConditions, (all) => { this._withoutConditions = all; })}
      ${this._withoutConditions ? nothing : html`<div class="answers">${deciding.map((field) => this.#renderAnswer(field))}</div>`}
    </details>`;
  }

  #renderAnswer(field: FormField) {
    const { t } = this.app;
    const id = `answer-${field.id}`;
    const given = this._answers[field.alias] ?? '';
    const options = isTick(typeOf(this.types, field)) ? [{ value: 'true', text: t('conditionTicked') }] : (field.preValues ?? []).map((one) => ({ value: one.value, text: one.caption || one.value }));
    return html`<div class="field">
      <label for=${id}>${field.caption}</label>
      <select id=${id} @change=${(event: Event) => { this._answers = { ...this._answers, [field.alias]: (event.target as HTMLSelectElement).value }; }}>
        <option value="" .selected=${given === ''}>${t('conditionUnanswered')}</option>
        ${options.map((one) => html`<option value=${one.value} .selected=${one.value === given}>${one.text}</option>`)}
      </select>
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .choices { gap: 12px 18px; align-items: flex-end; margin-bottom: 12px; }
      .choices .field { min-width: 120px; max-width: 100%; }
      .steps { gap: 6px; flex-wrap: nowrap; }
      .deciding { margin-bottom: 12px; }
      summary { cursor: pointer; padding: 6px 0; font-weight: 700; }
      .answers { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); gap: 12px; padding: 12px 0; }
      .answers label { font-weight: 400; }
      .message { margin-bottom: 12px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-form-preview': FormPreviewElement;
  }
}
