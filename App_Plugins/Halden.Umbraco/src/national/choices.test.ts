import { describe, expect, it } from 'vitest';
import type { MergeConflict, NationalText, Schema, WaitingField } from '../api/model.js';
import { choicesFor, choicesThatHold, inOrder, mergeAsChosen, nextPlace, openConflicts, places } from './choices.js';

const conflict = (id: string, more: Partial<MergeConflict> = {}): MergeConflict => ({
  id, reason: 'Både kommunen og katalogen har endret denne teksten.', base: 'Søk innen 1. mars.', local: 'Søk innen 15. mars.', national: 'Søk innen 1. april.', ...more,
});
const waiting = (alias: string, ...conflicts: MergeConflict[]): WaitingField => ({
  alias, kind: 'html', base: '', local: '', national: '', merged: '', conflicts, localMarked: '', nationalMarked: '',
});

describe('the choices for a conflict', () => {
  it('are either text, or both in either order', () => {
    expect(choicesFor('html', conflict('a'))).toEqual(['local', 'national', 'localThenNational', 'nationalThenLocal']);
  });

  it.each(['date', 'flag'] as const)('of a %s are one or the other', (kind) => {
    expect(choicesFor(kind, conflict('a'))).toEqual(['local', 'national']);
  });

  it.each([{ local: '' }, { national: '' }])('are one or the other where a side took the text out: %o', (side) => {
    expect(choicesFor('html', conflict('a', side))).toEqual(['local', 'national']);
  });
});

describe('merging as chosen', () => {
  const field = waiting('description', conflict('a'), conflict('b'));

  it('waits for every conflict', () => {
    expect(mergeAsChosen(field, {})).toBeNull();
    expect(mergeAsChosen(field, { a: 'local' })).toBeNull();
    expect(openConflicts(field, { a: 'local' }).map(({ id }) => id)).toEqual(['b']);
  });

  it('sends a choice for each, and none for what is no more', () => {
    expect(mergeAsChosen(field, { a: 'local', b: 'nationalThenLocal', gone: 'national' })).toEqual({ choice: 'merge', conflicts: { a: 'local', b: 'nationalThenLocal' } });
  });

  it('is free where nothing is in conflict', () => {
    expect(mergeAsChosen(waiting('lead'), {})).toEqual({ choice: 'merge', conflicts: {} });
  });
});

describe('choices after the field was read anew', () => {
  const before = waiting('description', conflict('a'), conflict('b'));

  it('hold where both texts are the ones that were read', () => {
    expect(choicesThatHold({ a: 'local', b: 'national' }, before, waiting('description', conflict('b')))).toEqual({ b: 'national' });
  });

  it.each([{ local: 'Søk når du vil.' }, { national: 'Søk når du vil.' }])('do not hold for another text: %o', (side) => {
    expect(choicesThatHold({ a: 'local' }, before, waiting('description', conflict('a', side)))).toEqual({});
  });

  it('are not invented', () => {
    expect(choicesThatHold({}, before, before)).toEqual({});
  });
});

describe('the order', () => {
  const label = { nb: '', nn: '', en: '' };
  const schema: Schema = {
    cultures: [{ culture: 'nb-NO', name: 'Bokmål', isDefault: true }, { culture: 'nn-NO', name: 'Nynorsk', isDefault: false }],
    sections: [{ alias: 'general', label, fields: ['lead', 'description'].map((alias) => ({ alias, kind: 'html' as const, label, audience: 'public' as const, maxLength: null, headingFrom: null })) }],
  };
  const text = (cultures: Record<string, WaitingField[]>): NationalText => ({
    key: '', title: '', version: '', stamp: '', source: 'ntk', serviceId: '1001', isDetached: false, fetchedAt: null, withdrawnAt: null,
    cultures: Object.fromEntries(Object.entries(cultures).map(([culture, fields]) => [culture, { national: {}, fetchedAt: null, previousAt: null, withdrawnAt: null, waiting: fields, changed: [], followed: {}, replaced: [] }])),
  });

  it('is the schema’s, the title first and what it does not know last', () => {
    const ordered = inOrder(schema, text({ 'nn-NO': [waiting('lead')], 'nb-NO': [waiting('unknown'), waiting('description'), waiting('title')] }));
    expect(places(ordered)).toEqual([
      { culture: 'nb-NO', alias: 'title' }, { culture: 'nb-NO', alias: 'description' }, { culture: 'nb-NO', alias: 'unknown' }, { culture: 'nn-NO', alias: 'lead' },
    ]);
  });

  it('has no language where nothing waits', () => {
    expect(inOrder(schema, text({ 'nb-NO': [] }))).toEqual([]);
  });
});

describe('the place to go on', () => {
  const [lead, description, nynorsk] = [{ culture: 'nb-NO', alias: 'lead' }, { culture: 'nb-NO', alias: 'description' }, { culture: 'nn-NO', alias: 'lead' }] as const;
  const before = [lead, description, nynorsk];

  it('is the next that waits', () => {
    expect(nextPlace(before, lead, [description, nynorsk])).toBe(description);
    expect(nextPlace(before, description, [lead, nynorsk])).toBe(nynorsk);
  });

  it('is over those that were settled at the same time', () => {
    expect(nextPlace(before, lead, [nynorsk])).toBe(nynorsk);
  });

  it('is the first when the last was settled', () => {
    expect(nextPlace(before, nynorsk, [lead])).toBe(lead);
  });

  it('is none when nothing waits', () => {
    expect(nextPlace([lead], lead, [])).toBeNull();
  });
});
