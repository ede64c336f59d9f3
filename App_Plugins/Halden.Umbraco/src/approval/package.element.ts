import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ApiError } from '../api/api-error.js';
import type { Comment, Package, PackagedStage } from '../api/model.js';
import { openThreads } from '../comments/threads.js';
import { decisionStyles, departmentDecisions } from '../core/department-decisions.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { tabList, tabPanel, tabStyles, type Tab } from '../core/tabs.js';
import { faultMessage, loading, stateTag } from '../core/templates.js';
import type { Decided } from './decision-bar.element.js';
import type { PackageChangesElement } from './package-changes.element.js';
import type { PackageCommentsElement } from './package-comments.element.js';
import { waitedText } from './waited.js';
import './decision-bar.element.js';
import './package-changes.element.js';
import './package-comments.element.js';
import './package-preview.element.js';
import './package-processes.element.js';

type View = 'changes' | 'since' | 'processes' | 'preview' | 'comments';

/**
 * One package to read, comment and decide on.
 * @fires halden-seen with the {@link Package} once it is shown
 * @fires halden-decided with {@link Decided} after a decision
 */
@customElement('halden-package')
export class PackageElement extends HaldenElement {
  @property() key = '';

  @state() private _package: Package | null = null;
  @state() private _processes: readonly PackagedStage[] = [];
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _view: View = 'changes';

  /** Views that have been gone to. They stay, hidden, with what is half written in them. */
  #visited = new Set<View>();

  @query('halden-package-comments') private _comments?: PackageCommentsElement;

  /** Whether a comment is written that would be lost. */
  get isDirty(): boolean {
    return [...this.renderRoot.querySelectorAll('halden-package-changes, halden-package-comments')].some((view) =>
      [...(view.shadowRoot?.querySelectorAll('halden-comments') ?? [])].some(({ isDirty }) => isDirty));
  }

  /** Goes to the top of the package once it is read. */
  async focusHeading() {
    // What is asked for is set, but perhaps not yet begun on.
    await this.updateComplete;
    await this.#loaded;
    await this.focusOn('h1');
  }

