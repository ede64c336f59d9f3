import { describe, expect, it } from 'vitest';
import { wholeNumber } from './whole-number.js';

describe('a whole number', () => {
  it.each([['1200', 1200], ['1 200', 1200], ['1\u00a0200', 1200], [' 0 ', 0], ['', null], ['  ', null]])('reads %j', (text, number) => {
    expect(wholeNumber(text)).toBe(number);
  });

  it.each(['1,5', '1.5', '-3', 'ti', '1e3', '1234567890123'])('does not take %j', (text) => {
    expect(wholeNumber(text)).toBeNaN();
  });
});
