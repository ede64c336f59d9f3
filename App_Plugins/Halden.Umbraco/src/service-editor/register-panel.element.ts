import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Department, FormChoice, RecipientKind } from '../api/model.js';
import { list } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox } from '../core/templates.js';
import type { RegisterField, ServiceDraft } from './service-draft.js';

/** Who answers for the service and who receives what is sent in. @fires halden-change after a change in the draft */
@customElement('halden-register-panel')
export class RegisterPanelElement extends HaldenElement {
  @property({ attribute: false }) draft!: ServiceDraft;
  @property({ attribute: false }) departments: Department[] = [];
  @property({ attribute: false }) forms: FormChoice[] = [];
  /** Field → what is wrong with it. */
  @property({ attribute: false }) errors: Record<string, string[]> = {};
  /** Draws anew when the draft, which is one object, changes. */
  @property({ type: Number }) revision = 0;

  focusField(field: string) {
    this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(field)}`)?.focus();
  }

  #set<F extends RegisterField>(field: F, value: Parameters<typeof this.draft.setRegister<F>>[1]) {
    this.draft.setRegister(field, value);
    this.dispatchEvent(new Event('halden-change'));
  }

  override render() {
    const { draft } = this;
    const isEditor = this.app.me.isEditor;
    if (!isEditor) {
      return this.#renderRead();
    }
    const departmentKey = draft.register('departmentKey');
    const director = this.departments.find((department) => department.key === departmentKey)?.director?.name
      ?? (departmentKey === draft.service.register.departmentKey ? draft.service.register.directorName : null);
    const kind = draft.register('recipientKind') ?? 'mailbox';
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${this.t('registerHeading')}</h2>
      <p class="internal"><uui-tag look="primary" color="warning">${this.t('internal')}</uui-tag> ${this.t('internalWhy')}</p>
      <div class="stack">
        <div class="field">
          <label for="departmentKey">${this.t('department')}</label>
          <select id="departmentKey" aria-describedby="director departmentKey-error" aria-invalid=${this.errors.departmentKey ? 'true' : nothing}
            @change=${(event: Event) => { this.#set('departmentKey', (event.target as HTMLSelectElement).value || null); }}>
            <option value="" ?selected=${!departmentKey}>${this.t('departmentNone')}</option>
            ${this.departments.map((department) => html`<option value=${department.key} .selected=${department.key === departmentKey}>${department.name}</option>`)}
            ${departmentKey && !this.departments.some((department) => department.key === departmentKey) ? html`<option value=${departmentKey} selected>${draft.service.register.departmentName}</option>` : nothing}
          </select>
          <p class="hint after" id="director">${director ? this.t('directorIs', { name: director }) : this.t('directorNone')}</p>
          ${this.#renderErrors('departmentKey')}
        </div>
        ${this.#renderFurther(departmentKey)}
        ${this.#renderText('ownerName', this.t('ownerName'), 'text')} ${this.#renderText('ownerEmail', this.t('ownerEmail'), 'email')}
        <div class="field">
          <label for="recipientKind">${this.t('recipientKind')}</label>
          <select id="recipientKind" @change=${(event: Event) => { this.#set('recipientKind', (event.target as HTMLSelectElement).value as RecipientKind); }}>
            <option value="mailbox" .selected=${kind === 'mailbox'}>${this.t('recipientMailbox')}</option>
            <option value="lineOfBusinessSystem" .selected=${kind === 'lineOfBusinessSystem'}>${this.t('recipientSystem')}</option>
            <option value="printQueue" .selected=${kind === 'printQueue'}>${this.t('recipientPrint')}</option>
          </select>
          ${this.#renderErrors('recipientKind')}
        </div>
        ${kind === 'printQueue' ? html`<p class="hint">${this.t('recipientPrintHint')}</p>` : this.#renderText('recipient', kind === 'mailbox' ? this.t('recipientAddress') : this.t('recipientSystemName'), kind === 'mailbox' ? 'email' : 'text')}
        ${this.#renderForm()}
      </div>
    </section>`;
  }

  #renderForm() {
    const formId = this.draft.register('formId');
    const option = ({ id, name }: FormChoice) => html`<option value=${id} .selected=${id === formId}>${name}</option>`;
    const own = this.forms.filter(({ isReadyMade }) => !isReadyMade);
    const readyMade = this.forms.filter((form) => form.isReadyMade);
    return html`<div class="field">
      <label for="formId">${this.t('form')}</label>
      <select id="formId" aria-describedby="form-hint formId-error" aria-invalid=${this.errors.formId ? 'true' : nothing}
        @change=${(event: Event) => { this.#set('formId', (event.target as HTMLSelectElement).value || null); }}>
        <option value="" .selected=${!formId}>${this.t('formNone')}</option>
        ${own.length > 0 ? html`<optgroup label=${this.t('formsOwn')}>${own.map(option)}</optgroup>` : nothing}
        ${readyMade.length > 0 ? html`<optgroup label=${this.t('formsReadyMade')}>${readyMade.map(option)}</optgroup>` : nothing}
      </select>
      <p class="hint after" id="form-hint">${this.t('formHint')}</p>
      ${own.some(({ id }) => id === formId) ? html`<p class="hint after"><a href=${this.app.router.href({ view: 'form', key: formId! })}>${this.t('formEdit')}</a></p>` : nothing}
      ${this.#renderErrors('formId')}
    </div>`;
  }

  /** Departments that must approve too, each of them. */
  #renderFurther(departmentKey: string | null) {
    const chosen = this.draft.register('furtherDepartmentKeys');
    const others = this.departments.filter(({ key }) => key !== departmentKey);
    if (others.length === 0) {
      return nothing;
    }
    return html`<fieldset id="furtherDepartmentKeys" tabindex="-1" aria-describedby="further-hint furtherDepartmentKeys-error">
      <legend>${this.t('furtherDepartments')}</legend>
      <p class="hint" id="further-hint">${this.t('furtherHint')}</p>
      ${others.map(({ key, name }) => checkbox(`further-${key}`, name, chosen.includes(key), (isChosen) => {
        this.#set('furtherDepartmentKeys', isChosen ? [...chosen, key] : chosen.filter((other) => other !== key));
      }))}
      ${this.#renderErrors('furtherDepartmentKeys')}
    </fieldset>
    ${this.#renderApprovers([departmentKey, ...chosen])}`;
  }

  /** Who may approve today: directors, and deputies in their time. */
  #renderApprovers(keys: readonly (string | null)[]) {
    const names = new Set(this.departments.filter(({ key }) => keys.includes(key)).flatMap(({ director, deputies }) => [
      ...(director ? [director.name] : []),
      ...deputies.filter(({ isNow }) => isNow).map(({ user }) => this.t('deputyNamed', { name: user.name })),
    ]));
    return names.size > 0 ? html`<p class="hint">${this.t('approversNow', { names: list(this.app.lang, [...names]) })}</p>` : nothing;
  }

  #renderRead() {
    const { departmentName, directorName, ownerName, ownerEmail, recipientKind, recipient, furtherDepartmentKeys, formId } = this.draft.service.register;
    const further = this.departments.filter(({ key }) => furtherDepartmentKeys.includes(key)).map(({ name }) => name);
    const row = (term: string, value: string | null) => html`<dt>${term}</dt><dd>${value || html`<span class="muted">${this.t('notSet')}</span>`}</dd>`;
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${this.t('registerHeading')}</h2>
      <dl>
        ${row(this.t('department'), departmentName)} ${row(this.t('columnDirector'), directorName)}
        ${further.length > 0 ? row(this.t('furtherDepartments'), further.join(', ')) : nothing}
        ${row(this.t('ownerName'), ownerName)}
        ${row(this.t('ownerEmail'), ownerEmail)} ${row(this.t('columnRecipient'), recipientKind === 'printQueue' ? this.t('recipientPrint') : recipient)}
        ${row(this.t('form'), this.forms.find(({ id }) => id === formId)?.name ?? null)}
      </dl>
    </section>`;
  }

  #renderText(field: 'ownerName' | 'ownerEmail' | 'recipient', label: string, type: 'text' | 'email') {
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <input id=${field} type=${type} autocomplete="off" maxlength="255" .value=${this.draft.register(field) ?? ''} aria-invalid=${this.errors[field] ? 'true' : nothing} aria-describedby="${field}-error"
        @input=${(event: Event) => { this.#set(field, (event.target as HTMLInputElement).value); }} />
      ${this.#renderErrors(field)}
    </div>`;
  }

  #renderErrors(field: string) {
    return html`<div id="${field}-error">${(this.errors[field] ?? []).map((error) => html`<p class="error">${error}</p>`)}</div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .internal { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-bottom: 12px; font-size: 14px; }
      .hint.after { margin: 6px 0 0; }
      fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 6px; min-width: 0; }
      legend { font-weight: 700; padding: 0; margin-bottom: 3px; }
      dl { margin: 0; }
      dt { font-weight: 700; }
      dd { margin: 0 0 9px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-register-panel': RegisterPanelElement;
  }
}
