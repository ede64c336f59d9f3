import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Router } from '../core/router.js';
import { HaldenUmbracoElement } from './halden-umbraco.element.js';
import { PartRouter } from './part-router.js';
import { dashboardPath, sectionPath } from './paths.js';
import '../app/halden-root.element.js';
import '../approval/queue.element.js';

/** What waits for approval, as a dashboard of the content section. */
@customElement('halden-approval-dashboard')
export class ApprovalDashboardElement extends HaldenUmbracoElement {
  @state() private _key = '';

  #router = new PartRouter(dashboardPath(location.pathname), new Router('path', sectionPath(location.pathname)), ({ view }) => view === 'queue');

  constructor() {
    super();
    this.follow(this.#router, () => {
      const { route } = this.#router;
      this._key = route.view === 'queue' ? (route.key ?? '') : '';
    });
  }

  override render() {
    return this.api
      ? html`<halden-root .api=${this.api} .router=${this.#router} .lang=${this.language} @halden-app=${this.ready}>
          ${this.app ? html`<halden-queue .key=${this._key}></halden-queue>` : nothing}
        </halden-root>`
      : nothing;
  }

  static override styles = css`
    :host { display: block; height: 100%; overflow-y: auto; }
    halden-queue { padding-top: 24px; }
  `;
}

export default ApprovalDashboardElement;

declare global {
  interface HTMLElementTagNameMap {
    'halden-approval-dashboard': ApprovalDashboardElement;
  }
}
