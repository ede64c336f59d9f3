import { provide } from '@lit/context';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { HaldenApi } from '../api/halden-api.js';
import type { Me, NationalChange, Schema } from '../api/model.js';
import { appContext, type App, type Question } from '../core/app.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import type { Route, Router } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { locales, translator, type Lang } from '../lang/index.js';
import '../core/dialog.element.js';

/** Each view is fetched when it is first gone to; the rich text editor is most of the client's weight. */
const views: Record<Exclude<Route['view'], 'notFound'>, () => Promise<unknown>> = {
  services: () => import('../services/service-list.element.js'),
  newService: () => import('../services/new-service.element.js'),
  service: () => import('../service-editor/service-editor.element.js'),
  queue: () => import('../approval/queue.element.js'),
  changes: () => import('../national/national-changes.element.js'),
  change: () => import('../national/national-change.element.js'),
  catalogue: () => import('../catalogue/catalogue.element.js'),
  departments: () => import('../departments/departments.element.js'),
  audit: () => import('../audit/audit.element.js'),
  package: () => import('../audit/past-package.element.js'),
};

/** The "Tjenester" section: navigation, and the view the address asks for. Knows nothing of the runtime that hosts it. */
@customElement('halden-app')
export class HaldenAppElement extends LitElement {
  @property({ attribute: false }) api!: HaldenApi;
  @property({ attribute: false }) router!: Router;
  @property() override lang: Lang = 'nb';

  @provide({ context: appContext })
  @state()
  private _app?: App;

  @state() private _fault: unknown = null;
  @state() private _route: Route = { view: 'services' };
  @state() private _isViewLoaded = false;
  @state() private _waiting = 0;
  @state() private _announcement = '';
  @state() private _question: Question | null = null;

  @query('#question') private _dialog!: HaldenDialogElement;

  #answer: ((yes: boolean) => void) | null = null;
  #forget: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    this.router.start();
    this.router.addEventListener('change', this.#arrived);
    this._route = this.router.route;
    void this.#loadView();
    void this.#load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.router.stop();
    this.router.removeEventListener('change', this.#arrived);
    clearTimeout(this.#forget);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('lang') && this._app) {
      this._app = { ...this._app, lang: this.lang, t: translator(this.lang) };
    }
  }

  async #loadView() {
    const { view } = this._route;
    this._isViewLoaded = view === 'notFound';
    if (view === 'notFound') {
      return;
    }
    try {
      await views[view]();
      this._isViewLoaded ||= view === this._route.view;
    } catch (fault) {
      // A new version has been installed since this page was opened, or the network is gone.
      console.error(fault);
      this._fault = new ApiError(0, '');
    }
  }