  #loaded: Promise<void> = Promise.resolve();

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this.#visited.clear();
      this._package = null;
      this._view = 'changes';
      this._actionFault = null;
      this.#loaded = this.load();
    }
    this.#visited.add(this._view);
  }

  /** Reads it anew. */
  async load() {
    const { key } = this;
    this._fault = null;
    try {
      const [submitted, processes] = await Promise.all([this.app.api.package(key), this.app.api.packageProcesses(key)]);
      if (key === this.key) {
        this._processes = processes;
        this._package = submitted;
        this.dispatchEvent(new CustomEvent('halden-seen', { detail: submitted }));
      }
    } catch (fault) {
      if (key === this.key) {
        this._fault = fault;
      }
    }
  }

  async #readAgain() {
    this._actionFault = null;
    await this.load();
    await this.focusOn('h1');
  }

  async #refused(fault: unknown) {
    this._actionFault = fault;
    if (fault) {
      await this.focusOn('#fault');
    }
  }

  #decided = ({ detail }: CustomEvent<Decided>) => {
    this.dispatchEvent(new CustomEvent('halden-decided', { detail }));
  };

  async #comment() {
    this._view = 'comments';
    await this.updateComplete;
    await this._comments?.write();
  }

  async #goTo({ detail: { culture, target } }: CustomEvent<{ culture: string | null; target: string }>) {
    this._view = 'changes';
    await this.updateComplete;
    await this.renderRoot.querySelector<PackageChangesElement>('halden-package-changes')?.goTo(culture, target);
  }

  get #mayComment() {
    const { me } = this.app;
    const { departments } = this._package!;
    return me.isEditor || departments.some(({ key }) => me.directorOf.some((department) => department.key === key));
  }

  override render() {
    const { t, router } = this.app;
    if (this._fault instanceof ApiError && this._fault.status === 404) {
      return html`<div class="message info">
        <h1 tabindex="-1">${t('neverSubmittedHeading')}</h1>
        <p>${t('neverSubmittedText')}</p>
        <p><a href=${router.href({ view: 'service', key: this.key })}>${t('openService')}</a></p>
      </div>`;
    }
    if (this._fault) {
      return html`${faultMessage(t, this._fault)}
        <p class="after"><button type="button" class="button" @click=${() => this.#readAgain()}>${t('tryAgain')}</button></p>`;
    }
    return this._package ? this.#renderPackage(this._package) : loading(t);
  }

  #renderPackage(submitted: Package) {
    const { t } = this.app;
    const tabs: Tab<View>[] = [
      { id: 'changes', label: t('viewChanges', { count: submitted.changes.length }) },
      ...(submitted.sinceRejected ? [{ id: 'since' as const, label: t('viewSince') }] : []),
      ...(this._processes.length > 0 ? [{ id: 'processes' as const, label: t('viewProcesses') }] : []),
      { id: 'preview', label: t('viewPreview') },
      { id: 'comments', label: t('viewComments', { count: openThreads(submitted.comments).length }) },
    ];
    return html`
      ${this.#renderHeading(submitted)}
      <div id="fault" class="block" tabindex="-1">${faultMessage(t, this._actionFault, html`<p><button type="button" class="link" @click=${() => this.#readAgain()}>${t('readAgain')}</button></p>`)}</div>
      ${tabList(t('viewsLabel'), tabs, this._view, (view) => { this._view = view; })}
      <div @halden-comments=${(event: CustomEvent<Comment[]>) => { this._package = { ...submitted, comments: event.detail }; }}>
        ${repeat(tabs.filter(({ id }) => this.#visited.has(id)), ({ id }) => `${submitted.key} ${id}`, ({ id }) => tabPanel(id, this.#renderView(submitted, id), id === this._view))}
      </div>
      ${submitted.state === 'submitted' && (submitted.mayApprove || this.#mayComment)
        ? html`<halden-decision-bar .package=${submitted} @halden-decided=${this.#decided} @halden-comment=${() => this.#comment()} @halden-fault=${(event: CustomEvent<unknown>) => this.#refused(event.detail)}></halden-decision-bar>`
        : nothing}
    `;
  }

  #renderHeading(submitted: Package) {
    const { t, lang, router } = this.app;
    const { state: packageState, departments, submittedBy, submittedAt, publishAt, mayApprove, whyNot, asDeputy, sinceRejected } = submitted;
    const isWaiting = packageState === 'submitted';
    return html`
      <h1 tabindex="-1">${submitted.title || t('untitled')}</h1>
      <p class="muted">${[departments.map(({ name }) => name).join(', '), t('submittedBy', { name: submittedBy ?? '–', at: dateTime(lang, submittedAt) }), isWaiting ? waitedText(t, submittedAt) : ''].filter(Boolean).join(' · ')}</p>
      <p>
        ${publishAt && isWaiting ? html`<strong>${t('publishedWhenApproved', { at: dateTime(lang, publishAt) })}</strong> ` : nothing}${Object.keys(submitted.publishedTexts).length > 0 ? t('comparedWithPublished') : t('neverPublished')}
        <a href=${router.href({ view: 'service', key: this.key })}>${t('openService')}</a>
      </p>
      ${asDeputy && isWaiting ? html`<p class="message info block">${t('asDeputy', { departments: departments.map(({ name }) => name).join(', ') })}</p>` : nothing}
      ${isWaiting ? nothing : html`<div class="message info block"><p>${stateTag(t, packageState)} ${t(packageState === 'changed' ? 'notWaitingChanged' : 'notWaitingDecided')}</p></div>`}
      ${isWaiting && whyNot && !mayApprove ? html`<div class="message warning block"><p><strong>${t('mayNotApprove')}</strong></p><p>${whyNot}</p></div>` : nothing}
      ${departmentDecisions(t, lang, departments)}
      ${sinceRejected && this._view !== 'since'
        ? html`<p class="message info block">${t('resubmitted', { name: sinceRejected.by ?? '–', at: dateTime(lang, sinceRejected.at) })} <button type="button" class="link" @click=${() => this.#toSince()}>${t('resubmittedLook')}</button></p>`
        : nothing}
    `;
  }

  async #toSince() {
    this._view = 'since';
    await this.focusOn('#tab-since');
  }

  #renderView(submitted: Package, view: View) {
    const { t, lang, schema } = this.app;
    const { key, comments, sinceRejected } = submitted;
    switch (view) {
      case 'changes':
        return html`<h2 class="hidden-text">${t('viewChanges', { count: submitted.changes.length })}</h2>
          <halden-package-changes .serviceKey=${key} .changes=${submitted.changes} .texts=${submitted} .comments=${comments} ?mayComment=${this.#mayComment} .nothingChanged=${t('noChangesAtAll')}></halden-package-changes>`;
      case 'since':
        return sinceRejected
          ? html`<h2 class="hidden-text">${t('viewSince')}</h2>
              <div class="message warning block"><p><strong>${t('rejectedBy', { name: sinceRejected.by ?? '–', at: dateTime(lang, sinceRejected.at) })}</strong></p><p class="comment">${sinceRejected.comment}</p></div>
              <halden-package-changes .serviceKey=${key} .changes=${sinceRejected.changes} .comments=${comments} ?mayComment=${this.#mayComment} .nothingChanged=${t('noChangesSince')}></halden-package-changes>`
          : nothing;
      case 'processes':
        return html`<h2 class="hidden-text">${t('viewProcesses')}</h2><halden-package-processes .stages=${this._processes}></halden-package-processes>`;
      case 'preview': {
        const cultures = schema.cultures.map(({ culture }) => culture).filter((culture) => culture in submitted.texts);
        return html`<h2 class="hidden-text">${t('viewPreview')}</h2><halden-package-preview .serviceKey=${key} .cultures=${cultures}></halden-package-preview>`;
      }
      case 'comments':
        return html`<h2 class="hidden-text">${t('viewComments', { count: openThreads(comments).length })}</h2>
          <halden-package-comments .serviceKey=${key} .comments=${comments} ?mayComment=${this.#mayComment} @halden-go-to=${(event: CustomEvent<{ culture: string | null; target: string }>) => this.#goTo(event)}></halden-package-comments>`;
    }
  }

  static override styles = [
    sharedStyles,
    tabStyles,
    decisionStyles,
    css`
      h1 { margin-bottom: 6px; }
      .block { margin-bottom: 12px; }
      #fault:not(:has(*)) { margin: 0; }
      .after { margin-top: 12px; }
      .comment { white-space: pre-line; }
      [role='tabpanel'] { scroll-margin-top: 12px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-package': PackageElement;
  }
}
