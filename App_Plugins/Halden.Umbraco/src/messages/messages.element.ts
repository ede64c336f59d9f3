import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { PublicMessage, ServiceSummary } from '../api/model.js';
import { localMoment, momentOf } from '../core/days.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import '../core/dialog.element.js';

interface Form {
  /** Null for a new one. */
  message: PublicMessage | null;
  /** Empty for the front page. */
  documentKey: string;
  severity: 'info' | 'warning';
  textNb: string;
  textNn: string;
  textEn: string;
  /** As `<input type="datetime-local">` writes them; empty for now. */
  from: string;
  until: string;
}

const longest = 300;
const fields = ['documentKey', 'severity', 'textNb', 'textNn', 'textEn', 'from', 'until'] as const;

const inTwoHours = () => localMoment(new Date(Date.now() + 2 * 60 * 60 * 1000));

const noForm = (): Form => ({ message: null, documentKey: '', severity: 'info', textNb: '', textNn: '', textEn: '', from: '', until: inTwoHours() });

/** Messages that stand on the public pages for a while: those of now, of later, and of late. */
@customElement('halden-messages')
export class MessagesElement extends HaldenElement {
  @state() private _messages: PublicMessage[] | null = null;
  @state() private _services: ServiceSummary[] = [];
  @state() private _fault: unknown = null;
  @state() private _actionFault: unknown = null;
  @state() private _formFault: unknown = null;
  @state() private _errors: Record<string, string[]> = {};
  @state() private _form = noForm();
  @state() private _isBusy = false;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    this.app.api.services({ take: 500 }).then(
      ({ items }) => { this._services = [...items].sort((a, b) => a.title.localeCompare(b.title, 'nb')); },
      // The front page can be chosen all the same.
      () => undefined,
    );
  }

  async #load() {
    try {
      this._messages = await this.app.api.messages();
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #edit(message: PublicMessage | null) {
    this._form = message
      ? {
          message, documentKey: message.documentKey ?? '', severity: message.severity, textNb: message.textNb, textNn: message.textNn ?? '', textEn: message.textEn ?? '',
          from: localMoment(new Date(message.from)), until: localMoment(new Date(message.until)),
        }
      : noForm();
    this._errors = {};
    this._formFault = null;
    await this.updateComplete;
    this._dialog.show();
  }

  async #save(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    const { message, documentKey, severity, textNb, textNn, textEn, from, until } = this._form;
    this._isBusy = true;
    this._formFault = null;
    this._errors = {};
    const written = { documentKey: documentKey || null, severity, textNb, textNn: textNn || null, textEn: textEn || null, from: momentOf(from), until: momentOf(until), version: message?.version ?? 0 };
    try {
      this._messages = message ? await this.app.api.changeMessage(message.id, written) : await this.app.api.putUpMessage(written);
      this._dialog.close();
      this.app.announce(this.t(message ? 'messageChanged' : 'messagePutUp'));
    } catch (fault) {
      if (fault instanceof ApiError && Object.keys(fault.errors).length > 0) {
        this._errors = fault.errors;
        const first = fields.find((field) => this._errors[field]);
        await this.focusOn(`#${first ?? 'textNb'}`);
      } else {
        this._formFault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  async #end(message: PublicMessage) {
    if (this._isBusy || !(await this.app.confirm({ heading: this.t('messageEndHeading'), text: this.t('messageEndText', { text: message.textNb }), yes: this.t('messageEnd') }))) {
      return;
    }
    this._isBusy = true;
    this._actionFault = null;
    try {
      this._messages = await this.app.api.endMessage(message.id, message.version);
      this.app.announce(this.t('messageEnded'));
      await this.focusOn('#heading');
    } catch (fault) {
      this._actionFault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t, me } = this.app;
    return html`<div class="stack">
      <div class="row spread">
        <h1 id="heading" tabindex="-1">${t('messagesHeading')}</h1>
        ${me.isEditor ? html`<button type="button" class="button primary positive" @click=${() => this.#edit(null)}>${t('messageNew')}</button>` : nothing}
      </div>
      <p class="muted lead">${t('messagesLead')}</p>
      ${faultMessage(t, this._actionFault)} ${faultMessage(t, this._fault)}
      ${this._messages === null ? (this._fault ? nothing : loading(t)) : this.#renderMessages(this._messages)}
      ${this.#renderDialog()}
    </div>`;
  }

  #renderMessages(messages: PublicMessage[]) {
    const { t } = this.app;
    const live = messages.filter(({ state: at }) => at !== 'over');
    const over = messages.filter(({ state: at }) => at === 'over');
    return html`<section class="box" aria-labelledby="live">
        <h2 id="live">${t('messagesLive')}</h2>
        ${live.length > 0 ? html`<ul>${live.map((message) => this.#renderMessage(message))}</ul>` : html`<p class="muted">${t('messagesNone')}</p>`}
      </section>
      ${over.length > 0 ? html`<section class="box" aria-labelledby="over"><h2 id="over">${t('messagesOver')}</h2><ul>${over.map((message) => this.#renderMessage(message))}</ul></section>` : nothing}`;
  }

  #renderMessage(message: PublicMessage) {
    const { t, lang, me, router } = this.app;
    const target = message.documentKey
      ? html`<a href=${router.href({ view: 'service', key: message.documentKey })}>${message.service || t('untitled')}</a>`
      : t('messageOnFront');
    return html`<li>
      <p class="row tags">
        ${message.severity === 'warning' ? html`<uui-tag look="primary" color="warning">${t('messageWarning')}</uui-tag>` : html`<uui-tag look="outline">${t('messageInfo')}</uui-tag>`}
        ${message.state === 'shown' ? html`<uui-tag look="primary" color="positive">${t('messageShown')}</uui-tag>` : message.state === 'planned' ? html`<uui-tag look="outline">${t('messagePlanned')}</uui-tag>` : nothing}
        <span>${target}</span>
      </p>
      <p class="text">${message.textNb}</p>
      ${message.textNn ? html`<p class="text muted" lang="nn">${message.textNn}</p>` : nothing}
      ${message.textEn ? html`<p class="text muted" lang="en">${message.textEn}</p>` : nothing}
      <p class="muted">${t('messagePeriod', { from: dateTime(lang, message.from), until: dateTime(lang, message.until) })} ${t('messageBy', { name: message.changedBy ?? '', at: dateTime(lang, message.changedAt) })}</p>
      ${me.isEditor && message.state !== 'over'
        ? html`<p class="row">
            <button type="button" class="button" aria-label=${t('messageEditNamed', { text: message.textNb })} @click=${() => this.#edit(message)}>${t('messageEdit')}</button>
            <button type="button" class="button danger" aria-label=${t('messageEndNamed', { text: message.textNb })} @click=${() => this.#end(message)}>${t('messageEnd')}</button>
          </p>`
        : nothing}
    </li>`;
  }

  #renderDialog() {
    const { t } = this.app;
    const form = this._form;
    const change = (part: Partial<Form>) => { this._form = { ...this._form, ...part }; };
    return html`<halden-dialog .heading=${t(form.message ? 'messageEditHeading' : 'messageNew')}>
      ${faultMessage(t, this._formFault)}
      <form class="stack" novalidate @submit=${(event: Event) => this.#save(event)}>
        <div class="field">
          <label for="documentKey">${t('messageWhere')}</label>
          <select id="documentKey" ?disabled=${form.message !== null} aria-invalid=${this._errors.documentKey ? 'true' : nothing} aria-describedby="documentKey-error"
            @change=${(event: Event) => { change({ documentKey: (event.target as HTMLSelectElement).value }); }}>
            <option value="" .selected=${form.documentKey === ''}>${t('messageOnFront')}</option>
            ${this._services.map((service) => html`<option value=${service.key} .selected=${service.key === form.documentKey}>${service.title}</option>`)}
          </select>
          ${this.#renderErrors('documentKey')}
        </div>
        <fieldset>
          <legend class="label">${t('messageSeverity')}</legend>
          ${(['info', 'warning'] as const).map((severity) => html`<label class="check" for=${severity}>
            <input type="radio" name="severity" id=${severity} .checked=${form.severity === severity} @change=${() => { change({ severity }); }} />
            <span>${t(severity === 'info' ? 'messageInfo' : 'messageWarning')}</span>
          </label>`)}
          ${this.#renderErrors('severity')}
        </fieldset>
        ${this.#renderText('textNb', t('messageTextNb'), form.textNb, 'nb')}
        ${this.#renderText('textNn', t('messageTextNn'), form.textNn, 'nn')}
        ${this.#renderText('textEn', t('messageTextEn'), form.textEn, 'en')}
        <div class="dates">
          ${this.#renderMoment('from', t('messageFrom'), form.from, t('messageFromHint'))}
          ${this.#renderMoment('until', t('messageUntil'), form.until, t('messageUntilHint'))}
        </div>
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t(form.message ? 'save' : 'messagePutUpNow')}</button>
          <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #renderText(id: 'textNb' | 'textNn' | 'textEn', label: string, value: string, lang: string) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <textarea id=${id} rows="2" lang=${lang} maxlength=${longest} .value=${value} aria-invalid=${this._errors[id] ? 'true' : nothing} aria-describedby="${id}-hint ${id}-error"
        @input=${(event: Event) => { this._form = { ...this._form, [id]: (event.target as HTMLTextAreaElement).value }; }}></textarea>
      <p class="hint" id="${id}-hint">${this.t(id === 'textNb' ? 'messageTextHint' : 'messageTextFallback')}</p>
      ${this.#renderErrors(id)}
    </div>`;
  }

  #renderMoment(id: 'from' | 'until', label: string, value: string, hint: string) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input id=${id} type="datetime-local" .value=${value} aria-invalid=${this._errors[id] ? 'true' : nothing} aria-describedby="${id}-hint ${id}-error"
        @change=${(event: Event) => { this._form = { ...this._form, [id]: (event.target as HTMLInputElement).value }; }} />
      <p class="hint" id="${id}-hint">${hint}</p>
      ${this.#renderErrors(id)}
    </div>`;
  }

  #renderErrors(field: string) {
    return html`<div id="${field}-error">${(this._errors[field] ?? []).map((error) => html`<p class="error" role="alert">${error}</p>`)}</div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .lead { max-width: 75ch; margin: 0; }
      ul { list-style: none; margin: 0; padding: 0; }
      li { padding: 12px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); }
      li:first-child { border-top: 0; padding-top: 0; }
      .tags { gap: 6px 9px; }
      .text { max-width: 75ch; overflow-wrap: anywhere; margin-bottom: 3px; }
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
      legend { padding: 0; }
      .dates { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; }
      .hint { margin: 3px 0 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-messages': MessagesElement;
  }
}
