import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { FormFault, FormTypes, WholeForm } from '../api/model.js';
import { faultText } from '../core/app.js';
import { download } from '../core/download.js';
import { dateTime, languageName } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import type { FormPart, LeaveGuard, Route } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { redo, undo } from '../core/undo.js';
import type { TextKey } from '../lang/index.js';
import type { FieldType } from './conditions.js';
import { fieldsOf, kindOf, parsePlace, samePlace, type FormDefinition, type FormField, type Place } from './definition.js';
import { addField, addGroup, addPage, duplicate, move, moveTo, remove, type Edited } from './editing.js';
import { begin, choose, edit, type, type Edits } from './edits.js';
import type { FormOutlineElement } from './form-outline.element.js';
import type { FormChange, FormPropertiesElement } from './form-properties.element.js';
import { nameOf, placeText, positionOf } from './places.js';
import { missingIn } from './texts.js';
import './form-outline.element.js';
import './form-preview.element.js';
import './form-properties.element.js';
import './form-translations.element.js';
import './form-versions.element.js';

const parts: readonly { part: FormPart | ''; label: TextKey }[] = [
  { part: '', label: 'formBuild' },
  { part: 'oversettelser', label: 'formTranslations' },
  { part: 'forhandsvisning', label: 'formPreview' },
  { part: 'versjoner', label: 'formVersions' },
];

const checkAfter = 500;

const copyIcon = html`<svg width="17" height="17" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" focusable="false"><path d="M9 9h11v11H9zM15 9V4H4v11h5"></path></svg>`;

/** One form of the municipality's, to be built: what is not saved is one value, and everything done to it is undone by going back. */
@customElement('halden-form-builder')
export class FormBuilderElement extends HaldenElement implements LeaveGuard {
  @property() key = '';
  @property() show: FormPart | '' = '';

  /** The form as it was saved last. */
  @state() private _saved: WholeForm<FormDefinition> | null = null;
  @state() private _edits: Edits | null = null;
  @state() private _types: FormTypes<FieldType> = { types: [], operators: [] };
  @state() private _faults: readonly FormFault[] = [];
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-form-outline') private _outline?: FormOutlineElement;
  @query('halden-form-properties') private _properties?: FormPropertiesElement;

  #check: ReturnType<typeof setTimeout> | undefined;
  #checking: AbortController | null = null;
  #savedFields: ReadonlyMap<string, FormField> = new Map();
  #lang = '';

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#shortcut);
    this.app.router.guard = this;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#shortcut);
    clearTimeout(this.#check);
    this.#checking?.abort();
    if (this.app.router.guard === this) {
      this.app.router.guard = null;
    }
  }

