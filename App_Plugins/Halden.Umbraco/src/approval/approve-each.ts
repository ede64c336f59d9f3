/** How one of several approvals went. */
export type Outcome = 'waiting' | 'running' | 'done' | 'failed';

export interface Run<T, R> {
  item: T;
  outcome: Outcome;
  /** What the server answered, where it went well. */
  result: R | null;
  /** Why not, where it failed. */
  fault: unknown;
}

/**
 * Approves one after the other: publishing two at a time is more than Umbraco on SQLite survives. One that fails stops
 * none of the others.
 * @param tell hears of every step
 * @returns how it went with each, in the order given
 */
export async function approveEach<T, R>(items: readonly T[], approve: (item: T) => Promise<R>, tell: (runs: Run<T, R>[]) => void): Promise<Run<T, R>[]> {
  let runs = items.map((item): Run<T, R> => ({ item, outcome: 'waiting', result: null, fault: null }));
  const set = (index: number, change: Partial<Run<T, R>>) => {
    runs = runs.map((run, at) => (at === index ? { ...run, ...change } : run));
    tell(runs);
  };
  for (const [index, item] of items.entries()) {
    set(index, { outcome: 'running' });
    try {
      set(index, { outcome: 'done', result: await approve(item) });
    } catch (fault) {
      set(index, { outcome: 'failed', fault });
    }
  }
  return runs;
}

export const countOf = (runs: readonly Run<unknown, unknown>[], ...outcomes: Outcome[]) => runs.filter(({ outcome }) => outcomes.includes(outcome)).length;
