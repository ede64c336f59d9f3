import { css, html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { cultureName, faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';

const widths = { phone: 375, desktop: 1280 } as const;
const widthKeys: Record<keyof typeof widths, TextKey> = { phone: 'previewPhone', desktop: 'previewDesktop' };

/**
 * The page as citizens will see it. It stands in a frame where no script runs; we reach into it only to give it its height,
 * so that the page scrolls as one, and to keep its links from leading the frame away.
 */
@customElement('halden-package-preview')
export class PackagePreviewElement extends HaldenElement {
  @property() serviceKey = '';
  @property({ attribute: false }) cultures: readonly string[] = [];

  @state() private _culture = '';
  @state() private _width: keyof typeof widths = 'desktop';
  @state() private _page: string | null = null;
  @state() private _fault: unknown = null;

  @query('iframe') private _frame?: HTMLIFrameElement;

  #resized = new ResizeObserver(() => { this.#fit(); });

  override connectedCallback() {
    super.connectedCallback();
    this.#resized.observe(this);
    if (this.clientWidth > 0 && this.clientWidth < 700) {
      this._width = 'phone';
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('serviceKey') || changed.has('cultures')) {
      this._culture = this.cultures.includes(this._culture) ? this._culture : (this.cultures[0] ?? '');
      void this.#load();
    }
  }

  protected override updated() {
    this.#fit();
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

  #loaded = () => {
    const page = this._frame?.contentDocument;
    if (!page) {
      return;
    }
    this.#resized.observe(page.documentElement);
    page.addEventListener('click', this.#clicked);
    this.#fit();
  };

  /** A link within the page goes there; any other opens beside, since what is read here must stay. */
  #clicked = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href');
    if (!link || !href) {
      return;
    }
    event.preventDefault();
    if (href.startsWith('#')) {
      const target = link.ownerDocument.getElementById(decodeURIComponent(href.slice(1)));
      target?.scrollIntoView();
      target?.focus({ preventScroll: true });
    } else if (/^https?:$/.test(link.protocol)) {
      window.open(link.href, '_blank', 'noopener');
    }
  };

  /** A page that is wider than the room is shown smaller, as a telephone does; style attributes are stopped by a strict Content-Security-Policy, properties are not. */
  #fit() {
    const frame = this._frame;
    const room = frame?.parentElement;
    const page = frame?.contentDocument?.documentElement;
    if (!frame || !room || !page) {
      return;
    }
    const width = widths[this._width];
    const scale = Math.min(1, room.clientWidth / width);
    frame.style.width = `${width}px`;
    // Low while it is measured: a page is never lower than its frame.
    frame.style.height = '300px';
    const height = page.scrollHeight;
    frame.style.height = `${height}px`;
    frame.style.transform = scale < 1 ? `scale(${scale})` : '';
    room.style.height = `${Math.ceil(height * scale)}px`;
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
        ? html`<div class="room"><iframe title=${t('previewTitle', { language: cultureName(schema, this._culture) })} sandbox="allow-same-origin" .srcdoc=${this._page} @load=${this.#loaded}></iframe></div>`
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
      .room { overflow: hidden; position: relative; border: 1px solid var(--halden-control-border); background: #fff; box-sizing: content-box; }
      iframe { display: block; border: 0; transform-origin: 0 0; margin: 0 auto; }
      .room:focus-within { outline: 2px solid var(--halden-focus); outline-offset: 2px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-package-preview': PackagePreviewElement;
  }
}
