import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { FormFault } from '../api/model.js';
import { languageName } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles, proseStyles } from '../core/styles.js';
import { checkbox } from '../core/templates.js';
import { htmlInputStyles } from '../fields/html-input.styles.js';
import { followsCaption, suggestAlias } from './aliases.js';
import type { ChosenChoices } from './choices-editor.element.js';
import { candidates, typeOf, type FieldType } from './conditions.js';
import { fieldAt, groupAt, keyOf, kindOf, pageAt, type Condition, type FormDefinition, type FormField, type FormSignIn, type Place } from './definition.js';
import { aliasesOf, conditionAt, setChoices, setColumn, setCondition, setField, setForm, setGroup, setPage, setSetting, setType } from './editing.js';
import { isTranslated } from './texts.js';
import '../fields/html-input.element.js';
import './choices-editor.element.js';
import './condition-editor.element.js';

/** A change of the form. */
export interface FormChange {
  /** What is being typed in; empty for a change that is undone by itself. */
  typing: string;
  change(form: FormDefinition): FormDefinition;
}

const autocompletes = ['off', 'name', 'given-name', 'family-name', 'street-address', 'postal-code', 'address-level2', 'tel', 'email', 'bday', 'organization'];
const withLength = ['shortAnswer', 'longAnswer'];
const withPattern = ['shortAnswer', 'longAnswer', 'postcode', 'telephone', 'address', 'email'];
const withAutocomplete = ['shortAnswer', 'longAnswer', 'date', 'postcode', 'telephone', 'address', 'email'];
const withSignIn = ['shortAnswer', 'longAnswer', 'date', 'nationalIdentityNumber', 'postcode', 'address', 'telephone', 'email'];
const texts = ['titleAndDescription', 'richText'];

/**
 * What is chosen in a form, to be changed.
 * @fires halden-form-change with a {@link FormChange}
 * @fires halden-to-outline to go back to the outline
 * @fires halden-translate to go to the translations
 */
@customElement('halden-form-properties')
export class FormPropertiesElement extends HaldenElement {
  @property({ attribute: false }) form!: FormDefinition;
  @property({ attribute: false }) place: Place = {};
  @property({ attribute: false }) types: readonly FieldType[] = [];
  @property({ attribute: false }) operators: readonly { name: string; label: string }[] = [];
  @property({ attribute: false }) faults: readonly FormFault[] = [];
  /** The fields that have been saved, by id: what answers are called by receivers stays. */
  @property({ attribute: false }) saved: ReadonlyMap<string, FormField> = new Map();

