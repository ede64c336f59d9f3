import { describe, expect, it } from 'vitest';
import type { Comment, Field, Schema } from '../api/model.js';
import { commentedPlaces, openThreads, resolvedThreads, targetLabel, threadsAt } from './threads.js';

const field = (alias: string): Field => ({ alias, kind: 'text', label: { nb: `${alias} nb`, nn: alias, en: alias }, audience: 'public', maxLength: null, headingFrom: null });
const schema: Schema = {
  cultures: [{ culture: 'nb-NO', name: 'Bokmål', isDefault: true }, { culture: 'nn-NO', name: 'Nynorsk', isDefault: false }],
  sections: [{ alias: 'general', label: { nb: 'Generelt', nn: 'Generelt', en: 'General' }, fields: [field('lead'), field('price')] }],
};
const comment = (id: string, culture: string | null, target: string, resolvedAt: string | null = null): Comment => ({ id, culture, target, text: '', by: '', at: '', resolvedBy: resolvedAt && 'Kari', resolvedAt, answers: [] });

describe('threads', () => {
  it('are those of one place in one language', () => {
    const comments = [comment('1', 'nb-NO', 'lead'), comment('2', 'nn-NO', 'lead'), comment('3', 'nb-NO', 'price'), comment('4', null, '')];
    expect(threadsAt(comments, { culture: 'nb-NO', target: 'lead' }).map(({ id }) => id)).toEqual(['1']);
    expect(threadsAt(comments, { culture: null, target: '' }).map(({ id }) => id)).toEqual(['4']);
  });

  it('are open until they are resolved', () => {
    const comments = [comment('1', null, ''), comment('2', null, '', '2026-11-20T08:00:00Z')];
    expect(openThreads(comments).map(({ id }) => id)).toEqual(['1']);
    expect(resolvedThreads(comments).map(({ id }) => id)).toEqual(['2']);
  });
});

describe('commentedPlaces', () => {
  it('begins with the whole, and goes on as the fields stand, language by language', () => {
    const comments = [comment('1', 'nn-NO', 'lead'), comment('2', 'nb-NO', 'price'), comment('3', 'nb-NO', 'unknown'), comment('4', 'nb-NO', 'general'), comment('5', 'nb-NO', 'title'), comment('6', null, ''), comment('7', 'nb-NO', 'price')];
    expect(commentedPlaces(schema, comments).map(({ culture, target, threads }) => `${culture ?? ''} ${target}: ${threads.map(({ id }) => id).join()}`)).toEqual([
      ' : 6', 'nb-NO title: 5', 'nb-NO general: 4', 'nb-NO price: 2,7', 'nb-NO unknown: 3', 'nn-NO lead: 1',
    ]);
  });
});

it('a target is called what the schema calls it', () => {
  expect(['', 'title', 'general', 'lead', 'unknown'].map((target) => targetLabel(schema, 'nb', target, 'Tittel'))).toEqual(['', 'Tittel', 'Generelt', 'lead nb', 'unknown']);
});
