/** A whole number as people write it, with or without spaces between thousands; null for nothing, NaN for what is none. */
export function wholeNumber(text: string): number | null {
  const digits = text.replace(/[\s\u00a0]/g, '');
  return digits === '' ? null : /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN;
}