  /** Puts the keyboard where a member of what is chosen is changed. */
  async focusMember(member: string) {
    await this.updateComplete;
    const id = idOf(member);
    const target = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`) ?? this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(idOf(member.split(/[.[]/)[0] ?? ''))}`)
      ?? this.renderRoot.querySelector<HTMLElement>('input, select, textarea');
    const details = target?.closest('details');
    if (details) {
      details.open = true;
    }
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
  }

  async focusHeading() {
    await this.focusOn('#heading');
    this.scrollIntoView({ block: 'start' });
  }

  #type(member: string, change: FormChange['change']) {
    this.#change(change, `${this.#key()}/${member}`);
  }

  #change(change: FormChange['change'], typing = '') {
    this.dispatchEvent(new CustomEvent<FormChange>('halden-form-change', { detail: { typing, change } }));
  }

  /** The same for as long as it is the same thing, wherever it is moved. */
  #key() {
    return fieldAt(this.form, this.place)?.id ?? groupAt(this.form, this.place)?.id ?? keyOf(this.place);
  }

  override render() {
    const { t } = this.app;
    const kind = kindOf(this.place);
    const heading = { form: t('formAbout'), page: t('formPage'), group: t('formGroup'), field: t('formQuestion') }[kind];
    const field = fieldAt(this.form, this.place);
    const type = field && typeOf(this.types, field);
    return keyed(this.#key(), html`<section aria-labelledby="heading">
      <div class="row spread top">
        <h2 id="heading" tabindex="-1">${field && type && !type.isQuestion ? type.label : heading}</h2>
        <button type="button" class="link" @click=${() => this.dispatchEvent(new Event('halden-to-outline'))}>${t('formToOutline')}</button>
      </div>
      <div class="stack">
        ${kind === 'form' ? this.#renderForm() : kind === 'page' ? this.#renderPage() : kind === 'group' ? this.#renderGroup() : field ? this.#renderField(field, type) : nothing}
      </div>
    </section>`);
  }

  #renderForm() {
    const { form, app: { t } } = this;
    const set = (member: 'name' | 'submitLabel' | 'messageOnSubmit', isOptional: boolean) => (value: string) => (one: FormDefinition) => setForm(one, { [member]: isOptional ? value || undefined : value });
    return html`
      ${this.#text('name', t('formName'), form.name, set('name', false), { longest: 200 })}
      ${this.#text('submitLabel', t('formSubmitLabel'), form.submitLabel, set('submitLabel', true), { hint: t('formUsualWords') })}
      ${this.#text('messageOnSubmit', t('formMessage'), form.messageOnSubmit, set('messageOnSubmit', true), { hint: t('formMessageHint'), rows: 3 })}
      ${this.#renderSignIn()}
      ${this.#errors('pages')}
    `;
  }

  #renderSignIn() {
    const { form: { signIn }, app: { t } } = this;
    const select = (event: Event) => (event.target as HTMLSelectElement).value;
    const demands = { '': t('formSignInNone'), Optional: t('formSignInOptional'), Required: t('formSignInRequired') };
    const levels = { '': t('formSignInLevelUsual'), Substantial: t('formSignInSubstantial'), High: t('formSignInHigh') };
    return html`<div class="field">
        <label for="signIn">${t('formSignIn')}</label>
        <select id="signIn" aria-describedby="signIn-hint signIn-error" @change=${(event: Event) => {
          const demand = select(event) as FormSignIn['demand'] | '';
          this.#change((one) => setForm(one, { signIn: demand ? { ...one.signIn, demand } : undefined }));
        }}>
          ${Object.entries(demands).map(([value, name]) => html`<option value=${value} .selected=${value === (signIn?.demand ?? '')}>${name}</option>`)}
        </select>
        <p class="hint after" id="signIn-hint">${t('formSignInHint')}</p>
        ${this.#errors('signIn')}
      </div>
      ${signIn ? html`<div class="field">
        <label for="signInLevel">${t('formSignInLevel')}</label>
        <select id="signInLevel" @change=${(event: Event) => {
          const level = select(event) as FormSignIn['level'] | '';
          this.#change((one) => (one.signIn ? setForm(one, { signIn: { demand: one.signIn.demand, ...(level ? { level } : {}) } }) : one));
        }}>
          ${Object.entries(levels).map(([value, name]) => html`<option value=${value} .selected=${value === (signIn.level ?? '')}>${name}</option>`)}
        </select>
      </div>` : nothing}`;
  }

  #renderFromSignIn(field: FormField) {
    const { t } = this.app;
    const chosen = field.settings?.fromSignIn ?? '';
    const names: Record<string, string> = {
      '': t('formFromSignInNone'), nationalIdentityNumber: t('factNationalIdentityNumber'), name: t('autocompleteName'), givenName: t('autocompleteGivenName'), familyName: t('autocompleteFamilyName'),
      birthDate: t('autocompleteBirthday'), streetAddress: t('autocompleteStreet'), postcode: t('autocompletePostcode'), city: t('autocompleteTown'), telephone: t('autocompleteTelephone'), email: t('autocompleteEmail'),
    };
    const id = idOf('settings.fromSignIn');
    return html`<div class="field">
      <label for=${id}>${t('formFromSignIn')}</label>
      <select id=${id} aria-invalid=${this.#hasErrors('settings.fromSignIn') ? 'true' : nothing} aria-describedby="${id}-hint ${id}-error" @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.#change((one) => setSetting(one, this.place, 'fromSignIn', value));
      }}>
        ${(chosen in names ? Object.keys(names) : [...Object.keys(names), chosen]).map((name) => html`<option value=${name} .selected=${name === chosen}>${names[name] ?? name}</option>`)}
      </select>
      <p class="hint after" id="${id}-hint">${t('formFromSignInHint')}</p>
      ${this.#errors('settings.fromSignIn')}
    </div>`;
  }

  #renderPage() {
    const { form, place, app: { t } } = this;
    const page = pageAt(form, place);
    return html`
      ${this.#text('caption', t('formHeading'), page?.caption, (value) => (one) => setPage(one, place, { caption: value || undefined }), { hint: t('formPageHint') })}
      ${this.#renderCondition()}
    `;
  }

  #renderGroup() {
    const { form, place, app: { t } } = this;
    const group = groupAt(form, place);
    const columns = group?.columns ?? [];
    return html`
      ${this.#text('caption', t('formHeading'), group?.caption, (value) => (one) => setGroup(one, place, { caption: value || undefined }), { hint: t('formGroupHint') })}
      ${this.#renderCondition()}
      ${columns.length > 1 ? html`<fieldset>
        <legend>${t('formColumns')}</legend>
        <p class="hint">${t('formColumnsHint')}</p>
        <div class="row">${columns.map((column, index) => html`<div class="field short">
          <label for="width-${index}">${t('formColumnWidth', { number: index + 1 })}</label>
          <input id="width-${index}" type="number" min="1" max="12" .value=${String(column.width ?? 12)}
            @input=${(event: Event) => {
              const width = (event.target as HTMLInputElement).valueAsNumber;
              if (Number.isInteger(width) && width >= 1 && width <= 12) {
                this.#type(`width-${index}`, (one) => setColumn(one, place, index, { width }));
              }
            }} />
        </div>`)}</div>
      </fieldset>` : nothing}
      ${this.#errors('id')}
    `;
  }

  #renderField(field: FormField, type: FieldType | undefined) {
    const { place, app: { t } } = this;
    const isText = type !== undefined && texts.includes(type.alias);
    const isQuestion = type?.isQuestion === true;
    const has = (kinds: readonly string[]) => type !== undefined && kinds.includes(type.alias);
    return html`
      ${this.#renderType(field, type)}
      ${this.#text('caption', isText ? t('formHeading') : t('formCaption'), field.caption, (value) => (one) => this.#withCaption(one, value), {})}
      ${isText ? this.#renderBody(field) : nothing}
      ${isQuestion ? html`
        ${this.#text('helpText', t('formHelp'), field.helpText, (value) => (one) => setField(one, place, { helpText: value || undefined }), { rows: 2 })}
        ${checkbox('required', t('formMustAnswer'), field.required === true, (required) => { this.#change((one) => setField(one, place, { required })); })}
        ${type.hasPreValues ? this.#renderChoices(field) : nothing}
        ${type.alias === 'fileUpload' ? this.#renderFiles(field) : nothing}` : nothing}
      ${type?.alias === 'hidden' ? this.#plain('settings.defaultValue', t('formDefaultValue'), field.settings?.defaultValue ?? '', (value) => (one) => setSetting(one, place, 'defaultValue', value)) : nothing}
      ${has(withSignIn) && (this.form.signIn || field.settings?.fromSignIn) ? this.#renderFromSignIn(field) : nothing}
      ${this.#renderCondition()}
      <details ?open=${this.#hasErrors('alias', 'pattern', 'settings.maximumLength')}>
        <summary>${t('formMore')}</summary>
        <div class="stack">
          ${isText ? nothing : this.#plain('alias', t('formAlias'), field.alias, (value) => (one) => setField(one, place, { alias: value }), t(this.saved.has(field.id) ? 'formAliasSavedHint' : 'formAliasHint'), 64)}
          ${isQuestion ? this.#text('requiredErrorMessage', t('formRequiredMessage'), field.requiredErrorMessage, (value) => (one) => setField(one, place, { requiredErrorMessage: value || undefined }), { hint: t('formUsualWords') }) : nothing}
          ${has(withLength) ? this.#plain('settings.maximumLength', t('formMaxLength'), field.settings?.maximumLength ?? '', (value) => (one) => setSetting(one, place, 'maximumLength', value.trim()), t('formMaxLengthHint', { count: type!.maxLength })) : nothing}
          ${has(withAutocomplete) ? this.#renderAutocomplete(field, type!) : nothing}
          ${has(withPattern) || field.pattern ? html`
            ${this.#plain('pattern', t('formPattern'), field.pattern ?? '', (value) => (one) => setField(one, place, { pattern: value || undefined }), t('formPatternHint'))}
            ${this.#text('patternInvalidErrorMessage', t('formPatternMessage'), field.patternInvalidErrorMessage, (value) => (one) => setField(one, place, { patternInvalidErrorMessage: value || undefined }), {})}` : nothing}
        </div>
      </details>
      ${this.#errors('id')}
    `;
  }

  /** A new question's alias follows what it asks. */
  #withCaption(form: FormDefinition, caption: string) {
    const before = fieldAt(form, this.place);
    if (!before) {
      return form;
    }
    const others = aliasesOf(form, before.id);
    const alias = !this.saved.has(before.id) && followsCaption(before, others) ? suggestAlias(caption, others) : before.alias;
    return setField(form, this.place, { caption, alias });
  }

  #renderType(field: FormField, type: FieldType | undefined) {
    const { t } = this.app;
    const option = (one: FieldType) => html`<option value=${one.id} .selected=${one.id === type?.id}>${one.label}</option>`;
    return html`<div class="field">
      <label for="type">${t('formType')}</label>
      <select id="type" aria-invalid=${this.#hasErrors('type') ? 'true' : nothing} aria-describedby="type-error" @change=${(event: Event) => {
        const chosen = this.types.find(({ id }) => id === (event.target as HTMLSelectElement).value);
        if (chosen) {
          this.#change((one) => setType(one, this.place, chosen));
        }
      }}>
        ${type ? nothing : html`<option value=${field.type.id} selected>${field.type.name ?? field.type.id}</option>`}
        <optgroup label=${t('formTypesQuestions')}>${this.types.filter(({ isQuestion }) => isQuestion).map(option)}</optgroup>
        <optgroup label=${t('formTypesOthers')}>${this.types.filter(({ isQuestion }) => !isQuestion).map(option)}</optgroup>
      </select>
      ${this.#errors('type')}
    </div>`;
  }

  #renderBody(field: FormField) {
    const { t } = this.app;
    return html`<div class="field">
      <span class="label" id="body-label">${t('formBody')}</span>
      <halden-html-input id=${idOf('settings.bodyText')} .value=${field.settings?.bodyText ?? ''} .t=${t} culture="nb-NO" labelId="body-label" .labelText=${t('formBody')} .describedBy=${`${idOf('settings.bodyText')}-error`} .invalid=${this.#hasErrors('settings.bodyText')}
        @halden-input=${(event: CustomEvent<string>) => { this.#type('settings.bodyText', (one) => setSetting(one, this.place, 'bodyText', event.detail)); }}></halden-html-input>
      ${this.#missing(field.settings?.bodyText)} ${this.#errors('settings.bodyText')}
    </div>`;
  }

  #renderChoices(field: FormField) {
    const { t } = this.app;
    const { place } = this;
    return html`<fieldset id="preValues" tabindex="-1" aria-describedby="preValues-error">
      <legend>${t('formChoices')}</legend>
      <halden-choices-editor .choices=${field.preValues ?? []} .saved=${this.saved.get(field.id)?.preValues?.map(({ value }) => value) ?? []} .invalid=${this.#hasErrors('preValues')}
        @halden-choices=${({ detail }: CustomEvent<ChosenChoices>) => {
          const change = (one: FormDefinition) => setChoices(one, place, detail.choices, detail.renamed);
          if (detail.typing) {
            this.#type(`preValues/${detail.typing}`, change);
          } else {
            this.#change(change);
          }
        }}></halden-choices-editor>
      ${this.#missing(...(field.preValues ?? []).map((value) => value.caption || value.value))} ${this.#errors('preValues')}
    </fieldset>`;
  }

  #renderFiles(field: FormField) {
    const { t } = this.app;
    const { place } = this;
    const options = field.fileUploadOptions ?? {};
    const set = (change: FormField['fileUploadOptions']) => (one: FormDefinition) => setField(one, place, { fileUploadOptions: { ...fieldAt(one, place)?.fileUploadOptions, ...change } });
    const takesAll = field.fileUploadOptions === undefined || options.allowAllUploadExtensions === true;
    return html`<fieldset id="fileUploadOptions" tabindex="-1">
      <legend>${t('formFiles')}</legend>
      ${checkbox('all', t('formFilesAll'), takesAll, (isAll) => { this.#change(set({ allowAllUploadExtensions: isAll, ...(isAll || options.allowedUploadExtensions?.length ? {} : { allowedUploadExtensions: ['pdf', 'jpg', 'png'] }) })); })}
      ${takesAll ? nothing : html`<div class="field">
        <label for="extensions">${t('formExtensions')}</label>
        <input id="extensions" autocomplete="off" spellcheck="false" .value=${(options.allowedUploadExtensions ?? []).join(', ')} aria-describedby="extensions-hint"
          @change=${(event: Event) => {
            const extensions = (event.target as HTMLInputElement).value.split(/[\s,;]+/).map((one) => one.replace(/^\./, '').toLowerCase()).filter(Boolean);
            this.#change(set({ allowedUploadExtensions: extensions }));
          }} />
        <p class="hint after" id="extensions-hint">${t('formExtensionsHint')}</p>
      </div>`}
      ${checkbox('several', t('formFilesSeveral'), options.allowMultipleFileUploads === true, (isSeveral) => { this.#change(set({ allowMultipleFileUploads: isSeveral })); })}
      ${this.#errors('fileUploadOptions')}
    </fieldset>`;
  }

  #renderAutocomplete(field: FormField, type: FieldType) {
    const { t } = this.app;
    const chosen = field.settings?.autocompleteAttribute ?? '';
    const known = autocompletes.includes(chosen) || !chosen ? autocompletes : [...autocompletes, chosen];
    const names: Record<string, string> = {
      off: t('autocompleteOff'), name: t('autocompleteName'), 'given-name': t('autocompleteGivenName'), 'family-name': t('autocompleteFamilyName'), 'street-address': t('autocompleteStreet'), 'postal-code': t('autocompletePostcode'),
      'address-level2': t('autocompleteTown'), tel: t('autocompleteTelephone'), email: t('autocompleteEmail'), bday: t('autocompleteBirthday'), organization: t('autocompleteOrganisation'),
    };
    return html`<div class="field">
      <label for="autocomplete">${t('formAutocomplete')}</label>
      <select id="autocomplete" aria-describedby="autocomplete-hint" @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.#change((one) => setSetting(one, this.place, 'autocompleteAttribute', value));
      }}>
        <option value="" .selected=${chosen === ''}>${type.autocomplete ? (names[type.autocomplete] ?? type.autocomplete) : t('autocompleteOff')} (${t('autocompleteUsual')})</option>
        ${known.map((name) => html`<option value=${name} .selected=${name === chosen}>${names[name] ?? name}</option>`)}
      </select>
      <p class="hint after" id="autocomplete-hint">${t('formAutocompleteHint')}</p>
    </div>`;
  }

  #renderCondition() {
    const { form, place, app: { t } } = this;
    return html`<fieldset aria-describedby="condition-error">
      <legend>${t('formCondition')}</legend>
      <halden-condition-editor id="condition" .form=${form} .condition=${conditionAt(form, place)} .asked=${candidates(form, place, this.types).map(({ field }) => field)} .types=${this.types} .operators=${this.operators}
        @halden-condition=${({ detail }: CustomEvent<{ condition: Condition | null; isTyping: boolean }>) => {
          const change = (one: FormDefinition) => setCondition(one, place, detail.condition);
          if (detail.isTyping) {
            this.#type('condition', change);
          } else {
            this.#change(change);
          }
        }}></halden-condition-editor>
      ${this.#errors('condition')}
    </fieldset>`;
  }

  /** A text that citizens read, in bokmål. */
  #text(member: string, label: string, value: string | undefined, set: (value: string) => FormChange['change'], { hint = '', rows = 1, longest = 10_000 }: { hint?: string; rows?: number; longest?: number }) {
    const id = idOf(member);
    const described = `${hint ? `${id}-hint ` : ''}${id}-error`;
    const typed = (event: Event) => { this.#type(member, set((event.target as HTMLInputElement).value)); };
    const isWrong = this.#hasErrors(member);
    return html`<div class="field">
      <label for=${id}>${label}</label>
      ${rows > 1
        ? html`<textarea id=${id} lang="nb-NO" rows=${rows} maxlength=${longest} .value=${value ?? ''} aria-invalid=${isWrong ? 'true' : nothing} aria-describedby=${described} @input=${typed}></textarea>`
        : html`<input id=${id} lang="nb-NO" autocomplete="off" maxlength=${longest} .value=${value ?? ''} aria-invalid=${isWrong ? 'true' : nothing} aria-describedby=${described} @input=${typed} />`}
      ${hint ? html`<p class="hint after" id="${id}-hint">${hint}</p>` : nothing}
      ${this.#missing(value)} ${this.#errors(member)}
    </div>`;
  }

  /** Something that only machines read. */
  #plain(member: string, label: string, value: string, set: (value: string) => FormChange['change'], hint = '', longest = 1000): TemplateResult {
    const id = idOf(member);
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input id=${id} autocomplete="off" spellcheck="false" maxlength=${longest} .value=${value} aria-invalid=${this.#hasErrors(member) ? 'true' : nothing} aria-describedby="${hint ? `${id}-hint ` : ''}${id}-error"
        @input=${(event: Event) => { this.#type(member, set((event.target as HTMLInputElement).value)); }} />
      ${hint ? html`<p class="hint after" id="${id}-hint">${hint}</p>` : nothing}
      ${this.#errors(member)}
    </div>`;
  }

  /** The languages that lack what is said here. */
  #missing(...said: (string | undefined)[]) {
    const lacking = Object.keys(this.form.translations ?? {}).filter((culture) => said.some((text) => text?.trim() && !isTranslated(this.form, culture, text)));
    return lacking.length === 0 ? nothing : html`<p class="lacking">
      ${lacking.map((culture) => html`<button type="button" class="link" @click=${() => this.dispatchEvent(new CustomEvent('halden-translate', { detail: culture }))}>${this.t('formLacks', { language: languageName(this.app.lang, culture) })}</button>`)}
    </p>`;
  }

  #faultsOf(member: string) {
    const key = keyOf(this.place);
    const at = key ? `${key}.${member}` : member;
    return this.faults.filter(({ place }) => place === at || place.startsWith(`${at}.`) || place.startsWith(`${at}[`)).filter(({ place }) => key !== '' || !place.startsWith('pages['));
  }

  #hasErrors(...members: string[]) {
    return members.some((member) => this.#faultsOf(member).some(({ isError }) => isError));
  }

  #errors(member: string) {
    return html`<div id="${idOf(member)}-error">${this.#faultsOf(member).map(({ message, isError }) => html`<p class=${isError ? 'error' : 'hint after'}>${message}</p>`)}</div>`;
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    htmlInputStyles,
    css`
      .top { margin-bottom: 15px; padding-bottom: 6px; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); }
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; gap: 9px; }
      legend { font-weight: 700; padding: 0; margin-bottom: 6px; }
      .hint.after { margin: 6px 0 0; }
      .lacking { display: flex; flex-wrap: wrap; gap: 0 12px; margin: 3px 0 0; font-size: 14px; }
      .lacking .link { color: #7a5900; }
      .short { max-width: 120px; }
      details { border-top: 1px solid var(--uui-color-border, #d8d7d9); padding-top: 9px; }
      summary { cursor: pointer; padding: 6px 0; font-weight: 700; }
      details > .stack { padding-top: 9px; }
    `,
  ];
}

const idOf = (member: string) => member.replace(/\W+/g, '-');

declare global {
  interface HTMLElementTagNameMap {
    'halden-form-properties': FormPropertiesElement;
  }
}
