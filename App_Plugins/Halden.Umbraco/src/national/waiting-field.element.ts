import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConflictChoice, Field, MergeConflict, Settlement, WaitingField } from '../api/model.js';
import { fieldValue } from '../core/field-value.js';
import { HaldenElement } from '../core/halden.element.js';
import { markedHtml } from '../core/safe-html.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import type { ServiceFieldElement } from '../fields/service-field.element.js';
import { locales, type TextKey } from '../lang/index.js';
import { choicesFor, choicesThatHold, isReadAsText, mergeAsChosen, openConflicts, type Choices } from './choices.js';
import '../fields/service-field.element.js';

const choiceKeys: Record<ConflictChoice, TextKey> = {
  local: 'chooseLocal',
  national: 'chooseNational',
  localThenNational: 'chooseLocalThenNational',
  nationalThenLocal: 'chooseNationalThenLocal',
};

/**
 * One field that waits: the municipality's text beside the national one, what is in conflict, and the ways to settle it.
 * @fires halden-settle with the {@link Settlement}
 */
@customElement('halden-waiting-field')
export class WaitingFieldElement extends HaldenElement {
  @property({ attribute: false }) field!: Field;
  @property({ attribute: false }) waiting!: WaitingField;
  @property() culture = '';
  /** The language's name, for those who go from field to field. */
  @property() cultureName = '';
  @property({ attribute: false }) errors: string[] = [];
  @property({ type: Boolean }) busy = false;

  @state() private _choices: Choices = {};
  /** The person's own text; null while it is not being written. */
  @state() private _own: string | null = null;
  @state() private _isReminded = false;

  /** Whether something is written that would be lost. */
  get isDirty() {
    return this._own !== null && this._own !== this.waiting.merged;
  }

  override focus() {
    const heading = this.renderRoot.querySelector<HTMLElement>('#heading');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }

  /** Where the messages about the person's own text stand. */
  focusInput() {
    this.renderRoot.querySelector<ServiceFieldElement>('halden-service-field')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('waiting');
    if (before && before !== this.waiting) {
      this._choices = choicesThatHold(this._choices, before, this.waiting);
    }
  }

