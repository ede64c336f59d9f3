import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AnsweredQuestion, OpenedSubmission, SubmissionFile, SubmissionState } from '../api/model.js';
import { dateTime, dayOf, languageName } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { download } from '../core/download.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import { endOf } from './outlook.js';
import { backLink, stateKeys, submissionTag } from './words.js';
import './deliveries.element.js';
import './erase-form.element.js';

const setKeys: Record<SubmissionState, TextKey> = { new: 'submissionSetNew', inWork: 'submissionSetInWork', done: 'submissionSetDone' };

/** What usually comes after. */
const next: Partial<Record<SubmissionState, SubmissionState>> = { new: 'inWork', inWork: 'done' };

/** One submission: what the citizen answered, how far the handling has come, and where it went. */
@customElement('halden-submission')
export class SubmissionElement extends HaldenElement {
  @property() key = '';

  @state() private _opened: OpenedSubmission | null = null;
  @state() private _fault: unknown = null;
  @state() private _stateFault: unknown = null;
  @state() private _fileFault: unknown = null;
  @state() private _isBusy = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this._opened = null;
      void this.#load();
    }
  }

  async #load() {
    const { key } = this;
    this._fault = this._stateFault = this._fileFault = null;
    try {
      const opened = await this.app.api.submission(key);
      if (key === this.key) {
        this._opened = opened;
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  /** As the list has it: to open it again would be one more look in the audit trail. */
  async #renew() {
    const opened = this._opened;
    if (opened) {
      const { items } = await this.app.api.submissions({ q: opened.submission.reference, take: 1 });
      this._opened = { ...opened, submission: items[0] ?? opened.submission };
    }
    this.app.refreshSubmissions();
  }

  async #set(to: SubmissionState) {
    if (this._isBusy || !this._opened) {
      return;
    }
    this._isBusy = true;
    this._stateFault = null;
    try {
      await this.app.api.setSubmissionState(this.key, to, this._opened.submission.version);
      await this.#renew();
      this.app.announce(this.t('submissionStateSet', { state: this.t(stateKeys[to]) }));
      await this.focusOn('#state');
    } catch (fault) {
      this._stateFault = fault;
      // Somebody else may have set it: what it is now is to be seen beside the fault.
      await this.#renew().catch(() => undefined);
      await this.focusOn('#state-fault');
    }
    this._isBusy = false;
  }

  async #download(file: SubmissionFile) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._fileFault = null;
    try {
      download(await this.app.api.submissionFile(this.key, file.id), file.fileName);
      this.app.announce(this.t('submissionFileDone', { name: file.fileName }));
    } catch (fault) {
      this._fileFault = fault;
      await this.focusOn('#file-fault');
    }
    this._isBusy = false;
  }

  #erased = () => {
    this.app.announce(this.t('eraseDone'));
    this.app.refreshSubmissions();
    this.app.router.go({ view: 'submissions' }, 'replace');
  };

  override render() {
    const { t } = this.app;
    return html`${backLink(this.app)} ${this._opened
      ? this.#renderSubmission(this._opened)
      : html`<h1>${t('submissionHeading')}</h1> ${this._fault ? faultMessage(t, this._fault) : loading(t)}`}`;
  }

  #renderSubmission(opened: OpenedSubmission) {
    const { t, lang, router } = this.app;
    const { submission } = opened;
    return html`
      <div class="row spread heading">
        <div>
          <h1>${submission.reference}</h1>
          <p class="facts">
            <a href=${router.href({ view: 'service', key: submission.documentKey })}>${submission.service}</a> ·
            ${t('submissionsReceived')} <time datetime=${submission.receivedAt}>${dateTime(lang, submission.receivedAt)}</time> ·
            ${t('submissionLanguage')}: ${languageName(lang, submission.culture)}
          </p>
          ${opened.signedIn ? html`<p class="facts">${t('submissionSignedIn')}: ${opened.signedIn}</p>` : nothing}
        </div>
        <button type="button" class="button screen" @click=${() => { window.print(); }}>${t('submissionPrint')}</button>
      </div>
      <div class="columns">
        <section class="box answers" aria-labelledby="answers">
          <h2 id="answers">${t('submissionAnswers')}</h2>
          <div id="file-fault" tabindex="-1">${faultMessage(t, this._fileFault)}</div>
          ${this.#renderAnswers(opened)}
        </section>
        <div class="stack side">
          ${this.#renderState(opened)}
          <halden-deliveries class="screen" .submission=${submission} @halden-retried=${() => this.#renew()}></halden-deliveries>
          <halden-erase-form class="screen" .submissions=${[submission]} @halden-erased=${this.#erased}></halden-erase-form>
        </div>
      </div>
    `;
  }

  #renderAnswers({ submission, isReadable, fault, groups, attachments }: OpenedSubmission) {
    const { t, lang } = this.app;
    if (submission.anonymisedAt) {
      return html`<p>${t('submissionAnonymised', { date: dayOf(lang, submission.anonymisedAt) })}</p>`;
    }
    if (!isReadable) {
      return html`<p class="message danger" role="alert">${fault}</p>`;
    }
    return groups.length === 0
      ? html`<p>${t('submissionNoAnswers')}</p>`
      : html`<div lang=${submission.culture}>
          ${groups.map(({ heading, questions }) => html`
            ${heading ? html`<h3>${heading}</h3>` : nothing}
            <dl>${questions.map((question) => html`<div><dt>${question.question}</dt>${this.#renderAnswer(question, attachments)}</div>`)}</dl>
          `)}
        </div>`;
  }

  #renderAnswer({ answers, attachments }: AnsweredQuestion, files: SubmissionFile[]) {
    return answers.map((answer, index) => {
      const file = files.find(({ id }) => id === attachments[index]);
      // The answer is the file's name with what is to be known of it, e.g. that it is not checked for viruses.
      return html`<dd>${file && !file.isQuarantined
        ? html`<button type="button" class="link" aria-label=${this.t('submissionFile', { name: file.fileName })} @click=${() => this.#download(file)}>${file.fileName}</button>${answer.slice(file.fileName.length)} <span class="muted">(${this.#size(file.length)})</span>`
        : answer}</dd>`;
    });
  }

  #size(bytes: number) {
    const kilobytes = Math.max(1, Math.round(bytes / 1024));
    return kilobytes < 1024 ? `${kilobytes} kB` : `${new Intl.NumberFormat(this.app.lang === 'en' ? 'en' : 'nb', { maximumFractionDigits: 1 }).format(kilobytes / 1024)} MB`;
  }

  #renderState(opened: OpenedSubmission) {
    const { t } = this.app;
    const { submission } = opened;
    const others = (Object.keys(stateKeys) as SubmissionState[]).filter((known) => known !== submission.state);
    return html`<section class="box" aria-labelledby="state">
      <h2 id="state" tabindex="-1">${t('submissionsState')}: ${submissionTag(t, submission)}</h2>
      <p>${this.#keptText(opened)}</p>
      ${submission.anonymisedAt
        ? nothing
        : html`<div class="row screen">
            ${others.map((to) => html`<button type="button" class="button ${to === next[submission.state] ? 'primary' : ''}" aria-disabled=${this._isBusy ? 'true' : nothing}
              @click=${() => this.#set(to)}>${t(setKeys[to])}</button>`)}
          </div>`}
      <div id="state-fault" tabindex="-1">${faultMessage(t, this._stateFault)}</div>
    </section>`;
  }

  #keptText({ submission, keepDays, anonymises }: OpenedSubmission) {
    const { t, lang } = this.app;
    const end = endOf(submission.doneAt, keepDays);
    return submission.anonymisedAt ? nothing
      : keepDays === 0 ? t('submissionKeptForEver')
      : end ? t(anonymises ? 'submissionIsAnonymisedOn' : 'submissionIsDeletedOn', { date: dayOf(lang, end) })
      : t(anonymises ? 'submissionWillBeAnonymised' : 'submissionWillBeDeleted', { days: keepDays });
  }

  static override styles = [
    sharedStyles,
    css`
      .back { margin-bottom: 12px; }
      .back + h1 { margin-bottom: 12px; }
      .heading { align-items: flex-start; margin-bottom: 18px; }
      .facts { margin: 3px 0 0; }
      .columns { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); gap: 18px; align-items: start; }
      .answers h3 { margin: 18px 0 6px; padding-top: 12px; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      .answers > div > h3:first-child { margin-top: 0; padding-top: 0; border-top: 0; }
      dl { margin: 0; }
      dl > div { padding: 6px 0; break-inside: avoid; }
      dt { font-weight: 700; }
      dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; max-width: 75ch; }
      #state-fault:not(:empty) { margin-top: 12px; }
      @container view (max-width: 900px) {
        .columns { grid-template-columns: minmax(0, 1fr); }
      }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
      @media print {
        .screen, .back { display: none; }
        .columns { display: block; }
        .box { border: 0; padding: 0; margin-bottom: 18px; }
        a, button.link { color: inherit; text-decoration: none; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-submission': SubmissionElement;
  }
}
