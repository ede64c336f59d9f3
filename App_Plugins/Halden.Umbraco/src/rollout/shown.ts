import type { RolloutBoard, RolloutPhase, RolloutRow } from '../api/model.js';

/** The column of a service: a phase, or what is finished. */
export type Column = RolloutPhase | 'finished';

export const columnOf = (row: RolloutRow): Column => row.phase ?? 'finished';

export type Sorting = 'title' | 'department' | 'owner' | 'startsOn' | 'phase' | 'done' | 'late';

/** What of the services is looked at in the list. */
export interface Shown {
  scope: 'inside' | 'outside';
  text: string;
  /** A key, `none`, or empty for all. */
  department: string;
  /** Empty for all. */
  column: Column | '';
  lateOnly: boolean;
  sort: Sorting;
  isDescending: boolean;
}

export const everything: Shown = { scope: 'inside', text: '', department: '', column: '', lateOnly: false, sort: 'title', isDescending: false };

/** What was last looked at, or what the board has led to. */
export const remembered: { shown: Shown } = { shown: everything };

/** A service in the list; of those that are no part of the introduction only a little is known. */
export type Listed = Pick<RolloutRow, 'key' | 'title' | 'department'> & Partial<RolloutRow>;

export const departmentNames = (board: RolloutBoard) => new Map(board.departmentNames.map(({ key, name }) => [key, name] as const));

/** The services that are looked at, in their order. */
export function listed(board: RolloutBoard, { scope, text, department, column, lateOnly, sort, isDescending }: Shown, lang: string): Listed[] {
  const needle = text.trim().toLocaleLowerCase(lang);
  const names = departmentNames(board);
  const order = [...board.phases.map(({ id }): Column => id), 'finished'];
  const value = (row: Listed): string | number =>
    sort === 'department' ? (names.get(row.department ?? '') ?? '')
    : sort === 'phase' ? order.indexOf(row.phase ?? 'finished')
    : sort === 'done' ? (row.done ?? 0) / Math.max(1, row.count ?? 0)
    : row[sort] ?? '';
  const compare = (a: Listed, b: Listed) => {
    const [one, other] = [value(a), value(b)];
    return (typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), lang)) || a.title.localeCompare(b.title, lang);
  };
  const rows: Listed[] = scope === 'inside'
    ? board.services.filter((row) => (column === '' || columnOf(row) === column) && (!lateOnly || row.late > 0))
    : board.outside;
  const found = rows
    .filter((row) => department === '' || (department === 'none' ? !row.department : row.department === department))
    .filter((row) => needle === '' || row.title.toLocaleLowerCase(lang).includes(needle) || Boolean(row.owner?.toLocaleLowerCase(lang).includes(needle)))
    .sort(compare);
  return isDescending ? found.reverse() : found;
}
