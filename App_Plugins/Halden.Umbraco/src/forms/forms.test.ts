import { describe, expect, it } from 'vitest';
import { redo, undo } from '../core/undo.js';
import { pastedChoices, suggestAlias, suggestValue } from './aliases.js';
import { candidates, operatorsFor, type FieldType } from './conditions.js';
import { fieldAt, fieldsOf, parsePlace, placesOf, type Condition, type FormDefinition, type FormField, type Place } from './definition.js';
import { addField, addGroup, addPage, duplicate, move, moveTo, remove, setChoices, setField, setForm, setPage } from './editing.js';
import { begin, choose, edit, type as typing } from './edits.js';
import { addLanguage, distinctTexts, missingIn, removeLanguage, translate } from './texts.js';

const short: FieldType = { id: 'short', alias: 'shortAnswer', label: 'Kort svar', name: 'Short answer', hasPreValues: false, isQuestion: true, isMultiple: false, maxLength: 500, autocomplete: null };
const types: FieldType[] = [
  short,
  { ...short, id: 'choice', alias: 'singleChoice', hasPreValues: true },
  { ...short, id: 'text', alias: 'titleAndDescription', isQuestion: false },
  { ...short, id: 'file', alias: 'fileUpload' },
];

const field = (id: string, more: Partial<FormField> = {}): FormField => ({ id, alias: id, caption: `${id}?`, type: { id: 'short' }, ...more });
const when = (id: string, value = 'ja'): Condition => ({ actionType: 'Show', logicType: 'All', rules: [{ field: id, operator: 'Is', value }] });

/** Two pages; the first with two groups (a, b and c), the second with one (d). */
const form: FormDefinition = {
  id: 'skjema',
  name: 'Søknad',
  pages: [
    { caption: 'Om deg', fieldsets: [{ id: 'g1', columns: [{ width: 12, fields: [field('a'), field('b')] }] }, { id: 'g2', columns: [{ fields: [field('c')] }] }] },
    { caption: 'Om saken', fieldsets: [{ id: 'g3', columns: [{ fields: [field('d', { condition: when('a') })] }] }] },
  ],
};

const at = (page: number, group: number, one: number): Place => ({ page, group, column: 0, field: one });
const order = (of: FormDefinition) => of.pages.map((page) => page.fieldsets.map((group) => group.columns.map((column) => column.fields.map(({ id }) => id).join('')).join('|')).join(' ')).join(' / ');

describe('moving', () => {
  it('goes past a neighbour, and over into the group and the page beside', () => {
    let now = { form, place: at(0, 0, 0) };
    const seen: string[] = [];
    for (let step = move(now.form, now.place, 1); step; step = move(now.form, now.place, 1)) {
      now = step;
      seen.push(order(now.form));
      expect(fieldAt(now.form, now.place)?.id).toBe('a');
    }
    expect(seen).toEqual(['ba c / d', 'b ac / d', 'b ca / d', 'b c / ad', 'b c / da']);
    for (let step = move(now.form, now.place, -1); step; step = move(now.form, now.place, -1)) {
      now = step;
    }
    expect(order(now.form)).toBe('ab c / d');
  });

  it('takes a group with what is in it over to the next page, and back', () => {
    const there = move(form, { page: 0, group: 1 }, 1)!;
    expect([order(there.form), there.place]).toEqual(['ab / c d', { page: 1, group: 0 }]);
    expect(order(move(there.form, there.place, -1)!.form)).toBe('ab c / d');
    expect(order(move(form, { page: 0, group: 0 }, 1)!.form)).toBe('c ab / d');
  });

  it('swaps pages, and stops at the ends', () => {
    expect(order(move(form, { page: 0 }, 1)!.form)).toBe('d / ab c');
    expect(move(form, { page: 0 }, -1)).toBeNull();
    expect(move(form, { page: 1 }, 1)).toBeNull();
    expect(move(form, {}, 1)).toBeNull();
    expect(move(form, { page: 0, group: 0 }, -1)).toBeNull();
  });

  it.each<[Place, Place, string]>([
    [at(0, 0, 0), at(0, 0, 2), 'ba c / d'],
    [at(0, 0, 1), at(0, 0, 0), 'ba c / d'],
    [at(0, 0, 0), at(1, 0, 0), 'b c / ad'],
    [at(1, 0, 0), { page: 0, group: 0 }, 'abd c / '],
    [at(0, 0, 0), { page: 1 }, 'b c / da'],
    [{ page: 0, group: 0 }, { page: 0, group: 2 }, 'c ab / d'],
    [{ page: 0, group: 0 }, { page: 1 }, 'c / d ab'],
    [{ page: 1 }, { page: 0 }, 'd / ab c'],
    [{ page: 0 }, { page: 2 }, 'd / ab c'],
    [at(0, 0, 0), at(0, 0, 0), 'ab c / d'],
  ])('drops %j before %j', (from, to, expected) => {
    const moved = moveTo(form, from, to)!;
    expect(order(moved.form)).toBe(expected);
    expect(placesOf(moved.form)).toContainEqual(moved.place);
  });

  it('drops nothing where there is no room for it', () => {
    expect(moveTo({ ...form, pages: [...form.pages, { fieldsets: [] }] }, at(0, 0, 0), { page: 2 })).toBeNull();
    expect(moveTo(form, at(0, 0, 0), {})).toBeNull();
  });
});

