import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PastPackage, PublicText, Submission } from '../api/model.js';
import { fieldValue } from '../core/field-value.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import { cultureName, faultMessage, loading, packageName } from '../core/templates.js';
import type { ProcessStage } from '../processes/process.js';
import { partOf } from '../processes/words.js';
import '../processes/process-drawing.element.js';

/** A package as it was submitted: what the director read and decided on, whatever has become of the service since. */
@customElement('halden-past-package')
export class PastPackageElement extends HaldenElement {
  @property() key = '';
  @property() hash = '';

  @state() private _package: PastPackage | null = null;
  @state() private _fault: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key') || changed.has('hash')) {
      void this.#load();
    }
  }

  async #load() {
    const { key, hash } = this;
    this._package = null;
    this._fault = null;
    try {
      const read = await this.app.api.pastPackage(key, hash);
      if (key === this.key && hash === this.hash) {
        this._package = read;
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  override render() {
    const { t, router, schema } = this.app;
    const back = html`<p><a href=${router.href({ view: 'service', key: this.key })}>← ${t('openService')}</a></p>`;
    if (this._fault) {
      return html`${back}${faultMessage(t, this._fault)}`;
    }
    const shown = this._package;
    if (!shown) {
      return loading(t);
    }
    const cultures = [...schema.cultures.map(({ culture }) => culture).filter((culture) => shown.texts[culture]), ...Object.keys(shown.texts).filter((culture) => !schema.cultures.some((known) => known.culture === culture))];
    return html`
      ${back}
      <h1>${shown.title}</h1>
      <p class="muted">${t('packageLead', { hash: packageName(this.hash) })}</p>
      ${shown.isIntact ? nothing : html`<div class="message danger" role="alert"><p><strong>${t('packageBroken')}</strong></p></div>`}
      <div class="stack">
        <section class="box" aria-labelledby="decisions">
          <h2 id="decisions">${t('packageDecisions')}</h2>
          <ol>${shown.submissions.map((submission) => this.#renderSubmission(submission))}</ol>
          <p class="muted">${t('packageHash')} <code>${shown.hash}</code></p>
        </section>
        <section class="box" aria-labelledby="routing">
          <h2 id="routing">${t('registerHeading')}</h2>
          <dl>
            ${this.#renderRouting(t('department'), shown.routing.departments.join(', '))} ${this.#renderRouting(t('ownerName'), [shown.routing.ownerName, shown.routing.ownerEmail].filter(Boolean).join(', '))}
            ${this.#renderRouting(t('columnRecipient'), shown.routing.recipientKind === 'printQueue' ? t('recipientPrint') : shown.routing.recipient ?? '')}
          </dl>
        </section>
        ${cultures.map((culture) => this.#renderText(culture, shown.texts[culture]!))}
        ${this.#renderProcesses(shown)}
      </div>
    `;
  }

  #renderSubmission({ submittedBy, submittedAt, decision, decidedBy, decidedAt, comment, publishedAt }: Submission) {
    const { t, lang } = this.app;
    return html`<li>
      ${t('submittedBy', { name: submittedBy ?? '–', at: dateTime(lang, submittedAt) })}<br />
      ${decision === 'submitted'
        ? html`<span class="muted">${t('packageWaits')}</span>`
        : html`<strong>${t(decision === 'approved' ? 'approvedBy' : 'rejectedBy', { name: decidedBy ?? '–', at: dateTime(lang, decidedAt) })}</strong>`}
      ${comment ? html`<blockquote>${comment}</blockquote>` : nothing}
      ${publishedAt ? html`<br />${t('packagePublished', { at: dateTime(lang, publishedAt) })}` : nothing}
    </li>`;
  }

  #renderProcesses({ processes, submissions }: PastPackage) {
    const { t, router } = this.app;
    const isApproved = submissions.some(({ decision }) => decision === 'approved');
    return processes.length === 0 ? nothing : html`<section class="box" aria-labelledby="processes">
      <h2 id="processes">${t('processHeading')}</h2>
      ${processes.map(({ stage, label, isShown, drawing }) => html`<h3>${label}</h3>
        ${isShown ? html`<p>${t('processIsShown')}</p>` : nothing}
        <halden-process-drawing .drawing=${drawing} .label=${label}></halden-process-drawing>
        ${isApproved ? html`<p class="compare"><a href=${router.href({ view: 'processReading', key: this.key, stage: partOf[stage as ProcessStage], package: this.hash })}>${t('processReadVersion')}</a></p>` : nothing}`)}
    </section>`;
  }

  #renderRouting(label: string, value: string) {
    return html`<dt>${label}</dt><dd>${value || html`<span class="muted">${this.t('notSaid')}</span>`}</dd>`;
  }

  #renderText(culture: string, { title, fields }: PublicText) {
    const { t, schema, lang } = this.app;
    const known = new Set(schema.sections.flatMap((section) => section.fields.map(({ alias }) => alias)));
    // A field that has been taken out of the description since was read and decided on all the same.
    const gone = Object.entries(fields).filter(([alias]) => !known.has(alias));
    return html`<section class="box" aria-labelledby="text-${culture}">
      <h2 id="text-${culture}">${cultureName(schema, culture)}</h2>
      <h3>${t('serviceTitle')}</h3>
      <p lang=${culture}>${title}</p>
      ${schema.sections.map((section) => {
        const filled = section.fields.filter(({ alias }) => fields[alias]);
        return filled.length === 0
          ? nothing
          : html`<h3>${section.label[lang]}</h3>
              ${filled.map((field) => html`<h4>${field.label[lang]}</h4>
                ${fieldValue(field, fields[field.alias]!, culture, lang, t)}`)}`;
      })}
      ${gone.length === 0 ? nothing : html`<h3>${t('packageGoneFields')}</h3>${gone.map(([alias, value]) => html`<h4>${alias}</h4><p lang=${culture} class="source">${value}</p>`)}`}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    css`
      h1 { margin-bottom: 6px; }
      .message { margin-bottom: 18px; }
      ol { list-style: none; margin: 0; padding: 0; }
      ol li { margin-bottom: 12px; }
      blockquote { margin: 3px 0 0; padding-left: 12px; border-left: 3px solid var(--halden-control-border); white-space: pre-line; overflow-wrap: anywhere; }
      code { overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 18px; margin: 0; }
      dl dt { font-weight: 700; }
      dl dd { margin: 0; overflow-wrap: anywhere; }
      .box > h3 { margin: 24px 0 6px; padding-bottom: 6px; border-bottom: 2px solid var(--halden-control-border); }
      h4 { margin: 15px 0 3px; }
      .compare { margin: 9px 0 0; }
      .source { white-space: pre-line; overflow-wrap: anywhere; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
        dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
        dl dd { margin-bottom: 9px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-past-package': PastPackageElement;
  }
}
