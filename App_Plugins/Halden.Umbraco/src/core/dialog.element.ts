import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { sharedStyles } from './styles.js';

/**
 * A modal dialog on the browser's own `<dialog>`: it keeps the focus inside, closes on Escape and gives the focus back.
 * @fires closed when it is closed, however that came about
 */
@customElement('halden-dialog')
export class HaldenDialogElement extends LitElement {
  @property() heading = '';

  @query('dialog') private _dialog!: HTMLDialogElement;

  #opener: HTMLElement | null = null;

  show() {
    this.#opener = deepActiveElement();
    this._dialog.showModal();
  }

  close() {
    this._dialog.close();
  }

  #closed = () => {
    // The browser gives focus back within one shadow tree only.
    this.#opener?.focus();
    this.dispatchEvent(new Event('closed'));
  };

  override render() {
    return html`<dialog aria-labelledby="heading" @close=${this.#closed}>
      <h2 id="heading">${this.heading}</h2>
      <slot></slot>
    </dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { display: contents; }
      dialog { border: 1px solid var(--halden-control-border); border-radius: 6px; padding: 24px; width: min(540px, calc(100vw - 24px)); max-height: calc(100vh - 48px); overflow: auto; color: inherit; background: var(--uui-color-surface, #fff); }
      dialog::backdrop { background: rgb(0 0 0 / 50%); }
      h2 { margin-bottom: 12px; }
    `,
  ];
}

/** The element that has the focus, looked for through every shadow root. */
export function deepActiveElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active instanceof HTMLElement ? active : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-dialog': HaldenDialogElement;
  }
}
