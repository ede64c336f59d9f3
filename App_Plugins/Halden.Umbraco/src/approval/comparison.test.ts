import { describe, expect, it } from 'vitest';
import type { Field, Schema } from '../api/model.js';
import { compare } from './comparison.js';

const field = (alias: string, audience: Field['audience'] = 'public'): Field => ({ alias, kind: 'text', label: { nb: alias, nn: alias, en: alias }, audience, maxLength: null, headingFrom: null });
const schema: Schema = {
  cultures: [{ culture: 'nb-NO', name: 'Bokmål', isDefault: true }, { culture: 'nn-NO', name: 'Nynorsk', isDefault: false }],
  sections: [
    { alias: 'general', label: { nb: 'Generelt', nn: 'Generelt', en: 'General' }, fields: [field('lead'), field('price'), field('criteria'), field('secret', 'internal')] },
    { alias: 'contact', label: { nb: 'Kontakt', nn: 'Kontakt', en: 'Contact' }, fields: [field('telephone')] },
  ],
};

describe('compare', () => {
  it('marks each field against what is public', () => {
    const [nb] = compare(
      schema,
      { 'nb-NO': { title: 'SFO', fields: { lead: 'Ny', price: '2 300 kr', telephone: '69' } } },
      { 'nb-NO': { title: 'SFO', fields: { lead: 'Gammel', criteria: 'Alle', telephone: '69' } } },
    );
    expect(nb!.mark).toBe('changed');
    expect(nb!.title.mark).toBe('same');
    expect(nb!.sections.map(({ alias, fields }) => [alias, ...fields.map((compared) => `${compared.field!.alias}: ${compared.mark}`)])).toEqual([
      ['general', 'lead: changed', 'price: new', 'criteria: removed'],
      ['contact', 'telephone: same'],
    ]);
  });

  it('knows a new, a removed and an unchanged language, in the order of the schema', () => {
    const text = { title: 'SFO', fields: {} };
    expect(compare(schema, { 'nn-NO': text, 'nb-NO': text }, { 'nb-NO': text }).map(({ culture, mark }) => [culture, mark])).toEqual([['nb-NO', 'same'], ['nn-NO', 'new']]);
    expect(compare(schema, {}, { 'nn-NO': text }).map(({ culture, mark }) => [culture, mark])).toEqual([['nn-NO', 'removed']]);
  });

  it('never shows an internal field', () => {
    const [nb] = compare(schema, { 'nb-NO': { title: 'SFO', fields: { secret: 'Saksgang' } } }, {});
    expect(nb!.sections).toEqual([]);
  });
});
