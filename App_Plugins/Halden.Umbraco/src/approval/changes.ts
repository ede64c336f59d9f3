import type { Change, ChangeMark, Field, FieldKind, Package, Schema } from '../api/model.js';

/** A change, or a field of the description that is as it was. */
export interface ShownField {
  alias: string;
  kind: FieldKind;
  vocabulary?: Field['vocabulary'];
  label: string;
  mark: ChangeMark | 'same';
  /** Its value now; before it was removed, where it is gone. */
  value: string;
  change: Change | null;
}

export interface ShownSection {
  /** Null for what stands before the first section, such as the title. */
  alias: string | null;
  fields: ShownField[];
}

/** A language of the description, or another part of the package. */
export interface ShownGroup {
  part: string;
  culture: string | null;
  mark: ChangeMark | 'same';
  sections: ShownSection[];
}

const otherParts = ['processes', 'form', 'routing'];

type Texts = Pick<Package, 'texts' | 'publishedTexts'>;

/**
 * Changes in the order they are read: the description language by language and section by section, then process, form and
 * routing. With the texts also the fields that did not change are there.
 */
export function groupChanges(schema: Schema, lang: 'nb' | 'nn' | 'en', changes: readonly Change[], texts: Texts | null): ShownGroup[] {
  const known = schema.cultures.map(({ culture }) => culture);
  const present = new Set([...changes.flatMap(({ part, culture }) => (part === 'description' && culture ? [culture] : [])), ...Object.keys(texts?.texts ?? {})]);
  const cultures = [...known.filter((culture) => present.has(culture)), ...[...present].filter((culture) => !known.includes(culture)).sort()];
  return [
    ...cultures.map((culture) => language(schema, lang, culture, changes.filter((change) => change.part === 'description' && change.culture === culture), texts)),
    // A part that this client does not know is shown too: the director answers for all of it.
    ...[...new Set([...otherParts, ...changes.map(({ part }) => part)])].filter((part) => part !== 'description').map((part) => otherPart(part, changes.filter((change) => change.part === part))),
  ].filter(({ sections }) => sections.length > 0);
}

/** Without the fields that are as they were, and without what then is empty. */
export function onlyChanged(groups: readonly ShownGroup[]): ShownGroup[] {
  return groups
    .map((group) => ({ ...group, sections: group.sections.map((section) => ({ ...section, fields: section.fields.filter(({ mark }) => mark !== 'same') })).filter(({ fields }) => fields.length > 0) }))
    .filter(({ sections }) => sections.length > 0);
}

function language(schema: Schema, lang: 'nb' | 'nn' | 'en', culture: string, changes: readonly Change[], texts: Texts | null): ShownGroup {
  const text = texts?.texts[culture];
  const same = (field: Pick<ShownField, 'alias' | 'kind' | 'vocabulary'>, label: string, value: string | undefined): ShownField[] =>
    value ? [{ alias: field.alias, kind: field.kind, vocabulary: field.vocabulary, label, mark: 'same', value, change: null }] : [];
  const sections: ShownSection[] = schema.sections.map(({ alias, fields }) => ({
    alias,
    fields: fields
      .filter(({ audience }) => audience === 'public')
      .flatMap((field) => {
        const change = changes.find((candidate) => candidate.alias === field.alias);
        return change ? [{ ...shown(change, field.label[lang]), vocabulary: field.vocabulary }] : same(field, field.label[lang], text?.fields[field.alias]);
      }),
  }));
  // The title, and what the schema of this client does not know.
  const aliases = new Set(schema.sections.flatMap(({ fields }) => fields.map(({ alias }) => alias)));
  const others = changes.filter(({ alias }) => !aliases.has(alias)).map((change) => shown(change, change.label));
  const title = others.some(({ alias }) => alias === 'title') ? [] : same({ alias: 'title', kind: 'text' }, '', text?.title);
  const all = [{ alias: null, fields: [...title, ...others] }, ...sections].filter(({ fields }) => fields.length > 0);
  const mark = !texts ? 'changed' : !text ? 'removed' : !texts.publishedTexts[culture] ? 'new' : changes.length > 0 ? 'changed' : 'same';
  return { part: 'description', culture, mark, sections: all };
}

function otherPart(part: string, changes: readonly Change[]): ShownGroup {
  return { part, culture: null, mark: 'changed', sections: changes.length > 0 ? [{ alias: null, fields: changes.map((change) => shown(change, change.label)) }] : [] };
}

function shown(change: Change, label: string): ShownField {
  const { alias, kind, mark, before, after } = change;
  return { alias, kind, label, mark, value: mark === 'removed' ? before : after, change };
}
