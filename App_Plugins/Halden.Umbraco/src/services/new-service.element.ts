import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';

/** A new local service: a title in one language; the rest is written in the editor. */
@customElement('halden-new-service')
export class NewServiceElement extends HaldenElement {
  @state() private _title = '';
  @state() private _culture = '';
  @state() private _titleError = '';
  @state() private _fault: unknown = null;
  @state() private _isBusy = false;

  override connectedCallback() {
    super.connectedCallback();
    const { cultures } = this.app.schema;
    this._culture = (cultures.find((culture) => culture.isDefault) ?? cultures[0])?.culture ?? 'nb-NO';
  }

  async #create(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    this._fault = null;
    this._titleError = this._title.trim() ? '' : this.t('titleRequired');
    if (this._titleError) {
      await this.focusOn('#title');
      return;
    }
    this._isBusy = true;
    try {
      const service = await this.app.api.createService(this._title.trim(), this._culture);
      this.app.announce(this.t('serviceCreated'));
      this.app.router.go({ view: 'service', key: service.key }, 'replace');
    } catch (fault) {
      if (fault instanceof ApiError && fault.errors.title) {
        this._titleError = fault.errors.title.join(' ');
        void this.focusOn('#title');
      } else {
        this._fault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { schema, router } = this.app;
    return html`<h1>${this.t('newService')}</h1>
      <form class="box stack" novalidate @submit=${this.#create}>
        <p class="muted">${this.t('newServiceHint')}</p>
        <div class="field">
          <label for="title">${this.t('serviceTitle')}</label>
          <input id="title" .value=${this._title} maxlength="255" required lang=${this._culture} aria-invalid=${this._titleError ? 'true' : nothing} aria-describedby="title-error"
            @input=${(event: Event) => { this._title = (event.target as HTMLInputElement).value; }} />
          <div id="title-error">${this._titleError ? html`<p class="error" role="alert">${this._titleError}</p>` : nothing}</div>
        </div>
        <div class="field">
          <label for="culture">${this.t('language')}</label>
          <select id="culture" @change=${(event: Event) => { this._culture = (event.target as HTMLSelectElement).value; }}>
            ${schema.cultures.map((culture) => html`<option value=${culture.culture} ?selected=${culture.culture === this._culture}>${culture.name}</option>`)}
          </select>
        </div>
        ${faultMessage(this.app.t, this._fault)}
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${this.t('create')}</button>
          <a class="button" href=${router.href({ view: 'services' })}>${this.t('cancel')}</a>
        </div>
      </form>`;
  }

  static override styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: 18px; }
      form { max-width: 600px; }
      form p { margin: 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-new-service': NewServiceElement;
  }
}