describe('adding and removing', () => {
  it('adds behind what is chosen, and last where nothing is', () => {
    const type = { id: 'short', name: 'Short answer' };
    expect(addField(form, at(0, 0, 0), type).place).toEqual(at(0, 0, 1));
    expect(addField(form, { page: 0, group: 0 }, type).place).toEqual(at(0, 0, 2));
    expect(addField(form, { page: 0 }, type).place).toEqual(at(0, 1, 1));
    expect(addField(form, {}, type).place).toEqual(at(1, 0, 1));
    expect(addGroup(form, at(0, 0, 0)).place).toEqual({ page: 0, group: 1 });
    expect(addPage(form, { page: 0 }).place).toEqual({ page: 1 });
    expect(addPage(form, {}).place).toEqual({ page: 2 });
  });

  it('makes the page, the group and the column that a question needs', () => {
    const type = { id: 'short', name: 'Short answer' };
    const added = addField({ ...form, pages: [] }, {}, type);
    expect(added.place).toEqual(at(0, 0, 0));
    expect(fieldAt(added.form, added.place)).toMatchObject({ alias: 'felt', caption: '', type });
    expect(addField({ ...form, pages: [{ fieldsets: [{ id: 'g', columns: [] }] }] }, { page: 0, group: 0 }, type).place).toEqual(at(0, 0, 0));
  });

  it('chooses what stood behind what is removed, else before it, else what held it', () => {
    expect(remove(form, at(0, 0, 0))).toMatchObject({ place: at(0, 0, 0) });
    expect(remove(form, at(0, 0, 1))).toMatchObject({ place: at(0, 0, 0) });
    expect(remove(form, at(1, 0, 0)).place).toEqual({ page: 1, group: 0 });
    expect(remove(form, { page: 1 }).place).toEqual({ page: 0 });
    expect(order(remove(form, { page: 0, group: 0 }).form)).toBe('c / d');
  });

  it('duplicates with ids and aliases of its own, and conditions among the copies', () => {
    const inside: FormDefinition = { ...form, pages: [{ fieldsets: [{ id: 'g1', columns: [{ fields: [field('a'), field('b', { condition: when('a') })] }] }] }] };
    const { form: copied, place } = duplicate(inside, { page: 0, group: 0 });
    const fields = fieldsOf(copied).map((one) => one.field);
    expect(place).toEqual({ page: 0, group: 1 });
    expect(new Set(fields.map(({ id }) => id)).size).toBe(4);
    expect(fields.map(({ alias }) => alias)).toEqual(['a', 'b', 'a2', 'b2']);
    expect(fields[3]!.condition!.rules[0]!.field).toBe(fields[2]!.id);
    expect(fieldAt(duplicate(form, at(1, 0, 0)).form, at(1, 0, 1))!.condition!.rules[0]!.field).toBe('a');
  });
});

