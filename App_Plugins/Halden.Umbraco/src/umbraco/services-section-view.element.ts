import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Router } from '../core/router.js';
import { HaldenUmbracoElement } from './halden-umbraco.element.js';
import { sectionPath } from './paths.js';
import '../app/halden-app.element.js';

/** The "Tjenester" section inside Umbraco's backoffice. */
@customElement('halden-services-section-view')
export class ServicesSectionViewElement extends HaldenUmbracoElement {
  #router = new Router('path', sectionPath(location.pathname));

  override render() {
    return this.api ? html`<halden-app .api=${this.api} .router=${this.#router} .lang=${this.language}></halden-app>` : nothing;
  }

  static override styles = css`
    :host { display: block; height: 100%; overflow-y: auto; }
    @media print {
      :host { height: auto; overflow: visible; }
    }
  `;
}

export default ServicesSectionViewElement;

declare global {
  interface HTMLElementTagNameMap {
    'halden-services-section-view': ServicesSectionViewElement;
  }
}
