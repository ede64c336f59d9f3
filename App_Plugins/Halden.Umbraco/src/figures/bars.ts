export const chartWidth = 240;
export const chartHeight = 60;

const gap = 4;

/** A bar in the chart's own units. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Bars of counts, the highest as high as the chart; what is there at all can be seen. */
export function barsOf(counts: readonly number[]): Bar[] {
  const most = Math.max(...counts, 1);
  const width = chartWidth / Math.max(counts.length, 1) - gap;
  return counts.map((count, index) => {
    const height = count === 0 ? 0 : Math.max(1, Math.round((count / most) * chartHeight));
    return { x: Math.round(index * (width + gap) * 10) / 10, y: chartHeight - height, width: Math.round(width * 10) / 10, height };
  });
}
