import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ProcessDifferences, ProcessToRead, ProcessVersion } from '../api/model.js';
import { download } from '../core/download.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { lightSvg } from '../core/safe-svg.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { pngOf } from './png.js';
import type { ProcessStage } from './process.js';
import { compared, todayFirst } from './reading.js';
import { partOf, stageOf, stageText } from './words.js';
import './process-differences.element.js';
import './process-drawing.element.js';

/** A process to be read: drawn and in words, at one stage and in one version, and what differs from another. */
@customElement('halden-process-reading')
export class ProcessReadingElement extends HaldenElement {
  @property() key = '';
  /** The stage, as the address has it; empty for today's. */
  @property() place = '';
  /** Hash of the package that it was approved in, or `draft`; empty for what was approved last. */
  @property() package = '';

  @state() private _read: ProcessToRead | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _other = '';
  @state() private _differences: ProcessDifferences | null = null;

  #lang = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this._read = null;
    }
    if (changed.has('key') || changed.has('place') || changed.has('package') || this.#lang !== this.app.lang) {
      this.#lang = this.app.lang;
      void this.#load();
    }
  }

  async #load() {
    const asked = [this.key, this.place, this.package].join('/');
    const isStill = () => asked === [this.key, this.place, this.package].join('/');
    this._fault = this._actionFault = null;
    try {
      const read = await this.app.api.processReading(this.key, this.place && stageOf(this.place), this.package);
      if (isStill()) {
        this._read = read;
        this._other = read.sincePrevious?.stage ?? '';
        this._differences = read.sincePrevious?.differences ?? null;
      }
    } catch (fault) {
      if (isStill()) {
        this._read = null;
        this._fault = fault;
      }
    }
  }

  async #compare(other: string) {
    const read = this._read;
    this._other = other;
    this._differences = null;
    this._actionFault = null;
    if (read && other) {
      try {
        const { stage, package: version, since } = compared(read, other);
        const differences = await this.app.api.processDifferences(this.key, stage, since, version);
        this._differences = read === this._read && other === this._other ? differences : this._differences;
      } catch (fault) {
        this._actionFault = fault;
      }
    }
  }

  async #give(ending: 'pdf' | 'png' | 'svg' | 'bpmn') {
    const read = this._read!;
    this._actionFault = null;
    try {
      const file = ending === 'png' ? await pngOf(lightSvg(read.drawing.svg)) : await this.app.api.processFile(this.key, read.stage, ending, read.package);
      download(file, `${`${read.title} ${read.label}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}.${ending}`);
    } catch (fault) {
      this._actionFault = fault;
      await this.focusOn('#fault');
    }
  }

  #nameOf({ state: status, at }: ProcessVersion) {
    const { t, lang } = this.app;
    const day = dateTime(lang, at);
    return status === 'approved' ? t('processVersionCurrent', { at: day }) : status === 'earlier' ? t('processVersionEarlier', { at: day }) : t('processVersionDraft', { at: day });
  }

  override render() {
    const { t, router, me } = this.app;
    const back = html`<p class="back"><a href=${router.href({ view: 'processes' })}>← ${t('navProcesses')}</a></p>`;
    const read = this._read;
    if (!read) {
      return html`${back}${this._fault ? faultMessage(t, this._fault) : loading(t)}`;
    }
    const { title, label, stage, today, target, shown, stages, package: version, drawing } = read;
    return html`
      ${back}
      <div class="row spread"><h1>${title || t('untitled')}</h1>
        ${me.isEditor ? html`<a class="button edit" href=${router.href({ view: 'process', key: this.key, stage: partOf[stage as ProcessStage] })}>${t('processEdit')}</a>` : nothing}</div>
      <p class="lead">${t('processTodayTarget', { today: stageText(t, today), target: stageText(t, target) })} <a href=${router.href({ view: 'service', key: this.key })}>${t('openService')}</a></p>
      <nav aria-label=${t('processStages')}><ul class="tabs">${todayFirst(stages.map((one) => one.stage), today).map((one) => html`<li>
        <a href=${router.href({ view: 'processReading', key: this.key, stage: partOf[one as ProcessStage] })} aria-current=${one === stage ? 'page' : nothing}>${stageText(t, one)}
          <span class="of">${[one === today ? t('processIsToday') : '', one === target && one !== today ? t('processIsTarget') : '', one === shown ? t('processIsPublic') : ''].filter(Boolean).join(', ')}</span></a>
      </li>`)}</ul></nav>
      <article class="box" aria-labelledby="stage">
        <h2 id="stage">${label}</h2>
        ${this.#renderVersion(read)}
        <div id="fault" tabindex="-1">${faultMessage(t, this._actionFault)}</div>
        <div class="files" role="group" aria-label=${t('processFiles')}>
          <button type="button" class="button" @click=${() => { window.print(); }}>${t('processPrint')}</button>
          ${(['pdf', 'png', 'svg', 'bpmn'] as const).map((ending) => html`<button type="button" class="button" @click=${() => this.#give(ending)}>${ending.toUpperCase()}</button>`)}
        </div>
        <halden-process-drawing .drawing=${drawing} .label=${`${title} – ${label.toLowerCase()}`} words></halden-process-drawing>
        ${this.#renderDifferences(read, version)}
      </article>
    `;
  }

  #renderVersion({ stage, package: version, versions }: ProcessToRead) {
    const { t, router } = this.app;
    const now = versions.find((known) => known.package === version)!;
    const place = (to: string) => ({ view: 'processReading' as const, key: this.key, stage: partOf[stage as ProcessStage], package: to });
    const current = versions.find((known) => known.state === 'approved');
    return html`
      <p class="muted facts">${this.#nameOf(now)}${now.by ? ` – ${now.by}` : ''}</p>
      ${now.state === 'approved' ? nothing : html`<p class="message ${now.state === 'earlier' ? 'warning' : 'info'}">${t(now.state === 'earlier' ? 'processReadsEarlier' : 'processReadsDraft')}
        ${current ? html` <a href=${router.href(place(current.package))}>${t('processReadCurrent')}</a>` : nothing}</p>`}
      ${versions.length > 1 ? html`<div class="field narrow version"><label for="version">${t('processVersion')}</label>
        <select id="version" @change=${(event: Event) => { router.go(place((event.target as HTMLSelectElement).value)); }}>
          ${versions.map((known) => html`<option value=${known.package} .selected=${known.package === version}>${this.#nameOf(known)}</option>`)}
        </select></div>` : nothing}
    `;
  }

  #renderDifferences(read: ProcessToRead, version: string) {
    const { t } = this.app;
    const others = read.stages.filter(({ stage }) => stage !== read.stage);
    const versions = read.versions.filter((known) => known.package !== version);
    if (others.length === 0 && versions.length === 0) {
      return nothing;
    }
    const option = (value: string, text: string) => html`<option value=${value} .selected=${value === this._other}>${text}</option>`;
    return html`<section class="part" aria-labelledby="compare"><h3 id="compare">${t('processCompare')}</h3>
      <div class="field narrow"><label for="other">${t('processCompareWith')}</label>
        <select id="other" @change=${(event: Event) => this.#compare((event.target as HTMLSelectElement).value)}>
          ${option('', t('notSet'))}
          ${others.length > 0 ? html`<optgroup label=${t('processStages')}>${others.map(({ stage, label }) => option(stage, label))}</optgroup>` : nothing}
          ${versions.length > 0 ? html`<optgroup label=${t('processVersions')}>${versions.map((known) => option(known.package, this.#nameOf(known)))}</optgroup>` : nothing}
        </select></div>
      <div aria-live="polite">
        ${this._differences ? html`<p class="muted">${this.#direction(read)}</p><halden-process-differences .differences=${this._differences}></halden-process-differences>` : nothing}
      </div>
    </section>`;
  }

  /** Which of the two it goes from, and to. */
  #direction(read: ProcessToRead) {
    const { stage, package: version, since } = compared(read, this._other);
    const name = (one: string) => {
      const known = read.versions.find((other) => other.package === one);
      return known ? this.#nameOf(known) : stageText(this.app.t, one);
    };
    return this.t('processFromTo', { from: name(since), to: read.versions.some((known) => known.package === since) ? name(version) : name(stage) });
  }

  static override styles = [
    sharedStyles,
    css`
      .back { margin: -12px 0 3px; font-size: 14px; }
      .lead { margin: 3px 0 0; }
      .edit { flex: none; }
      .tabs { display: flex; flex-wrap: wrap; gap: 3px; list-style: none; margin: 15px 0 0; padding: 0; }
      .tabs a { display: block; padding: 6px 12px; color: inherit; text-decoration: none; border-radius: 3px 3px 0 0; border: 1px solid transparent; border-bottom: 0; }
      .tabs a:hover { background: #e9e9eb; }
      .tabs a[aria-current] { background: var(--uui-color-surface, #fff); border-color: var(--uui-color-border, #d8d7d9); font-weight: 700; box-shadow: inset 0 4px 0 var(--uui-color-default, #1b264f); }
      .of { display: block; min-height: 20px; font-weight: 400; font-size: 13px; color: var(--halden-muted); }
      .box > h2 { margin-bottom: 3px; }
      .facts { font-size: 14px; }
      .message { margin-bottom: 12px; }
      .narrow { max-width: 420px; margin-bottom: 12px; }
      .files { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 12px; }
      .files .button { padding: 3px 9px; font-size: 14px; }
      .part { margin-top: 24px; padding-top: 18px; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      .part h3 { margin-bottom: 9px; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
      @media print {
        .back, nav, .edit, .lead a, .files, .version, .part .field { display: none; }
        .box { border: 0; padding: 0; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-reading': ProcessReadingElement;
  }
}
