import { ApiError } from '../api/api-error.js';
import type { NationalChange, WholeChoice, WholeSettled } from '../api/model.js';

/** What the list is narrowed to; an empty text for all, `none` for those without. */
export interface ChangesFilter {
  department: string;
  theme: string;
  /** Alias of a field that waits. */
  field: string;
}

export const everything: ChangesFilter = { department: '', theme: '', field: '' };

/** Whether a service is among what is looked for. */
export function matches(change: NationalChange, { department, theme, field }: ChangesFilter) {
  return (
    (!department || (department === 'none' ? change.departmentKey === null : change.departmentKey === department)) &&
    (!theme || (theme === 'none' ? change.themes.length === 0 : change.themes.some(({ id }) => id === theme))) &&
    (!field || change.waiting.some(({ alias }) => alias === field))
  );
}

/** The themes of what waits, by name. */
export function themesIn(changes: readonly NationalChange[], locale: string) {
  const names = new Map(changes.flatMap(({ themes }) => themes.map(({ id, name }) => [id, name] as const)));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** What of a service a settlement touches: all that waits, or one field of it. */
export const waitingIn = ({ waiting }: NationalChange, field: string) => waiting.filter(({ alias }) => !field || alias === field);

/** What became of one service. */
export interface BulkResult {
  change: NationalChange;
  /** `done`: nothing is left. `partly`, `left`: a person must choose in some fields, or in all. `changed`: it was another than the one that was seen. `failed`: refused. */
  status: 'done' | 'partly' | 'left' | 'changed' | 'failed';
  settled: WholeSettled['settled'];
  left: WholeSettled['left'];
  /** The server's own words, where it refused. */
  fault: unknown;
}

type Settle = (key: string, stamp: string, choice: WholeChoice, field: string) => Promise<WholeSettled>;

/**
 * Settles services one after the other. Each is answered for by itself: what is refused touches none of the others. A
 * sign-in that is gone or a server that cannot be reached ends the run, and what was not come to is not in the results.
 * @param next told before each, with how many are done; it stops the run by answering false
 */
export async function settleEach(
  settle: Settle, changes: readonly NationalChange[], choice: WholeChoice, field: string, next: (done: number, change: NationalChange) => boolean,
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const change of changes) {
    if (!next(results.length, change)) {
      break;
    }
    try {
      const { settled, left } = await settle(change.key, change.stamp, choice, field);
      results.push({ change, status: left.length === 0 ? 'done' : settled.length === 0 ? 'left' : 'partly', settled, left, fault: null });
    } catch (fault) {
      results.push({ change, status: fault instanceof ApiError && fault.isConflict ? 'changed' : 'failed', settled: [], left: [], fault });
      if (!(fault instanceof ApiError) || fault.status === 0 || fault.status === 401 || fault.status === 403) {
        break;
      }
    }
  }
  return results;
}

/** The texts of the municipality's that a run replaced. */
export const replacedIn = (results: readonly BulkResult[]) =>
  results.flatMap(({ change, settled }) => settled.filter(({ isReplaced }) => isReplaced).map(({ culture, alias }) => ({ key: change.key, culture, alias })));