  #settle(settlement: Settlement) {
    if (!this.busy) {
      this.dispatchEvent(new CustomEvent('halden-settle', { detail: settlement }));
    }
  }

  #merge() {
    const settlement = mergeAsChosen(this.waiting, this._choices);
    if (settlement) {
      this.#settle(settlement);
      return;
    }
    this._isReminded = true;
    const [first] = openConflicts(this.waiting, this._choices);
    this.renderRoot.querySelector<HTMLElement>(`#conflict-${String(this.waiting.conflicts.indexOf(first!))} input`)?.focus();
  }

  #choose(id: string, choice: ConflictChoice) {
    this._choices = { ...this._choices, [id]: choice };
    this._isReminded &&= openConflicts(this.waiting, this._choices).length > 0;
  }

  async #edit() {
    this._own ??= this.waiting.merged;
    await this.updateComplete;
    const input = this.renderRoot.querySelector<ServiceFieldElement>('halden-service-field');
    await input?.updateComplete;
    // The rich text makes its editor in its own turn.
    await new Promise(requestAnimationFrame);
    input?.focus();
  }

  async #cancel() {
    if (this.isDirty && !(await this.app.confirm({ heading: this.t('unsavedHeading'), text: this.t('unsavedText'), yes: this.t('unsavedLeave'), no: this.t('unsavedStay'), isDanger: true }))) {
      return;
    }
    this._own = null;
    // They were about the text that is no more.
    this.errors = [];
    await this.focusOn('#edit');
  }

  override render() {
    const { t, lang, me } = this.app;
    const { conflicts } = this.waiting;
    const label = this.field.label[lang];
    return html`<article aria-label="${label}, ${this.cultureName}">
      <h3 id="heading" tabindex="-1">${label}</h3>
      <div class="sides">
        ${this.#renderSide('local')} ${this.#renderSide('national')}
      </div>
      ${conflicts.length === 0 ? html`<p>${t('conflictsNone')}</p>` : conflicts.map((conflict, index) => this.#renderConflict(conflict, index))}
      ${me.isEditor ? this._own === null ? this.#renderActions() : this.#renderOwn(this._own) : nothing}
      ${this._own === null ? html`<div role="alert">${this.errors.map((error) => html`<p class="error">${error}</p>`)}</div>` : nothing}
    </article>`;
  }

  #renderSide(side: 'local' | 'national') {
    const { t, lang } = this.app;
    const { kind } = this.field;
    const value = this.waiting[side];
    const marked = this.waiting[`${side}Marked`];
    return html`<div class="side ${side}">
      <h4>${t(`${side}Text`)}</h4>
      ${isReadAsText(kind) && marked
        ? markedHtml(marked, this.culture, { inserted: t('markInserted'), deleted: t('markDeleted'), end: t('markEnd'), lang: locales[lang] })
        : this.#renderValue(value, this.waiting.base)}
    </div>`;
  }

  /** @param base what stood before: an empty value was taken out of it, or never was. */
  #renderValue(value: string, base: string) {
    return value === '' && base !== ''
      ? html`<p class="muted">${this.t('conflictTakenOut')}</p>`
      : fieldValue(this.field, value, this.culture, this.app.lang, this.app.t);
  }

  #renderConflict(conflict: MergeConflict, index: number) {
    const { t, me } = this.app;
    const { id, reason, local, national } = conflict;
    const isMissed = this._isReminded && !(id in this._choices);
    return html`<fieldset id="conflict-${index}" class=${isMissed ? 'open' : ''}>
      <legend>${t('conflictNumber', { number: index + 1, total: this.waiting.conflicts.length })}: ${reason}</legend>
      <div class="sides">
        <div class="side local"><h4>${t('localText')}</h4>${this.#renderValue(local, conflict.base)}</div>
        <div class="side national"><h4>${t('nationalText')}</h4>${this.#renderValue(national, conflict.base)}</div>
      </div>
      ${conflict.base
        ? html`<details><summary>${t('baseText')}</summary><div class="base">${this.#renderValue(conflict.base, '')}</div></details>`
        : nothing}
      ${me.isEditor
        ? html`<div role="radiogroup" aria-labelledby="choose-${index}" aria-describedby="missed-${index}" aria-invalid=${isMissed ? 'true' : nothing}>
            <p class="label" id="choose-${index}">${t('conflictChoose')}</p>
            <div class="choices">
              ${choicesFor(this.waiting.kind, conflict).map((choice) => html`<label class="radio">
                <input type="radio" name="conflict-${index}" value=${choice} .checked=${this._choices[id] === choice} @change=${() => { this.#choose(id, choice); }} />
                <span>${t(choiceKeys[choice])}</span>
              </label>`)}
            </div>
            <div id="missed-${index}">${isMissed ? html`<p class="error">${t('chooseHere')}</p>` : nothing}</div>
          </div>`
        : nothing}
    </fieldset>`;
  }

  #renderActions() {
    const { t } = this.app;
    const total = this.waiting.conflicts.length;
    const open = openConflicts(this.waiting, this._choices).length;
    const busy = this.busy ? 'true' : nothing;
    return html`
      <div class="row actions">
        <button type="button" class="button primary positive" aria-disabled=${this.busy || open > 0 ? 'true' : nothing} aria-describedby="chosen" @click=${() => { this.#merge(); }}>${t('mergeChosen')}</button>
        <button type="button" class="button" aria-disabled=${busy} @click=${() => { this.#settle({ choice: 'takeNational' }); }}>${t('takeNational')}</button>
        <button type="button" class="button" aria-disabled=${busy} @click=${() => { this.#settle({ choice: 'keepLocal' }); }}>${t('keepLocal')}</button>
        <button type="button" class="button" id="edit" aria-disabled=${busy} @click=${() => this.#edit()}>${t('editSelf')}</button>
      </div>
      <p class="hint" id="chosen">${total > 0 ? t('chosenCount', { done: total - open, total }) : nothing}${open > 0 ? ` ${t('chooseForAll')}` : nothing}</p>
    `;
  }

  #renderOwn(own: string) {
    const { t } = this.app;
    const busy = this.busy ? 'true' : nothing;
    return html`<form class="own" novalidate aria-label=${t('editSelf')} @submit=${(event: Event) => { event.preventDefault(); this.#settle({ choice: 'edit', value: own }); }}>
      <p class="hint">${t('editHint')}</p>
      <halden-service-field .field=${this.field} .culture=${this.culture} .value=${own} .errors=${this.errors}
        @halden-field=${(event: CustomEvent<string>) => { this._own = event.detail; }}></halden-service-field>
      <div class="row actions">
        <button type="submit" class="button primary positive" aria-disabled=${busy}>${t('editSave')}</button>
        <button type="button" class="button" aria-disabled=${busy} @click=${() => this.#cancel()}>${t('cancel')}</button>
      </div>
    </form>`;
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    css`
      :host { scroll-margin-top: 12px; }
      article { padding: 18px 0; border-top: 1px solid var(--halden-control-border); }
      h3 { margin-bottom: 9px; scroll-margin-top: 12px; }
      h4 { font-size: 14px; color: var(--halden-muted); margin-bottom: 6px; }
      .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; margin-bottom: 12px; }
      .side { min-width: 0; padding: 9px 12px; border-left: 4px solid #0b8152; background: #f4fbf7; }
      .side.national { border-color: #3544b1; background: #f4f5fd; }
      .side p:last-child, .side ul { margin-bottom: 0; }
      .side ul { margin-top: 0; padding-left: 24px; }
      .marked { white-space: normal; }
      fieldset { min-width: 0; margin: 0 0 12px; padding: 12px 15px; border: 1px solid #a17700; border-left-width: 6px; border-radius: 3px; background: #fff; }
      fieldset.open { border-color: #ae1e47; }
      legend { padding: 0 6px; font-weight: 700; }
      details { margin-bottom: 9px; }
      summary { cursor: pointer; min-height: 24px; }
      .base { padding: 6px 12px; border-left: 4px solid #767579; background: #f6f6f7; }
      .base p:last-child { margin-bottom: 0; }
      .choices { display: flex; flex-wrap: wrap; gap: 3px 24px; }
      .radio { display: inline-flex; gap: 9px; align-items: center; min-height: 30px; margin: 0; font-weight: 400; }
      .radio input { width: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--uui-color-default, #1b264f); }
      .actions { margin: 12px 0 6px; }
      .own { padding: 12px 15px; border: 1px solid var(--halden-control-border); border-radius: 3px; }
      .own halden-service-field { display: block; }
      @container view (max-width: 900px) {
        .sides { grid-template-columns: minmax(0, 1fr); gap: 9px; }
        .choices { flex-direction: column; }
      }
      @container view (max-width: 700px) {
        fieldset { padding: 9px; }
        .actions .button { width: 100%; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-waiting-field': WaitingFieldElement;
  }
}
