import { describe, expect, it } from 'vitest';
import type { ProcessesInShort, ProcessToRead } from '../api/model.js';
import { byDepartment, compared, isFound, todayFirst } from './reading.js';

const service = (title: string, department: string | null, today: string | null = null): ProcessesInShort =>
  ({ key: title, title, department, state: 'draft', stages: ['manual'], today, target: null, shown: null });

describe('the list of processes', () => {
  it('has today’s stage first, then the others in their order', () => {
    expect(todayFirst(['integrated', 'manual', 'electronicForm'], 'electronicForm')).toEqual(['electronicForm', 'manual', 'integrated']);
    expect(todayFirst(['integrated', 'manual'], null)).toEqual(['manual', 'integrated']);
  });

  it.each([
    [{ q: 'KULTUR  plass' }, true],
    [{ q: 'undervisning' }, true],
    [{ q: 'byggesak' }, false],
    [{ department: 'Undervisning og kultur', stage: 'manual' }, true],
    [{ department: 'none' }, false],
    [{ stage: 'integrated' }, false],
  ])('finds by %o: %s', (query, isThere) => {
    expect(isFound(service('Plass i kulturskolen', 'Undervisning og kultur', 'manual'), { q: '', department: '', stage: '', ...query })).toBe(isThere);
  });

  it('has services without a department last', () => {
    const groups = byDepartment([service('A', null), service('B', 'Undervisning'), service('C', 'Helse'), service('D', 'Undervisning')]);

    expect(groups.map(([name, services]) => [name, services.map(({ title }) => title)])).toEqual([['Helse', ['C']], ['Undervisning', ['B', 'D']], ['', ['A']]]);
  });
});

describe('what is compared', () => {
  const version = (name: string) => ({ package: name, state: 'earlier' as const, at: '2026-11-01T10:00:00Z', by: null });
  const read = { stage: 'electronicForm', package: 'second', versions: [version('draft'), version('second'), version('first')] } as unknown as ProcessToRead;

  it.each([
    ['manual', { stage: 'electronicForm', package: 'second', since: 'manual' }],
    ['integrated', { stage: 'integrated', package: 'second', since: 'electronicForm' }],
    ['first', { stage: 'electronicForm', package: 'second', since: 'first' }],
    ['draft', { stage: 'electronicForm', package: 'draft', since: 'second' }],
  ])('goes from what was before to what came after: %s', (other, comparison) => {
    expect(compared(read, other)).toEqual(comparison);
  });
});
