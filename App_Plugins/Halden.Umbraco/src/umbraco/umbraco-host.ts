import type { UmbAuthContext } from '@umbraco-cms/backoffice/auth';
import type { ApiHost } from '../api/halden-api.js';

/** Calls our API as the user of Umbraco's backoffice. */
export function umbracoHost(auth: typeof UmbAuthContext.prototype): ApiHost {
  const config = auth.getOpenApiConfiguration();
  return {
    base: (config.base ?? '').replace(/\/+$/, ''),
    credentials: config.credentials ?? 'same-origin',
    headers: async () => ({ Authorization: `Bearer ${(await config.token()) ?? ''}` }),
    // Umbraco asks the user to sign in again in a dialog over the page, which keeps what is being written.
    signedOut: () => { auth.timeOut(); },
  };
}
