import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FormVersion, WholeForm } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { FieldType } from './conditions.js';
import type { FormDefinition } from './definition.js';
import './form-preview.element.js';

/**
 * Every saving of a form: by whom, when, what it was, and taking it back.
 * @fires halden-restored with the form as it is now
 */
@customElement('halden-form-versions')
export class FormVersionsElement extends HaldenElement {
  @property() key = '';
  /** The version of the form that is shown. */
  @property() version = '';
  @property({ attribute: false }) types: readonly FieldType[] = [];

  @state() private _versions: FormVersion[] | null = null;
  @state() private _opened: { number: number; form: FormDefinition } | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key') || changed.has('version')) {
      void this.#load();
    }
  }

  async #load() {
    try {
      this._versions = await this.app.api.formVersions(this.key);
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #open(number: number) {
    this._actionFault = null;
    try {
      this._opened = { number, form: await this.app.api.formVersion<FormDefinition>(this.key, number) };
      await this.focusOn('#opened');
    } catch (fault) {
      this._actionFault = fault;
    }
  }

  async #restore(number: number) {
    this._actionFault = null;
    if (!(await this.app.confirm({ heading: this.t('versionRestoreHeading', { number }), text: this.t('versionRestoreText'), yes: this.t('versionRestore') }))) {
      return;
    }
    try {
      const form = await this.app.api.restoreForm<FormDefinition>(this.key, this.version, number);
      this._opened = null;
      this.app.announce(this.t('versionRestored', { number }));
      this.dispatchEvent(new CustomEvent<WholeForm<FormDefinition>>('halden-restored', { detail: form }));
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    }
  }

  override render() {
    const { t, lang } = this.app;
    const versions = this._versions ?? [];
    return html`
      ${faultMessage(t, this._fault)}
      <div id="fault" tabindex="-1">${faultMessage(t, this._actionFault)}</div>
      ${this._versions ? html`<table class="cards" role="table" aria-label=${t('formVersions')}>
        <thead role="rowgroup">
          <tr role="row">
            ${[t('formVersion'), t('versionAt'), t('versionBy')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
            <th role="columnheader" scope="col"><span class="hidden-text">${t('columnActions')}</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${versions.map(({ number, at, by }, index) => html`<tr role="row">
            <th role="rowheader" scope="row">${t('formVersionNumber', { number })}${index === 0 ? html` <span class="muted">${t('versionNow')}</span>` : nothing}</th>
            <td role="cell" data-label=${t('versionAt')}>${dateTime(lang, at)}</td>
            <td role="cell" data-label=${t('versionBy')}>${by ?? '–'}</td>
            <td role="cell"><div class="row">
              <button type="button" class="link" aria-label=${t('versionOpenNumber', { number })} @click=${() => this.#open(number)}>${t('versionOpen')}</button>
              ${index > 0 ? html`<button type="button" class="link" aria-label=${t('versionRestoreNumber', { number })} @click=${() => this.#restore(number)}>${t('versionRestore')}</button>` : nothing}
            </div></td>
          </tr>`)}
        </tbody>
      </table>` : this._fault ? nothing : loading(t)}
      ${this._opened ? html`<section id="opened" tabindex="-1" aria-labelledby="opened-heading">
        <h2 id="opened-heading">${t('formVersionNumber', { number: this._opened.number })}</h2>
        <halden-form-preview .form=${this._opened.form} .types=${this.types}></halden-form-preview>
      </section>` : nothing}
    `;
  }

  static override styles = [
    sharedStyles,
    css`
      #opened { margin-top: 24px; }
      h2 { margin-bottom: 12px; }
      td .row { gap: 0 12px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-form-versions': FormVersionsElement;
  }
}
