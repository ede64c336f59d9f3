import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { LosEdition, LosUpdate } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';

/** Which edition of Los the site uses; an administrator can replace it, and sees what that changes. */
@customElement('halden-los-panel')
export class LosPanelElement extends HaldenElement {
  @state() private _edition: LosEdition | null = null;
  @state() private _fault: unknown = null;
  @state() private _updateFault: unknown = null;
  @state() private _fileError = '';
  @state() private _file: File | null = null;
  @state() private _isRunning = false;
  @state() private _update: LosUpdate | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    try {
      this._edition = (await this.app.api.los()).edition;
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #upload(event: Event) {
    event.preventDefault();
    const file = this._file;
    this._fileError = file ? '' : this.t('fileRequired');
    if (!file) {
      await this.focusOn('#los-file');
      return;
    }
    await this.#replace((confirm) => this.app.api.uploadLos(file, confirm));
  }

  async #replace(send: (confirm: boolean) => Promise<LosUpdate>) {
    if (this._isRunning) {
      return;
    }
    this._isRunning = true;
    this._updateFault = null;
    this._update = null;
    try {
      this._update = await this.#confirmed(send);
      if (this._update) {
        this._edition = this._update.edition;
        this.app.announce(this._update.message);
        await this.focusOn('#los-update');
      }
    } catch (fault) {
      this._updateFault = fault;
      await this.focusOn('#los-fault');
    } finally {
      this._isRunning = false;
    }
  }

  /** Asks a person where the server wants it meant; null where it is not. */
  async #confirmed(send: (confirm: boolean) => Promise<LosUpdate>) {
    try {
      return await send(false);
    } catch (fault) {
      if (!(fault instanceof ApiError && fault.operationStatus === 'FarFewer')) {
        throw fault;
      }
      const isMeant = await this.app.confirm({ heading: this.t('losFewerHeading'), text: fault.detail, yes: this.t('losFewerYes'), isDanger: true });
      return isMeant ? send(true) : null;
    }
  }

  override render() {
    const { t, me } = this.app;
    return html`<section class="box stack" aria-labelledby="los">
      <h2 id="los">${t('losHeading')}</h2>
      <p>${t('losLead')}</p>
      ${faultMessage(t, this._fault)} ${this._edition ? this.#renderEdition(this._edition) : this._fault ? nothing : loading(t)}
      ${me.isAdministrator ? this.#renderForm() : html`<p class="muted">${t('losOnlyAdministrators')}</p>`}
      <div role="status">${this._isRunning ? html`<p class="message info">${t('losReplacing')}</p>` : nothing}</div>
      <div id="los-fault" tabindex="-1">${faultMessage(t, this._updateFault)}</div>
      ${this._update ? this.#renderUpdate(this._update) : nothing}
    </section>`;
  }

  #renderEdition(edition: LosEdition) {
    const { t, lang } = this.app;
    const { source, since, by, fault, concepts, themes, words, lifeEvents } = edition;
    const at = dateTime(lang, since);
    return html`<div>
      <p>${t('losInUse', { concepts, themes, words, lifeEvents })}</p>
      ${fault ? html`<p class="message warning">${t('losFault', { source: source ?? '' })} ${fault}</p>`
        : !source ? html`<p class="message info">${t('losShipped')}</p>`
        : html`<p class="muted">${by ? t('losFromBy', { source, name: by, at }) : t('losFrom', { source, at })}</p>`}
    </div>`;
  }

  #renderForm() {
    const { t } = this.app;
    const disabled = this._isRunning ? 'true' : nothing;
    return html`<form class="row end" novalidate @submit=${this.#upload}>
      <div class="field">
        <label for="los-file">${t('losFile')}</label>
        <input id="los-file" type="file" accept=".rdf,.xml,.ttl,.nt,.jsonld" required aria-describedby="los-file-error" aria-invalid=${this._fileError ? 'true' : nothing}
          @change=${(event: Event) => { this._file = (event.target as HTMLInputElement).files?.[0] ?? null; this._fileError = ''; }} />
        <div id="los-file-error">${this._fileError ? html`<p class="error" role="alert">${this._fileError}</p>` : nothing}</div>
      </div>
      <button type="submit" class="button" aria-disabled=${disabled}>${t('losUpload')}</button>
      <button type="button" class="button" aria-disabled=${disabled} @click=${() => this.#replace((confirm) => this.app.api.fetchLos(confirm))}>${t('losFetch')}</button>
    </form>`;
  }

  #renderUpdate({ message, added, removed, renamed, unresolved }: LosUpdate) {
    const { t, router } = this.app;
    const part = (summary: string, items: TemplateResult[], hint = '') =>
      items.length > 0
        ? html`<details>
            <summary>${summary}</summary>
            ${hint ? html`<p class="hint">${hint}</p>` : nothing}
            <ul>${items}</ul>
          </details>`
        : nothing;
    return html`<section id="los-update" tabindex="-1" aria-labelledby="los-update-heading">
      <h3 id="los-update-heading">${t('losDone')}</h3>
      <p>${message}</p>
      ${part(
        t('losUnresolved', { count: unresolved.length }),
        unresolved.map(({ key, title, words }) => html`<li><a href=${router.href({ view: 'service', key, section: 'other' })}>${title}</a>: ${words.map(({ name }) => name).join(', ')}</li>`),
        t('losUnresolvedHint'),
      )}
      ${part(t('losRemovedCount', { count: removed.length }), removed.map(({ name }) => html`<li>${name}</li>`))}
      ${part(t('losRenamedCount', { count: renamed.length }), renamed.map(({ from, to }) => html`<li>${from} → ${to}</li>`))}
      ${part(t('losAddedCount', { count: added.length }), added.map(({ name }) => html`<li>${name}</li>`))}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      p { margin: 0 0 6px; }
      form .field { flex: 1 1 240px; }
      input[type='file'] { padding: 9px; }
      details { border-top: 1px solid var(--uui-color-border, #d8d7d9); padding: 9px 0; }
      summary { cursor: pointer; min-height: 24px; overflow-wrap: anywhere; }
      ul { margin: 6px 0 0; padding-left: 21px; }
      h3 { margin-bottom: 6px; }
      #los-fault:empty, [role='status']:empty { display: none; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-los-panel': LosPanelElement;
  }
}
