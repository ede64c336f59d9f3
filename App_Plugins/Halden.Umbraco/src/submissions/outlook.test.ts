import { describe, expect, it } from 'vitest';
import type { SubmissionDelivery } from '../api/model.js';
import { endOf, mayRetry, outlookOf } from './outlook.js';

const delivery = (state: SubmissionDelivery['state'], fault: string | null = null): SubmissionDelivery => ({
  id: '1', kind: 'recipient', state, attempts: 0, fault, nextTry: null, endedAt: null,
});

describe('outlookOf', () => {
  it('is the worst of the deliveries', () => {
    expect(outlookOf([delivery('sent'), delivery('sent')])).toBe('delivered');
    expect(outlookOf([delivery('sent'), delivery('waiting')])).toBe('waiting');
    expect(outlookOf([delivery('waiting'), delivery('waiting', 'Ingen svarte.')])).toBe('retrying');
    expect(outlookOf([delivery('waiting', 'Ingen svarte.'), delivery('dead', 'Nei.')])).toBe('failed');
  });

  it('is none where nothing is to be delivered', () => {
    expect(outlookOf([])).toBeNull();
  });
});

describe('mayRetry', () => {
  it('is for what failed and nothing else', () => {
    expect([delivery('dead', 'Nei.'), delivery('waiting', 'Nei.'), delivery('waiting'), delivery('sent')].map(mayRetry)).toEqual([true, true, false, false]);
  });
});

describe('endOf', () => {
  it('is so many days after it was done', () => {
    expect(endOf('2026-01-01T10:00:00Z', 90)).toBe('2026-04-01T10:00:00.000Z');
  });

  it('is none where it is kept or not done', () => {
    expect(endOf('2026-01-01T10:00:00Z', 0)).toBeNull();
    expect(endOf(null, 90)).toBeNull();
  });
});
