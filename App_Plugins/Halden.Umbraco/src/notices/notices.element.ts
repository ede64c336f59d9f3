import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { FailedNotice, MyNotices, Notice, NoticeMode } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { parseRoute } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { TextKey } from '../lang/index.js';

const modes: Record<NoticeMode, [label: TextKey, hint: TextKey]> = {
  atOnce: ['noticesAtOnce', 'noticesAtOnceHint'],
  daily: ['noticesDaily', 'noticesDailyHint'],
  requiredOnly: ['noticesRequiredOnly', 'noticesRequiredOnlyHint'],
};

/** Where a mail server is down everything fails, and one reason is like the other. */
const shownFailed = 10;

/** One's own notices and how one wants them; for administrators also what did not get through. */
@customElement('halden-notices')
export class NoticesElement extends HaldenElement {
  @state() private _mine: MyNotices | null = null;
  @state() private _mode: NoticeMode = 'atOnce';
  @state() private _failed: FailedNotice[] = [];
  @state() private _fault: unknown = null;
  @state() private _modeFault: unknown = null;
  @state() private _retryFault: unknown = null;
  @state() private _isBusy = false;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    const { api, me } = this.app;
    try {
      const [mine, failed] = await Promise.all([api.myNotices(), me.isAdministrator ? api.failedNotices() : Promise.resolve([])]);
      this._mine = mine;
      this._mode = mine.mode;
      this._failed = failed;
      this._fault = null;
    } catch (fault) {
      this._fault = fault;
    }
  }

  async #choose(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._modeFault = null;
    try {
      this._mine = await this.app.api.chooseNotices(this._mode);
      this.app.announce(this.t('noticesChosen'));
    } catch (fault) {
      this._modeFault = fault;
    } finally {
      this._isBusy = false;
    }
  }

  async #retry(notice?: FailedNotice) {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._retryFault = null;
    try {
      await (notice ? this.app.api.retryNotice(notice.id) : this.app.api.retryNotices());
      this.app.announce(this.t('noticesRetried'));
    } catch (fault) {
      this._retryFault = fault;
    } finally {
      this._isBusy = false;
    }
    await this.#load();
    await this.focusOn('#failed');
  }

  override render() {
    const { t } = this.app;
    return html`
      <h1>${t('noticesHeading')}</h1>
      ${faultMessage(t, this._fault)}
      ${this._mine
        ? html`<div class="stack">${this.#renderFailed()} ${this.#renderList(this._mine.items)} ${this.#renderChoice(this._mine)}</div>`
        : this._fault ? nothing : loading(t)}
    `;
  }

  #renderList(notices: Notice[]) {
    const { t, lang, router } = this.app;
    return html`<section class="box" aria-labelledby="latest">
      <h2 id="latest">${t('noticesLatest')}</h2>
      ${notices.length === 0
        ? html`<p class="last">${t('noticesEmpty')}</p>`
        : html`<ol>
            ${notices.map((notice) => html`<li>
              <h3>${notice.path ? html`<a href=${router.href(parseRoute(notice.path))}>${notice.headline}</a>` : notice.headline}</h3>
              <p class="hint"><time datetime=${notice.at}>${dateTime(lang, notice.at)}</time>${notice.isSent ? html` · ${t('noticesSent')}` : nothing}</p>
              <p class="text">${notice.text}</p>
            </li>`)}
          </ol>`}
    </section>`;
  }

  #renderChoice({ email, hasMail }: MyNotices) {
    const { t } = this.app;
    return html`<section class="box" aria-labelledby="mail">
      <h2 id="mail">${t('noticesMail')}</h2>
      ${hasMail ? html`<p>${t('noticesMailTo', { email })}</p>` : html`<p class="message info">${t('noticesNoMail')}</p>`}
      <form class="stack" @submit=${this.#choose}>
        <fieldset>
          <legend class="label">${t('noticesWhen')}</legend>
          ${(Object.keys(modes) as NoticeMode[]).map((mode) => html`<div class="choice">
            <label class="check" for=${mode}>
              <input type="radio" name="mode" id=${mode} .checked=${this._mode === mode} aria-describedby="${mode}-hint" @change=${() => { this._mode = mode; }} />
              <span>${t(modes[mode][0])}</span>
            </label>
            <p class="hint" id="${mode}-hint">${t(modes[mode][1])}</p>
          </div>`)}
        </fieldset>
        ${faultMessage(t, this._modeFault)}
        <div><button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('save')}</button></div>
      </form>
    </section>`;
  }

  #renderFailed() {
    const { t, lang } = this.app;
    if (this._failed.length === 0 && this._retryFault === null) {
      return nothing;
    }
    return html`<section class="box" aria-labelledby="failed">
      <h2 id="failed" tabindex="-1">${t('noticesFailed')}</h2>
      <p>${t('noticesFailedLead')}</p>
      ${faultMessage(t, this._retryFault)}
      <table class="cards" role="table" aria-labelledby="failed">
        <thead role="rowgroup">
          <tr role="row">
            ${[t('noticesColumn'), t('noticesTo'), t('noticesReason'), t('noticesNextTry')].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
            <th role="columnheader" scope="col"><span class="hidden-text">${t('columnActions')}</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${this._failed.slice(0, shownFailed).map((notice) => html`<tr role="row">
            <th role="rowheader" scope="row">${notice.headline}</th>
            <td role="cell" data-label=${t('noticesTo')}>${notice.to}</td>
            <td role="cell" data-label=${t('noticesReason')}>${notice.fault} <span class="muted">${t('noticesAttempts', { count: notice.attempts })}</span></td>
            <td role="cell" data-label=${t('noticesNextTry')}>${notice.nextTry ? dateTime(lang, notice.nextTry) : t('noticesGivenUp')}</td>
            <td role="cell"><button type="button" class="link" aria-label=${t('noticesRetryNamed', { name: notice.headline })} @click=${() => this.#retry(notice)}>${t('tryAgain')}</button></td>
          </tr>`)}
        </tbody>
      </table>
      ${this._failed.length > shownFailed ? html`<p class="muted all">${t('noticesFailedShown', { shown: shownFailed, total: this._failed.length })}</p>` : nothing}
      ${this._failed.length > 1 ? html`<p class="all"><button type="button" class="button" @click=${() => this.#retry()}>${t('noticesRetryAll')}</button></p>` : nothing}
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: 18px; }
      ol { list-style: none; margin: 0; padding: 0; }
      li { padding: 12px 0; border-top: 1px solid var(--uui-color-border, #d8d7d9); overflow-wrap: anywhere; }
      li:first-child { border-top: 0; padding-top: 0; }
      li h3 { font-size: 15px; }
      .hint { margin: 0; }
      .text { margin: 3px 0 0; max-width: 75ch; white-space: pre-line; }
      .last, .all { margin: 0; }
      .all { margin-top: 12px; }
      legend { padding: 0; }
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
      .choice { padding: 6px 0; }
      .choice .hint { padding-left: 29px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-notices': NoticesElement;
  }
}
