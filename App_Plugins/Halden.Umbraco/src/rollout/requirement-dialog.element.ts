import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RequirementAnswer, RequirementLine } from '../api/benefit-model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage } from '../core/templates.js';
import '../core/dialog.element.js';
import { answers, answerText } from './requirement-words.js';

/**
 * Writes one requirement, and how it is met.
 * @fires halden-kept with the requirement and its place in the list
 */
@customElement('halden-requirement-dialog')
export class RequirementDialogElement extends HaldenElement {
  /** Those that can be chosen among; others can be written. */
  @property({ attribute: false }) groups: string[] = [];
  /** Why it was not saved. */
  @property({ attribute: false }) fault: unknown = null;
  @property({ attribute: false }) isBusy = false;

  @state() private _line: RequirementLine = { number: null, group: '', text: '', isMust: true, answer: 'notAnswered', explanation: null, link: null };

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  #index = 0;

  /** @param line null for a new one */
  async show(line: RequirementLine | null, group: string, index: number) {
    this._line = line ?? { number: null, group, text: '', isMust: true, answer: 'notAnswered', explanation: null, link: null };
    this.#index = index;
    this.fault = null;
    await this.updateComplete;
    this._dialog.show();
  }

  close() {
    this._dialog.close();
  }

  #change(part: Partial<RequirementLine>) {
    this._line = { ...this._line, ...part };
  }

  #save(event: Event) {
    event.preventDefault();
    if (!this.isBusy) {
      this.fault = null;
      this.dispatchEvent(new CustomEvent('halden-kept', { detail: { index: this.#index, line: this._line } }));
    }
  }

  override render() {
    const { t } = this.app;
    const line = this._line;
    return html`<halden-dialog .heading=${line.number === null ? t('requirementNew') : t('requirementNamed', { number: line.number })}>
      ${faultMessage(t, this.fault)}
      <form class="stack" novalidate @submit=${(event: Event) => { this.#save(event); }}>
        <div class="field">
          <label for="text">${t('requirementText')}</label>
          <textarea id="text" rows="3" maxlength="1000" .value=${line.text} @input=${(event: Event) => { this.#change({ text: (event.target as HTMLTextAreaElement).value }); }}></textarea>
        </div>
        <div class="field">
          <label for="group">${t('requirementGroup')}</label>
          <input id="group" list="groups" maxlength="100" .value=${line.group} @input=${(event: Event) => { this.#change({ group: (event.target as HTMLInputElement).value }); }} />
          <datalist id="groups">${this.groups.map((group) => html`<option value=${group}></option>`)}</datalist>
        </div>
        ${checkbox('must', t('requirementIsMust'), line.isMust, (isMust) => { this.#change({ isMust }); })}
        <div class="field">
          <label for="answer">${t('requirementAnswer')}</label>
          <select id="answer" @change=${(event: Event) => { this.#change({ answer: (event.target as HTMLSelectElement).value as RequirementAnswer }); }}>
            ${answers.map((answer) => html`<option value=${answer} .selected=${answer === line.answer}>${answerText(t, answer)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="explanation">${t('requirementExplanation')}</label>
          <textarea id="explanation" rows="2" maxlength="1000" .value=${line.explanation ?? ''} @input=${(event: Event) => { this.#change({ explanation: (event.target as HTMLTextAreaElement).value }); }}></textarea>
        </div>
        <div class="field">
          <label for="link">${t('requirementLink')}</label>
          <input id="link" type="url" maxlength="500" .value=${line.link ?? ''} @input=${(event: Event) => { this.#change({ link: (event.target as HTMLInputElement).value }); }} />
        </div>
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this.isBusy ? 'true' : nothing}>${t('save')}</button>
          <button type="button" class="button" @click=${() => { this.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  static override styles = sharedStyles;
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-requirement-dialog': RequirementDialogElement;
  }
}
