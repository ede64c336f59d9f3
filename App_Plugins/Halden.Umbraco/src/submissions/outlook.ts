import type { SubmissionDelivery } from '../api/model.js';

/** How it stands with all that must be delivered because of a submission: the worst of it. */
export type Outlook = 'failed' | 'retrying' | 'waiting' | 'delivered';

/** Null where there is nothing to deliver. */
export function outlookOf(deliveries: readonly SubmissionDelivery[]): Outlook | null {
  return deliveries.length === 0 ? null
    : deliveries.some(({ state }) => state === 'dead') ? 'failed'
    : deliveries.some(isRetried) ? 'retrying'
    : deliveries.some(({ state }) => state === 'waiting') ? 'waiting'
    : 'delivered';
}

const isRetried = ({ state, fault }: SubmissionDelivery) => state === 'waiting' && fault !== null;

/** Whether it can be asked to be tried again: it was given up, or has failed and waits. */
export const mayRetry = (delivery: SubmissionDelivery) => delivery.state === 'dead' || isRetried(delivery);

/** When a submission's time is over; null where it is kept, or is not done. */
export function endOf(doneAt: string | null, keepDays: number): string | null {
  return doneAt && keepDays > 0 ? new Date(new Date(doneAt).valueOf() + keepDays * 86_400_000).toISOString() : null;
}
