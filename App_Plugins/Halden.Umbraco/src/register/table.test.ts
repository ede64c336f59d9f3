import { describe, expect, it } from 'vitest';
import type { RegisterOfServices, RegisterRow } from '../api/model.js';
import { translator } from '../lang/index.js';
import { groupsOf, noFilter, standardView, Table, viewOf } from './table.js';

const row = (title: string, more: Partial<RegisterRow> = {}): RegisterRow => ({ key: title, title, state: 'draft', description: 'draft', formStatus: 'none', process: 'none', updatedAt: '2026-11-01T10:00:00Z', ...more });

const register: RegisterOfServices = {
  columns: ['title', 'department', 'director', 'owner', 'recipient', 'form', 'stageToday', 'stageTarget', 'state', 'approvedAt', 'vacancies'].map((id) => ({ id, label: id })),
  departments: [{ key: 'k', name: 'Kultur', director: 'Dag' }, { key: 't', name: 'Teknisk' }],
  forms: [{ id: 'f', name: 'Søknad' }],
  rows: [
    row('Bad', { department: 't', owner: 'Åse', ownerEmail: 'ase@halden.example', vacancies: ['director'], approvedAt: '2026-03-01T10:00:00Z' }),
    row('Ånd', { stageToday: 'integrated', department: 'k', owner: 'Per', ownerEmail: 'per@halden.example', form: 'f' }),
    row('Kino', { stageToday: 'manual', department: 'k', owner: 'Per', ownerEmail: 'PER@halden.example', vacancies: ['ownerLeft', 'recipient'] }),
    row('Arv', { vacancies: ['department', 'owner', 'recipient'] }),
  ],
};

const table = new Table(register, translator('nb'), 'nb');
const titles = (view: Partial<typeof standardView>) => table.rows({ ...standardView, ...view }).map(({ title }) => title);

describe('Table', () => {
  it('shows those with most vacant first', () => {
    expect(titles({})).toEqual(['Arv', 'Kino', 'Bad', 'Ånd']);
  });

  it('sorts in Norwegian, and what is nothing last either way', () => {
    expect(titles({ sort: 'title', isDescending: false })).toEqual(['Arv', 'Bad', 'Kino', 'Ånd']);
    expect(titles({ sort: 'owner', isDescending: false })).toEqual(['Kino', 'Ånd', 'Bad', 'Arv']);
    expect(titles({ sort: 'owner', isDescending: true })).toEqual(['Bad', 'Kino', 'Ånd', 'Arv']);
    expect(titles({ sort: 'stageToday', isDescending: false })).toEqual(['Kino', 'Ånd', 'Arv', 'Bad']);
    expect(titles({ sort: 'approvedAt', isDescending: true })[0]).toBe('Bad');
  });

  it('is narrowed by words, department, form and what is vacant', () => {
    expect(titles({ filter: { ...noFilter, text: 'kultur PER ki' } })).toEqual(['Kino']);
    expect(titles({ filter: { ...noFilter, text: 'ledig' } })).toEqual(['Bad']);
    expect(titles({ filter: { ...noFilter, department: 'none' } })).toEqual(['Arv']);
    expect(titles({ filter: { ...noFilter, stage: 'integrated' } })).toEqual(['Ånd']);
    expect(titles({ filter: { ...noFilter, form: 'any' } })).toEqual(['Ånd']);
    expect(titles({ filter: { ...noFilter, vacancy: 'recipient' } })).toEqual(['Arv', 'Kino']);
  });

  it('keeps groups together whatever the order within', () => {
    const rows = table.rows({ ...standardView, group: 'department' });
    expect(groupsOf(rows, 'department', (one) => table.text(one, 'department')).map(({ name, rows: ofGroup }) => [name, ofGroup.map(({ title }) => title)])).toEqual([
      ['Kultur', ['Kino', 'Ånd']], ['Teknisk', ['Bad']], ['', ['Arv']],
    ]);
  });

  it('knows who owns what, those who have left first', () => {
    expect(table.owners().map(({ email, count, hasLeft }) => [email, count, hasLeft])).toEqual([['per@halden.example', 2, true], ['ase@halden.example', 1, false]]);
  });
});

describe('viewOf', () => {
  const known = register.columns.map(({ id }) => id);

  it('gives back what was saved', () => {
    const view = { columns: ['title', 'owner'], sort: 'owner', isDescending: false, group: 'department', filter: { ...noFilter, text: 'bad' } };
    expect(viewOf(JSON.parse(JSON.stringify(view)), known)).toEqual(view);
  });

  it.each([[null], ['x'], [{ columns: ['<script>', 7], sort: 'gone', group: 'title', filter: 3 }]])('is the standard view where %j is not understood', (saved) => {
    expect(viewOf(saved, known)).toEqual(standardView);
  });
});