  async #load() {
    this._fault = null;
    try {
      const [me, schema] = await Promise.all([this.api.me(), this.api.schema()]);
      this._app = this.#makeApp(me, schema);
      this.#refreshQueue();
      this.#refreshNationalChanges();
    } catch (fault) {
      this._fault = fault;
    }
  }

  #makeApp(me: Me, schema: Schema): App {
    return {
      api: this.api,
      router: this.router,
      me,
      schema,
      lang: this.lang,
      t: translator(this.lang),
      announce: this.#announce,
      confirm: this.#confirm,
      refreshQueue: this.#refreshQueue,
      nationalChanges: [],
      refreshNationalChanges: this.#refreshNationalChanges,
    };
  }

  #refreshQueue = () => {
    this.api.queue().then(
      (queue) => { this._waiting = queue.length; },
      // The number is a courtesy; the view itself tells what is wrong.
      () => undefined,
    );
  };

  #refreshNationalChanges = () => {
    this.api.nationalChanges().then(
      (nationalChanges: NationalChange[]) => { this._app = this._app && { ...this._app, nationalChanges }; },
      // As above: a count and a notice, no more.
      () => undefined,
    );
  };

  #announce = (text: string) => {
    this._announcement = '';
    clearTimeout(this.#forget);
    // A live region speaks only when its text changes.
    requestAnimationFrame(() => { this._announcement = text; });
    this.#forget = setTimeout(() => { this._announcement = ''; }, 8000);
  };

  #confirm = async (question: Question) => {
    this.#answer?.(false);
    this._question = question;
    await this.updateComplete;
    this._dialog.show();
    return new Promise<boolean>((resolve) => { this.#answer = resolve; });
  };

  #answered(yes: boolean) {
    const answer = this.#answer;
    this.#answer = null;
    this._dialog.close();
    answer?.(yes);
  }

  #arrived = () => {
    const before = this._route;
    this._route = this.router.route;
    if (before.view !== this._route.view) {
      void this.#loadView();
    }
    if (before.view !== this._route.view || ('key' in before && 'key' in this._route && before.key !== this._route.key)) {
      // As a new page would: the reader starts at its top.
      void this.updateComplete.then(() => {
        const main = this.renderRoot.querySelector<HTMLElement>('#view');
        main?.focus({ preventScroll: true });
        main?.scrollIntoView({ block: 'start' });
      });
    }
  };

  override render() {
    const t = translator(this.lang);
    if (this._fault) {
      return html`<div class="frame stack" lang=${locales[this.lang]}>
        ${faultMessage(t, this._fault)}
        <div><button type="button" class="button primary" @click=${() => { void this.#loadView(); void this.#load(); }}>${t('tryAgain')}</button></div>
      </div>`;
    }
    if (!this._app) {
      return html`<div class="frame">${loading(t)}</div>`;
    }
    return html`
      <div class="frame" lang=${locales[this.lang]}>
        ${this.#renderNav(this._app)}
        <div id="view" tabindex="-1">${this._isViewLoaded ? this.#renderView(this._app) : loading(t)}</div>
        <div class="announcement" role="status">${this._announcement ? html`<p>${this._announcement}</p>` : nothing}</div>
        ${this.#renderQuestion(t)}
      </div>
    `;
  }

  #renderQuestion(t: App['t']) {
    return html`<halden-dialog id="question" .heading=${this._question?.heading ?? ''} @closed=${() => { this.#answer?.(false); this.#answer = null; }}>
      <p>${this._question?.text}</p>
      <div class="row">
        <button type="button" class="button primary ${this._question?.isDanger ? 'danger' : ''}" @click=${() => { this.#answered(true); }}>${this._question?.yes ?? ''}</button>
        <button type="button" class="button" @click=${() => { this.#answered(false); }}>${this._question?.no ?? t('cancel')}</button>
      </div>
    </halden-dialog>`;
  }

  #renderNav({ t, me, router, nationalChanges }: App) {
    const view = this._route.view;
    const link = (to: Route, label: string, isHere: boolean, count = 0) => html`<li>
      <a href=${router.href(to)} aria-current=${isHere ? 'page' : nothing}>${label}${count > 0
        ? html` <span class="count"><span aria-hidden="true">${count}</span><span class="hidden-text">${t('waitingCount', { count })}</span></span>`
        : nothing}</a>
    </li>`;
    return html`<nav aria-label=${t('navLabel')}>
      <ul>
        ${link({ view: 'services' }, t('navServices'), view === 'services' || view === 'newService' || view === 'service' || view === 'package')}
        ${me.directorOf.length > 0 || this._waiting > 0 || view === 'queue' ? link({ view: 'queue' }, t('navQueue'), view === 'queue', this._waiting) : nothing}
        ${nationalChanges.length > 0 || view === 'changes' || view === 'change' ? link({ view: 'changes' }, t('navNationalChanges'), view === 'changes' || view === 'change', nationalChanges.length) : nothing}
        ${me.isEditor ? link({ view: 'catalogue' }, t('navCatalogue'), view === 'catalogue') : nothing}
        ${me.isAdministrator ? link({ view: 'departments' }, t('navDepartments'), view === 'departments') : nothing}
        ${me.isAdministrator ? link({ view: 'audit' }, t('navAudit'), view === 'audit') : nothing}
      </ul>
    </nav>`;
  }

  #renderView({ t, router }: App) {
    const route = this._route;
    switch (route.view) {
      case 'services':
        return html`<halden-service-list></halden-service-list>`;
      case 'newService':
        return html`<halden-new-service></halden-new-service>`;
      case 'service':
        return html`<halden-service-editor .key=${route.key} .culture=${route.culture ?? ''} .section=${route.section ?? ''}></halden-service-editor>`;
      case 'queue':
        return html`<halden-queue .key=${route.key ?? ''}></halden-queue>`;
      case 'changes':
        return html`<halden-national-changes></halden-national-changes>`;
      case 'change':
        return html`<halden-national-change .key=${route.key}></halden-national-change>`;
      case 'catalogue':
        return html`<halden-catalogue></halden-catalogue>`;
      case 'departments':
        return html`<halden-departments></halden-departments>`;
      case 'audit':
        return html`<halden-audit .key=${route.key ?? ''}></halden-audit>`;
      case 'package':
        return html`<halden-past-package .key=${route.key} .hash=${route.hash}></halden-past-package>`;
      case 'notFound':
        return html`<div class="message info">
          <h2>${t('notFoundHeading')}</h2>
          <p><a href=${router.href({ view: 'services' })}>${t('toServices')}</a></p>
        </div>`;
    }
  }

  static override styles = [
    sharedStyles,
    css`
      :host { container: view / inline-size; min-height: 100%; background: var(--uui-color-background, #f3f3f5); }
      .frame { max-width: 1440px; margin: 0 auto; padding: 0 24px 96px; }
      nav { margin: 0 -9px 24px; border-bottom: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
      nav ul { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; }
      nav a { display: block; padding: 12px 9px 9px; border-bottom: 4px solid transparent; color: inherit; text-decoration: none; }
      nav a:hover { border-color: #a1a1a1; }
      nav a[aria-current] { font-weight: 700; border-color: var(--uui-color-default, #1b264f); }
      .count { display: inline-block; min-width: 22px; padding: 0 6px; border-radius: 12px; background: var(--uui-color-default, #1b264f); color: #fff; font-size: 13px; text-align: center; font-weight: 700; }
      #view:focus-visible { outline: none; }
      .announcement { position: fixed; inset: auto 24px 72px; z-index: 10; pointer-events: none; display: flex; justify-content: center; }
      .announcement p { margin: 0; padding: 12px 18px; border-radius: 3px; background: #1b264f; color: #fff; font-weight: 700; box-shadow: 0 3px 6px rgb(0 0 0 / 30%); }
      @container view (max-width: 700px) {
        .frame { padding: 0 12px 96px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-app': HaldenAppElement;
  }
}
