import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { Catalogue, CatalogueSource, ImportJob, ImportReport } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage, loading } from '../core/templates.js';
import { progressText, shareDone, worthSaying } from './import-progress.js';
import './import-report.element.js';
import './los-panel.element.js';

const maxFileBytes = 200 * 1024 * 1024;
/** How often the server is asked, in milliseconds: while an import is under way, after it did not answer, and otherwise, for what others start. */
const pollEvery = { running: 1000, fault: 5000, idle: 10_000 };

/** Nasjonal tjenestekatalog: bringing services in from a file or a source, and what earlier runs did. */
@customElement('halden-catalogue')
export class CatalogueElement extends HaldenElement {
  @state() private _catalogue: Catalogue | null = null;
  @state() private _fault: unknown = null;
  @state() private _importFault: unknown = null;
  @state() private _fileError = '';
  @state() private _file: File | null = null;
  @state() private _dryRun = true;
  /** The import that is under way, whoever started it, or the last one. */
  @state() private _job: ImportJob | null = null;
  @state() private _sending: { dryRun: boolean; abort: AbortController } | null = null;
  @state() private _said = '';
  @state() private _reports = new Map<string, ImportReport>();
  /** The import that this page started, and the file of it. */
  #own: { id: string; file: File | null } | null = null;
  #poll: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    this.#lookIn(pollEvery.idle);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#poll);
  }

  get #isRunning() {
    return this._job !== null && this._job.phase !== 'finished';
  }

  get #isBusy() {
    return this._sending !== null || this.#isRunning;
  }

  async #load() {
    try {
      this._catalogue = await this.app.api.catalogue();
      this._fault = null;
      if (this._catalogue.import && this._catalogue.import.id !== this._job?.id) {
        this.#show(this._catalogue.import);
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #upload(event: Event) {
    event.preventDefault();
    const file = this._file;
    this._fileError = !file ? this.t('fileRequired') : file.size > maxFileBytes ? this.t('fileTooLarge') : '';
    if (!file || this._fileError) {
      await this.focusOn('#file');
      return;
    }
    await this.#start(file, this._dryRun, (signal) => this.app.api.importFile(file, this._dryRun, signal));
  }

  async #fetch(source: string, dryRun: boolean) {
    await this.#start(null, dryRun, () => this.app.api.importFrom(source, dryRun));
  }

  async #start(file: File | null, dryRun: boolean, start: (signal: AbortSignal) => Promise<ImportJob>) {
    if (this.#isBusy) {
      return;
    }
    const abort = new AbortController();
    this._sending = { dryRun, abort };
    this._importFault = null;
    this._job = null;
    this._said = file ? this.t('importSending') : '';
    try {
      const job = await start(abort.signal);
      this.#own = { id: job.id, file };
      this.#show(job);
    } catch (fault) {
      if (abort.signal.aborted) {
        this._said = '';
        await this.focusOn('#file');
      } else {
        this._importFault = fault;
        if (fault instanceof ApiError && fault.errors.file) {
          this._fileError = fault.errors.file.join(' ');
        }
        await this.focusOn('#import-fault');
        // Somebody else may have started one: theirs is shown then.
        void this.#load();
      }
    } finally {
      this._sending = null;
    }
  }

  /** After a trial run: the import of the same. The button is gone then, and the keyboard is where the progress is. */
  async #doImport(job: ImportJob) {
    const file = this.#own?.id === job.id ? this.#own.file : null;
    const started = file ? this.#start(file, false, (signal) => this.app.api.importFile(file, false, signal)) : this.#fetch(job.source, false);
    await this.focusOn('#progress');
    await started;
  }

  async #cancel() {
    if (this._sending) {
      this._sending.abort.abort();
      return;
    }
    if (!this._job || this._job.isCancelling) {
      return;
    }
    try {
      this.#show(await this.app.api.cancelImport(this._job.id));
    } catch (fault) {
      this._importFault = fault;
      await this.focusOn('#import-fault');
    }
  }

  #show(job: ImportJob) {
    const before = this._job;
    const said = worthSaying(before, job);
    const isNews = before !== null || job.phase !== 'finished';
    this._job = job;
    if (said && isNews) {
      this._said = this.t(said.key, said.values);
    }
    if (job.phase === 'finished' && before?.phase !== 'finished' && isNews) {
      void this.#finished(job);
    }
    this.#lookIn(job.phase === 'finished' ? pollEvery.idle : pollEvery.running);
  }

  #lookIn(milliseconds: number) {
    clearTimeout(this.#poll);
    if (this.isConnected) {
      this.#poll = setTimeout(() => void this.#look(), milliseconds);
    }
  }

  async #look() {
    let next = pollEvery.idle;
    try {
      const job = this._sending || document.hidden ? undefined : await this.app.api.importJob();
      if (job && (job.phase !== 'finished' || job.id !== this._job?.id || this._job.phase !== 'finished')) {
        this._importFault = null;
        this.#show(job);
        return;
      }
      if (!job && this.#isRunning && !document.hidden) {
        // The site has been restarted: what was done is among the earlier runs.
        this._job = null;
        void this.#load();
      }
      next = this.#isRunning ? pollEvery.running : pollEvery.idle;
    } catch (fault) {
      if (this.#isRunning) {
        this._importFault = fault;
        next = pollEvery.fault;
      }
    }
    this.#lookIn(next);
  }

  async #finished(job: ImportJob) {
    this.app.announce(this.t('importDone'));
    this.app.refreshNationalChanges();
    void this.#load();
    if (this.#own?.id === job.id) {
      await this.focusOn('#report');
    }
  }

  async #open(run: ImportReport) {
    if (!run.id || this._reports.has(run.id)) {
      return;
    }
    try {
      const report = await this.app.api.importRun(run.id);
      this._reports = new Map([...this._reports, [run.id, report]]);
    } catch (fault) {
      this._fault = fault;
    }
  }

  override render() {
    const { t } = this.app;
    return html`
      <h1>${t('catalogueHeading')}</h1>
      <p class="lead">${t('catalogueLead')}</p>
      <div class="stack">
        ${faultMessage(t, this._fault)}
        <form class="box stack" novalidate @submit=${this.#upload}>
          <h2>${t('uploadHeading')}</h2>
          <div class="field">
            <label for="file">${t('file')}</label>
            <p class="hint" id="file-hint">${t('fileHint')}</p>
            <input id="file" type="file" accept=".json,.jsonld,.ttl,.nt,.rdf,.xml" required aria-describedby="file-hint file-error" aria-invalid=${this._fileError ? 'true' : nothing}
              @change=${(event: Event) => { this._file = (event.target as HTMLInputElement).files?.[0] ?? null; this._fileError = ''; }} />
            <div id="file-error">${this._fileError ? html`<p class="error" role="alert">${this._fileError}</p>` : nothing}</div>
          </div>
          ${checkbox('dry-run', t('dryRunLabel'), this._dryRun, (checked) => { this._dryRun = checked; })}
          <div><button type="submit" class="button primary positive" aria-disabled=${this.#isBusy ? 'true' : nothing}>${this._dryRun ? t('tryImport') : t('import')}</button></div>
        </form>
        ${this._catalogue ? this.#renderSources(this._catalogue.sources) : this._fault ? nothing : loading(t)}
        <p class="hidden-text" role="status">${this._said}</p>
        <div id="import-fault" tabindex="-1">${faultMessage(t, this._importFault)}</div>
        ${this.#isBusy ? this.#renderProgress(this._sending ? null : this._job) : nothing}
        ${this._job?.report ? this.#renderReport(this._job, this._job.report) : nothing}
        ${this._catalogue ? this.#renderRuns(this._catalogue.runs) : nothing}
        <halden-los-panel></halden-los-panel>
      </div>
    `;
  }

  #renderProgress(job: ImportJob | null) {
    const { t, lang } = this.app;
    const share = job && shareDone(job);
    const text = job ? progressText(job) : { key: 'importSending' as const };
    return html`<section class="box stack" id="progress" tabindex="-1" aria-labelledby="progress-heading">
      <h2 id="progress-heading">${t((job ?? this._sending)?.dryRun ? 'trialHeading' : 'importHeading')}</h2>
      ${job ? html`<p class="muted">${t('importStartedBy', { source: sourceNames[job.source] ?? job.source, name: job.startedBy, at: dateTime(lang, job.startedAt) })}</p>` : nothing}
      <div>
        ${share === null
          ? html`<progress max="1" aria-labelledby="progress-heading" aria-describedby="progress-text"></progress>`
          : html`<progress max="1" .value=${share} aria-labelledby="progress-heading" aria-describedby="progress-text"></progress>`}
        <p id="progress-text">${t(text.key, 'values' in text ? text.values : undefined)}</p>
      </div>
      <div><button type="button" class="button" aria-disabled=${job?.isCancelling ? 'true' : nothing} @click=${this.#cancel}>${t('importCancel')}</button></div>
    </section>`;
  }

  #renderReport(job: ImportJob, report: ImportReport) {
    const { t } = this.app;
    const isFile = !this._catalogue?.sources.some((source) => source.name === job.source);
    const mayRepeat = job.dryRun && report.status === 'completed' && report.created + report.updated > 0;
    return html`<section class="box stack" id="report" tabindex="-1" aria-labelledby="report-heading">
      <h2 id="report-heading">${t('reportHeading')}</h2>
      <div class="message ${report.status === 'completed' ? 'info' : report.status === 'cancelled' ? 'warning' : 'danger'}"><p>${report.message}</p></div>
      ${mayRepeat
        ? isFile && !(this.#own?.id === job.id && this.#own.file)
          ? html`<p>${t('chooseFileAgain', { source: job.source })}</p>`
          : html`<div><p>${t('doImportHint')}</p><button type="button" class="button primary positive" aria-disabled=${this.#isBusy ? 'true' : nothing} @click=${() => this.#doImport(job)}>${t('doImport')}</button></div>`
        : nothing}
      <halden-import-report .report=${report}></halden-import-report>
    </section>`;
  }

  #renderSources(sources: CatalogueSource[]) {
    const { t } = this.app;
    if (sources.length === 0) {
      return nothing;
    }
    return html`<section class="box" aria-labelledby="sources">
      <h2 id="sources">${t('sourcesHeading')}</h2>
      <p class="hint">${t('sourcesHint')}</p>
      <ul class="sources">
        ${sources.map((source) => html`<li>
          <div><strong>${sourceNames[source.name] ?? source.name}</strong> ${source.isConfigured
              ? html`<uui-tag look="primary" color="positive">${t('sourceReady')}</uui-tag>`
              : html`<uui-tag look="outline">${t('sourceNotReady')}</uui-tag>`}
            ${source.whatToDo ? html`<p class="muted">${source.whatToDo}</p>` : nothing}
          </div>
          ${source.isConfigured
            ? html`<button type="button" class="button" aria-disabled=${this.#isBusy ? 'true' : nothing} @click=${() => this.#fetch(source.name, this._dryRun)}>${t(this._dryRun ? 'tryFetch' : 'fetch', { name: sourceNames[source.name] ?? source.name })}</button>`
            : nothing}
        </li>`)}
      </ul>
    </section>`;
  }

  #renderRuns(runs: ImportReport[]) {
    const { t, lang } = this.app;
    return html`<section class="box" aria-labelledby="runs">
      <h2 id="runs">${t('runsHeading')}</h2>
      ${runs.length === 0 ? html`<p class="muted">${t('runsEmpty')}</p>` : nothing}
      ${runs.map((run) => {
        const report = run.id ? this._reports.get(run.id) : undefined;
        return html`<details @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open) { void this.#open(run); } }}>
          <summary>${dateTime(lang, run.startedAt)} · ${sourceNames[run.source] ?? run.source} · ${t('runSummary', { created: run.created, updated: run.updated, refused: run.refused })}</summary>
          ${report ? html`<p>${report.message}</p><halden-import-report .report=${report}></halden-import-report>` : loading(t)}
        </details>`;
      })}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: 6px; }
      form { align-items: stretch; }
      form > h2 { margin: 0; }
      input[type='file'] { padding: 9px; }
      .sources { list-style: none; margin: 0; padding: 0; }
      .sources li { display: flex; flex-wrap: wrap; gap: 12px; justify-content: space-between; align-items: center; padding: 12px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      .sources li > div { flex: 1 1 240px; min-width: 0; }
      .sources p { margin: 3px 0 0; }
      details { border-top: 1px solid var(--uui-color-border, #d8d7d9); padding: 9px 0; }
      summary { cursor: pointer; min-height: 24px; overflow-wrap: anywhere; }
      progress { appearance: none; display: block; width: 100%; height: 18px; border: 1px solid var(--halden-control-border); border-radius: 3px; background: #fff; overflow: hidden; }
      progress::-webkit-progress-bar { background: #fff; }
      progress::-webkit-progress-value { background: var(--uui-color-default, #1b264f); transition: inline-size 0.3s; }
      progress::-moz-progress-bar { background: var(--uui-color-default, #1b264f); }
      progress:indeterminate { background: repeating-linear-gradient(135deg, #fff 0 9px, #dfe2f4 9px 18px); }
      progress:indeterminate::-webkit-progress-bar { background: transparent; }
      #progress-text { margin: 6px 0 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
      section p { margin: 0; }
      section > div > p + button { margin-top: 9px; }
    `,
  ];
}

/** Names people know the sources by. */
const sourceNames: Record<string, string> = {
  ntk: 'Nasjonal tjenestekatalog (KF)',
  'ntk-soap': 'Nasjonal tjenestekatalog (KF), SOAP',
  felles: 'Felles datakatalog',
  'cpsv-ap-no': 'CPSV-AP-NO',
};

declare global {
  interface HTMLElementTagNameMap {
    'halden-catalogue': CatalogueElement;
  }
}
