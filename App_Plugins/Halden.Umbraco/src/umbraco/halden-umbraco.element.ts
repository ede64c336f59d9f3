import { UMB_AUTH_CONTEXT } from '@umbraco-cms/backoffice/auth';
import { UmbElementMixin } from '@umbraco-cms/backoffice/element-api';
import { LitElement } from 'lit';
import { state } from 'lit/decorators.js';
import { HaldenApi } from '../api/halden-api.js';
import type { App } from '../core/app.js';
import type { Router } from '../core/router.js';
import { nearestLang } from '../lang/index.js';
import { umbracoHost } from './umbraco-host.js';

/** A place of ours in Umbraco's backoffice: brings the user's sign-in and language, and follows the address. */
export abstract class HaldenUmbracoElement extends UmbElementMixin(LitElement) {
  @state() protected api?: HaldenApi;
  /** Set by `<halden-root>` once it is known who is asking. */
  @state() protected app?: App;

  constructor() {
    super();
    this.consumeContext(UMB_AUTH_CONTEXT, (auth) => {
      this.api = auth && new HaldenApi(umbracoHost(auth));
    });
  }

  protected get language() {
    return nearestLang(this.localize.lang());
  }

  protected ready = ({ detail }: CustomEvent<App>) => {
    this.app = detail;
  };

  /** Follows the address for as long as this is shown. */
  protected follow(router: Router, arrived: () => void) {
    this.addController({
      hostConnected: () => {
        router.start();
        router.addEventListener('change', arrived);
        arrived();
      },
      hostDisconnected: () => {
        router.stop();
        router.removeEventListener('change', arrived);
      },
    });
  }
}
