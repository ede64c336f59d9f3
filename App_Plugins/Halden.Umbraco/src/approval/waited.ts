import { daysSince } from '../core/days.js';
import type { Translate } from '../lang/index.js';

/** How long a package has waited, in words. */
export function waitedText(t: Translate, submittedAt: string | null, now = new Date()): string {
  if (!submittedAt) {
    return '';
  }
  const days = daysSince(submittedAt, now);
  return days === 0 ? t('waitedToday') : days === 1 ? t('waitedYesterday') : t('waitedDays', { count: days });
}
