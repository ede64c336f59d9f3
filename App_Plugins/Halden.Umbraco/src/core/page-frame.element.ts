import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { sharedStyles } from './styles.js';

/**
 * A public page as citizens will see it. It stands in a frame where no script runs and no form is sent; we reach into it only
 * to give it its height, so that the page scrolls as one, and to keep its links from leading the frame away.
 */
@customElement('halden-page-frame')
export class PageFrameElement extends LitElement {
  /** The page, as HTML from our own server. */
  @property({ attribute: false }) page = '';
  /** What the frame is called. */
  @property() label = '';
  /** As wide as the window that the page is to think it is in, in pixels. */
  @property({ type: Number }) width = 1280;

  @query('iframe') private _frame?: HTMLIFrameElement;

  #resized = new ResizeObserver(() => { this.#fit(); });

  override connectedCallback() {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override updated() {
    this.#fit();
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

  /** A link within the page goes there; another page opens beside, since what is read here must stay. One within a form leads nowhere. */
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
    } else if (/^https?:$/.test(link.protocol) && !href.startsWith('?')) {
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
    const scale = Math.min(1, room.clientWidth / this.width);
    frame.style.width = `${this.width}px`;
    // Low while it is measured: a page is never lower than its frame.
    frame.style.height = '300px';
    const height = page.scrollHeight;
    frame.style.height = `${height}px`;
    frame.style.transform = scale < 1 ? `scale(${scale})` : '';
    room.style.height = `${Math.ceil(height * scale)}px`;
  }

  override render() {
    return html`<div class="room"><iframe title=${this.label} sandbox="allow-same-origin" .srcdoc=${this.page} @load=${this.#loaded}></iframe></div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .room { overflow: hidden; position: relative; border: 1px solid var(--halden-control-border); background: #fff; box-sizing: content-box; }
      iframe { display: block; border: 0; transform-origin: 0 0; margin: 0 auto; }
      .room:focus-within { outline: 2px solid var(--halden-focus); outline-offset: 2px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-page-frame': PageFrameElement;
  }
}
