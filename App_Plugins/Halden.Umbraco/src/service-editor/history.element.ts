import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HistoryEntry, Service } from '../api/model.js';
import { dateTime } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading, packageLink } from '../core/templates.js';

/** What has been done about a service, newest first; read when it is opened, and again when something has happened. */
@customElement('halden-history')
export class HistoryElement extends HaldenElement {
  @property({ attribute: false }) service!: Service;

  @state() private _isOpen = false;
  @state() private _history: HistoryEntry[] | null = null;
  @state() private _fault: unknown = null;

  #historyOf = '';

  protected override updated(_: PropertyValues<this>) {
    if (this._isOpen) {
      void this.#load();
    }
  }

  async #load() {
    const { key, version, register, approval, publishedCultures } = this.service;
    const of = [key, version, register.version, approval.state, approval.submittedAt, approval.decidedAt, ...publishedCultures].join(' ');
    if (of === this.#historyOf) {
      return;
    }
    this.#historyOf = of;
    this._fault = null;
    try {
      this._history = await this.app.api.history(key);
    } catch (fault) {
      this.#historyOf = '';
      this._isOpen = false;
      this._fault = fault;
    }
  }

  override render() {
    const { t, me, router } = this.app;
    return html`<details .open=${this._isOpen} @toggle=${(event: Event) => { this._isOpen = (event.target as HTMLDetailsElement).open; }}>
        <summary>${t('historyHeading')}</summary>
        ${this._history ? this.#renderHistory(this._history) : loading(t)}
        ${me.isAdministrator ? html`<p><a href=${router.href({ view: 'audit', key: this.service.key })}>${t('historyInAudit')}</a></p>` : nothing}
      </details>
      ${faultMessage(t, this._fault)}`;
  }

  #renderHistory(history: HistoryEntry[]) {
    const { t, lang } = this.app;
    if (history.length === 0) {
      return html`<p class="muted">${t('historyEmpty')}</p>`;
    }
    return html`<ol>
      ${history.map((entry) => html`<li>
        <strong>${entry.what}</strong><br />
        ${entry.who ? html`${entry.who}, ` : nothing}<time datetime=${entry.at}>${dateTime(lang, entry.at)}</time>
        ${entry.from ? html`<br /><span class="muted">${t('historyFrom', { from: [entry.from, entry.address].filter(Boolean).join(', ') })}</span>` : nothing}
        ${entry.comment ? html`<blockquote>${entry.comment}</blockquote>` : nothing}
        ${entry.packageHash ? html`<br />${packageLink(this.app, this.service.key, entry.packageHash)}` : nothing}
      </li>`)}
    </ol>`;
  }

  static override styles = [
    sharedStyles,
    css`
      details { margin-top: 15px; }
      summary { cursor: pointer; font-weight: 700; min-height: 24px; }
      ol { list-style: none; margin: 9px 0; padding: 0 0 0 12px; border-left: 3px solid var(--uui-color-border, #d8d7d9); }
      li { margin-bottom: 12px; overflow-wrap: anywhere; }
      blockquote { margin: 3px 0 0; white-space: pre-line; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-history': HistoryElement;
  }
}
