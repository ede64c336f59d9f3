import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { HaldenApi } from '../api/halden-api.js';
import type { App } from '../core/app.js';
import type { Route, Router } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { translator, type Lang, type TextKey } from '../lang/index.js';
import './halden-root.element.js';

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
  notices: () => import('../notices/notices.element.js'),
  register: () => import('../register/register.element.js'),
  rollout: () => import('../rollout/rollout-board.element.js'),
  rolloutList: () => import('../rollout/rollout-list.element.js'),
  rolloutPlan: () => import('../rollout/rollout-plan.element.js'),
  rolloutService: () => import('../rollout/rollout-service.element.js'),
  rolloutInformation: () => import('../rollout/rollout-information.element.js'),
  rolloutBenefit: () => import('../rollout/rollout-benefit.element.js'),
  rolloutRequirements: () => import('../rollout/rollout-requirements.element.js'),
  rolloutSpecification: () => import('../rollout/rollout-specification.element.js'),
  messages: () => import('../messages/messages.element.js'),
  audit: () => import('../audit/audit.element.js'),
  forms: () => import('../forms/form-list.element.js'),
  form: () => import('../forms/form-builder.element.js'),
  processes: () => import('../processes/process-list.element.js'),
  process: () => Promise.all([import('../processes/process-editor.element.js'), import('../processes/process-reading.element.js')]),
  processReading: () => import('../processes/process-reading.element.js'),
  package: () => import('../audit/past-package.element.js'),
  submissions: () => import('../submissions/submission-list.element.js'),
  submission: () => import('../submissions/submission.element.js'),
  citizen: () => import('../submissions/citizen.element.js'),
  retention: () => import('../submissions/retention.element.js'),
  recipients: () => import('../submissions/recipients.element.js'),
};

/** The "Tjenester" section: navigation, and the view the address asks for. Knows nothing of the runtime that hosts it. */
@customElement('halden-app')
export class HaldenAppElement extends LitElement {
  @property({ attribute: false }) api!: HaldenApi;
  @property({ attribute: false }) router!: Router;
  @property() override lang: Lang = 'nb';

  @state() private _app?: App;
  @state() private _fault: unknown = null;
  @state() private _route: Route = { view: 'services' };
  @state() private _isViewLoaded = false;

