import type { Comment, Schema } from '../api/model.js';

/** What is commented on: a field, a section, or the whole where the target is empty. */
export interface CommentPlace {
  culture: string | null;
  target: string;
}

export const threadsAt = (comments: readonly Comment[], { culture, target }: CommentPlace) => comments.filter((comment) => comment.culture === culture && comment.target === target);

export const openThreads = (comments: readonly Comment[]) => comments.filter(({ resolvedAt }) => !resolvedAt);

export const resolvedThreads = (comments: readonly Comment[]) => comments.filter(({ resolvedAt }) => resolvedAt);

export interface CommentedPlace extends CommentPlace {
  threads: Comment[];
}

/** Every place that has a comment: the whole first, then language by language in the order the fields stand. */
export function commentedPlaces(schema: Schema, comments: readonly Comment[]): CommentedPlace[] {
  const cultures = [null, ...schema.cultures.map(({ culture }) => culture)];
  const targets = ['', 'title', ...schema.sections.flatMap(({ alias, fields }) => [alias, ...fields.map((field) => field.alias)])];
  const rank = (known: readonly (string | null)[], value: string | null) => (known.includes(value) ? known.indexOf(value) : known.length);
  const places = new Map<string, CommentedPlace>();
  for (const comment of comments) {
    const id = `${comment.culture ?? ''} ${comment.target}`;
    const place = places.get(id) ?? { culture: comment.culture, target: comment.target, threads: [] };
    place.threads.push(comment);
    places.set(id, place);
  }
  return [...places.values()].sort((a, b) => rank(cultures, a.culture) - rank(cultures, b.culture) || rank(targets, a.target) - rank(targets, b.target));
}

/** What a place is called, without its language; empty for the whole. */
export function targetLabel(schema: Schema, lang: 'nb' | 'nn' | 'en', target: string, title: string): string {
  if (target === '' || target === 'title') {
    return target === '' ? '' : title;
  }
  const section = schema.sections.find(({ alias }) => alias === target);
  const field = schema.sections.flatMap(({ fields }) => fields).find(({ alias }) => alias === target);
  return (field ?? section)?.label[lang] ?? target;
}
