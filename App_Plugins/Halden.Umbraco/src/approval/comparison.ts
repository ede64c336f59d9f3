import type { PublicText, Schema, Field } from '../api/model.js';

export type Mark = 'new' | 'changed' | 'removed' | 'same';

export interface ComparedField {
  /** Null for the title. */
  field: Field | null;
  submitted: string;
  published: string;
  mark: Mark;
}

export interface ComparedSection {
  alias: string;
  fields: ComparedField[];
}

export interface ComparedLanguage {
  culture: string;
  mark: Mark;
  title: ComparedField;
  /** Sections in their fixed order, with the fields that have a value on either side. */
  sections: ComparedSection[];
}

/** What was submitted beside what the public sees now, language by language in the order of the schema. */
export function compare(schema: Schema, submitted: Record<string, PublicText>, published: Record<string, PublicText>): ComparedLanguage[] {
  const known = schema.cultures.map(({ culture }) => culture);
  const cultures = [...known, ...Object.keys(submitted).filter((culture) => !known.includes(culture))];
  return cultures
    .filter((culture) => culture in submitted || culture in published)
    .map((culture) => {
      const now = submitted[culture];
      const before = published[culture];
      const title = compareValues(null, now?.title ?? '', before?.title ?? '');
      const sections = schema.sections
        .map(({ alias, fields }) => ({
          alias,
          fields: fields
            .filter((field) => field.audience === 'public')
            .map((field) => compareValues(field, now?.fields[field.alias] ?? '', before?.fields[field.alias] ?? ''))
            .filter(({ submitted, published }) => submitted !== '' || published !== ''),
        }))
        .filter(({ fields }) => fields.length > 0);
      const isSame = title.mark === 'same' && sections.every(({ fields }) => fields.every(({ mark }) => mark === 'same'));
      return { culture, title, sections, mark: !before ? 'new' : !now ? 'removed' : isSame ? 'same' : 'changed' };
    });
}

function compareValues(field: Field | null, submitted: string, published: string): ComparedField {
  const mark = submitted === published ? 'same' : published === '' ? 'new' : submitted === '' ? 'removed' : 'changed';
  return { field, submitted, published, mark };
}
