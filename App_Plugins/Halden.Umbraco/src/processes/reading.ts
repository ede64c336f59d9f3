import type { ProcessesInShort, ProcessToRead } from '../api/model.js';
import { stages } from './process.js';

/** Today's stage, and then the others in their order. */
export const todayFirst = (drawn: readonly string[], today: string | null): readonly string[] =>
  [...drawn].sort((one, other) => Number(other === today) - Number(one === today) || placeOf(one) - placeOf(other));

const placeOf = (stage: string) => stages.findIndex((known) => known === stage);

/** Whether a service is among what is looked for: each word is in its title or its department's name. */
export function isFound({ title, department, today }: ProcessesInShort, query: { q: string; department: string; stage: string }) {
  const text = `${title} ${department ?? ''}`.toLowerCase();
  return query.q.toLowerCase().split(/\s+/).every((word) => text.includes(word))
    && (query.department === '' || query.department === (department ?? 'none'))
    && (query.stage === '' || query.stage === today);
}

/** The services by their departments' names; those without one last. */
export function byDepartment(services: readonly ProcessesInShort[]): [string, ProcessesInShort[]][] {
  const groups = new Map<string, ProcessesInShort[]>();
  for (const service of services) {
    const department = service.department ?? '';
    groups.set(department, [...(groups.get(department) ?? []), service]);
  }
  return [...groups].sort(([one], [other]) => Number(one === '') - Number(other === '') || one.localeCompare(other, 'nb'));
}

/** Two to be compared, as the server is asked: a stage in a package, and what it was before. */
export interface Comparison {
  stage: string;
  package: string;
  since: string;
}

/** What is read beside another stage or version; whichever comes first is what it was before. */
export function compared({ stage, package: shown, versions }: ProcessToRead, other: string): Comparison {
  const place = (version: string) => versions.findIndex((known) => known.package === version);
  return placeOf(other) >= 0
    ? (placeOf(other) < placeOf(stage) ? { stage, package: shown, since: other } : { stage: other, package: shown, since: stage })
    : (place(other) > place(shown) ? { stage, package: shown, since: other } : { stage, package: other, since: shown });
}
