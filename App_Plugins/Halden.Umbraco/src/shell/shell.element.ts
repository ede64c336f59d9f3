import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { HaldenApi } from '../api/halden-api.js';
import { Router } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { langs, locales, nearestLang, translator, type Lang } from '../lang/index.js';
import { linkedPlace } from './linked-place.js';
import { remembered } from './remembered.js';
import { reloadToSignIn, shellHost, shellUser, signOut, type ShellUser } from './shell-host.js';

const section = 'Halden.Section.Services';
const names: Record<Lang, string> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' };

/** Goes to the place that a link in an e-mail leads to; returns the shell's own address. */
function landed(): string {
  const place = linkedPlace(location.pathname);
  if (place) {
    history.replaceState(null, '', place.address);
  }
  return place?.base ?? location.pathname;
}

/** What surrounds the "Tjenester" section on the embedded runtime, in the place of Umbraco's backoffice. */
@customElement('halden-shell')
export class ShellElement extends LitElement {
  @state() private _user: ShellUser | null = null;
  @state() private _fault: unknown = null;
  @state() private _lang: Lang = nearestLang(remembered.get('lang'));

  #router = new Router('hash', landed());
  #api = new HaldenApi({
    ...shellHost,
    signedOut: (isWrite) => {
      // What is being written stays on the page, with a message; the person signs in in another tab.
      if (!isWrite && !this.#router.guard?.holds(null)) {
        reloadToSignIn();
      }
    },
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#setLang(this._lang);
    void this.#load();
  }

  async #load() {
    this._fault = null;
    try {
      const user = await shellUser();
      if (user) {
        this._user = user;
      } else if (!reloadToSignIn()) {
        this._fault = new Error('The server shows the shell to somebody it does not know.');
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  #setLang(lang: Lang) {
    this._lang = lang;
    remembered.set('lang', lang);
    document.documentElement.lang = locales[lang];
    document.title = translator(lang)('navServices');
  }

  async #signOut() {
    const guard = this.#router.guard;
    if (guard?.holds(null) && !(await guard.ask())) {
      return;
    }
    this.#router.guard = null;
    try {
      await signOut();
      location.reload();
    } catch (fault) {
      this._fault = fault;
    }
  }

  #skip = (event: Event) => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  };

  override render() {
    const t = translator(this._lang);
    const user = this._user;
    return html`
      <header>
        <a class="skip" href="#main" @click=${this.#skip}>${t('shellSkip')}</a>
        <span class="name">${t('navServices')}</span>
        <div class="row">
          <label for="lang" class="hidden-text">${t('language')}</label>
          <select id="lang" @change=${(event: Event) => { this.#setLang((event.target as HTMLSelectElement).value as Lang); }}>
            ${langs.map((lang) => html`<option value=${lang} lang=${locales[lang]} ?selected=${lang === this._lang}>${names[lang]}</option>`)}
          </select>
          ${user ? html`<span class="user">${user.name}</span><button type="button" @click=${() => this.#signOut()}>${t('shellSignOut')}</button>` : nothing}
        </div>
      </header>
      <main id="main" tabindex="-1">
        ${this._fault ? html`<div class="fault">${faultMessage(t, this._fault)}</div>` : nothing}
        ${user
          ? user.sections.includes(section)
            ? html`<halden-app .api=${this.#api} .router=${this.#router} .lang=${this._lang}></halden-app>`
            : html`<div class="fault"><p class="message warning">${t('shellNoAccess')}</p></div>`
          : this._fault ? nothing : html`<div class="fault">${loading(t)}</div>`}
      </main>
    `;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { min-height: 100vh; display: flex; flex-direction: column; }
      header { display: flex; flex-wrap: wrap; gap: 6px 24px; justify-content: space-between; align-items: center; padding: 9px 24px; background: var(--uui-color-header-surface, #1b264f); color: #fff; }
      .name { font-size: 18px; font-weight: 700; }
      .user { overflow-wrap: anywhere; }
      select#lang { width: auto; background: transparent; color: inherit; border-color: #fff; }
      select#lang option { color: #060606; background: #fff; }
      header button { font: inherit; color: inherit; background: transparent; border: 1px solid #fff; border-radius: 3px; min-height: 36px; padding: 3px 12px; cursor: pointer; }
      header button:hover { background: #fff; color: #1b264f; }
      header :focus-visible { outline-color: #fff; outline-offset: 2px; }
      main { flex: 1; display: flex; flex-direction: column; background: var(--uui-color-background, #f3f3f5); }
      main:focus-visible { outline: none; }
      halden-app { flex: 1; }
      .fault { padding: 24px; }
      .skip { position: absolute; left: -9999px; top: 0; z-index: 20; padding: 12px; background: #fff; color: #1b264f; }
      .skip:focus { left: 6px; top: 6px; }
      @media print {
        header { display: none; }
      }
      @media (max-width: 700px) {
        header { padding: 9px 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-shell': ShellElement;
  }
}
