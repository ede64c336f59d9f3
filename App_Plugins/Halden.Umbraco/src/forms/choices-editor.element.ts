import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { pastedChoices, suggestValue } from './aliases.js';
import type { PreValue } from './definition.js';

/** What became of a list of choices. */
export interface ChosenChoices {
  choices: readonly PreValue[];
  /** Value before → value now, where one was changed. */
  renamed: ReadonlyMap<string, string>;
  /** Which line is being written in; empty where something else was done. */
  typing: string;
}

/**
 * What there is to choose from in a question: what is read, and what is kept of it. What is kept follows what is read for as
 * long as the choice is new.
 * @fires halden-choices with {@link ChosenChoices}
 */
@customElement('halden-choices-editor')
export class ChoicesEditorElement extends HaldenElement {
  @property({ attribute: false }) choices: readonly PreValue[] = [];
  /** The values that have been saved: those stay what they are. */
  @property({ attribute: false }) saved: readonly string[] = [];
  @property({ type: Boolean }) invalid = false;

  @state() private _pasted = '';
  @state() private _told = '';

  /** The choices as they were before the line that is being written in was begun on. */
  #before: { line: string; choices: readonly PreValue[] } = { line: '', choices: [] };

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('input, button')?.focus();
  }

  #set(choices: readonly PreValue[], typing = '', renamed: ReadonlyMap<string, string> = new Map()) {
    if (!typing) {
      this.#before = { line: '', choices: [] };
    }
    this.dispatchEvent(new CustomEvent<ChosenChoices>('halden-choices', { detail: { choices, renamed, typing } }));
  }

  #begun(line: string) {
    if (this.#before.line !== line) {
      this.#before = { line, choices: this.choices };
    }
    return this.#before.choices;
  }

  #writeCaption(at: number, caption: string) {
    const before = this.#begun(`caption-${at}`)[at]!;
    const others = this.choices.filter((_, index) => index !== at).map(({ value }) => value);
    const follows = !this.saved.includes(before.value) && (before.value === '' || before.value === suggestValue(before.caption || before.value, others));
    const value = follows ? suggestValue(caption, others) : before.value;
    this.#set(this.choices.map((choice, index) => (index === at ? { ...choice, caption, value } : choice)), `caption-${at}`, renamedFrom(before.value, value));
  }

  #writeValue(at: number, value: string) {
    const before = this.#begun(`value-${at}`)[at]!;
    this.#set(this.choices.map((choice, index) => (index === at ? { ...choice, caption: choice.caption || choice.value, value } : choice)), `value-${at}`, renamedFrom(before.value, value));
  }

  async #add() {
    this.#set([...this.choices, { value: '', caption: '' }]);
    await this.focusOn(`#caption-${this.choices.length}`);
    // The list grows when our parent has drawn.
    requestAnimationFrame(() => { this.renderRoot.querySelector<HTMLElement>(`#caption-${this.choices.length - 1}`)?.focus(); });
  }

  async #remove(at: number) {
    this._told = this.t('choiceRemoved', { number: at + 1 });
    const left = this.choices.length - 1;
    this.#set(this.choices.filter((_, index) => index !== at));
    await this.focusOn(left > 0 ? `#caption-${Math.min(at, left - 1)}` : '#add');
  }

  async #move(at: number, by: -1 | 1) {
    const to = at + by;
    const choices = [...this.choices];
    const [choice] = choices.splice(at, 1);
    choices.splice(to, 0, choice!);
    this._told = this.t('choiceMoved', { number: to + 1, total: choices.length });
    this.#set(choices);
    await this.updateComplete;
    requestAnimationFrame(() => {
      const button = (direction: number) => this.renderRoot.querySelector<HTMLButtonElement>(`[data-move="${to}:${direction}"]`);
      (button(by)?.disabled ? button(-by) : button(by))?.focus();
    });
  }

  #paste() {
    const pasted = pastedChoices(this._pasted, this.choices);
    this._told = this.t('choicesPasted', { count: pasted.length });
    this._pasted = '';
    this.#set([...this.choices, ...pasted]);
  }

  override render() {
    const { choices, app: { t } } = this;
    return html`
      ${choices.length > 0 ? html`<ol>${choices.map((choice, at) => html`<li>${this.#renderChoice(choice, at)}</li>`)}</ol>` : nothing}
      <div class="row">
        <button type="button" class="button" id="add" @click=${() => this.#add()}>${t('choiceAdd')}</button>
      </div>
      <details>
        <summary>${t('choicesPaste')}</summary>
        <label for="paste">${t('choicesPasteLabel')}</label>
        <textarea id="paste" rows="5" lang="nb-NO" .value=${this._pasted} @input=${(event: Event) => { this._pasted = (event.target as HTMLTextAreaElement).value; }}></textarea>
        <button type="button" class="button" @click=${() => { this.#paste(); }}>${t('choicesPasteDo')}</button>
      </details>
      <span class="hidden-text" role="status">${this._told}</span>
    `;
  }

  #renderChoice(choice: PreValue, at: number) {
    const { t } = this.app;
    const number = at + 1;
    const button = (by: -1 | 1, label: string, sign: string, isDisabled: boolean) =>
      html`<button type="button" class="plain" data-move="${at}:${by}" aria-label=${label} title=${label} ?disabled=${isDisabled} @click=${() => this.#move(at, by)}><span aria-hidden="true">${sign}</span></button>`;
    return html`<div class="choice" role="group" aria-label=${t('choiceNumber', { number })}>
      <div class="field">
        <label for="caption-${at}">${t('choiceCaption')}</label>
        <input id="caption-${at}" lang="nb-NO" autocomplete="off" .value=${choice.caption ?? choice.value} aria-invalid=${this.invalid && !choice.value ? 'true' : nothing}
          @input=${(event: Event) => { this.#writeCaption(at, (event.target as HTMLInputElement).value); }}
          @keydown=${(event: KeyboardEvent) => { if (event.key === 'Enter') { event.preventDefault(); void this.#add(); } }} />
      </div>
      <div class="field value">
        <label for="value-${at}">${t('choiceValue')}</label>
        <input id="value-${at}" autocomplete="off" spellcheck="false" .value=${choice.value} @input=${(event: Event) => { this.#writeValue(at, (event.target as HTMLInputElement).value); }} />
      </div>
      <div class="acts">
        ${button(-1, t('choiceUp', { number }), '↑', at === 0)} ${button(1, t('choiceDown', { number }), '↓', at === this.choices.length - 1)}
        <button type="button" class="plain" aria-label=${t('choiceRemove', { number })} title=${t('choiceRemove', { number })} @click=${() => this.#remove(at)}><span aria-hidden="true">✕</span></button>
      </div>
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { display: grid; gap: 9px; }
      ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 6px; }
      .choice { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) auto; gap: 6px; align-items: end; }
      .choice label { font-weight: 400; font-size: 13px; color: var(--halden-muted); margin: 0; }
      li:not(:first-child) label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
      .acts { display: flex; }
      .acts .plain { min-height: 36px; }
      details { font-size: 14px; }
      summary { cursor: pointer; padding: 6px 0; color: var(--uui-color-interactive-emphasis, #3544b1); }
      details .button { margin-top: 9px; }
      @container view (max-width: 500px) {
        .choice { grid-template-columns: minmax(0, 1fr); padding-bottom: 9px; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); }
        li:not(:first-child) label { position: static; width: auto; height: auto; clip-path: none; }
        .acts { justify-content: flex-end; }
      }
    `,
  ];
}

const renamedFrom = (before: string, now: string): ReadonlyMap<string, string> => (before && before !== now ? new Map([[before, now]]) : new Map());

declare global {
  interface HTMLElementTagNameMap {
    'halden-choices-editor': ChoicesEditorElement;
  }
}
