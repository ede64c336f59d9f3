import { describe, expect, it } from 'vitest';
import { dayAfter, startOfDay } from './days.js';

describe('days', () => {
  it('begin at midnight where the reader is', () => {
    expect(startOfDay('2026-11-23')).toBe(new Date(2026, 10, 23).toISOString());
  });

  it('last until the next begins, over the end of a month and a change of the clock', () => {
    expect(dayAfter('2026-02-28')).toBe(new Date(2026, 2, 1).toISOString());
    expect(dayAfter('2026-10-25')).toBe(new Date(2026, 9, 26).toISOString());
  });

  it.each(['', 'i går', '2026-11'])('are none of %j', (text) => {
    expect(startOfDay(text)).toBeUndefined();
    expect(dayAfter(text)).toBeUndefined();
  });
});
