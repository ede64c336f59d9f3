import { UMB_DOCUMENT_WORKSPACE_CONTEXT } from '@umbraco-cms/backoffice/document';
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Decided } from '../approval/decision-bar.element.js';
import type { PackageElement } from '../approval/package.element.js';
import { Router } from '../core/router.js';
import { HaldenUmbracoElement } from './halden-umbraco.element.js';
import { PartRouter } from './part-router.js';
import { sectionPath } from './paths.js';
import '../app/halden-root.element.js';
import '../approval/package.element.js';

/** "Godkjenning" on a service in Umbraco's content tree: the package of that document. */
@customElement('halden-approval-workspace-view')
export class ApprovalWorkspaceViewElement extends HaldenUmbracoElement {
  @state() private _key = '';

  @query('halden-package') private _package?: PackageElement;

  #workspace?: typeof UMB_DOCUMENT_WORKSPACE_CONTEXT.TYPE;
  // It shows one document, which Umbraco chooses; whatever is linked to is in the section.
  #router = new PartRouter(location.pathname, new Router('path', sectionPath(location.pathname)), () => false);

  constructor() {
    super();
    this.follow(this.#router, () => undefined);
    this.#router.guard = {
      holds: () => Boolean(this._package?.isDirty),
      ask: () => this.app?.confirm({ heading: this.app.t('unsavedHeading'), text: this.app.t('unsavedComment'), yes: this.app.t('unsavedLeave'), no: this.app.t('unsavedStay'), isDanger: true }) ?? Promise.resolve(true),
    };
    this.consumeContext(UMB_DOCUMENT_WORKSPACE_CONTEXT, (workspace) => {
      this.#workspace = workspace;
      this.observe(workspace?.unique, (unique: unknown) => { this._key = typeof unique === 'string' ? unique : ''; }, '_observeUnique');
    });
  }

  async #decided({ detail: { told } }: CustomEvent<Decided>) {
    this.app?.announce(told);
    await this._package?.load();
    await this._package?.focusHeading();
    // The editor shows what is published; it must not lose what somebody has written there meanwhile.
    if (this.#workspace && !this.#workspace.getHasUnpersistedChanges()) {
      await this.#workspace.reload();
    }
  }

  override render() {
    return this.api && this._key
      ? html`<halden-root .api=${this.api} .router=${this.#router} .lang=${this.language} @halden-app=${this.ready}>
          ${this.app
            ? html`<p><a href=${this.app.router.href({ view: 'queue' })}>${this.app.t('toQueueAll')}</a></p>
                <halden-package .key=${this._key} @halden-decided=${this.#decided}></halden-package>`
            : nothing}
        </halden-root>`
      : nothing;
  }

  static override styles = css`
    :host { display: block; height: 100%; overflow-y: auto; }
    p { margin: 0; padding-top: 24px; }
  `;
}

export default ApprovalWorkspaceViewElement;

declare global {
  interface HTMLElementTagNameMap {
    'halden-approval-workspace-view': ApprovalWorkspaceViewElement;
  }
}