  get #isDirty() {
    return this._saved !== null && this._edits !== null && this._edits.now.form !== this._saved.form;
  }

  holds(target: Route | null) {
    const isHere = target?.view === 'form' && target.key.toLowerCase() === this.key.toLowerCase();
    return !isHere && this.#isDirty;
  }

  ask() {
    return this.app.confirm({ heading: this.t('unsavedHeading'), text: this.t('formUnsavedText'), yes: this.t('unsavedLeave'), no: this.t('unsavedStay'), isDanger: true });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this.app.router.guard = this;
      void this.#load();
    } else if (this.app.lang !== this.#lang && this._saved) {
      void this.#reword();
    }
    this.#lang = this.app.lang;
  }

  /** What the server says, in the language that was chosen. */
  async #reword() {
    try {
      this._types = await this.app.api.formTypes<FieldType>();
    } catch {
      // The words of before are of use too.
    }
    await this.#checkNow();
  }

  async #load() {
    const { key } = this;
    this._saved = this._edits = null;
    this._fault = this._actionFault = null;
    try {
      const [form, types] = await Promise.all([this.app.api.form<FormDefinition>(key), this.app.api.formTypes<FieldType>()]);
      if (key === this.key) {
        this._types = types;
        this.#taken(form);
        this._edits = begin(form.form);
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  #taken(form: WholeForm<FormDefinition>) {
    this._saved = form;
    this._faults = form.faults;
    this.#savedFields = new Map(fieldsOf(form.form).map(({ field }) => [field.id, field]));
  }

  #set(edits: Edits) {
    const before = this._edits?.now.form;
    this._edits = edits;
    if (edits.now.form !== before) {
      clearTimeout(this.#check);
      this.#checking?.abort();
      this.#check = setTimeout(() => { void this.#checkNow(); }, checkAfter);
    }
  }

  async #checkNow() {
    const form = this._edits?.now.form;
    if (!form) {
      return;
    }
    const checking = new AbortController();
    this.#checking = checking;
    try {
      const { faults } = await this.app.api.checkForm(form, checking.signal);
      if (form === this._edits?.now.form) {
        this._faults = faults;
      }
    } catch {
      // The faults are a help while one writes; saving tells what is wrong with the connection.
    }
  }

  #do(act: (edited: Edited) => Edited | null, told: (edited: Edited) => string) {
    const edits = this._edits;
    if (!edits) {
      return false;
    }
    const next = act(edits.now);
    if (!next) {
      this.app.announce(this.t('formCannotMove'));
      return false;
    }
    this.#set(edit(edits, next));
    this.app.announce(told(next));
    return true;
  }

  #changed({ detail: { typing, change } }: CustomEvent<FormChange>) {
    const edits = this._edits;
    if (edits) {
      this.#set(typing ? type(edits, typing, change) : edit(edits, { ...edits.now, form: change(edits.now.form) }));
    }
  }

  #chosen(place: Place) {
    if (this._edits) {
      this._edits = choose(this._edits, place);
    }
  }

  /** The arrow keys stay in the outline; Enter goes on to what is chosen, and so does a tap where that stands below. */
  async #chooseBy(place: Place, way: 'arrow' | 'enter' | 'pointer') {
    this.#chosen(place);
    if (way === 'arrow') {
      await this.#focusChosen();
      return;
    }
    await this.updateComplete;
    const [outline, properties] = [this._outline, this._properties];
    if (properties && outline && (way === 'enter' || properties.offsetTop > outline.offsetTop + outline.offsetHeight)) {
      await properties.focusHeading();
    }
  }

  #moved = ({ form, place }: Edited) => this.t('formMoved', { name: nameOf(this.app.t, form, place), position: positionOf(this.app.t, form, place) });

  async #move(by: -1 | 1) {
    this.#do(({ form, place }) => move(form, place, by), this.#moved);
    await this.#focusChosen();
  }

  async #drop({ from, to }: { from: Place; to: Place }) {
    this.#do(({ form }) => moveTo(form, from, to), this.#moved);
    await this.#focusChosen();
  }

  async #remove() {
    const edits = this._edits;
    if (!edits || kindOf(edits.now.place) === 'form') {
      return;
    }
    const name = nameOf(this.app.t, edits.now.form, edits.now.place);
    this.#do(({ form, place }) => remove(form, place), () => this.t('formRemoved', { name }));
    await this.#focusChosen();
  }

  async #duplicate() {
    this.#do(({ form, place }) => duplicate(form, place), ({ form, place }) => this.t('formDuplicated', { name: nameOf(this.app.t, form, place) }));
    await this.#focusChosen();
  }

  /** Once it is drawn where it now stands. */
  async #focusChosen() {
    await this.updateComplete;
    await this._outline?.focusChosen();
  }

  async #add(what: 'page' | 'group' | 'field') {
    const short = this._types.types.find(({ alias }) => alias === 'shortAnswer');
    const added = this.#do(
      ({ form, place }) => (what === 'page' ? addPage(form, place) : what === 'group' ? addGroup(form, place) : short ? addField(form, place, short) : null),
      () => this.t(what === 'page' ? 'formPageAdded' : what === 'group' ? 'formGroupAdded' : 'formQuestionAdded'),
    );
    if (added) {
      await this.updateComplete;
      await this._properties?.focusMember('caption');
    }
  }

  async #back(way: (edits: Edits) => Edits, told: TextKey) {
    if (!this._edits) {
      return;
    }
    const next = way(this._edits);
    if (next !== this._edits) {
      this.#set(next);
      this.app.announce(this.t(told));
      await this.updateComplete;
    }
  }

  #shortcut = (event: KeyboardEvent) => {
    // Rich text undoes by itself, and has then taken the key.
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || !this._edits) {
      return;
    }
    const key = event.key.toLowerCase();
    const act = key === 's' ? () => this.#save() : key === 'y' || (key === 'z' && event.shiftKey) ? () => this.#back(redo, 'formRedone') : key === 'z' ? () => this.#back(undo, 'formUndone') : null;
    if (act) {
      event.preventDefault();
      void act();
    }
  };

  async #save() {
    const [saved, edits] = [this._saved, this._edits];
    if (!saved?.version || !edits || this._isBusy) {
      return;
    }
    if (!this.#isDirty) {
      this.app.announce(this.t('nothingToSave'));
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    const { form } = edits.now;
    try {
      const now = await this.app.api.saveForm(this.key, saved.version, form);
      // What has been written meanwhile stays; what is saved is the very form that was sent, so that one can undo past it.
      this.#taken({ ...now, form });
      this.app.announce(this.t('saved'));
      this.app.refreshQueue();
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    } finally {
      this._isBusy = false;
    }
  }

  #export() {
    const form = this._edits?.now.form;
    if (form) {
      download(new Blob([`${JSON.stringify(form, null, 2)}\n`], { type: 'application/json' }), `${form.name.trim() || this.t('form')}.json`);
    }
  }

  #restored(form: WholeForm<FormDefinition>) {
    this.#taken(form);
    this._edits = begin(form.form);
    this.app.router.go({ view: 'form', key: this.key });
  }

  async #goTo(fault: FormFault) {
    const { place, member } = parsePlace(fault.place);
    if (this.show) {
      this.app.router.go({ view: 'form', key: this.key });
      await new Promise(requestAnimationFrame);
    }
    this.#chosen(place);
    await this.updateComplete;
    await this._properties?.focusMember(member);
  }

  override render() {
    const { t } = this.app;
    const [saved, edits] = [this._saved, this._edits];
    if (!saved || !edits) {
      return this._fault ? faultMessage(t, this._fault) : loading(t);
    }
    if (!saved.version) {
      // Of the library: it becomes the municipality's own by being taken into use, or copied.
      return html`<h1>${saved.name}</h1><p class="muted">${t('formsReadyMadeHint')}</p><halden-form-preview .form=${saved.form} .types=${this._types.types}></halden-form-preview>`;
    }
    return html`
      ${this.#renderHeading(saved, edits)} ${this.#renderFault()}
      <div class="box main">${this.#renderPart(saved, edits)}</div>
      <div class="save-bar" role="region" aria-label=${t('save')}>
        <span>${this.#isDirty ? t('unsavedChanges') : t('noUnsavedChanges')}</span>
        <button type="button" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#save()}>${t('save')}</button>
      </div>
    `;
  }

  #renderHeading(saved: WholeForm<FormDefinition>, { now: { form } }: Edits) {
    const { t, lang, router } = this.app;
    const missing = Object.keys(form.translations ?? {}).reduce((sum, culture) => sum + missingIn(form, culture).length, 0);
    return html`<div class="heading">
      <p class="back"><a href=${router.href({ view: 'forms' })}>${t('navForms')}</a></p>
      <div class="row spread">
        <h1>${form.name.trim() || t('formUnnamed')}</h1>
        <button type="button" class="button" @click=${() => { this.#export(); }}>${t('formExport')}</button>
      </div>
      <p class="muted facts">${t('formVersionNumber', { number: saved.number })}${saved.changedAt ? ` · ${[dateTime(lang, saved.changedAt), saved.changedBy].filter(Boolean).join(', ')}` : nothing} ·
        ${saved.services.length === 0 ? t('formUnused') : html`${t('formUsedBy')} ${saved.services.map(({ key, title }, index) => html`${index > 0 ? ', ' : nothing}<a href=${router.href({ view: 'service', key })}>${title}</a>`)}`}</p>
      ${saved.services.length > 0 ? html`<p class="muted facts">${t('formApprovalHint')}</p>` : nothing}
      <nav aria-label=${t('formParts')}>
        <ul class="tabs">
          ${parts.map(({ part, label }) => html`<li><a href=${router.href({ view: 'form', key: this.key, ...(part ? { part } : {}) })} aria-current=${part === this.show ? 'page' : nothing}>${t(label)}${part === 'oversettelser' && missing > 0 ? html` <span class="count">${t('formLacksCount', { count: missing })}</span>` : nothing}</a></li>`)}
        </ul>
      </nav>
    </div>`;
  }

  #renderFault() {
    const { t } = this.app;
    const fault = this._actionFault;
    const errors = fault instanceof ApiError ? Object.entries(fault.errors) : [];
    const isConflict = fault instanceof ApiError && fault.isConflict;
    const { title, detail } = fault ? faultText(t, fault) : { title: '', detail: '' };
    return html`<div id="fault" tabindex="-1">${fault ? html`<div class="message danger" role="alert">
      <h2>${title}</h2>
      ${detail ? html`<p>${detail}</p>` : nothing}
      ${errors.length > 0 ? html`<ul>${errors.map(([place, messages]) => html`<li>${placeText(t, place)}: ${messages.join(' ')}</li>`)}</ul>` : nothing}
      ${isConflict ? html`<div class="row">
        <button type="button" class="button primary" @click=${() => { this.#export(); }}>${t('formExportMine')}</button>
        <button type="button" class="button danger" @click=${() => this.#load()}>${t('formOpenAgain')}</button>
      </div>` : nothing}
    </div>` : nothing}</div>`;
  }

  #renderPart(saved: WholeForm<FormDefinition>, edits: Edits) {
    const { form, place } = edits.now;
    const { types, operators } = this._types;
    switch (this.show) {
      case 'oversettelser':
        return html`<halden-form-translations .form=${form} @halden-form-change=${this.#changed}></halden-form-translations>`;
      case 'forhandsvisning':
        return html`<halden-form-preview .form=${form} .types=${types} .page=${(place.page ?? 0) + 1}></halden-form-preview>`;
      case 'versjoner':
        return html`${this.#isDirty ? html`<p class="message info">${this.t('versionsUnsaved')}</p>` : nothing}
          <halden-form-versions .key=${this.key} .version=${saved.version ?? ''} .types=${types} @halden-restored=${({ detail }: CustomEvent<WholeForm<FormDefinition>>) => { this.#restored(detail); }}></halden-form-versions>`;
      default:
        return html`${this.#renderFaults(form)}
          <div class="grid">
            <div class="outline">
              ${this.#renderTools(edits)}
              <halden-form-outline .form=${form} .place=${place} .types=${types} .faults=${this._faults}
                @halden-choose=${({ detail }: CustomEvent<{ place: Place; way: 'arrow' | 'enter' | 'pointer' }>) => this.#chooseBy(detail.place, detail.way)}
                @halden-move=${({ detail }: CustomEvent<-1 | 1>) => this.#move(detail)}
                @halden-remove=${() => this.#remove()}
                @halden-drop=${({ detail }: CustomEvent<{ from: Place; to: Place }>) => this.#drop(detail)}></halden-form-outline>
              <p class="hint keys">${this.t('formKeys')}</p>
            </div>
            <halden-form-properties .form=${form} .place=${place} .types=${types} .operators=${operators} .faults=${this._faults} .saved=${this.#savedFields}
              @halden-form-change=${this.#changed} @halden-to-outline=${() => this.#focusChosen()} @halden-translate=${() => { this.app.router.go({ view: 'form', key: this.key, part: 'oversettelser' }); }}></halden-form-properties>
          </div>`;
    }
  }

  #renderTools({ now: { form, place }, past, future }: Edits) {
    const { t } = this.app;
    const isForm = kindOf(place) === 'form';
    const tool = (label: TextKey, sign: string | TemplateResult, isDisabled: boolean, act: () => unknown) =>
      html`<button type="button" class="plain" aria-label=${t(label)} title=${t(label)} ?disabled=${isDisabled} @click=${act}><span aria-hidden="true">${sign}</span></button>`;
    return html`<div class="tools" role="group" aria-label=${t('formTools')}>
      <div class="adds">
        <button type="button" class="button" @click=${() => this.#add('field')}>${t('formAddQuestion')}</button>
        <button type="button" class="button" @click=${() => this.#add('group')}>${t('formAddGroup')}</button>
        <button type="button" class="button" @click=${() => this.#add('page')}>${t('formAddPage')}</button>
      </div>
      <div class="acts">
        ${tool('formMoveUp', '↑', isForm || move(form, place, -1) === null, () => this.#move(-1))}
        ${tool('formMoveDown', '↓', isForm || move(form, place, 1) === null, () => this.#move(1))}
        ${tool('formDuplicate', copyIcon, isForm, () => this.#duplicate())}
        ${tool('formRemove', '✕', isForm, () => this.#remove())}
        <span class="gap"></span>
        ${tool('formUndo', '↶', past.length === 0, () => this.#back(undo, 'formUndone'))}
        ${tool('formRedo', '↷', future.length === 0, () => this.#back(redo, 'formRedone'))}
      </div>
    </div>`;
  }

  /** What is wrong, each leading to its place. What a language lacks is one line: the translations show which texts. */
  #renderFaults(form: FormDefinition) {
    const { t, lang, router } = this.app;
    const errors = this._faults.filter(({ isError }) => isError);
    const advice = this._faults.filter(({ isError, place }) => !isError && !place.startsWith('translations.'));
    const cultures = Object.keys(form.translations ?? {}).filter((culture) => missingIn(form, culture).length > 0);
    const line = (fault: FormFault) => {
      const { place } = parsePlace(fault.place);
      return html`<li><button type="button" class="link" @click=${() => this.#goTo(fault)}>${samePlace(place, {}) ? t('formAbout') : nameOf(t, form, place)}</button>: ${fault.message}</li>`;
    };
    return html`<div class="faults" aria-live="polite">
      ${errors.length > 0 ? html`<details class="message danger" open><summary>${t('formErrors', { count: errors.length })}</summary><p>${t('formErrorsHint')}</p><ul>${errors.map(line)}</ul></details>` : nothing}
      ${advice.length + cultures.length > 0 ? html`<details class="message warning"><summary>${t('formAdvice', { count: advice.length + cultures.length })}</summary><ul>
        ${advice.map(line)}
        ${cultures.map((culture) => html`<li><a href=${router.href({ view: 'form', key: this.key, part: 'oversettelser' })}>${t('formTranslations')}</a>: ${t('formLacksIn', { count: missingIn(form, culture).length, language: languageName(lang, culture) })}</li>`)}
      </ul></details>` : nothing}
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .heading { margin-bottom: 0; }
      .back { margin: -12px 0 3px; font-size: 14px; }
      .facts { margin: 3px 0 0; font-size: 14px; }
      .tabs { display: flex; flex-wrap: wrap; gap: 3px; list-style: none; margin: 15px 0 0; padding: 0; }
      .tabs a { display: block; padding: 6px 12px; color: inherit; text-decoration: none; border-radius: 3px 3px 0 0; border: 1px solid transparent; border-bottom: 0; }
      .tabs a:hover { background: #e9e9eb; }
      .tabs a[aria-current] { background: var(--uui-color-surface, #fff); border-color: var(--uui-color-border, #d8d7d9); font-weight: 700; box-shadow: inset 0 4px 0 var(--uui-color-default, #1b264f); }
      .count { font-weight: 400; font-size: 13px; color: #7a5900; }
      #fault .message { margin: 12px 0; }
      #fault .row { margin-top: 9px; }
      .grid { display: grid; grid-template-columns: minmax(280px, 400px) minmax(0, 1fr); gap: 30px; align-items: start; }
      .outline { position: sticky; top: 12px; max-height: calc(100vh - 100px); overflow-y: auto; padding-right: 6px; }
      .tools { position: sticky; top: 0; z-index: 2; background: var(--uui-color-surface, #fff); padding-bottom: 6px; }
      .adds { display: flex; flex-wrap: wrap; gap: 6px; }
      .adds .button { flex: 1 1 auto; padding: 3px 9px; font-size: 14px; }
      .acts { display: flex; gap: 3px; margin-top: 6px; }
      .acts .plain { min-width: 36px; min-height: 36px; font-size: 17px; line-height: 1; }
      .gap { flex: 1; }
      .keys { margin: 12px 0 0; font-size: 13px; }
      .faults { display: grid; gap: 9px; }
      .faults details { margin-bottom: 9px; }
      .faults summary { font-weight: 700; cursor: pointer; }
      .faults p { margin: 6px 0; }
      .faults ul { margin: 6px 0 0; }
      .save-bar { position: sticky; bottom: 0; z-index: 5; display: flex; justify-content: flex-end; align-items: center; gap: 18px; margin: 18px -24px 0; padding: 12px 24px; background: var(--uui-color-surface, #fff); border-top: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
      @container view (max-width: 900px) {
        .grid { grid-template-columns: minmax(0, 1fr); }
        .outline { position: static; max-height: none; padding: 0 0 18px; border-bottom: 2px solid var(--halden-control-border); }
      }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
        .save-bar { margin: 18px -12px 0; padding: 12px; justify-content: space-between; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-form-builder': FormBuilderElement;
  }
}
