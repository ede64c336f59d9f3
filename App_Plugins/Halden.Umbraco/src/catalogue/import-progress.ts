import type { ImportJob } from '../api/model.js';
import type { TextKey } from '../lang/index.js';

export interface Said {
  key: TextKey;
  values?: Record<string, string | number>;
}

/** How much is done, from 0 to 1; null where nobody can tell. */
export function shareDone(job: ImportJob): number | null {
  if (job.phase === 'importing') {
    return job.total > 0 ? job.done / job.total : null;
  }
  return job.phase === 'reading' ? job.share : 1;
}

/** What is shown beside the bar. */
export function progressText(job: ImportJob): Said {
  if (job.isCancelling) {
    return { key: 'importCancelling' };
  }
  if (job.phase === 'importing') {
    return job.title ? { key: 'importingService', values: { done: job.done, total: job.total, title: job.title } } : { key: 'importStarting' };
  }
  if (job.share !== null) {
    return { key: 'importReadingShare', values: { percent: Math.floor(job.share * 100) } };
  }
  return job.elements > 0 ? { key: 'importReadingCount', values: { count: job.elements } } : { key: 'importReading' };
}

/** What a screen reader is told; null where nothing has happened that is worth interrupting for: a new phase, a quarter more, the end. */
export function worthSaying(before: ImportJob | null, now: ImportJob): Said | null {
  if (now.phase === 'finished') {
    return before?.phase === 'finished' ? null : { key: 'importDone' };
  }
  if (now.isCancelling) {
    return before?.isCancelling ? null : { key: 'importCancelling' };
  }
  if (before?.id !== now.id || before.phase !== now.phase) {
    return { key: now.phase === 'reading' ? 'importReading' : 'importStarting' };
  }
  const quarter = (job: ImportJob) => Math.floor((shareDone(job) ?? 0) * 4);
  return quarter(now) > quarter(before) && quarter(now) < 4 ? { key: 'importQuarter', values: { percent: quarter(now) * 25 } } : null;
}
