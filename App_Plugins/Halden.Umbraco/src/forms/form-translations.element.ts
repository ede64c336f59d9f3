import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { languageName } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import { checkbox, cultureName } from '../core/templates.js';
import { htmlInputStyles } from '../fields/html-input.styles.js';
import { kindOf, pageAt, type FormDefinition } from './definition.js';
import type { FormChange } from './form-properties.element.js';
import { nameOf } from './places.js';
import { addLanguage, distinctTexts, isTranslated, missingIn, removeLanguage, translate, type FormText } from './texts.js';
import '../fields/html-input.element.js';

/** Every text of a form beside what it is in the other languages. @fires halden-form-change with a {@link FormChange} */
@customElement('halden-form-translations')
export class FormTranslationsElement extends HaldenElement {
  @property({ attribute: false }) form!: FormDefinition;

  /** The texts that were missing when one asked for those alone: a line stays while it is being written in. */
  @state() private _only: ReadonlySet<string> | null = null;

  #change(change: FormChange['change'], typing = '') {
    this.dispatchEvent(new CustomEvent<FormChange>('halden-form-change', { detail: { typing, change } }));
  }

  get #cultures() {
    return Object.keys(this.form.translations ?? {});
  }

  async #add(culture: string) {
    this.#change((form) => addLanguage(form, culture));
    this._only = null;
    await this.updateComplete;
    requestAnimationFrame(() => { this.renderRoot.querySelector<HTMLElement>(`#text-0-${culture}`)?.focus(); });
  }

  async #remove(culture: string) {
    const language = languageName(this.app.lang, culture);
    if (await this.app.confirm({ heading: this.t('translationRemoveHeading', { language }), text: this.t('translationRemoveText'), yes: this.t('translationRemove', { language }), isDanger: true })) {
      this.#change((form) => removeLanguage(form, culture));
    }
  }

  override render() {
    const { form, app: { t, schema, lang } } = this;
    const cultures = this.#cultures;
    const others = schema.cultures.filter(({ culture, isDefault }) => !isDefault && !cultures.includes(culture));
    const all = distinctTexts(form);
    const shown = this._only ? all.filter(({ text }) => this._only!.has(text)) : all;
    return html`
      <p class="muted">${t('translationsLead')}</p>
      <div class="row languages">
        ${cultures.map((culture) => {
          const missing = missingIn(form, culture).length;
          return html`<span class="language"><strong>${cultureName(schema, culture)}</strong>
            <uui-tag look="outline" color=${missing > 0 ? 'warning' : 'positive'}>${missing > 0 ? t('translationsMissing', { count: missing }) : t('translationsWhole')}</uui-tag>
            <button type="button" class="link" @click=${() => this.#remove(culture)}>${t('translationRemove', { language: languageName(lang, culture) })}</button></span>`;
        })}
        ${others.map(({ culture }) => html`<button type="button" class="button" @click=${() => this.#add(culture)}>${t('translationAdd', { language: languageName(lang, culture) })}</button>`)}
      </div>
      ${cultures.length === 0 ? nothing : html`
        ${checkbox('only', t('translationsOnly'), this._only !== null, (only) => { this._only = only ? new Set(cultures.flatMap((culture) => missingIn(form, culture).map(({ text }) => text))) : null; })}
        <ol>${shown.map((text, index) => html`<li>${this.#renderText(text, all.indexOf(text), shown[index - 1])}</li>`)}</ol>
        ${shown.length === 0 ? html`<p>${t('translationsNone')}</p>` : nothing}`}
    `;
  }

  #renderText(text: FormText, index: number, before: FormText | undefined) {
    const { form, app: { t, schema } } = this;
    const page = text.place.page;
    const heading = before?.place.page === page && before ? nothing
      : html`<h2>${page === undefined ? t('formAbout') : `${t('formPageNumber', { number: page + 1 })}${pageAt(form, text.place)?.caption ? `: ${pageAt(form, text.place)!.caption}` : ''}`}</h2>`;
    const isHtml = text.member === 'settings.bodyText';
    const within = kindOf(text.place) === 'field' && text.member !== 'caption' ? nameOf(t, form, text.place) : '';
    return html`${heading}
      <div class="text" role="group" aria-labelledby="source-${index}">
        <div class="source">
          ${within ? html`<span class="muted small">${within}</span>` : nothing}
          <p id="source-${index}" lang="nb-NO">${isHtml ? text.text.replace(/<[^>]+>/g, ' ').trim() : text.text}</p>
        </div>
        ${this.#cultures.map((culture) => {
          const id = `text-${index}-${culture}`;
          const said = form.translations?.[culture]?.[text.text] ?? '';
          const write = (value: string) => { this.#change((one) => translate(one, culture, text.text, value), `translation/${culture}/${text.text}`); };
          return html`<div class="field">
            ${isHtml ? html`<span class="label" id="label-${id}">${cultureName(schema, culture)}</span>` : html`<label for=${id}>${cultureName(schema, culture)}</label>`}
            ${isHtml
              ? html`<halden-html-input id=${id} .value=${said} .t=${t} .culture=${culture} labelId="label-${id}" .labelText=${cultureName(schema, culture)} @halden-input=${(event: CustomEvent<string>) => { write(event.detail); }}></halden-html-input>`
              : html`<textarea id=${id} lang=${culture} rows=${Math.min(6, Math.max(1, Math.ceil(text.text.length / 60)))} .value=${said} aria-describedby="source-${index}" @input=${(event: Event) => { write((event.target as HTMLTextAreaElement).value); }}></textarea>`}
            ${isTranslated(form, culture, text.text) ? nothing : html`<span class="missing">${t('translationMissing')}</span>`}
          </div>`;
        })}
      </div>`;
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    htmlInputStyles,
    css`
      .languages { gap: 9px 24px; margin-bottom: 15px; }
      .language { display: inline-flex; flex-wrap: wrap; gap: 9px; align-items: center; }
      ol { list-style: none; margin: 0; padding: 0; }
      h2 { font-size: 17px; margin: 24px 0 6px; padding-bottom: 6px; border-bottom: 2px solid var(--halden-control-border); }
      .text { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr)); gap: 6px 18px; padding: 12px 0; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); }
      .source p { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
      .small { display: block; font-size: 13px; }
      .text label, .text .label { font-weight: 400; font-size: 13px; color: var(--halden-muted); }
      .missing { display: inline-block; margin-top: 3px; padding: 0 6px; border: 1px solid #a17700; border-radius: 3px; background: #fffaeb; font-size: 13px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-form-translations': FormTranslationsElement;
  }
}
