import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { InformationEntry, InformationLog } from '../api/benefit-model.js';
import { date } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import './information-dialog.element.js';
import type { InformationDialogElement } from './information-dialog.element.js';
import { audienceText, channelText, topics, topicText } from './information-words.js';
import './rollout-brief.element.js';
import './rollout-nav.element.js';

/** Who has been informed of the introduction, of what and when; who has not; and a page to inform each audience with. */
@customElement('halden-rollout-information')
export class RolloutInformationElement extends HaldenElement {
  @state() private _log: InformationLog | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _isBusy = false;

  @query('halden-information-dialog') private _dialog!: InformationDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._log = await this.app.api.information();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #delete(entry: InformationEntry) {
    const text = this.#about(entry);
    if (this._isBusy || !(await this.app.confirm({ heading: this.t('informationDeleteHeading'), text, yes: this.t('delete'), isDanger: true }))) {
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    try {
      this._log = await this.app.api.deleteInformation(entry.id, entry.version);
      this.app.announce(this.t('informationDeleted'));
      await this.focusOn('#log');
    } catch (fault) {
      this._actionFault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  #department = (key: string | null) => (key ? (this._log?.departments.find((known) => known.key === key)?.name ?? '') : '');

  #about = (entry: InformationEntry) => `${audienceText(this.app.t, entry.audience, this.#department(entry.department))}, ${date(this.app.lang, entry.day)}`;

  override render() {
    const { t, me } = this.app;
    return html`<div class="stack">
      <halden-rollout-nav view="rolloutInformation"></halden-rollout-nav>
      <div class="row spread">
        <h1 tabindex="-1">${t('informationHeading')}</h1>
        ${me.isEditor && this._log ? html`<button type="button" class="button primary positive" @click=${() => this._dialog.show(null)}>${t('informationNew')}</button>` : nothing}
      </div>
      <p class="muted lead">${t('informationLead')}</p>
      ${faultMessage(t, this._actionFault)} ${faultMessage(t, this._fault)}
      ${this._log === null
        ? this._fault ? nothing : loading(t)
        : html`${this.#renderCoverage(this._log)} ${this.#renderLog(this._log)}
            <halden-rollout-brief .departments=${this._log.departments}></halden-rollout-brief>
            <halden-information-dialog .departments=${this._log.departments} @halden-saved=${(event: CustomEvent<InformationLog>) => { this._log = event.detail; }}></halden-information-dialog>`}
    </div>`;
  }

  #renderCoverage({ coverage }: InformationLog) {
    const { t, lang } = this.app;
    const missing = coverage.reduce((sum, row) => sum + row.last.filter(({ day }) => day === null).length, 0);
    return html`<section class="box" aria-labelledby="coverage">
      <h2 id="coverage">${t('coverageHeading')}</h2>
      <p class="muted">${missing === 0 ? t('coverageAll') : t('coverageMissing', { count: missing })}</p>
      <table class="cards" role="table" aria-labelledby="coverage">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${t('informationAudience')}</th>
            ${topics.map((topic) => html`<th role="columnheader" scope="col">${topicText(t, topic)}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${coverage.map((row) => html`<tr role="row">
            <th role="rowheader" scope="row">${audienceText(t, row.audience, this.#department(row.department))}</th>
            ${row.last.map(({ topic, day }) => html`<td role="cell" data-label=${topicText(t, topic)} class=${day ? '' : 'never'}>${day ? date(lang, day) : t('coverageNever')}</td>`)}
          </tr>`)}
        </tbody>
      </table>
    </section>`;
  }

  #renderLog({ entries }: InformationLog) {
    const { t, lang, me, router } = this.app;
    return html`<section class="box" aria-labelledby="log">
      <h2 id="log" tabindex="-1">${t('informationLog')}</h2>
      ${entries.length === 0 ? html`<p class="muted">${t('informationNone')}</p>` : nothing}
      <ul class="plain">
        ${entries.map((entry) => html`<li>
          <h3>${audienceText(t, entry.audience, this.#department(entry.department))}</h3>
          <p>${date(lang, entry.day)} · ${channelText(t, entry.channel)}</p>
          <p>${entry.topics.map((topic) => topicText(t, topic)).join(' · ')}</p>
          ${entry.services.length > 0
            ? html`<p>${t('informationServices')}: ${entry.services.map((service, index) => html`${index > 0 ? ', ' : ''}<a href=${router.href({ view: 'service', key: service.key })}>${service.title || t('untitled')}</a>`)}</p>`
            : nothing}
          ${entry.note ? html`<p class="note">${entry.note}</p>` : nothing}
          <p class="muted">${t('informationBy', { name: entry.registeredBy ?? t('notSaid') })}</p>
          ${me.isEditor
            ? html`<p class="row">
                <button type="button" class="button" aria-label=${t('editNamed', { name: this.#about(entry) })} @click=${() => this._dialog.show(entry)}>${t('edit')}</button>
                <button type="button" class="button danger" aria-label=${t('deleteNamed', { name: this.#about(entry) })} @click=${() => this.#delete(entry)}>${t('delete')}</button>
              </p>`
            : nothing}
        </li>`)}
      </ul>
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .lead { max-width: 75ch; margin: 0; }
      thead th { white-space: normal; vertical-align: bottom; }
      th, td { font-size: 14px; padding: 6px 9px; }
      .never { font-weight: 700; }
      .never::before { font-weight: 400; }
      .plain { list-style: none; margin: 0; padding: 0; }
      li { padding: 12px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      li:first-child { border-top: 0; padding-top: 0; }
      li p { margin-bottom: 3px; }
      .note { max-width: 75ch; overflow-wrap: anywhere; white-space: pre-line; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-information': RolloutInformationElement;
  }
}
