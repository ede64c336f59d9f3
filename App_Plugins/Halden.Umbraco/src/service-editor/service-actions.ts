import type { HaldenApi } from '../api/halden-api.js';
import type { Service } from '../api/model.js';
import type { TextKey } from '../lang/index.js';

/** What can be done with a service as it stands. */
export type ServiceAction = 'submit' | 'publish' | 'unpublish' | 'schedule' | 'cancelSchedule' | 'dismissRefused' | 'reviewed';

/** Those for which a moment is asked first. */
export type TimedAction = Extract<ServiceAction, 'submit' | 'schedule'>;

export const isTimed = (action: ServiceAction): action is TimedAction => action === 'submit' || action === 'schedule';

interface Act {
  send(api: HaldenApi, key: string, publishAt: string | null): Promise<Service>;
  done: TextKey;
  /** Asked first, where it takes something from the public. */
  sure?: { heading: TextKey; text: TextKey; yes: TextKey };
}

export const acts: Record<ServiceAction, Act> = {
  submit: { send: (api, key, publishAt) => api.submit(key, publishAt), done: 'submitDone' },
  publish: { send: (api, key) => api.publish(key), done: 'publishDone' },
  unpublish: { send: (api, key) => api.unpublish(key), done: 'unpublishDone', sure: { heading: 'unpublishHeading', text: 'unpublishText', yes: 'unpublish' } },
  schedule: { send: (api, key, publishAt) => api.schedule(key, publishAt ?? ''), done: 'scheduleDone' },
  cancelSchedule: { send: (api, key) => api.cancelSchedule(key), done: 'scheduleCancelled', sure: { heading: 'scheduleCancelHeading', text: 'scheduleCancelText', yes: 'scheduleCancel' } },
  dismissRefused: { send: (api, key) => api.dismissRefusedRelease(key), done: 'refusedDismissed' },
  reviewed: { send: (api, key) => api.reviewed(key), done: 'reviewDone' },
};