describe('members that nothing reads', () => {
  it('survive every operation', () => {
    const strange = JSON.parse(JSON.stringify({ ...form, cssClass: 'x', pages: form.pages.map((page) => ({ ...page, odd: 1, fieldsets: page.fieldsets.map((group) => ({ ...group, odd: 2, columns: group.columns.map((column) => ({ ...column, odd: 3, fields: column.fields.map((one) => ({ ...one, odd: 4, type: { ...one.type, odd: 5 } })) })) })) })) })) as FormDefinition;
    const all = (of: FormDefinition) => [...JSON.stringify(of).matchAll(/"odd":\d/g)].length;
    const many = all(strange);
    expect(all(setForm(strange, { name: 'Ny' }))).toBe(many);
    expect(all(setPage(strange, { page: 0 }, { caption: undefined }))).toBe(many);
    expect(all(setField(strange, at(0, 0, 0), { caption: 'Ny?' }))).toBe(many);
    expect(all(move(strange, at(0, 0, 0), 1)!.form)).toBe(many);
    expect(all(moveTo(strange, { page: 0, group: 0 }, { page: 1 })!.form)).toBe(many);
    expect(all(translate(strange, 'nn-NO', 'a?', 'a!'))).toBe(many);
    expect(setForm(strange, { name: 'Ny' })).toHaveProperty('cssClass', 'x');
  });
});

describe('aliases', () => {
  it.each([
    ['Hva heter barnet?', 'hvaHeterBarnet'],
    ['Ønsker du plass på SFO?', 'onskerDuPlassPaSfo'],
    ['Årsak', 'arsak'],
    ['2. prioritet', 'felt2Prioritet'],
    ['', 'felt'],
    ['???', 'felt'],
  ])('of %s is %s', (caption, alias) => {
    expect(suggestAlias(caption, [])).toBe(alias);
    expect(suggestAlias(caption, [alias.toUpperCase()])).toBe(`${alias}2`);
  });

  it('are short enough and can be used', () => {
    const alias = suggestAlias('Har du eller noen i husstanden din tidligere fått innvilget en slik plass i kommunen?', []);
    expect(alias.length).toBeLessThanOrEqual(40);
    expect(alias).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(suggestAlias('x'.repeat(99), [])).toHaveLength(40);
  });

  it('give choices values', () => {
    expect(suggestValue('Måker, duer', ['makerDuer'])).toBe('makerDuer2');
    expect(pastedChoices(' Ja \n\nNei\r\nJa\nVet ikke', [{ value: 'nei', caption: 'Nei' }])).toEqual([{ value: 'ja', caption: 'Ja' }, { value: 'vetIkke', caption: 'Vet ikke' }]);
  });
});

describe('conditions', () => {
  it('look back only, at what can be answered', () => {
    const asked: FormDefinition = { ...form, pages: [...form.pages, { fieldsets: [{ id: 'g4', columns: [{ fields: [field('t', { type: { id: 'text' } }), field('f', { type: { id: 'file' } }), field('e')] }] }] }] };
    const ids = (place: Place) => candidates(asked, place, types).map((one) => one.field.id).join('');
    expect(ids({})).toBe('');
    expect(ids({ page: 0 })).toBe('');
    expect(ids({ page: 1 })).toBe('abc');
    expect(ids({ page: 0, group: 1 })).toBe('ab');
    expect(ids(at(0, 0, 0))).toBe('');
    expect(ids(at(0, 0, 1))).toBe('a');
    expect(ids(at(2, 0, 2))).toBe('abcd');
  });

  it('ask what suits the question, and keep what is asked', () => {
    expect(operatorsFor(types[1], 'Is')).toEqual(['Is', 'IsNot']);
    expect(operatorsFor(types[1], 'Contains')).toEqual(['Is', 'IsNot', 'Contains']);
    expect(operatorsFor(short, 'Is')).toContain('GreaterThen');
  });

  it('follow a choice that is kept as something else', () => {
    const changed = setChoices(form, at(0, 0, 0), [{ value: 'yes' }], new Map([['ja', 'yes']]));
    expect(fieldAt(changed, at(1, 0, 0))!.condition!.rules[0]!.value).toBe('yes');
    const other = setChoices(form, at(0, 0, 1), [{ value: 'yes' }], new Map([['ja', 'yes']]));
    expect(fieldAt(other, at(1, 0, 0))!.condition!.rules[0]!.value).toBe('ja');
  });
});

