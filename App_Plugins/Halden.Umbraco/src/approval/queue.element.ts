import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Package, QueueItem } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import type { LeaveGuard, Route } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage, loading } from '../core/templates.js';
import type { Decided } from './decision-bar.element.js';
import type { PackageElement } from './package.element.js';
import { nextAfter, Seen } from './seen.js';
import './package.element.js';
import './queue-list.element.js';

/** What waits for the director: the list, or one package to read and decide on and then the next. */
@customElement('halden-queue')
export class QueueElement extends HaldenElement implements LeaveGuard {
  /** The service whose package is read; empty for the list. */
  @property() key = '';

  @state() private _queue: QueueItem[] | null = null;
  @state() private _fault: unknown = null;
  @state() private _revision = 0;

  @query('halden-package') private _package?: PackageElement;

  #seen!: Seen;
  #hasMoved = false;

  override connectedCallback() {
    super.connectedCallback();
    this.#seen = new Seen(this.app.me.key);
    this.app.router.guard = this;
    void this.#load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    if (this.app.router.guard === this) {
      this.app.router.guard = null;
    }
  }

  holds(target: Route | null) {
    const isHere = target?.view === 'queue' && target.key?.toLowerCase() === this.key.toLowerCase();
    return !isHere && Boolean(this._package?.isDirty);
  }

  ask() {
    return this.app.confirm({ heading: this.t('unsavedHeading'), text: this.t('unsavedComment'), yes: this.t('unsavedLeave'), no: this.t('unsavedStay'), isDanger: true });
  }

  protected override updated(changed: PropertyValues<this>) {
    if (!changed.has('key')) {
      return;
    }
    this.app.router.guard = this;
    if (this.#hasMoved) {
      void (this.key ? this._package?.focusHeading() : this.focusOn('h1'));
    }
    this.#hasMoved = true;
  }

  async #load() {
    this._fault = null;
    try {
      this._queue = await this.app.api.queue();
    } catch (fault) {
      this._fault = fault;
    }
  }

  #saw({ detail }: CustomEvent<Package>) {
    this.#seen.add(detail);
    this._revision++;
  }

  async #decided({ detail: { service, told } }: CustomEvent<Decided>) {
    const before = this._queue ?? [];
    await this.#load();
    this.app.refreshQueue();
    if (this._package?.isDirty) {
      // A comment is half written: what was decided is shown, and the person goes on when it is done.
      this.app.announce(told);
      await this._package.load();
      return;
    }
    const next = nextAfter(before, service.key, this._queue ?? []);
    this.app.announce(`${told} ${next ? this.t('decidedNext', { title: next.title }) : this.t('decidedLast')}`);
    this.app.router.go({ view: 'queue', key: next?.key }, 'replace');
  }

  async #ran() {
    await this.#load();
    this.app.refreshQueue();
  }

  override render() {
    const { t, router } = this.app;
    const isList = this.key === '';
    return html`
      ${isList
        ? html`<h1 tabindex="-1">${t('queueHeading')}</h1>
            ${this._fault ? html`${faultMessage(t, this._fault)}<p class="after"><button type="button" class="button" @click=${() => this.#load()}>${t('tryAgain')}</button></p>` : nothing}`
        : html`<p><a href=${router.href({ view: 'queue' })}>← ${t('toQueue')}</a>${this.#renderPlace()}</p>
            <halden-package .key=${this.key} @halden-seen=${this.#saw} @halden-decided=${this.#decided}></halden-package>`}
      ${this._queue
        // It stays while a package is read, with what is ticked off in it.
        ? html`<halden-queue-list ?hidden=${!isList} .queue=${this._queue} .seen=${this.#seen} .revision=${this._revision} @halden-ran=${() => this.#ran()}></halden-queue-list>`
        : isList && !this._fault ? loading(t) : nothing}
    `;
  }

  /** Where in the queue this one is, and the way to the one after it. */
  #renderPlace() {
    const queue = this._queue ?? [];
    const at = queue.findIndex(({ key }) => key.toLowerCase() === this.key.toLowerCase());
    if (at < 0) {
      return nothing;
    }
    const { t, router } = this.app;
    const next = queue[at + 1];
    return html` <span class="muted">· ${t('queuePlace', { number: at + 1, total: queue.length })}</span>${next ? html` · <a href=${router.href({ view: 'queue', key: next.key })}>${t('queueNext')}<span class="hidden-text">: ${next.title}</span></a>` : nothing}`;
  }

  static override styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: 6px; }
      .after { margin-top: 12px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-queue': QueueElement;
  }
}
