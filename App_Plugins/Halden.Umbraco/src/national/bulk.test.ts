import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/api-error.js';
import type { NationalChange, WholeSettled } from '../api/model.js';
import { everything, matches, replacedIn, settleEach, themesIn, waitingIn } from './bulk.js';

const change = (key: string, more: Partial<NationalChange> = {}): NationalChange => ({
  key, title: key, department: null, departmentKey: null, owner: null, isPublished: false, stamp: `stamp-${key}`, isWithdrawn: false, fields: 2, clear: 1, cultures: ['nb-NO'],
  waiting: [{ culture: 'nb-NO', alias: 'lead', isClear: true }, { culture: 'nb-NO', alias: 'price', isClear: false }], themes: [], ...more,
});

describe('the filter', () => {
  const sfo = change('sfo', { departmentKey: 'd', themes: [{ id: 'los/skole', name: 'Skole' }] });

  it('lets everything through to begin with', () => {
    expect(matches(sfo, everything)).toBe(true);
  });

  it.each([
    [{ department: 'd' }, true], [{ department: 'e' }, false], [{ department: 'none' }, false], [{ theme: 'los/skole' }, true],
    [{ theme: 'none' }, false], [{ field: 'price' }, true], [{ field: 'title' }, false], [{ department: 'd', field: 'title' }, false],
  ])('with %o answers %s', (filter, is) => {
    expect(matches(sfo, { ...everything, ...filter })).toBe(is);
  });

  it('finds those without department and theme', () => {
    expect(matches(change('a'), { ...everything, department: 'none', theme: 'none' })).toBe(true);
  });

  it('offers each theme once, in the order of the alphabet', () => {
    const themes = [{ id: 'o', name: 'Økonomi' }, { id: 'b', name: 'Bolig' }];
    expect(themesIn([change('a', { themes }), change('b', { themes: [...themes, { id: 'a', name: 'Arbeid' }] })], 'nb-NO').map(({ name }) => name)).toEqual(['Arbeid', 'Bolig', 'Økonomi']);
  });

  it('counts what waits in the field that is looked for', () => {
    expect(waitingIn(change('a'), '')).toHaveLength(2);
    expect(waitingIn(change('a'), 'lead')).toEqual([{ culture: 'nb-NO', alias: 'lead', isClear: true }]);
  });
});

describe('settling several', () => {
  const place = (alias: string) => ({ culture: 'nb-NO', alias });
  const answer = (settled: string[], left: string[], isReplaced = false): WholeSettled => ({ settled: settled.map((alias) => ({ ...place(alias), isReplaced })), left: left.map(place) });
  const goOn = () => true;

  it('goes one after the other, each by what was seen of it', async () => {
    const order: string[] = [];
    const settle = vi.fn(async (key: string) => {
      order.push(`begins ${key}`);
      await Promise.resolve();
      order.push(`ends ${key}`);
      return answer(['lead'], []);
    });
    await settleEach(settle, [change('a'), change('b')], 'takeOver', 'lead', goOn);
    expect(order).toEqual(['begins a', 'ends a', 'begins b', 'ends b']);
    expect(settle).toHaveBeenCalledWith('a', 'stamp-a', 'takeOver', 'lead');
  });

  it('answers for each by itself', async () => {
    const answers = [answer(['lead', 'price'], []), answer(['lead'], ['price']), answer([], ['lead', 'price']), new ApiError(409, 'Endret'), new ApiError(500, 'Feil'), answer([], [])];
    const settle = vi.fn(() => { const next = answers.shift()!; return next instanceof ApiError ? Promise.reject(next) : Promise.resolve(next); });
    const results = await settleEach(settle, ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => change(key)), 'takeOver', '', goOn);
    expect(results.map(({ status }) => status)).toEqual(['done', 'partly', 'left', 'changed', 'failed', 'done']);
  });

  it('stops where it is told to, and when nobody is signed in', async () => {
    const settle = vi.fn(() => Promise.resolve(answer(['lead'], [])));
    expect(await settleEach(settle, [change('a'), change('b')], 'keepLocal', '', (done) => done < 1)).toHaveLength(1);
    const signedOut = vi.fn(() => Promise.reject(new ApiError(401, '')));
    expect(await settleEach(signedOut, [change('a'), change('b')], 'keepLocal', '', goOn)).toHaveLength(1);
  });

  it('knows which texts it replaced', async () => {
    const answers = [answer(['lead'], [], true), answer(['price'], [])];
    const results = await settleEach(() => Promise.resolve(answers.shift()!), [change('a'), change('b')], 'takeNational', '', goOn);
    expect(replacedIn(results)).toEqual([{ key: 'a', culture: 'nb-NO', alias: 'lead' }]);
  });
});
