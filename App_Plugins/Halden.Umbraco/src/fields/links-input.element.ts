import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { canonicalLinks, parseLinks } from '../core/format.js';
import type { ServiceLink } from '../api/model.js';
import type { Translate } from '../lang/index.js';

/**
 * A list of titled links; moved by buttons, so by keyboard too. In the light DOM of its field.
 * @fires halden-input with the canonical form
 */
@customElement('halden-links-input')
export class LinksInputElement extends LitElement {
  @property() value = '';
  @property({ attribute: false }) t!: Translate;
  @property() inputId = '';
  @property() culture = '';
  @property() describedBy = '';
  @property({ type: Boolean }) invalid = false;

  @state() private _links: ServiceLink[] = [];
  @state() private _told = '';

  #written: string | null = null;

  protected override createRenderRoot() {
    return this;
  }

  override focus() {
    this.querySelector<HTMLElement>('input, button')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('value') && this.value !== this.#written) {
      this._links = parseLinks(this.value);
    }
  }

  #set(links: ServiceLink[]) {
    this._links = links;
    // A row begun and left empty is no link; a half-filled one is sent, and the server says what it lacks.
    const written = canonicalLinks(
      links.map(({ title, url }) => ({ title: title.trim(), url: url.trim() })).filter(({ title, url }) => title || url),
    );
    this.#written = written;
    this.dispatchEvent(new CustomEvent('halden-input', { detail: written, bubbles: true }));
  }

  #change(index: number, change: Partial<ServiceLink>) {
    this.#set(this._links.map((link, at) => (at === index ? { ...link, ...change } : link)));
  }

  async #add() {
    this.#set([...this._links, { title: '', url: '' }]);
    await this.#focusOn(`[data-title="${this._links.length - 1}"]`);
  }

  async #remove(index: number) {
    this._told = this.t('linkRemoved', { number: index + 1 });
    this.#set(this._links.filter((_, at) => at !== index));
    await this.#focusOn(this._links.length > 0 ? `[data-title="${Math.min(index, this._links.length - 1)}"]` : '[data-add]');
  }

  async #move(index: number, by: -1 | 1) {
    const links = [...this._links];
    const to = index + by;
    const [link] = links.splice(index, 1);
    links.splice(to, 0, link!);
    this._told = this.t('linkMoved', { number: to + 1, total: links.length });
    this.#set(links);
    await this.updateComplete;
    const button = this.querySelector<HTMLButtonElement>(`[data-move="${to}:${by}"]`);
    (button?.disabled ? this.querySelector<HTMLButtonElement>(`[data-move="${to}:${-by}"]`) : button)?.focus();
  }

  async #focusOn(selector: string) {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  override render() {
    return html`
      ${this._links.length > 0
        ? html`<ol class="links">
            ${this._links.map((link, index) => this.#renderLink(link, index))}
          </ol>`
        : nothing}
      <button type="button" class="button" data-add @click=${() => this.#add()}>${this.t('linkAdd')}</button>
      <span class="hidden-text" role="status">${this._told}</span>
    `;
  }

  #renderLink(link: ServiceLink, index: number) {
    const number = index + 1;
    const title = `${this.inputId}-${index}-title`;
    const url = `${this.inputId}-${index}-url`;
    return html`<li><div class="link-row" role="group" aria-label=${this.t('linkNumber', { number })}>
      <div class="field">
        <label for=${title}>${this.t('linkTitle')}</label>
        <input id=${title} data-title=${index} .value=${link.title} lang=${this.culture} aria-invalid=${this.invalid ? 'true' : nothing} aria-describedby=${this.describedBy || nothing}
          @input=${(event: Event) => { this.#change(index, { title: (event.target as HTMLInputElement).value }); }} />
      </div>
      <div class="field">
        <label for=${url}>${this.t('linkAddress')}</label>
        <input id=${url} inputmode="url" autocomplete="off" placeholder="https://" .value=${link.url} aria-invalid=${this.invalid ? 'true' : nothing} aria-describedby=${this.describedBy || nothing}
          @input=${(event: Event) => { this.#change(index, { url: (event.target as HTMLInputElement).value }); }} />
      </div>
      <div class="row">
        <button type="button" class="plain" data-move="${index}:-1" aria-label=${this.t('linkUp', { number })} title=${this.t('linkUp', { number })} ?disabled=${index === 0} @click=${() => this.#move(index, -1)}>
          <span aria-hidden="true">↑</span>
        </button>
        <button type="button" class="plain" data-move="${index}:1" aria-label=${this.t('linkDown', { number })} title=${this.t('linkDown', { number })} ?disabled=${index === this._links.length - 1} @click=${() => this.#move(index, 1)}>
          <span aria-hidden="true">↓</span>
        </button>
        <button type="button" class="plain" aria-label=${this.t('linkRemoveNumber', { number })} title=${this.t('linkRemoveNumber', { number })} @click=${() => this.#remove(index)}>
          <span aria-hidden="true">✕</span>
        </button>
      </div>
    </div></li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-links-input': LinksInputElement;
  }
}
