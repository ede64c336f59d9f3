/** The moment when a day (yyyy-MM-dd) begins where the reader is; nothing for no day, or one that is none. */
export const startOfDay = (day: string) => moment(day, 0);

/** The moment when the day after begins, to which the day itself lasts. */
export const dayAfter = (day: string) => moment(day, 1);

function moment(day: string, daysLater: number) {
  const [year, month, date] = day.split('-').map(Number);
  const at = year && month && date ? new Date(year, month - 1, date + daysLater) : null;
  return at && !Number.isNaN(at.valueOf()) ? at.toISOString() : undefined;
}
