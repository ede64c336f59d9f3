import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { Catalogue, CatalogueSource, ImportReport } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage, loading } from '../core/templates.js';
import './import-report.element.js';
import './los-panel.element.js';

/** Nasjonal tjenestekatalog: bringing services in from a file or a source, and what earlier runs did. */
@customElement('halden-catalogue')
export class CatalogueElement extends HaldenElement {
  @state() private _catalogue: Catalogue | null = null;
  @state() private _fault: unknown = null;
  @state() private _importFault: unknown = null;
  @state() private _fileError = '';
  @state() private _file: File | null = null;
  @state() private _dryRun = true;
  @state() private _running = '';
  @state() private _report: ImportReport | null = null;
  @state() private _opened = new Set<string>();

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._catalogue = await this.app.api.catalogue();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #upload(event: Event) {
    event.preventDefault();
    const file = this._file;
    this._fileError = file ? '' : this.t('fileRequired');
    if (!file) {
      await this.focusOn('#file');
      return;
    }
    await this.#run(file.name, () => this.app.api.importFile(file, this._dryRun));
  }

  async #run(name: string, run: () => Promise<ImportReport>) {
    if (this._running) {
      return;
    }
    this._running = name;
    this._importFault = null;
    this._report = null;
    try {
      this._report = await run();
      this.app.announce(this.t('importDone'));
      this.app.refreshNationalChanges();
      void this.#load();
      await this.focusOn('#report');
    } catch (fault) {
      this._importFault = fault;
      if (fault instanceof ApiError && fault.errors.file) {
        this._fileError = fault.errors.file.join(' ');
      }
      await this.focusOn('#import-fault');
    } finally {
      this._running = '';
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
          <div><button type="submit" class="button primary positive" aria-disabled=${this._running !== '' ? 'true' : nothing}>${this._dryRun ? t('tryImport') : t('import')}</button></div>
        </form>
        ${this._catalogue ? this.#renderSources(this._catalogue.sources) : this._fault ? nothing : loading(t)}
        <div role="status">${this._running ? html`<p class="message info">${t('importing', { name: this._running })}</p>` : nothing}</div>
        <div id="import-fault" tabindex="-1">${faultMessage(t, this._importFault)}</div>
        ${this._report
          ? html`<section class="box" id="report" tabindex="-1" aria-labelledby="report-heading">
              <h2 id="report-heading">${t('reportHeading')}</h2>
              <halden-import-report .report=${this._report}></halden-import-report>
            </section>`
          : nothing}
        ${this._catalogue ? this.#renderRuns(this._catalogue.runs) : nothing}
        <halden-los-panel></halden-los-panel>
      </div>
    `;
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
            ? html`<button type="button" class="button" aria-disabled=${this._running !== '' ? 'true' : nothing} @click=${() => this.#run(sourceNames[source.name] ?? source.name, () => this.app.api.importFrom(source.name, this._dryRun))}>${t(this._dryRun ? 'tryFetch' : 'fetch', { name: sourceNames[source.name] ?? source.name })}</button>`
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
      ${runs.map((run) => html`<details @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open) { this._opened = new Set([...this._opened, run.id]); } }}>
        <summary>${dateTime(lang, run.startedAt)} · ${run.source}${run.dryRun ? ` · ${t('dryRun')}` : ''} · ${t('runSummary', { created: run.created, updated: run.updated, refused: run.refused })}</summary>
        ${this._opened.has(run.id) ? html`<halden-import-report .report=${run}></halden-import-report>` : nothing}
      </details>`)}
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
      #import-fault:empty, [role='status']:empty { display: none; }
      [role='status'] p { margin: 0; }
    `,
  ];
}

/** Names people know the sources by. */
const sourceNames: Record<string, string> = {
  ntk: 'Nasjonal tjenestekatalog (KF)',
  felles: 'Felles datakatalog',
  cpsv: 'Felles datakatalog (CPSV-AP-NO)',
};

declare global {
  interface HTMLElementTagNameMap {
    'halden-catalogue': CatalogueElement;
  }
}
