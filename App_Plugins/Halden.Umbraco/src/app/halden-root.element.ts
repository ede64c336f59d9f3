import { provide } from '@lit/context';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { HaldenApi } from '../api/halden-api.js';
import type { Me, NationalChange, Schema } from '../api/model.js';
import { appContext, type App, type Question } from '../core/app.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import type { Router } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import { locales, translator, type Lang } from '../lang/index.js';
import '../core/dialog.element.js';

/**
 * What every view of ours stands in, wherever the host puts it: who is asking and what the schema is, announcements and
 * questions. What it holds is slotted in once {@link App} is there.
 * @fires halden-app with the {@link App}, first and each time something of it has changed
 */
@customElement('halden-root')
export class HaldenRootElement extends LitElement {
  @property({ attribute: false }) api!: HaldenApi;
  @property({ attribute: false }) router!: Router;
  @property() override lang: Lang = 'nb';

  @provide({ context: appContext })
  @state()
  private _app?: App;

  @state() private _fault: unknown = null;
  @state() private _announcement = '';
  @state() private _question: Question | null = null;

  @query('#question') private _dialog!: HaldenDialogElement;

  #answer: ((yes: boolean) => void) | null = null;
  #forget: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#forget);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    this.api.language = locales[this.lang];
    if (changed.has('lang') && this._app) {
      this._app = { ...this._app, lang: this.lang, t: translator(this.lang) };
    }
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('_app')) {
      this.dispatchEvent(new CustomEvent('halden-app', { detail: this._app }));
    }
  }

  async #load() {
    this._fault = null;
    this.api.language = locales[this.lang];
    try {
      const [me, schema] = await Promise.all([this.api.me(), this.api.schema()]);
      this._app = this.#makeApp(me, schema);
    } catch (fault) {
      this._fault = fault;
    }
  }

  #makeApp(me: Me, schema: Schema): App {
    return {
      api: this.api,
      router: this.router,
      me,
      schema,
      lang: this.lang,
      t: translator(this.lang),
      announce: this.#announce,
      confirm: this.#confirm,
      waiting: 0,
      refreshQueue: this.#refreshQueue,
      nationalChanges: [],
      refreshNationalChanges: this.#refreshNationalChanges,
      submissions: null,
      refreshSubmissions: this.#refreshSubmissions,
    };
  }

  #refreshQueue = () => {
    this.api.queue().then(
      (queue) => { this._app = this._app && { ...this._app, waiting: queue.length }; },
      // The number is a courtesy; the view itself tells what is wrong.
      () => undefined,
    );
  };

  #refreshNationalChanges = () => {
    this.api.nationalChanges().then(
      (nationalChanges: NationalChange[]) => { this._app = this._app && { ...this._app, nationalChanges }; },
      // As above: a count and a notice, no more.
      () => undefined,
    );
  };

  #refreshSubmissions = () => {
    this.api.submissionSummary().then(
      (submissions) => { this._app = this._app && { ...this._app, submissions }; },
      // As above.
      () => undefined,
    );
  };

  #announce = (text: string) => {
    this._announcement = '';
    clearTimeout(this.#forget);
    // A live region speaks only when its text changes.
    requestAnimationFrame(() => { this._announcement = text; });
    this.#forget = setTimeout(() => { this._announcement = ''; }, 8000);
  };

  #confirm = async (question: Question) => {
    this.#answer?.(false);
    this._question = question;
    await this.updateComplete;
    this._dialog.show();
    return new Promise<boolean>((resolve) => { this.#answer = resolve; });
  };

  #answered(yes: boolean) {
    const answer = this.#answer;
    this.#answer = null;
    this._dialog.close();
    answer?.(yes);
  }

  override render() {
    const t = translator(this.lang);
    if (this._fault) {
      return html`<div class="frame stack" lang=${locales[this.lang]}>
        ${faultMessage(t, this._fault)}
        <div><button type="button" class="button primary" @click=${() => this.#load()}>${t('tryAgain')}</button></div>
      </div>`;
    }
    return html`<div class="frame" lang=${locales[this.lang]}>
      ${this._app ? nothing : loading(t)}
      <slot></slot>
      <div class="announcement" role="status">${this._announcement ? html`<p>${this._announcement}</p>` : nothing}</div>
      ${this.#renderQuestion(t)}
    </div>`;
  }

  #renderQuestion(t: App['t']) {
    return html`<halden-dialog id="question" .heading=${this._question?.heading ?? ''} @closed=${() => { this.#answer?.(false); this.#answer = null; }}>
      <p class="question">${this._question?.text}</p>
      <div class="row">
        <button type="button" class="button primary ${this._question?.isDanger ? 'danger' : ''}" @click=${() => { this.#answered(true); }}>${this._question?.yes ?? ''}</button>
        <button type="button" class="button" @click=${() => { this.#answered(false); }}>${this._question?.no ?? t('cancel')}</button>
      </div>
    </halden-dialog>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { container: view / inline-size; min-height: 100%; background: var(--uui-color-background, #f3f3f5); }
      .frame { max-width: 1440px; margin: 0 auto; padding: 0 24px 96px; }
      .question { white-space: pre-line; }
      .announcement { position: fixed; inset: auto 24px 72px; z-index: 10; pointer-events: none; display: flex; justify-content: center; }
      .announcement p { margin: 0; padding: 12px 18px; border-radius: 3px; background: #1b264f; color: #fff; font-weight: 700; box-shadow: 0 3px 6px rgb(0 0 0 / 30%); }
      @container view (max-width: 700px) {
        .frame { padding: 0 12px 96px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-root': HaldenRootElement;
  }
}
