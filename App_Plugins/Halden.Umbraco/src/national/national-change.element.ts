import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ApiError } from '../api/api-error.js';
import type { ChangedField, Field, FieldKind, NationalCulture, NationalText, ReplacedField, Settlement, WaitingField } from '../api/model.js';
import { fieldValue } from '../core/field-value.js';
import { dateTime, languageName } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import type { LeaveGuard, Route } from '../core/router.js';
import { markedHtml } from '../core/safe-html.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import { cultureName, faultMessage, loading } from '../core/templates.js';
import { locales, type TextKey } from '../lang/index.js';
import { inOrder, isReadAsText, nextPlace, places, type Place, type WaitingCulture } from './choices.js';
import type { WaitingFieldElement } from './waiting-field.element.js';
import './link-service.element.js';
import './waiting-field.element.js';

const settledKeys: Record<Settlement['choice'], TextKey> = {
  takeNational: 'settledTakeNational',
  keepLocal: 'settledKeepLocal',
  merge: 'settledMerge',
  edit: 'settledEdit',
};

const outcomeKeys: Record<ChangedField['outcome'], TextKey> = {
  taken: 'changedTaken',
  supplemented: 'changedSupplemented',
  tailored: 'changedTailored',
};

/** The national text of one service beside the municipality's, and what waits for a person. */
@customElement('halden-national-change')
export class NationalChangeElement extends HaldenElement implements LeaveGuard {
  @property() key = '';

  @state() private _text: NationalText | null = null;
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _errors: { place: Place; messages: string[] } | null = null;
  @state() private _isBusy = false;
  /** Whether the last waiting field was settled here, and not before. */
  @state() private _isDone = false;

  override connectedCallback() {
    super.connectedCallback();
    this.app.router.guard = this;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    if (this.app.router.guard === this) {
      this.app.router.guard = null;
    }
  }

  holds(target: Route | null) {
    const isHere = target?.view === 'change' && target.key.toLowerCase() === this.key.toLowerCase();
    return !isHere && [...this.renderRoot.querySelectorAll('halden-waiting-field')].some(({ isDirty }) => isDirty);
  }

