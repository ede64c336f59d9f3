import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Department, NationalChange } from '../api/model.js';
import { languageName, list } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';

/** What was last looked for, so that it stands there when one comes back from a service. */
let rememberedDepartment = '';

/** The services where a national change waits for a person. */
@customElement('halden-national-changes')
export class NationalChangesElement extends HaldenElement {
  @state() private _department = rememberedDepartment;
  @state() private _changes: NationalChange[] | null = null;
  @state() private _departments: Department[] = [];
  @state() private _fault: unknown = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    this.app.api.departments().then(
      (departments) => { this._departments = departments; },
      // The list itself is of use without the filter.
      () => undefined,
    );
  }

  #look(department: string) {
    this._department = rememberedDepartment = department;
    void this.#load();
  }

  async #load() {
    const department = this._department;
    try {
      const changes = await this.app.api.nationalChanges(department);
      if (department === this._department) {
        this._changes = changes;
        this._fault = null;
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #reset() {
    this.#look('');
    await this.focusOn('#department');
  }

  override render() {
    const { t } = this.app;
    return html`
      <h1>${t('nationalHeading')}</h1>
      <p class="lead">${t('nationalLead')}</p>
      ${this.#renderFilter()} ${faultMessage(t, this._fault)}
      <div class="box">${this._changes ? this.#renderChanges(this._changes) : this._fault ? nothing : loading(t)}</div>
    `;
  }

  #renderFilter() {
    const { t } = this.app;
    return html`<search class="box filter">
      <label for="department">${t('filterDepartment')}</label>
      <select id="department" @change=${(event: Event) => { this.#look((event.target as HTMLSelectElement).value); }}>
        <option value="" ?selected=${this._department === ''}>${t('filterAll')}</option>
        <option value="none" ?selected=${this._department === 'none'}>${t('filterNoDepartment')}</option>
        ${this._departments.map((department) => html`<option value=${department.key} ?selected=${this._department === department.key}>${department.name}</option>`)}
      </select>
    </search>`;
  }

  #renderChanges(changes: NationalChange[]) {
    const { t } = this.app;
    if (changes.length > 0) {
      return html`<p class="muted count" role="status">${t('nationalCount', { count: changes.length })}</p>
        ${this.#renderTable(changes)}`;
    }
    return html`<p class="empty" role="status">${t(this._department ? 'nationalEmptyFilter' : 'nationalEmpty')}</p>
      ${this._department ? html`<button type="button" class="button" @click=${() => this.#reset()}>${t('filterReset')}</button>` : nothing}`;
  }

  #renderTable(changes: NationalChange[]) {
    const { t, lang, router } = this.app;
    const notSet = html`<span class="muted">${t('notSet')}</span>`;
    return html`<table class="cards" role="table" aria-label=${t('nationalHeading')}>
      <thead role="rowgroup">
        <tr role="row">
          ${[t('columnTitle'), t('columnDepartment'), t('columnOwner'), t('columnLanguages'), t('columnFields')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${changes.map(
          (change) => html`<tr role="row">
            <th role="rowheader" scope="row"><a href=${router.href({ view: 'change', key: change.key })}>${change.title || t('untitled')}</a></th>
            <td role="cell" data-label=${t('columnDepartment')}>${change.department || notSet}</td>
            <td role="cell" data-label=${t('columnOwner')}>${change.owner || notSet}</td>
            <td role="cell" data-label=${t('columnLanguages')}>${list(lang, change.cultures.map((culture) => languageName(lang, culture)))}</td>
            <td role="cell" data-label=${t('columnFields')}>${change.fields}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  static override styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: 6px; }
      .lead { max-width: 75ch; margin-bottom: 18px; }
      .filter { margin-bottom: 18px; }
      .filter select { max-width: 420px; }
      .message { margin-bottom: 18px; }
      .count { margin-bottom: 6px; }
      .empty:last-child { margin: 0; }
      th[scope='row'] { min-width: 180px; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-national-changes': NationalChangesElement;
  }
}
