import { createContext } from '@lit/context';
import { ApiError } from '../api/api-error.js';
import type { HaldenApi } from '../api/halden-api.js';
import type { Me, NationalChange, Schema, SubmissionSummary } from '../api/model.js';
import type { Lang, TextKey, Translate } from '../lang/index.js';
import type { Router } from './router.js';

export interface Question {
  heading: string;
  text: string;
  yes: string;
  no?: string;
  isDanger?: boolean;
}

/** What every view of the client works with. */
export interface App {
  api: HaldenApi;
  router: Router;
  me: Me;
  schema: Schema;
  lang: Lang;
  t: Translate;
  /** Tells, on screen and to a screen reader, how something went. */
  announce(text: string): void;
  confirm(question: Question): Promise<boolean>;
  /** How much waits for the approval of the one who is signed in. */
  waiting: number;
  refreshQueue(): void;
  /** Services where a national change waits for a person. */
  nationalChanges: readonly NationalChange[];
  refreshNationalChanges(): void;
  /** What citizens have sent to the one who is signed in; null until it is known. */
  submissions: SubmissionSummary | null;
  refreshSubmissions(): void;
}

export const appContext = createContext<App>(Symbol('halden-app'));

/** What to tell a person about a fault: the server's own words where it gave some. */
export function faultText(t: Translate, fault: unknown): { title: string; detail: string } {
  if (!(fault instanceof ApiError)) {
    console.error(fault);
    return { title: t('errorUnexpected'), detail: '' };
  }
  if (fault.title) {
    return { title: fault.title, detail: fault.detail || (fault.isSignedOut ? t('errorSignedOut') : '') };
  }
  const known: Partial<Record<number, TextKey>> = { 0: 'errorNetwork', 401: 'errorSignedOut', 403: 'errorForbidden', 404: 'errorNotFound', 409: 'errorConflict' };
  const key = known[fault.status];
  return key ? { title: t(key), detail: '' } : { title: t('errorStatus', { status: fault.status }), detail: '' };
}
