import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox } from '../core/templates.js';
import { firstValue, isTick, operatorsFor, typeOf, type FieldType } from './conditions.js';
import { fieldsOf, type Condition, type FormDefinition, type FormField, type Rule } from './definition.js';

/**
 * When a page, a group or a question is there.
 * @fires halden-condition with the condition, or null; `isTyping` while a value is written
 */
@customElement('halden-condition-editor')
export class ConditionEditorElement extends HaldenElement {
  @property({ attribute: false }) form!: FormDefinition;
  @property({ attribute: false }) condition: Condition | undefined;
  /** The questions that it can look at. */
  @property({ attribute: false }) asked: readonly FormField[] = [];
  @property({ attribute: false }) types: readonly FieldType[] = [];
  @property({ attribute: false }) operators: readonly { name: string; label: string }[] = [];

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('select, input')?.focus();
  }

  #set(condition: Condition | null, isTyping = false) {
    this.dispatchEvent(new CustomEvent('halden-condition', { detail: { condition, isTyping } }));
  }

  #setRule(at: number, change: Partial<Rule>, isTyping = false) {
    const { condition } = this;
    if (condition) {
      this.#set({ ...condition, rules: condition.rules.map((rule, index) => (index === at ? { ...rule, ...change } : rule)) }, isTyping);
    }
  }

  #firstRule(): Rule {
    const field = this.asked.at(-1)!;
    return { field: field.id, operator: 'Is', value: firstValue(typeOf(this.types, field), field) };
  }

  #choose(at: number, id: string) {
    const field = this.asked.find((one) => one.id === id);
    if (field) {
      this.#setRule(at, { field: id, operator: 'Is', value: firstValue(typeOf(this.types, field), field) });
    }
  }

  async #add() {
    const { condition } = this;
    if (condition) {
      this.#set({ ...condition, rules: [...condition.rules, this.#firstRule()] });
      await this.focusOn(`#field-${condition.rules.length}`);
    }
  }

  async #remove(at: number) {
    const { condition } = this;
    if (condition) {
      const rules = condition.rules.filter((_, index) => index !== at);
      this.#set(rules.length > 0 ? { ...condition, rules } : null);
      await this.focusOn(rules.length > 0 ? `#field-${Math.min(at, rules.length - 1)}` : '#has');
    }
  }

  override render() {
    const { condition, app: { t } } = this;
    if (!condition && this.asked.length === 0) {
      return html`<p class="muted none">${t('conditionNoQuestions')}</p>`;
    }
    return html`
      ${checkbox('has', t('conditionHas'), condition !== undefined, (has) => { this.#set(has ? { actionType: 'Show', logicType: 'All', rules: [this.#firstRule()] } : null); })}
      ${condition ? this.#renderCondition(condition) : nothing}
    `;
  }

  #renderCondition(condition: Condition) {
    const { t } = this.app;
    return html`<div class="condition">
      <div class="row">
        <div class="field">
          <label for="action">${t('conditionAction')}</label>
          <select id="action" @change=${(event: Event) => { this.#set({ ...condition, actionType: (event.target as HTMLSelectElement).value as Condition['actionType'] }); }}>
            <option value="Show" .selected=${condition.actionType === 'Show'}>${t('conditionShow')}</option>
            <option value="Hide" .selected=${condition.actionType === 'Hide'}>${t('conditionHide')}</option>
          </select>
        </div>
        ${condition.rules.length > 1 ? html`<div class="field">
          <label for="logic">${t('conditionLogic')}</label>
          <select id="logic" @change=${(event: Event) => { this.#set({ ...condition, logicType: (event.target as HTMLSelectElement).value as Condition['logicType'] }); }}>
            <option value="All" .selected=${condition.logicType === 'All'}>${t('conditionAll')}</option>
            <option value="Any" .selected=${condition.logicType === 'Any'}>${t('conditionAny')}</option>
          </select>
        </div>` : nothing}
      </div>
      <ol>${condition.rules.map((rule, at) => html`<li>${this.#renderRule(rule, at)}</li>`)}</ol>
      ${this.asked.length > 0 ? html`<button type="button" class="button" @click=${() => this.#add()}>${t('conditionAdd')}</button>` : nothing}
    </div>`;
  }

  #renderRule(rule: Rule, at: number) {
    const { t } = this.app;
    const number = at + 1;
    const field = fieldsOf(this.form).find(({ field: one }) => one.id === rule.field)?.field;
    const type = field && typeOf(this.types, field);
    const isAsked = this.asked.some(({ id }) => id === rule.field);
    const label = (name: string) => this.operators.find((one) => one.name === name)?.label ?? name;
    return html`<div class="rule" role="group" aria-label=${t('conditionRule', { number })}>
      <div class="field">
        <label for="field-${at}">${t('conditionQuestion')}</label>
        <select id="field-${at}" aria-invalid=${isAsked ? nothing : 'true'} @change=${(event: Event) => { this.#choose(at, (event.target as HTMLSelectElement).value); }}>
          ${isAsked ? nothing : html`<option value=${rule.field} selected>${field ? t('conditionLater', { name: field.caption }) : t('conditionGone')}</option>`}
          ${this.asked.map((one) => html`<option value=${one.id} .selected=${one.id === rule.field}>${one.caption || t('formQuestionUnnamed')}</option>`)}
        </select>
      </div>
      <div class="field operator">
        <label for="operator-${at}">${t('conditionOperator')}</label>
        <select id="operator-${at}" @change=${(event: Event) => { this.#setRule(at, { operator: (event.target as HTMLSelectElement).value }); }}>
          ${operatorsFor(type, rule.operator).map((name) => html`<option value=${name} .selected=${name === rule.operator}>${label(name)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="value-${at}">${t('conditionValue')}</label>
        ${this.#renderValue(rule, at, field, type)}
      </div>
      <button type="button" class="plain" aria-label=${t('conditionRemove', { number })} title=${t('conditionRemove', { number })} @click=${() => this.#remove(at)}><span aria-hidden="true">✕</span></button>
    </div>`;
  }

  #renderValue(rule: Rule, at: number, field: FormField | undefined, type: FieldType | undefined) {
    const { t } = this.app;
    const value = rule.value ?? '';
    const change = (event: Event) => { this.#setRule(at, { value: (event.target as HTMLSelectElement).value }); };
    const options = isTick(type) ? [{ value: 'true', text: t('conditionTicked') }, { value: 'false', text: t('conditionNotTicked') }]
      : type?.hasPreValues ? [...(field?.preValues ?? []).map((one) => ({ value: one.value, text: one.caption || one.value })), { value: '', text: t('conditionUnanswered') }]
      : null;
    if (options) {
      const isKnown = options.some((one) => one.value === value);
      return html`<select id="value-${at}" aria-invalid=${isKnown ? nothing : 'true'} @change=${change}>
        ${isKnown ? nothing : html`<option value=${value} selected>${value}</option>`}
        ${options.map((one) => html`<option value=${one.value} .selected=${one.value === value}>${one.text}</option>`)}
      </select>`;
    }
    return html`<input id="value-${at}" autocomplete="off" .value=${value} placeholder=${type?.alias === 'date' ? 'åååå-mm-dd' : nothing}
      @input=${(event: Event) => { this.#setRule(at, { value: (event.target as HTMLInputElement).value }, true); }} />`;
  }

  static override styles = [
    sharedStyles,
    css`
      .none { margin: 0; }
      .condition { margin-top: 12px; display: grid; gap: 12px; justify-items: start; }
      ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; width: 100%; }
      .rule { display: grid; grid-template-columns: minmax(0, 2fr) minmax(120px, 1fr) minmax(0, 2fr) auto; gap: 9px; align-items: end; padding-left: 12px; border-left: 3px solid var(--uui-color-border, #d8d7d9); }
      .rule label { font-weight: 400; font-size: 14px; }
      .rule .plain { min-height: 36px; }
      @container view (max-width: 700px) {
        .rule { grid-template-columns: minmax(0, 1fr); }
        .rule .plain { justify-self: end; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-condition-editor': ConditionEditorElement;
  }
}
