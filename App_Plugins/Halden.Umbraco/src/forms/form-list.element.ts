import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { FormChoice } from '../api/model.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { download } from '../core/download.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { cultureName, faultMessage, loading } from '../core/templates.js';
import { placeText } from './places.js';
import '../core/dialog.element.js';

/** The municipality's forms, and those that come with the plugin to begin from. */
@customElement('halden-form-list')
export class FormListElement extends HaldenElement {
  @state() private _forms: FormChoice[] | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _name = '';
  @state() private _from = '';
  @state() private _nameError = '';
  @state() private _dialogFault: unknown = null;
  @state() private _importFault: unknown = null;
  @state() private _isBusy = false;

  @query('#new') private _new!: HaldenDialogElement;
  @query('#import') private _import!: HaldenDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._forms = await this.app.api.forms();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #openNew(from?: FormChoice) {
    this._from = from?.id ?? '';
    this._name = from ? (from.isReadyMade ? from.name : this.t('formCopyOf', { name: from.name })) : '';
    this._nameError = '';
    this._dialogFault = null;
    await this.updateComplete;
    this._new.show();
    await this.focusOn('#name');
  }

  async #create(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    this._nameError = this._name.trim() ? '' : this.t('formNameRequired');
    if (this._nameError) {
      await this.focusOn('#name');
      return;
    }
    this._isBusy = true;
    try {
      const { id } = await this.app.api.createForm(this._name.trim(), this._from || null);
      this._new.close();
      this.app.router.go({ view: 'form', key: id });
    } catch (fault) {
      this._dialogFault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  async #upload(event: Event) {
    event.preventDefault();
    const file = this.renderRoot.querySelector<HTMLInputElement>('#file')?.files?.[0];
    if (!file || this._isBusy) {
      await this.focusOn('#file');
      return;
    }
    this._isBusy = true;
    this._importFault = null;
    try {
      const { id } = await this.app.api.importForm(file);
      this._import.close();
      this.app.announce(this.t('formImported'));
      this.app.router.go({ view: 'form', key: id });
    } catch (fault) {
      this._importFault = fault;
      await this.focusOn('#import-fault');
    } finally {
      this._isBusy = false;
    }
  }

  async #export({ id, name }: FormChoice) {
    this._actionFault = null;
    try {
      const { form } = await this.app.api.form<object>(id);
      download(new Blob([`${JSON.stringify(form, null, 2)}\n`], { type: 'application/json' }), `${name}.json`);
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    }
  }

  async #delete({ id, name, version }: FormChoice) {
    this._actionFault = null;
    if (!(await this.app.confirm({ heading: this.t('formDeleteHeading', { name }), text: this.t('formDeleteText'), yes: this.t('delete'), isDanger: true }))) {
      return;
    }
    try {
      await this.app.api.deleteForm(id, version ?? '');
      await this.#load();
      this.app.announce(this.t('formDeleted', { name }));
      await this.focusOn('#add');
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    }
  }

  override render() {
    const { t, me } = this.app;
    const forms = this._forms ?? [];
    return html`
      <div class="row spread heading">
        <h1>${t('navForms')}</h1>
        ${me.isEditor
          ? html`<div class="row">
              <button type="button" class="button" @click=${() => { this._importFault = null; this._import.show(); }}>${t('formImport')}</button>
              <button type="button" class="button primary" id="add" @click=${() => this.#openNew()}>${t('formNew')}</button>
            </div>`
          : nothing}
      </div>
      ${faultMessage(t, this._fault)}
      <div id="fault" tabindex="-1">${faultMessage(t, this._actionFault)}</div>
      ${this._forms
        ? html`<div class="stack">
            ${this.#renderOwn(forms.filter(({ isReadyMade }) => !isReadyMade))}
            ${this.#renderReadyMade(forms.filter(({ isReadyMade }) => isReadyMade))}
          </div>`
        : this._fault ? nothing : loading(t)}
      ${this.#renderNew(forms)} ${this.#renderImport()}
    `;
  }

  #renderOwn(forms: FormChoice[]) {
    const { t, me, router, lang } = this.app;
    return html`<section class="box" aria-labelledby="own">
      <h2 id="own">${t('formsOwn')}</h2>
      ${forms.length === 0
        ? html`<p class="muted">${t('formsEmpty')}</p>`
        : html`<table class="cards" role="table" aria-labelledby="own">
            <thead role="rowgroup">
              <tr role="row">
                ${[t('formName'), t('formUsedBy'), t('formState'), t('formChanged')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
                ${me.isEditor ? html`<th role="columnheader" scope="col"><span class="hidden-text">${t('columnActions')}</span></th>` : nothing}
              </tr>
            </thead>
            <tbody role="rowgroup">
              ${forms.map((form) => html`<tr role="row">
                <th role="rowheader" scope="row">${me.isEditor && !form.provider ? html`<a href=${router.href({ view: 'form', key: form.id })}>${form.name}</a>` : form.name}<span class="muted more">${this.#size(form)}</span>${form.provider ? html`<span class="muted more">${t('formProvided', { provider: form.provider })}</span>` : nothing}</th>
                <td role="cell" data-label=${t('formUsedBy')}>${form.services.length === 0
                  ? html`<span class="muted">${t('formUnused')}</span>`
                  : html`<ul>${form.services.map(({ key, title }) => html`<li><a href=${router.href({ view: 'service', key })}>${title}</a></li>`)}</ul>`}</td>
                <td role="cell" data-label=${t('formState')}>${form.errors > 0
                  ? html`<uui-tag look="primary" color="danger">${t('formErrors', { count: form.errors })}</uui-tag>`
                  : html`<uui-tag look="outline" color="positive">${t('formUsable')}</uui-tag>`}</td>
                <td role="cell" data-label=${t('formChanged')}>${t('formVersionNumber', { number: form.number })}<span class="muted more">${[dateTime(lang, form.changedAt), form.changedBy].filter(Boolean).join(', ')}</span></td>
                ${me.isEditor
                  ? html`<td role="cell">
                      <div class="row">
                        <button type="button" class="link" aria-label=${t('formCopyNamed', { name: form.name })} @click=${() => this.#openNew(form)}>${t('formCopy')}</button>
                        <button type="button" class="link" aria-label=${t('formExportNamed', { name: form.name })} @click=${() => this.#export(form)}>${t('formExport')}</button>
                        ${form.services.length === 0 && !form.provider ? html`<button type="button" class="link" aria-label=${t('deleteNamed', { name: form.name })} @click=${() => this.#delete(form)}>${t('delete')}</button>` : nothing}
                      </div>
                    </td>`
                  : nothing}
              </tr>`)}
            </tbody>
          </table>`}
    </section>`;
  }

  #size({ pages, questions, cultures }: FormChoice) {
    return [this.t('formSize', { pages, questions }), ...cultures.slice(1).map((culture) => cultureName(this.app.schema, culture).toLowerCase())].join(', ');
  }

  #renderReadyMade(forms: FormChoice[]) {
    const { t, me } = this.app;
    return forms.length === 0 ? nothing : html`<section class="box" aria-labelledby="ready">
      <h2 id="ready">${t('formsReadyMade')}</h2>
      <p class="muted">${t('formsReadyMadeHint')}</p>
      <ul class="ready">
        ${forms.map((form) => html`<li>
          <span>${form.name}<span class="muted more">${this.#size(form)}</span></span>
          ${me.isEditor ? html`<button type="button" class="button" aria-label=${t('formUseNamed', { name: form.name })} @click=${() => this.#openNew(form)}>${t('formUse')}</button>` : nothing}
        </li>`)}
      </ul>
    </section>`;
  }

  #renderNew(forms: FormChoice[]) {
    const { t } = this.app;
    const option = ({ id, name }: FormChoice) => html`<option value=${id} .selected=${id === this._from}>${name}</option>`;
    const own = forms.filter(({ isReadyMade }) => !isReadyMade);
    return html`<halden-dialog id="new" .heading=${t('formNew')}>
      <form class="stack" novalidate @submit=${this.#create}>
        <div class="field">
          <label for="name">${t('formName')}</label>
          <input id="name" maxlength="200" autocomplete="off" required lang="nb-NO" .value=${this._name} aria-invalid=${this._nameError ? 'true' : nothing} aria-describedby="name-error"
            @input=${(event: Event) => { this._name = (event.target as HTMLInputElement).value; }} />
          <div id="name-error">${this._nameError ? html`<p class="error" role="alert">${this._nameError}</p>` : nothing}</div>
        </div>
        <div class="field">
          <label for="from">${t('formFrom')}</label>
          <select id="from" @change=${(event: Event) => { this._from = (event.target as HTMLSelectElement).value; }}>
            <option value="" .selected=${this._from === ''}>${t('formFromEmpty')}</option>
            <optgroup label=${t('formsReadyMade')}>${forms.filter(({ isReadyMade }) => isReadyMade).map(option)}</optgroup>
            ${own.length > 0 ? html`<optgroup label=${t('formsOwn')}>${own.map(option)}</optgroup>` : nothing}
          </select>
        </div>
        ${faultMessage(t, this._dialogFault)}
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('create')}</button>
          <button type="button" class="button" @click=${() => { this._new.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #renderImport() {
    const { t } = this.app;
    const fault = this._importFault;
    const errors = fault instanceof ApiError ? Object.entries(fault.errors) : [];
    return html`<halden-dialog id="import" .heading=${t('formImport')}>
      <form class="stack" novalidate @submit=${this.#upload}>
        <div class="field">
          <label for="file">${t('formFile')}</label>
          <p class="hint" id="file-hint">${t('formFileHint')}</p>
          <input id="file" type="file" accept=".json,application/json" aria-describedby="file-hint" />
        </div>
        <div id="import-fault" tabindex="-1">
          ${faultMessage(t, fault, errors.length > 0
            ? html`<ul>${errors.flatMap(([place, messages]) => messages.map((message) => html`<li><strong>${placeText(t, place)}:</strong> ${message}</li>`))}</ul>`
            : nothing)}
        </div>
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('formImportDo')}</button>
          <button type="button" class="button" @click=${() => { this._import.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .heading { margin-bottom: 18px; }
      .message { margin-bottom: 18px; }
      .message ul { max-height: 40vh; overflow: auto; }
      .more { display: block; font-weight: 400; font-size: 14px; }
      td ul { margin: 0; padding: 0; list-style: none; }
      td .row { gap: 0 12px; }
      .ready { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr)); gap: 0 24px; }
      .ready li { display: flex; justify-content: space-between; align-items: center; gap: 12px; padding: 9px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      .ready .button { flex: none; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-form-list': FormListElement;
  }
}
