import { ApiError } from '../api/api-error.js';
import type { ApiHost } from '../api/halden-api.js';
import { remembered } from './remembered.js';

/** The person signed in to the embedded runtime. */
export interface ShellUser {
  key: string;
  name: string;
  email: string;
  groups: string[];
  sections: string[];
}

const embedded = '/umbraco/embedded/';

export async function antiforgeryHeader(): Promise<Record<string, string>> {
  const response = await fetch(`${embedded}antiforgery`, { credentials: 'same-origin' });
  if (!response.ok) {
    throw await ApiError.from(response);
  }
  const { token, headerName } = (await response.json()) as { token: string; headerName: string };
  return { [headerName]: token };
}

/** The person signed in, or null. */
export async function shellUser(): Promise<ShellUser | null> {
  const response = await fetch(`${embedded}me`, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (response.status === 401) {
    return null;
  }
  if (!response.ok) {
    throw await ApiError.from(response);
  }
  return (await response.json()) as ShellUser;
}

export async function signOut() {
  const response = await fetch(`${embedded}sign-out`, { method: 'POST', credentials: 'same-origin', headers: await antiforgeryHeader() });
  if (!response.ok) {
    throw await ApiError.from(response);
  }
}

/**
 * Loads the page anew, which then shows the sign-in form. Once only in a short while: a server that shows the shell
 * and yet answers 401 must not make the browser go round.
 */
export function reloadToSignIn(): boolean {
  const last = Number(remembered.get('reloaded'));
  if (Date.now() - last < 10_000) {
    return false;
  }
  remembered.set('reloaded', String(Date.now()));
  location.reload();
  return true;
}

/** Same-origin cookie, and the antiforgery header where something is written; asked for each time, since a token is of one sign-in. */
export const shellHost: ApiHost = {
  base: '',
  credentials: 'same-origin',
  headers: (isWrite) => (isWrite ? antiforgeryHeader() : Promise.resolve({})),
};
