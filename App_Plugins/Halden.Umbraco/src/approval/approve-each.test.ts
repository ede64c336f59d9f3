import { describe, expect, it } from 'vitest';
import { approveEach, countOf, type Run } from './approve-each.js';

describe('approveEach', () => {
  it('takes one at a time, in order', async () => {
    let underWay = 0;
    let most = 0;
    const taken: string[] = [];
    await approveEach(['a', 'b', 'c'], async (item) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      taken.push(item);
      underWay--;
    }, () => undefined);
    expect(taken).toEqual(['a', 'b', 'c']);
    expect(most).toBe(1);
  });

  it('goes on after one that fails, and says which and why', async () => {
    const fault = new Error('Noen har endret den.');
    const runs = await approveEach(['a', 'b', 'c'], (item) => (item === 'b' ? Promise.reject(fault) : Promise.resolve(item.toUpperCase())), () => undefined);
    expect(runs).toEqual([
      { item: 'a', outcome: 'done', result: 'A', fault: null },
      { item: 'b', outcome: 'failed', result: null, fault },
      { item: 'c', outcome: 'done', result: 'C', fault: null },
    ]);
    expect(countOf(runs, 'done')).toBe(2);
    expect(countOf(runs, 'done', 'failed')).toBe(3);
  });

  it('tells of every step', async () => {
    const told: string[] = [];
    await approveEach(['a', 'b'], () => Promise.resolve(null), (runs: Run<string, null>[]) => told.push(runs.map(({ outcome }) => outcome).join(' ')));
    expect(told).toEqual(['running waiting', 'done waiting', 'done running', 'done done']);
  });
});
