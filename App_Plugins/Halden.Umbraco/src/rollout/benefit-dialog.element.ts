import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { Benefit, BenefitRow } from '../api/benefit-model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { number } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import '../core/dialog.element.js';
import { wholeNumber } from './whole-number.js';

type Field = 'volume' | 'oneOffCost' | 'yearlyCost' | 'hourlyCost';

const labels: Record<Field, TextKey> = { volume: 'benefitVolumeLabel', oneOffCost: 'benefitOneOffLabel', yearlyCost: 'benefitYearlyLabel', hourlyCost: 'benefitHourlyLabel' };

/**
 * Says what a service's volume and costs are, or what an hour costs.
 * @fires halden-saved with the whole table as it has become
 */
@customElement('halden-benefit-dialog')
export class BenefitDialogElement extends HaldenElement {
  /** Null while it is about the assumptions. */
  @state() private _row: BenefitRow | null = null;
  @state() private _version: string | null = null;
  @state() private _values: Partial<Record<Field, string>> = {};
  @state() private _errors: Partial<Record<Field, string[]>> = {};
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  show(row: BenefitRow) {
    return this.#open(row, row.version, { volume: String(row.volume ?? ''), oneOffCost: String(row.oneOffCost ?? ''), yearlyCost: String(row.yearlyCost ?? '') });
  }

  assume(assumptions: Benefit['assumptions']) {
    return this.#open(null, assumptions.version, { hourlyCost: String(assumptions.hourlyCost) });
  }

  async #open(row: BenefitRow | null, version: string | null, values: Partial<Record<Field, string>>) {
    [this._row, this._version, this._values, this._errors, this._fault] = [row, version, values, {}, null];
    await this.updateComplete;
    this._dialog.show();
  }

  async #save(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    const fields = Object.keys(this._values) as Field[];
    const written = Object.fromEntries(fields.map((field) => [field, wholeNumber(this._values[field] ?? '')])) as Record<Field, number | null>;
    this._errors = Object.fromEntries(fields.filter((field) => Number.isNaN(written[field])).map((field) => [field, [this.t('benefitNotANumber')]]));
    this._fault = null;
    const wrong = fields.find((field) => this._errors[field]);
    if (wrong) {
      await this.focusOn(`#${wrong}`);
      return;
    }
    this._isBusy = true;
    try {
      const benefit = this._row
        ? await this.app.api.saveBenefit(this._row.key, { version: this._version, volume: written.volume, oneOffCost: written.oneOffCost, yearlyCost: written.yearlyCost })
        : await this.app.api.saveAssumptions(this._version, written.hourlyCost);
      this._dialog.close();
      this.app.announce(this.t('informationSaved'));
      this.dispatchEvent(new CustomEvent<Benefit>('halden-saved', { detail: benefit }));
    } catch (fault) {
      const first = fault instanceof ApiError ? fields.find((field) => fault.errors[field]) : undefined;
      if (fault instanceof ApiError && first) {
        this._errors = fault.errors;
        await this.focusOn(`#${first}`);
      } else {
        this._fault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t } = this.app;
    return html`<halden-dialog .heading=${this._row ? this._row.title || t('untitled') : t('benefitHourlyEdit')}>
      ${faultMessage(t, this._fault)}
      <form class="stack" novalidate @submit=${(event: Event) => this.#save(event)}>
        ${(Object.keys(this._values) as Field[]).map((field) => this.#renderField(field))}
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('save')}</button>
          <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #renderField(field: Field) {
    const { t, lang } = this.app;
    const hint = field === 'hourlyCost' ? t('benefitHourlyHint')
      : field === 'volume' && this._row?.applications != null ? t('benefitVolumeHint', { count: number(lang, this._row.applications) })
      : field === 'volume' ? t('benefitVolumeNoHint')
      : '';
    const errors = this._errors[field] ?? [];
    return html`<div class="field">
      <label for=${field}>${t(labels[field])}</label>
      <input id=${field} inputmode="numeric" autocomplete="off" .value=${this._values[field] ?? ''} aria-invalid=${errors.length > 0 ? 'true' : nothing} aria-describedby="${field}-hint ${field}-error"
        @input=${(event: Event) => { this._values = { ...this._values, [field]: (event.target as HTMLInputElement).value }; }} />
      <p class="hint" id="${field}-hint">${hint}</p>
      <div id="${field}-error">${errors.map((error) => html`<p class="error" role="alert">${error}</p>`)}</div>
    </div>`;
  }

  static override styles = sharedStyles;
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-benefit-dialog': BenefitDialogElement;
  }
}
