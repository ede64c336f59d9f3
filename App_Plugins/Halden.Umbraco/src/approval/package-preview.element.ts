import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { cultureName, faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';
import '../core/page-frame.element.js';

const widths = { phone: 375, desktop: 1280 } as const;
const widthKeys: Record<keyof typeof widths, TextKey> = { phone: 'previewPhone', desktop: 'previewDesktop' };

/** The page as citizens will see it, in each language. */
@customElement('halden-package-preview')
export class PackagePreviewElement extends HaldenElement {
  @property() serviceKey = '';
  @property({ attribute: false }) cultures: readonly string[] = [];

  @state() private _culture = '';
  @state() private _width: keyof typeof widths = 'desktop';
  @state() private _page: string | null = null;
  @state() private _fault: unknown = null;

  override connectedCallback() {
    super.connectedCallback();
    if (this.clientWidth > 0 && this.clientWidth < 700) {
      this._width = 'phone';
    }
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('serviceKey') || changed.has('cultures')) {
      this._culture = this.cultures.includes(this._culture) ? this._culture : (this.cultures[0] ?? '');
      void this.#load();
    }
  }

  #choose(culture: string) {
    this._culture = culture;
    void this.#load();
  }

  async #load() {
    const { serviceKey, _culture: culture } = this;
    this._page = null;
    this._fault = null;
    if (!culture) {
      return;
    }
    try {
      const page = await this.app.api.preview(serviceKey, culture);
      if (serviceKey === this.serviceKey && culture === this._culture) {
        this._page = page;
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  override render() {
    const { t, schema } = this.app;
    return html`
      <div class="row choices">
        ${this.cultures.length > 1
          ? html`<fieldset>
              <legend>${t('language')}</legend>
              ${this.cultures.map((culture) => html`<label><input type="radio" name="culture" .checked=${culture === this._culture} @change=${() => { this.#choose(culture); }} /> ${cultureName(schema, culture)}</label>`)}
            </fieldset>`
          : ''}
        <fieldset>
          <legend>${t('previewWidth')}</legend>
          ${(Object.keys(widths) as (keyof typeof widths)[]).map((width) => html`<label><input type="radio" name="width" .checked=${width === this._width} @change=${() => { this._width = width; }} /> ${t(widthKeys[width])}</label>`)}
        </fieldset>
      </div>
      ${faultMessage(t, this._fault)}
      ${this._page !== null
        ? html`<halden-page-frame .page=${this._page} .label=${t('previewTitle', { language: cultureName(schema, this._culture) })} .width=${widths[this._width]}></halden-page-frame>`
        : this._fault ? '' : loading(t)}
    `;
  }

  static override styles = [
    sharedStyles,
    css`
      .choices { gap: 12px 24px; margin-bottom: 12px; }
      fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 3px 15px; align-items: center; min-width: 0; }
      legend { float: left; font-weight: 700; padding: 0; margin-right: 12px; }
      label { display: inline-flex; gap: 6px; align-items: center; font-weight: 400; margin: 0; min-height: 36px; }
      input { width: 18px; height: 18px; margin: 0; accent-color: var(--uui-color-default, #1b264f); }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-package-preview': PackagePreviewElement;
  }
}
