import type { Service } from '../api/model.js';
import { remaining } from '../core/department-decisions.js';
import { dateTime, list } from '../core/format.js';
import type { Lang, Translate } from '../lang/index.js';

/** What an approval led to: published, planned for later, waiting for other departments, or approved but not published. */
export function approvedText(t: Translate, lang: Lang, title: string, service: Service): string {
  const others = remaining(service.approval.departments);
  if (service.state === 'submitted') {
    return t('approveDoneOthers', { title, departments: list(lang, others.map(({ name }) => name)) });
  }
  return service.schedule ? t('approveDoneLater', { title, at: dateTime(lang, service.schedule.publishAt) }) : t('approveDone', { title });
}