describe('translations', () => {
  const said = translate(translate(form, 'nn-NO', 'a?', 'A på nynorsk?'), 'nn-NO', 'Om deg', 'Om deg sjølv');

  it('are missing until they are said', () => {
    expect(distinctTexts(form).map(({ text }) => text)).toEqual(['Søknad', 'Om deg', 'a?', 'b?', 'c?', 'Om saken', 'd?']);
    expect(missingIn(said, 'nn-NO').map(({ text }) => text)).toEqual(['Søknad', 'b?', 'c?', 'Om saken', 'd?']);
    expect(missingIn(addLanguage(form, 'en-US'), 'en-US')).toHaveLength(7);
    expect(translate(said, 'nn-NO', 'a?', ' ').translations!['nn-NO']).not.toHaveProperty('a?');
    expect(removeLanguage(said, 'nn-NO')).not.toHaveProperty('translations');
  });

  it('go with a text that is changed', () => {
    expect(setField(said, at(0, 0, 0), { caption: 'Hva?' }).translations!['nn-NO']).toEqual({ 'Hva?': 'A på nynorsk?', 'Om deg': 'Om deg sjølv' });
    expect(setPage(said, { page: 0 }, { caption: 'Deg' }).translations!['nn-NO']).toMatchObject({ Deg: 'Om deg sjølv' });
  });

  it('stay where the old text is still said', () => {
    const twice = setField(said, at(0, 0, 1), { caption: 'a?' });
    expect(setField(twice, at(0, 0, 0), { caption: 'Hva?' }).translations!['nn-NO']).toEqual({ 'a?': 'A på nynorsk?', 'Om deg': 'Om deg sjølv' });
  });

  it('do not pass to the choice that moves up when one is removed', () => {
    const chosen = setChoices(form, at(0, 0, 0), [{ value: 'ja', caption: 'Ja' }, { value: 'nei', caption: 'Nei' }]);
    const said = translate(chosen, 'en-US', 'Ja', 'Yes');
    expect(setChoices(said, at(0, 0, 0), [{ value: 'nei', caption: 'Nei' }]).translations!['en-US']).toEqual({});
    expect(setChoices(said, at(0, 0, 0), [{ value: 'ja', caption: 'Ja visst' }, { value: 'nei', caption: 'Nei' }]).translations!['en-US']).toEqual({ 'Ja visst': 'Yes' });
  });

  it('stay with a text while it is written, whatever it is on the way', () => {
    let edits = begin(translate(said, 'nn-NO', 'b?', 'B på nynorsk?'));
    for (const caption of ['a', 'b', 'b?', 'b? Ja']) {
      edits = typing(edits, 'a/caption', (one) => setField(one, at(0, 0, 0), { caption }));
    }
    expect(edits.now.form.translations!['nn-NO']).toMatchObject({ 'b? Ja': 'A på nynorsk?', 'b?': 'B på nynorsk?' });
  });
});

describe('undo', () => {
  it('takes back what was done, a text at a time, and does it again', () => {
    let edits = begin(form);
    edits = edit(edits, move(form, at(0, 0, 0), 1)!);
    for (const caption of ['H', 'Hv', 'Hva?']) {
      edits = typing(edits, 'b/caption', (one) => setField(one, at(0, 0, 0), { caption }));
    }
    expect(fieldAt(edits.now.form, at(0, 0, 0))!.caption).toBe('Hva?');
    edits = undo(edits);
    expect([order(edits.now.form), fieldAt(edits.now.form, at(0, 0, 0))!.caption]).toEqual(['ba c / d', 'b?']);
    edits = undo(edits);
    expect(edits.now).toEqual({ form, place: {} });
    expect(undo(edits)).toBe(edits);
    edits = redo(redo(edits));
    expect(fieldAt(edits.now.form, at(0, 0, 0))!.caption).toBe('Hva?');
    expect(redo(edits)).toBe(edits);
  });

  it('begins anew on a text that was left, and forgets what is ahead', () => {
    let edits = typing(begin(form), 'x', (one) => setForm(one, { name: 'En' }));
    edits = choose(edits, { page: 1 });
    edits = typing(edits, 'x', (one) => setForm(one, { name: 'To' }));
    expect(undo(edits).now.form.name).toBe('En');
    edits = edit(undo(edits), addPage(form, {}));
    expect(edits.future).toEqual([]);
  });
});

describe('places', () => {
  it.each<[string, Place, string]>([
    ['', {}, ''],
    ['name', {}, 'name'],
    ['pages', {}, 'pages'],
    ['pages[1]', { page: 1 }, ''],
    ['pages[1].condition.rules[0].field', { page: 1 }, 'condition.rules[0].field'],
    ['pages[0].fieldsets[2].id', { page: 0, group: 2 }, 'id'],
    ['pages[0].fieldsets[1].columns[0].fields[2].alias', at(0, 1, 2), 'alias'],
    ['translations.nn-NO', {}, 'translations.nn-NO'],
  ])('reads %s', (text, place, member) => {
    expect(parsePlace(text)).toEqual({ place, member });
  });
});
