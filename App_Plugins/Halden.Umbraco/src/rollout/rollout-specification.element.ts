import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RequirementLine, RequirementSubject, Specification } from '../api/benefit-model.js';
import { download } from '../core/download.js';
import { isSafeUrl } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage, loading } from '../core/templates.js';
import './requirement-dialog.element.js';
import type { RequirementDialogElement } from './requirement-dialog.element.js';
import { answerText, subjects, subjectText, totalsText } from './requirement-words.js';
import './rollout-nav.element.js';

/** One requirement specification. Every change is saved at once, whole, against the version that was read. */
@customElement('halden-rollout-specification')
export class RolloutSpecificationElement extends HaldenElement {
  @property() key = '';

  @state() private _specification: Specification | null = null;

  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-requirement-dialog') private _dialog!: RequirementDialogElement;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this._specification = null;
      void this.#load();
    }
  }

  async #load() {
    const { key } = this;
    try {
      const specification = await this.app.api.specification(key);
      if (key === this.key) {
        this._specification = specification;
        this._fault = null;
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  /** Whether it was saved; where it was not, what is shown stays as it was. */
  async #save(part: Partial<Specification>): Promise<boolean> {
    if (this._isBusy) {
      return false;
    }
    const { id, version, title, subject, isFinished, requirements } = { ...this._specification!, ...part };
    this._isBusy = true;
    this._fault = null;
    try {
      this._specification = await this.app.api.saveSpecification(id, { version, title, subject, isFinished, requirements });
      return true;
    } catch (fault) {
      this._fault = fault;
      this.requestUpdate();
      return false;
    } finally {
      this._isBusy = false;
    }
  }

  async #keep(index: number, line: RequirementLine) {
    const requirements = [...this._specification!.requirements];
    requirements[index] = line;
    this._dialog.isBusy = true;
    const isSaved = await this.#save({ requirements });
    this._dialog.isBusy = false;
    if (isSaved) {
      this._dialog.close();
      this.app.announce(this.t('requirementSaved'));
    } else {
      this._dialog.fault = this._fault;
      this._fault = null;
    }
  }

  async #move(index: number, by: -1 | 1) {
    const requirements = [...this._specification!.requirements];
    const [moved] = requirements.splice(index, 1);
    requirements.splice(index + by, 0, moved!);
    if (await this.#save({ requirements })) {
      this.app.announce(this.t('requirementMoved', { number: moved!.number ?? '', place: index + by + 1 }));
    }
  }

  async #remove(line: RequirementLine) {
    if (!(await this.app.confirm({ heading: this.t('requirementDeleteHeading'), text: line.text, yes: this.t('delete'), isDanger: true }))) {
      return;
    }
    if (await this.#save({ requirements: this._specification!.requirements.filter((one) => one !== line) })) {
      this.app.announce(this.t('requirementDeleted'));
      await this.focusOn('#heading');
    }
  }

  async #delete() {
    const { id, version, title } = this._specification!;
    if (!(await this.app.confirm({ heading: this.t('requirementsDeleteHeading'), text: title, yes: this.t('delete'), isDanger: true }))) {
      return;
    }
    this._fault = null;
    try {
      await this.app.api.deleteSpecification(id, version);
      this.app.announce(this.t('requirementsDeleted'));
      this.app.router.go({ view: 'rolloutRequirements' });
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #export(format: 'xlsx' | 'csv' | 'pdf') {
    this._fault = null;
    try {
      const { blob, name } = await this.app.api.specificationFile(this._specification!.id, format);
      download(blob, name);
    } catch (fault) {
      this._fault = fault;
    }
  }

  override render() {
    const { t, router } = this.app;
    return html`<div class="stack">
      <halden-rollout-nav class="screen"></halden-rollout-nav>
      <p class="screen"><a href=${router.href({ view: 'rolloutRequirements' })}>${t('requirementsBack')}</a></p>
      ${this._specification ? this.#renderSpecification(this._specification) : this._fault ? faultMessage(t, this._fault) : loading(t)}
    </div>`;
  }

  #renderSpecification(one: Specification) {
    const { t, me } = this.app;
    return html`<h1 id="heading" tabindex="-1">${one.title}</h1>
      <p class="summary">${subjectText(t, one.subject)} · ${t(one.isFinished ? 'requirementsFinished' : 'requirementsDraft')} · ${totalsText(t, one)}${one.totals.mustNotMet > 0 ? html` <strong>${t('requirementMustNotMet', { count: one.totals.mustNotMet })}</strong>` : nothing}</p>
      ${faultMessage(t, this._fault)}
      ${me.isEditor ? this.#renderAbout(one) : nothing}
      <div class="row screen">
        ${me.isEditor ? html`<button type="button" class="button primary positive" @click=${() => this._dialog.show(null, one.requirements.at(-1)?.group ?? '', one.requirements.length)}>${t('requirementNew')}</button>` : nothing}
        <button type="button" class="link" @click=${() => this.#export('pdf')}>${t('briefPdf')}</button>
        <button type="button" class="link" @click=${() => this.#export('xlsx')}>${t('benefitExportXlsx')}</button>
        <button type="button" class="link" @click=${() => this.#export('csv')}>${t('benefitExportCsv')}</button>
        <button type="button" class="link" @click=${() => { window.print(); }}>${t('requirementsPrint')}</button>
        ${me.isEditor ? html`<button type="button" class="button danger" @click=${this.#delete}>${t('requirementsDelete')}</button>` : nothing}
      </div>
      ${one.requirements.length === 0 ? html`<p class="message info">${t('requirementsEmpty')}</p>` : nothing}
      <ol class="plain">${repeat(one.requirements, ({ number }) => number, (line, index) => this.#renderLine(line, index))}</ol>
      <halden-requirement-dialog .groups=${[...new Set(one.requirements.map(({ group }) => group).filter((group) => group !== ''))]}
        @halden-kept=${(event: CustomEvent<{ index: number; line: RequirementLine }>) => this.#keep(event.detail.index, event.detail.line)}></halden-requirement-dialog>`;
  }

  #renderAbout(one: Specification) {
    const { t } = this.app;
    return html`<div class="box about screen">
      <div class="field">
        <label for="title">${t('requirementsTitle')}</label>
        <input id="title" maxlength="200" .value=${one.title} @change=${(event: Event) => this.#save({ title: (event.target as HTMLInputElement).value })} />
      </div>
      <div class="field">
        <label for="subject">${t('requirementsSubject')}</label>
        <select id="subject" @change=${(event: Event) => this.#save({ subject: (event.target as HTMLSelectElement).value as RequirementSubject })}>
          ${subjects.map((subject) => html`<option value=${subject} .selected=${subject === one.subject}>${subjectText(t, subject)}</option>`)}
        </select>
      </div>
      ${checkbox('finished', t('requirementsIsFinished'), one.isFinished, (isFinished) => void this.#save({ isFinished }))}
    </div>`;
  }

  #renderLine(line: RequirementLine, index: number) {
    const { t, me } = this.app;
    const { requirements } = this._specification!;
    const named = t('requirementNamed', { number: line.number ?? '' });
    return html`<li>
      ${line.group && line.group !== requirements[index - 1]?.group ? html`<h2>${line.group}</h2>` : nothing}
      <div class="requirement">
        <p><strong>${named}</strong> <span class="weight">${t(line.isMust ? 'requirementMust' : 'requirementShould')}</span> <span class="answer ${line.answer}">${answerText(t, line.answer)}</span></p>
        <p class="text">${line.text}</p>
        ${line.explanation ? html`<p class="text muted">${line.explanation}</p>` : nothing}
        ${line.link && isSafeUrl(line.link) ? html`<p class="text"><a href=${line.link} rel="noopener noreferrer" target="_blank">${line.link}</a></p>` : nothing}
        ${me.isEditor
          ? html`<p class="row screen">
              <button type="button" class="button" aria-label=${t('editNamed', { name: named })} @click=${() => this._dialog.show(line, line.group, index)}>${t('edit')}</button>
              <button type="button" class="plain" aria-disabled=${index === 0 ? 'true' : nothing} aria-label=${t('requirementUp', { name: named })} @click=${() => { if (index > 0) { void this.#move(index, -1); } }}>↑</button>
              <button type="button" class="plain" aria-disabled=${index === requirements.length - 1 ? 'true' : nothing} aria-label=${t('requirementDown', { name: named })} @click=${() => { if (index < requirements.length - 1) { void this.#move(index, 1); } }}>↓</button>
              <button type="button" class="link" aria-label=${t('deleteNamed', { name: named })} @click=${() => this.#remove(line)}>${t('delete')}</button>
            </p>`
          : nothing}
      </div>
    </li>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .summary { margin: 0; }
      .about { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px; align-items: end; }
      .plain { list-style: none; margin: 0; padding: 0; }
      h2 { margin: 18px 0 6px; overflow-wrap: anywhere; }
      .requirement { border-top: 1px solid var(--uui-color-border, #d8d7d9); padding: 9px 0; break-inside: avoid; }
      .requirement p { margin: 0 0 3px; }
      .text { max-width: 90ch; overflow-wrap: anywhere; white-space: pre-line; }
      .weight, .answer { margin-left: 6px; }
      .answer { border-left: 4px solid #767579; padding-left: 6px; }
      .answer.met { border-color: #0b8152; }
      .answer.partly { border-color: #a17700; }
      .answer.notMet { border-color: #ae1e47; }
      button[aria-disabled='true'] { color: #767579; cursor: default; }
      @media print {
        .screen { display: none; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-specification': RolloutSpecificationElement;
  }
}
