import { describe, expect, it } from 'vitest';
import { barsOf, chartHeight, chartWidth } from './bars.js';

describe('barsOf', () => {
  it('makes the highest as high as the chart and the others in proportion', () => {
    expect(barsOf([10, 5, 0]).map(({ height, y }) => [height, y])).toEqual([[chartHeight, 0], [chartHeight / 2, chartHeight / 2], [0, chartHeight]]);
  });

  it('shows what is there at all', () => {
    expect(barsOf([1, 100_000])[0]!.height).toBe(1);
  });

  it('stays within the chart', () => {
    const last = barsOf(Array.from({ length: 12 }, (_, index) => index)).at(-1)!;
    expect(last.x + last.width).toBeLessThanOrEqual(chartWidth);
  });

  it('has no bar of nothing', () => {
    expect(barsOf([0, 0]).map(({ height }) => height)).toEqual([0, 0]);
  });
});