  override connectedCallback() {
    super.connectedCallback();
    this.router.start();
    this.router.addEventListener('change', this.#arrived);
    this._route = this.router.route;
    void this.#loadView();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.router.stop();
    this.router.removeEventListener('change', this.#arrived);
  }

  async #loadView() {
    const { view } = this._route;
    this._fault = null;
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

  #ready({ detail }: CustomEvent<App>) {
    const isFirst = !this._app;
    this._app = detail;
    if (isFirst) {
      detail.refreshQueue();
      detail.refreshNationalChanges();
      detail.refreshSubmissions();
    }
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
    return html`<halden-root .api=${this.api} .router=${this.router} .lang=${this.lang} @halden-app=${this.#ready}>
      ${this._app ? html`${this.#renderNav(this._app)} <div id="view" tabindex="-1">${this.#renderPlace(this._app)}</div>` : nothing}
    </halden-root>`;
  }

  #renderPlace(app: App) {
    if (this._fault) {
      const t = translator(this.lang);
      return html`<div class="stack">
        ${faultMessage(t, this._fault)}
        <div><button type="button" class="button primary" @click=${() => this.#loadView()}>${t('tryAgain')}</button></div>
      </div>`;
    }
    return this._isViewLoaded ? this.#renderView(app) : loading(app.t);
  }

  #renderNav({ t, me, router, waiting, nationalChanges, submissions }: App) {
    const view = this._route.view;
    const isOfSubmissions = view === 'submissions' || view === 'submission' || view === 'citizen' || view === 'retention' || view === 'recipients';
    const link = (to: Route, label: string, isHere: boolean, count = 0, counted: TextKey = 'waitingCount') => html`<li>
      <a href=${router.href(to)} aria-current=${isHere ? 'page' : nothing}>${label}${count > 0
        ? html` <span class="count"><span aria-hidden="true">${count}</span><span class="hidden-text">${t(counted, { count })}</span></span>`
        : nothing}</a>
    </li>`;
    return html`<nav aria-label=${t('navLabel')}>
      <ul>
        ${link({ view: 'services' }, t('navServices'), view === 'services' || view === 'newService' || view === 'service' || view === 'package')}
        ${me.directorOf.length > 0 || waiting > 0 || view === 'queue' ? link({ view: 'queue' }, t('navQueue'), view === 'queue', waiting) : nothing}
        ${link({ view: 'submissions' }, t('navSubmissions'), isOfSubmissions, submissions?.new, 'newCount')}
        ${nationalChanges.length > 0 || view === 'changes' || view === 'change' ? link({ view: 'changes' }, t('navNationalChanges'), view === 'changes' || view === 'change', nationalChanges.length) : nothing}
        ${link({ view: 'register' }, t('navRegister'), view === 'register')}
        ${link({ view: 'processes' }, t('navProcesses'), view === 'processes' || view === 'process' || view === 'processReading')}
        ${link({ view: 'rollout' }, t('navRollout'), view.startsWith('rollout'))}
        ${link({ view: 'messages' }, t('navMessages'), view === 'messages')}
        ${link({ view: 'forms' }, t('navForms'), view === 'forms' || view === 'form')}
        ${me.isEditor ? link({ view: 'catalogue' }, t('navCatalogue'), view === 'catalogue') : nothing}
        ${me.isAdministrator ? link({ view: 'departments' }, t('navDepartments'), view === 'departments') : nothing}
        ${me.isAdministrator ? link({ view: 'audit' }, t('navAudit'), view === 'audit') : nothing}
        ${link({ view: 'notices' }, t('navNotices'), view === 'notices')}
      </ul>
    </nav>`;
  }

  #renderView({ t, me, router }: App) {
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
      case 'notices':
        return html`<halden-notices></halden-notices>`;
      case 'register':
        return html`<halden-register></halden-register>`;
      case 'rollout':
        return html`<halden-rollout-board></halden-rollout-board>`;
      case 'rolloutList':
        return html`<halden-rollout-list></halden-rollout-list>`;
      case 'rolloutPlan':
        return html`<halden-rollout-plan></halden-rollout-plan>`;
      case 'rolloutService':
        return html`<halden-rollout-service .key=${route.key}></halden-rollout-service>`;
      case 'rolloutInformation':
        return html`<halden-rollout-information></halden-rollout-information>`;
      case 'rolloutBenefit':
        return html`<halden-rollout-benefit></halden-rollout-benefit>`;
      case 'rolloutRequirements':
        return html`<halden-rollout-requirements></halden-rollout-requirements>`;
      case 'rolloutSpecification':
        return html`<halden-rollout-specification .key=${route.key}></halden-rollout-specification>`;
      case 'messages':
        return html`<halden-messages></halden-messages>`;
      case 'audit':
        return html`<halden-audit .key=${route.key ?? ''}></halden-audit>`;
      case 'forms':
        return html`<halden-form-list></halden-form-list>`;
      case 'form':
        return html`<halden-form-builder .key=${route.key} .show=${route.part ?? ''}></halden-form-builder>`;
      case 'processes':
        return html`<halden-process-list></halden-process-list>`;
      case 'process':
        // Who cannot draw reads.
        return me.isEditor ? html`<halden-process-editor .key=${route.key} .place=${route.stage ?? ''}></halden-process-editor>` : html`<halden-process-reading .key=${route.key} .place=${route.stage ?? ''}></halden-process-reading>`;
      case 'processReading':
        return html`<halden-process-reading .key=${route.key} .place=${route.stage ?? ''} .package=${route.package ?? ''}></halden-process-reading>`;
      case 'package':
        return html`<halden-past-package .key=${route.key} .hash=${route.hash}></halden-past-package>`;
      case 'submissions':
        return html`<halden-submission-list></halden-submission-list>`;
      case 'submission':
        return html`<halden-submission .key=${route.key}></halden-submission>`;
      case 'citizen':
        return html`<halden-citizen></halden-citizen>`;
      case 'retention':
        return html`<halden-retention></halden-retention>`;
      case 'recipients':
        return html`<halden-recipients></halden-recipients>`;
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
      :host { min-height: 100%; display: flex; flex-direction: column; }
      halden-root { flex: 1; }
      nav { margin: 0 -9px 24px; border-bottom: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
      nav ul { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; }
      nav a { display: block; padding: 12px 9px 9px; border-bottom: 4px solid transparent; color: inherit; text-decoration: none; }
      nav a:hover { border-color: #a1a1a1; }
      nav a[aria-current] { font-weight: 700; border-color: var(--uui-color-default, #1b264f); }
      .count { display: inline-block; min-width: 22px; padding: 0 6px; border-radius: 12px; background: var(--uui-color-default, #1b264f); color: #fff; font-size: 13px; text-align: center; font-weight: 700; }
      #view:focus-visible { outline: none; }
      @media print {
        nav { display: none; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-app': HaldenAppElement;
  }
}