  ask() {
    return this.app.confirm({ heading: this.t('unsavedHeading'), text: this.t('unsavedText'), yes: this.t('unsavedLeave'), no: this.t('unsavedStay'), isDanger: true });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this.app.router.guard = this;
      this._text = null;
      this.#clear();
      void this.#load();
    }
  }

  #clear() {
    this.app.announce('');
    this._actionFault = null;
    this._errors = null;
    this._isDone = false;
  }

  async #load() {
    this._fault = null;
    const { key } = this;
    try {
      const text = await this.app.api.nationalText(key);
      if (key === this.key) {
        this._text = text;
      }
    } catch (fault) {
      if (key === this.key) {
        this._fault = fault;
      }
    }
  }

  async #settle(place: Place, waiting: WaitingField, settlement: Settlement) {
    const shown = this._text;
    if (!shown || this._isBusy) {
      return;
    }
    this._isBusy = true;
    this.#clear();
    try {
      const text = await this.app.api.settle(shown, place.culture, waiting, settlement);
      if (shown.key !== this._text?.key) {
        // The person has gone on to another service meanwhile.
        return;
      }
      const { schema } = this.app;
      const next = nextPlace(places(inOrder(schema, shown)), place, places(inOrder(schema, text)));
      this._text = text;
      this._isDone = next === null;
      this.app.announce(`${this.t(settledKeys[settlement.choice], { field: this.#field(place.alias, waiting.kind).label[this.app.lang] })} ${this.#left(inOrder(schema, text))}`);
      this.app.refreshNationalChanges();
      this.app.refreshQueue();
      await this.#goTo(next);
    } catch (fault) {
      await this.#refused(fault, place);
    } finally {
      this._isBusy = false;
    }
  }

  #left(waiting: WaitingCulture[]) {
    const count = places(waiting).length;
    return count > 0 ? this.t('nationalWaiting', { count }) : this.t('nationalDone');
  }

  async #goTo(place: Place | null) {
    if (!place) {
      await this.focusOn('#done');
      return;
    }
    await this.updateComplete;
    const field = this.#elementAt(place);
    await field?.updateComplete;
    field?.focus();
  }

  #elementAt({ culture, alias }: Place) {
    return this.renderRoot.querySelector<WaitingFieldElement>(`#${CSS.escape(`field-${culture}-${alias}`)}`);
  }

  async #refused(fault: unknown, place: Place) {
    if (fault instanceof ApiError && fault.isInvalid && Object.keys(fault.errors).length > 0) {
      this._errors = { place, messages: Object.values(fault.errors).flat() };
      await this.updateComplete;
      this.#elementAt(place)?.focusInput();
      return;
    }
    if (fault instanceof ApiError && fault.isConflict) {
      await this.#load();
      this.app.refreshNationalChanges();
    }
    this._actionFault = fault;
    await this.focusOn('#fault');
  }

  /** Ceases to follow the catalogue, or follows it again. */
  async #follow(follows: boolean) {
    const { title } = this._text ?? { title: '' };
    if (follows || (await this.app.confirm({ heading: this.t('detachHeading'), text: this.t('detachText', { title }), yes: this.t('detach'), isDanger: true }))) {
      await this.#act((key) => (follows ? this.app.api.follow(key) : this.app.api.detach(key)), follows ? 'followDone' : 'detachDone');
    }
  }

  /** Takes down a service that the catalogue no longer has, and ceases to follow it: it is asked about no more. */
  async #unpublish() {
    const { title } = this._text ?? { title: '' };
    if (await this.app.confirm({ heading: this.t('unpublishHeading'), text: this.t('unpublishText', { title }), yes: this.t('unpublish'), isDanger: true })) {
      await this.#act(async (key) => {
        await this.app.api.unpublish(key);
        await this.app.api.detach(key);
      }, 'withdrawnUnpublished');
    }
  }

  async #restore({ culture, alias }: Place, kind: FieldKind) {
    const version = this._text?.version;
    await this.#act((key) => this.app.api.restore(key, culture, alias, version), 'restored', { field: this.#field(alias, kind).label[this.app.lang] });
  }

  async #linked() {
    await this.#load();
    this.app.refreshNationalChanges();
    await this.focusOn('h1');
  }

  async #act(act: (key: string) => Promise<unknown>, done: TextKey, values: Record<string, string> = {}) {
    const text = this._text;
    if (!text || this._isBusy) {
      return;
    }
    this._isBusy = true;
    this.#clear();
    try {
      await act(text.key);
      await this.#load();
      this.app.announce(this.t(done, values));
      this.app.refreshNationalChanges();
      this.app.refreshQueue();
      await this.focusOn('h1');
    } catch (fault) {
      if (fault instanceof ApiError && fault.isConflict) {
        await this.#load();
      }
      this._actionFault = fault;
      await this.focusOn('#fault');
    } finally {
      this._isBusy = false;
    }
  }

  /** The field as the schema has it; the title is none there. */
  #field(alias: string, kind: FieldKind): Field {
    const known = this.app.schema.sections.flatMap(({ fields }) => fields).find((field) => field.alias === alias);
    if (known) {
      return known;
    }
    const name = alias === 'title' ? this.t('serviceTitle') : alias;
    return { alias, kind, label: { nb: name, nn: name, en: name }, audience: 'public', maxLength: alias === 'title' ? 255 : null, headingFrom: null };
  }

  override render() {
    const { t, router, lang } = this.app;
    const back = html`<p><a href=${router.href({ view: 'changes' })}>← ${t('toNationalChanges')}</a></p>`;
    if (this._fault instanceof ApiError && this._fault.status === 404) {
      return html`${back}
        <div class="message info">
          <h1>${t('nationalOnlyLocal')}</h1>
          <p>${t('nationalOnlyLocalText')}</p>
          <p><a href=${router.href({ view: 'service', key: this.key })}>${t('openService')}</a></p>
        </div>
        ${this.app.me.isEditor ? html`<halden-link-service class="below" .key=${this.key} @halden-linked=${() => this.#linked()}></halden-link-service>` : nothing}`;
    }
    if (this._fault) {
      return html`${back}${faultMessage(t, this._fault)}
        <p class="block"><button type="button" class="button" @click=${() => this.#load()}>${t('tryAgain')}</button></p>`;
    }
    const text = this._text;
    if (!text) {
      return loading(t);
    }
    const waiting = text.isDetached ? [] : inOrder(this.app.schema, text);
    const isConflict = this._actionFault instanceof ApiError && this._actionFault.isConflict;
    return html`
      ${back}
      <h1 tabindex="-1">${t('nationalServiceHeading', { title: text.title || t('untitled') })}</h1>
      <p class="muted">${t('nationalFrom', { source: text.source.toUpperCase(), id: text.serviceId, at: dateTime(lang, text.fetchedAt) || '–' })} <a href=${router.href({ view: 'service', key: this.key })}>${t('openService')}</a></p>
      <div id="fault" class="block" tabindex="-1">${faultMessage(t, this._actionFault, isConflict ? html`<p>${t('settleConflict')}</p>` : nothing)}</div>
      ${text.isDetached ? this.#renderDetached() : this.#renderWithdrawn(text)}
      ${text.isDetached || (text.withdrawnAt && waiting.length === 0) ? nothing : waiting.length > 0
        ? html`<p><strong>${t('nationalWaiting', { count: places(waiting).length })}.</strong> ${t('nationalMarksHint')}</p>`
        : this.#renderNone()}
      <div class="stack">
        ${repeat(waiting, ({ culture }) => `${text.key} ${culture}`, (language) => this.#renderCulture(language))}
        ${this.#byCulture(text).map(([culture, national]) => this.#renderReplaced(text, culture, national))}
        ${this.#byCulture(text).map(([culture, national]) => this.#renderChanged(culture, national, waiting.length === 0))}
        ${this.#renderWhole(text)}
      </div>
      ${this.app.me.isEditor && !text.isDetached && !text.withdrawnAt
        ? html`<p class="detach"><button type="button" class="button danger" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#follow(false)}>${t('detach')}</button></p>`
        : nothing}
    `;
  }

  #renderDetached() {
    const { t, me } = this.app;
    return html`<section class="message warning block" aria-labelledby="detached">
      <h2 id="detached">${t('detachedHeading')}</h2>
      <p>${t('detachedText')}</p>
      ${me.isEditor ? html`<p><button type="button" class="button primary" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#follow(true)}>${t('followAgain')}</button></p>` : nothing}
    </section>`;
  }

  #byCulture({ cultures }: NationalText): [string, NationalCulture][] {
    return this.app.schema.cultures.filter(({ culture }) => culture in cultures).map(({ culture }) => [culture, cultures[culture]!]);
  }

  #renderWithdrawn(text: NationalText) {
    const { t, lang, me, nationalChanges } = this.app;
    if (text.withdrawnAt) {
      const isPublished = nationalChanges.some(({ key, isPublished: isOut }) => key.toLowerCase() === text.key.toLowerCase() && isOut);
      return html`<section class="message warning block" aria-labelledby="withdrawn">
        <h2 id="withdrawn">${t('withdrawnHeading')}</h2>
        <p>${t('withdrawnText', { at: dateTime(lang, text.withdrawnAt) })}</p>
        ${me.isEditor
          ? html`<div class="row">
              <button type="button" class="button primary" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#act((key) => this.app.api.detach(key), 'withdrawnKept')}>${t('withdrawnKeep')}</button>
              ${isPublished ? html`<button type="button" class="button danger" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#unpublish()}>${t('withdrawnUnpublish')}</button>` : nothing}
            </div>`
          : nothing}
      </section>`;
    }
    return this.#byCulture(text).filter(([, { withdrawnAt }]) => withdrawnAt).map(
      ([culture]) => html`<div class="message warning block"><p>${t('withdrawnCulture', { language: languageName(lang, culture) })}</p></div>`,
    );
  }

  /** What came in by itself with the newest national text. */
  #renderChanged(culture: string, { changed, fetchedAt, previousAt }: NationalCulture, isOpen: boolean) {
    const { t, lang } = this.app;
    return changed.length === 0 ? nothing : html`<details class="box" ?open=${isOpen}>
      <summary>${t('changedSummary', { language: languageName(lang, culture), count: changed.length })}</summary>
      <p class="hint">${t('changedWhen', { at: dateTime(lang, fetchedAt), before: dateTime(lang, previousAt) })}</p>
      ${changed.map((change) => {
        const field = this.#field(change.alias, change.kind);
        return html`<article aria-label=${field.label[lang]}>
          <h3>${field.label[lang]} <uui-tag look=${change.outcome === 'tailored' ? 'outline' : 'primary'} color=${change.outcome === 'tailored' ? 'default' : 'positive'}>${t(outcomeKeys[change.outcome])}</uui-tag></h3>
          <div class="sides">
            <div class="side local"><h4>${t('localNow')}</h4>${fieldValue(field, change.local, culture, lang, t)}</div>
            <div class="side national"><h4>${t('nationalText')}</h4>
              ${isReadAsText(change.kind) && change.marked
                ? markedHtml(change.marked, culture, { inserted: t('markInserted'), deleted: t('markDeleted'), end: t('markEnd'), lang: locales[lang] })
                : fieldValue(field, change.national, culture, lang, t)}
            </div>
          </div>
        </article>`;
      })}
    </details>`;
  }

  #renderReplaced(text: NationalText, culture: string, { replaced }: NationalCulture) {
    const { t, lang, me } = this.app;
    const one = ({ alias, kind, local, at, by, mayRestore }: ReplacedField) => {
      const field = this.#field(alias, kind);
      return html`<article aria-label=${field.label[lang]}>
        <h3>${field.label[lang]}</h3>
        <p class="hint">${t('replacedAt', { at: dateTime(lang, at), name: by ?? '–' })} ${mayRestore ? nothing : t('restoreNot')}</p>
        <div class="side local">${fieldValue(field, local, culture, lang, t)}</div>
        ${me.isEditor && mayRestore && !text.isDetached
          ? html`<p><button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#restore({ culture, alias }, kind)}>${t('restore')} <span class="hidden-text">(${field.label[lang]})</span></button></p>`
          : nothing}
      </article>`;
    };
    return replaced.length === 0 ? nothing : html`<details class="box">
      <summary>${t('replacedSummary', { language: languageName(lang, culture), count: replaced.length })}</summary>
      ${replaced.map(one)}
    </details>`;
  }

  #renderNone() {
    const { t } = this.app;
    return html`<div class="message info block">
      <h2 id="done" tabindex="-1">${t(this._isDone ? 'nationalDone' : 'nationalNone')}</h2>
      <p>${t(this._isDone ? 'nationalDoneText' : 'nationalNoneText')}</p>
    </div>`;
  }

  #renderCulture({ culture, waiting }: WaitingCulture) {
    const name = cultureName(this.app.schema, culture);
    return html`<section class="box" aria-labelledby="language-${culture}">
      <h2 id="language-${culture}">${name}</h2>
      ${repeat(waiting, ({ alias }) => alias, (field) => {
        const place = { culture, alias: field.alias };
        const errors = this._errors?.place.culture === culture && this._errors.place.alias === field.alias ? this._errors.messages : none;
        return html`<halden-waiting-field id="field-${culture}-${field.alias}" .field=${this.#field(field.alias, field.kind)} .waiting=${field} .culture=${culture} .cultureName=${name} .errors=${errors} ?busy=${this._isBusy}
          @halden-settle=${(event: CustomEvent<Settlement>) => this.#settle(place, field, event.detail)}></halden-waiting-field>`;
      })}
    </section>`;
  }

  #renderWhole(text: NationalText) {
    const { t, lang, schema } = this.app;
    const known = ['title', ...schema.sections.flatMap(({ fields }) => fields.map(({ alias }) => alias))];
    return this.#byCulture(text).map(([culture, { national }]) => html`<details class="box">
      <summary>${t('nationalWhole')} (${cultureName(schema, culture)})</summary>
      <dl>
        ${known.filter((alias) => national[alias]).map((alias) => {
          const field = this.#field(alias, 'text');
          return html`<dt>${field.label[lang]}</dt><dd>${fieldValue(field, national[alias]!, culture, lang, t)}</dd>`;
        })}
      </dl>
    </details>`);
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    css`
      h1 { margin-bottom: 6px; }
      .block { margin-bottom: 18px; }
      .below { margin-top: 18px; }
      #fault:not(:has(*)) { margin: 0; }
      .box > h2 { margin-bottom: 9px; font-size: 20px; }
      summary { cursor: pointer; font-weight: 700; min-height: 24px; }
      dl { margin: 12px 0 0; }
      article { padding: 12px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      article h3 { margin-bottom: 9px; }
      article p { margin-top: 9px; }
      h4 { font-size: 14px; color: var(--halden-muted); margin-bottom: 6px; }
      .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; }
      .side { min-width: 0; padding: 9px 12px; border-left: 4px solid #0b8152; background: #f4fbf7; }
      .side.national { border-color: #3544b1; background: #f4f5fd; }
      .side p { margin-top: 0; }
      .marked { white-space: normal; }
      details > .hint { margin-top: 9px; }
      @container view (max-width: 900px) {
        .sides { grid-template-columns: minmax(0, 1fr); gap: 9px; }
      }
      dl > dt { font-weight: 700; margin-top: 9px; }
      dl > dd { margin: 0; }
      .detach { margin: 24px 0 0; }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
    `,
  ];
}

const none: string[] = [];

declare global {
  interface HTMLElementTagNameMap {
    'halden-national-change': NationalChangeElement;
  }
}
