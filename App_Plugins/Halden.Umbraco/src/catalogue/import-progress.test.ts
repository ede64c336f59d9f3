import { describe, expect, it } from 'vitest';
import type { ImportJob } from '../api/model.js';
import { progressText, shareDone, worthSaying } from './import-progress.js';

const job = (more: Partial<ImportJob> = {}): ImportJob => ({
  id: 'a', source: 'ntk.json', dryRun: false, startedBy: 'Kari Nordmann', startedAt: '2026-11-26T10:00:00Z', phase: 'reading',
  elements: 0, share: null, done: 0, total: 0, title: null, isCancelling: false, report: null, ...more,
});
const importing = (done: number, more: Partial<ImportJob> = {}) => job({ phase: 'importing', done, total: 8, title: 'Barnehageplass', ...more });

describe('shareDone', () => {
  it.each([
    [job(), null],
    [job({ share: 0.4 }), 0.4],
    [job({ phase: 'importing' }), null],
    [importing(2), 0.25],
    [job({ phase: 'finished' }), 1],
  ])('of %o is %s', (at, share) => {
    expect(shareDone(at)).toBe(share);
  });
});

describe('progressText', () => {
  it.each([
    [job(), 'importReading'],
    [job({ elements: 40 }), 'importReadingCount'],
    [job({ elements: 40, share: 0.429 }), 'importReadingShare'],
    [job({ phase: 'importing', total: 8 }), 'importStarting'],
    [importing(3), 'importingService'],
    [importing(3, { isCancelling: true }), 'importCancelling'],
  ])('of %o is %s', (at, key) => {
    expect(progressText(at).key).toBe(key);
  });

  it('never says more than is done', () => {
    expect(progressText(job({ share: 0.999 })).values).toEqual({ percent: 99 });
  });
});

describe('worthSaying', () => {
  it('tells of each phase once', () => {
    expect(worthSaying(null, job())?.key).toBe('importReading');
    expect(worthSaying(job(), job({ elements: 9 }))).toBeNull();
    expect(worthSaying(job(), importing(1))?.key).toBe('importStarting');
    expect(worthSaying(importing(8), job({ phase: 'finished' }))?.key).toBe('importDone');
    expect(worthSaying(job({ phase: 'finished' }), job({ phase: 'finished' }))).toBeNull();
  });

  it('tells of each quarter, and of nothing between', () => {
    expect(worthSaying(importing(1), importing(2))).toEqual({ key: 'importQuarter', values: { percent: 25 } });
    expect(worthSaying(importing(2), importing(3))).toBeNull();
    expect(worthSaying(importing(2), importing(7))).toEqual({ key: 'importQuarter', values: { percent: 75 } });
    expect(worthSaying(importing(7), importing(8))).toBeNull();
  });

  it('tells once that it is being called off', () => {
    expect(worthSaying(importing(1), importing(1, { isCancelling: true }))?.key).toBe('importCancelling');
    expect(worthSaying(importing(1, { isCancelling: true }), importing(6, { isCancelling: true }))).toBeNull();
  });

  it('tells of somebody else’s import as of one’s own', () => {
    expect(worthSaying(job({ id: 'b', phase: 'finished' }), job())?.key).toBe('importReading');
  });
});
