import type { ConflictChoice, FieldKind, MergeConflict, NationalText, Schema, Settlement, WaitingField } from '../api/model.js';

/** What has been chosen so far, by the conflict's id. */
export type Choices = Readonly<Record<string, ConflictChoice>>;

/**
 * The choices that make sense for a conflict. A date or a yes cannot be two things, and where one side took the text
 * out, both together are the other side alone.
 */
export function choicesFor(kind: FieldKind, { local, national }: MergeConflict): readonly ConflictChoice[] {
  const isOneThing = kind === 'date' || kind === 'flag';
  return isOneThing || local === '' || national === '' ? ['local', 'national'] : ['local', 'national', 'localThenNational', 'nationalThenLocal'];
}

/** Whether a value is read as a text: marks in what is not, such as the addresses of links, would say nothing. */
export const isReadAsText = (kind: FieldKind) => kind === 'html' || kind === 'text' || kind === 'longText' || kind === 'list';

export const openConflicts = ({ conflicts }: WaitingField, choices: Choices) => conflicts.filter(({ id }) => !Object.hasOwn(choices, id));

/** The merge as chosen; null while a conflict has no choice. Choices for conflicts that are no more are left out. */
export function mergeAsChosen(field: WaitingField, choices: Choices): Settlement | null {
  return openConflicts(field, choices).length > 0
    ? null
    : { choice: 'merge', conflicts: Object.fromEntries(field.conflicts.map(({ id }) => [id, choices[id]!])) };
}

/**
 * The choices that still hold when the field has been read anew. An id names a conflict by what is in it; the texts are
 * compared too, since a choice must never reach a text that was not read.
 */
export function choicesThatHold(choices: Choices, before: WaitingField, after: WaitingField): Choices {
  const known = new Map(before.conflicts.map((conflict) => [conflict.id, conflict]));
  return Object.fromEntries(
    after.conflicts
      .filter(({ id, local, national }) => {
        const was = known.get(id);
        return id in choices && was?.local === local && was.national === national;
      })
      .map(({ id }) => [id, choices[id]!]),
  );
}

export interface Place {
  culture: string;
  alias: string;
}

export interface WaitingCulture {
  culture: string;
  waiting: WaitingField[];
}

/** What waits, in the schema's order of languages and fields, the title first; a field the schema does not know comes last. */
export function inOrder(schema: Schema, { cultures }: NationalText): WaitingCulture[] {
  const languages = schema.cultures.map(({ culture }) => culture);
  const aliases = ['title', ...schema.sections.flatMap(({ fields }) => fields.map(({ alias }) => alias))];
  const by = (known: string[], value: string) => (known.includes(value) ? known.indexOf(value) : known.length);
  return Object.entries(cultures)
    .filter(([, { waiting }]) => waiting.length > 0)
    .map(([culture, { waiting }]) => ({ culture, waiting: [...waiting].sort((a, b) => by(aliases, a.alias) - by(aliases, b.alias)) }))
    .sort((a, b) => by(languages, a.culture) - by(languages, b.culture));
}

export const places = (cultures: WaitingCulture[]): Place[] =>
  cultures.flatMap(({ culture, waiting }) => waiting.map(({ alias }) => ({ culture, alias })));

/** Where to go on when a field has been settled: the next that waits, else the first; null when nothing waits. */
export function nextPlace(before: Place[], settled: Place, after: Place[]): Place | null {
  const isSame = (one: Place) => (other: Place) => one.culture === other.culture && one.alias === other.alias;
  const behind = before.slice(before.findIndex(isSame(settled)) + 1);
  return behind.find((place) => after.some(isSame(place))) ?? after.find((place) => !isSame(settled)(place)) ?? null;
}
