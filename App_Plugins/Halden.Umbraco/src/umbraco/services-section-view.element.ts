import { UMB_AUTH_CONTEXT } from '@umbraco-cms/backoffice/auth';
import { UmbElementMixin } from '@umbraco-cms/backoffice/element-api';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { HaldenApi } from '../api/halden-api.js';
import { Router } from '../core/router.js';
import { nearestLang } from '../lang/index.js';
import { sectionPathname, viewPathname } from './paths.js';
import { umbracoHost } from './umbraco-host.js';
import '../app/halden-app.element.js';

/** The "Tjenester" section inside Umbraco's backoffice: brings the user's sign-in and language to `<halden-app>`. */
@customElement('halden-services-section-view')
export class ServicesSectionViewElement extends UmbElementMixin(LitElement) {
  @state() private _api?: HaldenApi;

  #router = new Router('path', basePath(location.pathname));

  constructor() {
    super();
    this.consumeContext(UMB_AUTH_CONTEXT, (auth) => {
      this._api = auth && new HaldenApi(umbracoHost(auth));
    });
  }

  override render() {
    return this._api
      ? html`<halden-app .api=${this._api} .router=${this.#router} .lang=${nearestLang(this.localize.lang())}></halden-app>`
      : nothing;
  }

  static override styles = css`
    :host { display: block; height: 100%; overflow-y: auto; }
  `;
}

export default ServicesSectionViewElement;

/** Where our own paths begin: behind the view's path, which Umbraco leaves out when it opens the section at its first view. */
function basePath(pathname: string) {
  const section = `/section/${sectionPathname}`;
  const at = pathname.indexOf(section);
  return `${at >= 0 ? pathname.slice(0, at) : '/umbraco'}${section}/view/${viewPathname}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-services-section-view': ServicesSectionViewElement;
  }
}
