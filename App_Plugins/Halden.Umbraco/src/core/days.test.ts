import { describe, expect, it } from 'vitest';
import { daysSince, localMoment, momentOf, today } from './days.js';

describe('daysSince', () => {
  const now = new Date(2026, 11, 1, 0, 30);

  it('counts days in the calendar, not periods of 24 hours', () => {
    expect(daysSince(new Date(2026, 10, 30, 23, 45).toISOString(), now)).toBe(1);
    expect(daysSince(new Date(2026, 11, 1, 0, 5).toISOString(), now)).toBe(0);
    expect(daysSince(new Date(2026, 10, 21, 12).toISOString(), now)).toBe(10);
  });

  it('counts right where the clock is changed', () => {
    expect(daysSince(new Date(2026, 9, 24, 12).toISOString(), new Date(2026, 9, 26, 8))).toBe(2);
  });

  it('is 0 for what is yet to come and for what is no moment', () => {
    expect(daysSince(new Date(2026, 11, 2).toISOString(), now)).toBe(0);
    expect(daysSince('i går', now)).toBe(0);
  });
});

describe('momentOf', () => {
  it('is the inverse of localMoment', () => {
    const at = new Date(2026, 5, 3, 8, 5);
    expect(localMoment(at)).toBe('2026-06-03T08:05');
    expect(momentOf(localMoment(at))).toBe(at.toISOString());
  });

  it.each(['', '2026-13-40T99:99', '2026-12-01', 'i morgen'])('takes no %o', (wrong) => {
    expect(momentOf(wrong)).toBeNull();
  });
});

it('today is the reader’s own day', () => {
  expect(today(new Date(2026, 0, 2, 0, 1))).toBe('2026-01-02');
});
