import { describe, expect, it } from 'vitest';
import type { Change, Field, Schema } from '../api/model.js';
import { groupChanges, onlyChanged, type ShownGroup } from './changes.js';

const field = (alias: string, audience: Field['audience'] = 'public'): Field => ({ alias, kind: 'text', label: { nb: `${alias} nb`, nn: alias, en: alias }, audience, maxLength: null, headingFrom: null });
const schema: Schema = {
  cultures: [{ culture: 'nb-NO', name: 'Bokmål', isDefault: true }, { culture: 'nn-NO', name: 'Nynorsk', isDefault: false }],
  sections: [
    { alias: 'general', label: { nb: 'Generelt', nn: 'Generelt', en: 'General' }, fields: [field('lead'), field('price'), field('secret', 'internal')] },
    { alias: 'contact', label: { nb: 'Kontakt', nn: 'Kontakt', en: 'Contact' }, fields: [field('telephone')] },
  ],
};
const change = (alias: string, more: Partial<Change> = {}): Change => ({ part: 'description', culture: 'nb-NO', section: 'general', alias, kind: 'text', label: alias, mark: 'changed', before: 'a', after: 'b', marked: '', ...more });
const text = (fields: Record<string, string>) => ({ title: 'SFO', fields });
const outline = (groups: ShownGroup[]) => groups.map(({ part, culture, mark, sections }) => `${culture ?? part} ${mark}: ${sections.map(({ alias, fields }) => `${alias ?? '–'}(${fields.map((shown) => `${shown.alias} ${shown.mark}`).join(', ')})`).join(' ')}`);

describe('groupChanges', () => {
  it('goes by language and section in the order of the schema, and then by process, form and routing', () => {
    const changes = [
      change('recipient', { part: 'routing', culture: null }), change('child', { part: 'form' }), change('stage', { part: 'processes', culture: null }),
      change('telephone', { section: 'contact' }), change('lead', { culture: 'nn-NO', mark: 'new' }), change('price', { mark: 'removed' }), change('lead'), change('title', { section: null }),
    ];
    const texts = { texts: { 'nn-NO': text({ lead: 'b' }), 'nb-NO': text({ lead: 'b', telephone: 'b' }) }, publishedTexts: { 'nb-NO': text({ lead: 'a', price: 'a', telephone: 'a' }) } };
    expect(outline(onlyChanged(groupChanges(schema, 'nb', changes, texts)))).toEqual([
      'nb-NO changed: –(title changed) general(lead changed, price removed) contact(telephone changed)',
      'nn-NO new: general(lead new)',
      'processes changed: –(stage changed)',
      'form changed: –(child changed)',
      'routing changed: –(recipient changed)',
    ]);
  });

  it('shows also what did not change, where the texts are given', () => {
    const texts = { texts: { 'nb-NO': text({ lead: 'b', price: '100 kr', secret: 'x' }) }, publishedTexts: { 'nb-NO': text({ lead: 'a', price: '100 kr' }) } };
    expect(outline(groupChanges(schema, 'nb', [change('lead')], texts))).toEqual(['nb-NO changed: –(title same) general(lead changed, price same)']);
    expect(outline(groupChanges(schema, 'nb', [change('lead')], null))).toEqual(['nb-NO changed: general(lead changed)']);
  });

  it('knows a language that is removed, and one that did not change', () => {
    const texts = { texts: { 'nb-NO': text({ lead: 'a' }) }, publishedTexts: { 'nb-NO': text({ lead: 'a' }), 'nn-NO': text({ lead: 'a' }) } };
    const groups = groupChanges(schema, 'nb', [change('lead', { culture: 'nn-NO', mark: 'removed', after: '' })], texts);
    expect(outline(groups)).toEqual(['nb-NO same: –(title same) general(lead same)', 'nn-NO removed: general(lead removed)']);
    expect(outline(onlyChanged(groups))).toEqual(['nn-NO removed: general(lead removed)']);
    expect(groups[1]!.sections[0]!.fields[0]!.value).toBe('a');
  });

  it('shows a part that it does not know, last', () => {
    expect(outline(groupChanges(schema, 'nb', [change('fee', { part: 'payment', culture: null }), change('recipient', { part: 'routing', culture: null })], null))).toEqual(['routing changed: –(recipient changed)', 'payment changed: –(fee changed)']);
  });

  it('calls a field what the schema calls it, and keeps what the schema does not know', () => {
    const [group] = groupChanges(schema, 'nb', [change('lead', { label: 'Lead' }), change('novel', { label: 'Nyhet' })], null);
    expect(group!.sections.flatMap(({ fields }) => fields.map(({ label }) => label))).toEqual(['Nyhet', 'lead nb']);
  });
});
