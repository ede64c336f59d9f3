/** Whole calendar days from a moment to now, in the reader's own time zone; 0 for today and for what is yet to come. */
export function daysSince(iso: string, now = new Date()): number {
  const midnight = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  const at = new Date(iso);
  return Number.isNaN(at.valueOf()) ? 0 : Math.max(0, Math.round((midnight(now) - midnight(at)) / 86_400_000));
}

/** A moment as `<input type="datetime-local">` writes it, in the reader's own time zone. */
export function localMoment(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment that a person wrote in such an input, as ISO 8601 in UTC; null where it is none. */
export function momentOf(local: string): string | null {
  const at = new Date(local);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) && !Number.isNaN(at.valueOf()) ? at.toISOString() : null;
}

/** Today, as `<input type="date">` writes it. */
export const today = (now = new Date()) => localMoment(now).slice(0, 10);
