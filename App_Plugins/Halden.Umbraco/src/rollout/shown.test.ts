import { describe, expect, it } from 'vitest';
import type { RolloutBoard } from '../api/model.js';
import { everything, listed } from './shown.js';

const row = (title: string, more: object) => ({ key: title, title, startsOn: '2026-01-05', done: 0, count: 10, late: 0, ...more });
const board = {
  phases: [{ id: 'information', label: 'Informasjon' }, { id: 'publishing', label: 'Publisering' }],
  services: [
    row('Ågård', { phase: 'publishing', department: 'a', done: 8, owner: 'Mona' }),
    row('Bad', { department: 'b', done: 10 }),
    row('Ski', { phase: 'information', late: 2 }),
  ],
  outside: [{ key: 'kino', title: 'Kino', department: 'a' }],
  departmentNames: [{ key: 'a', name: 'Undervisning' }, { key: 'b', name: 'Helse' }],
} as unknown as RolloutBoard;

const titles = (shown: object) => listed(board, { ...everything, ...shown }, 'nb').map(({ title }) => title);

describe('listed', () => {
  it.each<[object, string[]]>([
    [{}, ['Bad', 'Ski', 'Ågård']],
    [{ isDescending: true }, ['Ågård', 'Ski', 'Bad']],
    [{ sort: 'phase' }, ['Ski', 'Ågård', 'Bad']],
    [{ sort: 'done' }, ['Ski', 'Ågård', 'Bad']],
    [{ sort: 'department' }, ['Ski', 'Bad', 'Ågård']],
    [{ column: 'finished' }, ['Bad']],
    [{ department: 'none' }, ['Ski']],
    [{ lateOnly: true }, ['Ski']],
    [{ text: 'MONA' }, ['Ågård']],
    [{ scope: 'outside' }, ['Kino']],
  ])('of %o is %o', (shown, expected) => {
    expect(titles(shown)).toEqual(expected);
  });
});
