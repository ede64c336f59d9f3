import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ServiceSummary } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';

const shown = 20;

/**
 * Looks for the catalogue service that a local one is to follow.
 * @fires halden-linked when it follows
 */
@customElement('halden-link-service')
export class LinkServiceElement extends HaldenElement {
  @property() key = '';

  @state() private _found: ServiceSummary[] | null = null;
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  #query = '';

  async #search(event: Event) {
    event.preventDefault();
    this._fault = null;
    try {
      const { items } = await this.app.api.services({ q: this.#query.trim(), take: 500 });
      this._found = items.filter(({ source, key }) => source !== null && key.toLowerCase() !== this.key.toLowerCase());
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #link({ key, title }: ServiceSummary) {
    if (this._isBusy || !(await this.app.confirm({ heading: this.t('linkServiceHeading'), text: this.t('linkServiceText', { title }), yes: this.t('linkService') }))) {
      return;
    }
    this._isBusy = true;
    this._fault = null;
    try {
      await this.app.api.link(this.key, key);
      this.app.announce(this.t('linkServiceDone'));
      this.dispatchEvent(new Event('halden-linked'));
    } catch (fault) {
      this._fault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t } = this.app;
    return html`<section class="box" aria-labelledby="heading">
      <h2 id="heading">${t('linkService')}</h2>
      <p>${t('linkServiceHint')}</p>
      <form role="search" class="row end" @submit=${this.#search}>
        <div class="field">
          <label for="q">${t('linkServiceSearch')}</label>
          <input id="q" type="search" autocomplete="off" @input=${(event: Event) => { this.#query = (event.target as HTMLInputElement).value; }} />
        </div>
        <button type="submit" class="button primary">${t('filterText')}</button>
      </form>
      ${faultMessage(t, this._fault)}
      <div role="status">${this._found ? html`<p class="muted">${t('linkServiceFound', { count: this._found.length })}</p>` : nothing}</div>
      ${this._found && this._found.length > 0
        ? html`<ul>${this._found.slice(0, shown).map((service) => html`<li>
            <a href=${this.app.router.href({ view: 'service', key: service.key })}>${service.title}</a>
            <button type="button" class="button" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#link(service)}>${t('linkServiceChoose')} <span class="hidden-text">(${service.title})</span></button>
          </li>`)}</ul>`
        : nothing}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .field { flex: 1 1 240px; }
      form { margin-bottom: 12px; }
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 6px 12px; padding: 6px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-link-service': LinkServiceElement;
  }
}
