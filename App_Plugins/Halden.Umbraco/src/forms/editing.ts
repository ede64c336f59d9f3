import { suggestAlias } from './aliases.js';
import { fieldAt, fieldsOf, groupAt, kindOf, pageAt, type Condition, type FormColumn, type FormDefinition, type FormField, type FormGroup, type FormPage, type Place, type PreValue, type Rule } from './definition.js';
import { retext } from './texts.js';

/** A form after something was done to it, and where what it was done to now stands. */
export interface Edited {
  form: FormDefinition;
  place: Place;
}

const newId = () => crypto.randomUUID();

const replaced = <T>(list: readonly T[], at: number, change: (item: T) => T) => list.map((item, index) => (index === at ? change(item) : item));
const inserted = <T>(list: readonly T[], at: number, ...items: T[]) => [...list.slice(0, at), ...items, ...list.slice(at)];
const without = <T>(list: readonly T[], at: number) => list.filter((_, index) => index !== at);

const changePage = (form: FormDefinition, { page }: Place, change: (page: FormPage) => FormPage): FormDefinition => ({ ...form, pages: replaced(form.pages, page!, change) });
const changeGroup = (form: FormDefinition, place: Place, change: (group: FormGroup) => FormGroup) =>
  changePage(form, place, (page) => ({ ...page, fieldsets: replaced(page.fieldsets, place.group!, change) }));
const changeColumn = (form: FormDefinition, place: Place, change: (column: FormColumn) => FormColumn) =>
  changeGroup(form, place, (group) => ({ ...group, columns: replaced(group.columns, place.column ?? 0, change) }));
const changeField = (form: FormDefinition, place: Place, change: (field: FormField) => FormField) =>
  changeColumn(form, place, (column) => ({ ...column, fields: replaced(column.fields, place.field!, change) }));

/** Leaves out what has no value: an empty optional text is no text. */
function tidy<T extends object>(item: T): T {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as T;
}

export const setForm = (form: FormDefinition, change: Partial<FormDefinition>) => retext(form, tidy({ ...form, ...change }));
export const setPage = (form: FormDefinition, place: Place, change: Partial<FormPage>) => retext(form, changePage(form, place, (page) => tidy({ ...page, ...change })));
export const setGroup = (form: FormDefinition, place: Place, change: Partial<FormGroup>) => retext(form, changeGroup(form, place, (group) => tidy({ ...group, ...change })));
export const setColumn = (form: FormDefinition, place: Place, column: number, change: Partial<FormColumn>) =>
  retext(form, changeColumn(form, { ...place, column }, (one) => tidy({ ...one, ...change })));
export const setField = (form: FormDefinition, place: Place, change: Partial<FormField>) => retext(form, changeField(form, place, (field) => tidy({ ...field, ...change })));

export function setSetting(form: FormDefinition, place: Place, name: string, value: string) {
  const { [name]: _, ...others } = fieldAt(form, place)?.settings ?? {};
  return setField(form, place, { settings: value ? { ...others, [name]: value } : others });
}

/** Sets the condition of a page, a group or a field; null takes it away. */
export function setCondition(form: FormDefinition, place: Place, condition: Condition | null) {
  const change = { condition: condition ?? undefined };
  switch (kindOf(place)) {
    case 'page':
      return setPage(form, place, change);
    case 'group':
      return setGroup(form, place, change);
    case 'field':
      return setField(form, place, change);
    default:
      return form;
  }
}

export const conditionAt = (form: FormDefinition, place: Place) =>
  kindOf(place) === 'field' ? fieldAt(form, place)?.condition : kindOf(place) === 'group' ? groupAt(form, place)?.condition : pageAt(form, place)?.condition;

/** Changes a question's choices. A value that becomes another does so in the conditions that ask for it too. */
export function setChoices(form: FormDefinition, place: Place, choices: readonly PreValue[], renamed: ReadonlyMap<string, string> = new Map()) {
  const field = fieldAt(form, place);
  if (!field) {
    return form;
  }
  const changed = setField(form, place, { preValues: choices });
  const follow = (rule: Rule): Rule => (rule.field === field.id && rule.value !== undefined && renamed.has(rule.value) ? { ...rule, value: renamed.get(rule.value)! } : rule);
  return renamed.size === 0 ? changed : changeRules(changed, follow);
}

function changeRules(form: FormDefinition, change: (rule: Rule) => Rule): FormDefinition {
  const of = <T extends { readonly condition?: Condition }>(item: T): T => (item.condition ? { ...item, condition: { ...item.condition, rules: item.condition.rules.map(change) } } : item);
  return {
    ...form,
    pages: form.pages.map((page) => of({
      ...page,
      fieldsets: page.fieldsets.map((group) => of({ ...group, columns: group.columns.map((column) => ({ ...column, fields: column.fields.map(of) })) })),
    })),
  };
}

const emptyGroup = (): FormGroup => ({ id: newId(), columns: [{ width: 12, fields: [] }] });

/** Adds a page behind the chosen one, or last. */
export function addPage(form: FormDefinition, place: Place): Edited {
  const at = place.page === undefined ? form.pages.length : place.page + 1;
  return { form: { ...form, pages: inserted(form.pages, at, { fieldsets: [emptyGroup()] }) }, place: { page: at } };
}

/** Adds a group behind the chosen one, or last on the chosen page; on a page of its own in a form that has none. */
export function addGroup(form: FormDefinition, place: Place): Edited {
  if (form.pages.length === 0) {
    return { form: addPage(form, {}).form, place: { page: 0, group: 0 } };
  }
  const page = Math.min(place.page ?? form.pages.length - 1, form.pages.length - 1);
  const at = place.page === undefined || place.group === undefined ? form.pages[page]!.fieldsets.length : place.group + 1;
  return { form: changePage(form, { page }, (one) => ({ ...one, fieldsets: inserted(one.fieldsets, at, emptyGroup()) })), place: { page, group: at } };
}

/** Adds a question behind the chosen one, or last in the chosen group or page. */
export function addField(form: FormDefinition, place: Place, type: { id: string; name: string }): Edited {
  let into = form;
  let { page, group } = place;
  page = Math.min(page ?? form.pages.length - 1, form.pages.length - 1);
  if (page < 0) {
    into = addPage(form, {}).form;
    page = 0;
  }
  const groups = into.pages[page]!.fieldsets;
  group ??= groups.length - 1;
  if (groups.length === 0) {
    into = addGroup(into, { page }).form;
    group = 0;
  }
  const { columns } = into.pages[page]!.fieldsets[group]!;
  if (columns.length === 0) {
    into = changeGroup(into, { page, group }, (one) => ({ ...one, columns: [{ width: 12, fields: [] }] }));
  }
  const column = place.field === undefined ? Math.max(0, columns.length - 1) : place.column ?? 0;
  const at = place.field === undefined ? (columns[column]?.fields.length ?? 0) : place.field + 1;
  const field: FormField = { id: newId(), alias: suggestAlias('', aliasesOf(into)), caption: '', required: true, preValues: [], settings: {}, type: { id: type.id, name: type.name } };
  return { form: changeColumn(into, { page, group, column }, (one) => ({ ...one, fields: inserted(one.fields, at, field) })), place: { page, group, column, field: at } };
}

/** Makes a field one of another kind; what the other kind has no use for stays, so that nothing is lost by trying. */
export const setType = (form: FormDefinition, place: Place, type: { id: string; name: string }) => {
  const before = fieldAt(form, place)?.type;
  return setField(form, place, { type: { ...before, id: type.id, name: type.name } });
};

export const aliasesOf = (form: FormDefinition, except?: string) => fieldsOf(form).flatMap(({ field }) => (field.id === except ? [] : [field.alias]));

/** Takes a page, a group or a field out; what stood behind it, or else before it, is then chosen. */
export function remove(form: FormDefinition, place: Place): Edited {
  switch (kindOf(place)) {
    case 'page': {
      const pages = without(form.pages, place.page!);
      return { form: { ...form, pages }, place: pages.length > 0 ? { page: Math.min(place.page!, pages.length - 1) } : {} };
    }
    case 'group': {
      const changed = changePage(form, place, (page) => ({ ...page, fieldsets: without(page.fieldsets, place.group!) }));
      const left = changed.pages[place.page!]!.fieldsets.length;
      return { form: changed, place: left > 0 ? { page: place.page, group: Math.min(place.group!, left - 1) } : { page: place.page } };
    }
    case 'field': {
      const changed = changeColumn(form, place, (column) => ({ ...column, fields: without(column.fields, place.field!) }));
      const left = groupAt(changed, place)!.columns[place.column ?? 0]!.fields.length;
      return { form: changed, place: left > 0 ? { ...place, field: Math.min(place.field!, left - 1) } : { page: place.page, group: place.group } };
    }
    default:
      return { form, place };
  }
}

/** Puts a copy behind a page, a group or a field: with ids and aliases of its own, and its conditions within itself among the copies. */
export function duplicate(form: FormDefinition, place: Place): Edited {
  const ids = new Map<string, string>();
  const taken = aliasesOf(form);
  const copyField = (field: FormField): FormField => {
    const id = newId();
    ids.set(field.id, id);
    const alias = uniqueAlias(field.alias, taken);
    taken.push(alias);
    return { ...field, id, alias };
  };
  const copyGroup = (group: FormGroup): FormGroup => ({ ...group, id: newId(), columns: group.columns.map((column) => ({ ...column, fields: column.fields.map(copyField) })) });
  const within = (condition: Condition | undefined): Condition | undefined => condition && { ...condition, rules: condition.rules.map((rule) => (ids.has(rule.field) ? { ...rule, field: ids.get(rule.field)! } : rule)) };
  const relinkField = (field: FormField): FormField => tidy({ ...field, condition: within(field.condition) });
  const relinkGroup = (group: FormGroup): FormGroup => tidy({ ...group, condition: within(group.condition), columns: group.columns.map((column) => ({ ...column, fields: column.fields.map(relinkField) })) });
  switch (kindOf(place)) {
    case 'page': {
      const page = pageAt(form, place)!;
      const copied: FormPage = { ...page, fieldsets: page.fieldsets.map(copyGroup) };
      const relinked: FormPage = tidy({ ...copied, condition: within(copied.condition), fieldsets: copied.fieldsets.map(relinkGroup) });
      return { form: { ...form, pages: inserted(form.pages, place.page! + 1, relinked) }, place: { page: place.page! + 1 } };
    }
    case 'group': {
      const copied = relinkGroup(copyGroup(groupAt(form, place)!));
      return { form: changePage(form, place, (page) => ({ ...page, fieldsets: inserted(page.fieldsets, place.group! + 1, copied) })), place: { page: place.page, group: place.group! + 1 } };
    }
    case 'field': {
      const copied = relinkField(copyField(fieldAt(form, place)!));
      return { form: changeColumn(form, place, (column) => ({ ...column, fields: inserted(column.fields, place.field! + 1, copied) })), place: { ...place, field: place.field! + 1 } };
    }
    default:
      return { form, place };
  }
}

function uniqueAlias(alias: string, taken: readonly string[]) {
  const known = new Set(taken.map((one) => one.toLowerCase()));
  const stem = alias.replace(/\d+$/, '') || 'felt';
  let number = 2;
  while (known.has(`${stem}${number}`.toLowerCase())) {
    number++;
  }
  return `${stem}${number}`;
}

/**
 * Moves something one step up or down: past its neighbour, or, at the edge, into the column, group or page beside. Null where
 * it can go no further.
 */
export function move(form: FormDefinition, place: Place, by: -1 | 1): Edited | null {
  switch (kindOf(place)) {
    case 'page': {
      const to = place.page! + by;
      return to < 0 || to >= form.pages.length ? null : { form: { ...form, pages: inserted(without(form.pages, place.page!), to, form.pages[place.page!]!) }, place: { page: to } };
    }
    case 'group': {
      const page = form.pages[place.page!]!;
      const to = place.group! + by;
      if (to >= 0 && to < page.fieldsets.length) {
        return moveTo(form, place, { page: place.page, group: by > 0 ? to + 1 : to });
      }
      const other = place.page! + by;
      return other < 0 || other >= form.pages.length ? null : moveTo(form, place, { page: other, group: by > 0 ? 0 : form.pages[other]!.fieldsets.length });
    }
    case 'field': {
      const { fields } = groupAt(form, place)!.columns[place.column ?? 0]!;
      const to = place.field! + by;
      if (to >= 0 && to < fields.length) {
        return moveTo(form, place, { ...place, field: by > 0 ? to + 1 : to });
      }
      const columns = columnsOf(form);
      const other = columns[columns.findIndex((one) => one.page === place.page && one.group === place.group && one.column === (place.column ?? 0)) + by];
      return other ? moveTo(form, place, { ...other, field: by > 0 ? 0 : groupAt(form, other)!.columns[other.column!]!.fields.length }) : null;
    }
    default:
      return null;
  }
}

/** The columns that fields can stand in, in order. */
const columnsOf = (form: FormDefinition): Place[] =>
  form.pages.flatMap((page, p) => page.fieldsets.flatMap((group, g) => group.columns.map((_, c): Place => ({ page: p, group: g, column: c }))));

/**
 * Moves something to just before a place of its own kind in the form as it is; one more than the last stands for the end. A
 * group may also go to a page, and a field to a group or a page: they then stand last there.
 */
export function moveTo(form: FormDefinition, from: Place, to: Place): Edited | null {
  const kind = kindOf(from);
  if (kind === 'form' || kindOf(to) === 'form') {
    return null;
  }
  if (kind === 'page') {
    const at = to.page! > from.page! ? to.page! - 1 : to.page!;
    return { form: { ...form, pages: inserted(without(form.pages, from.page!), at, form.pages[from.page!]!) }, place: { page: at } };
  }
  if (kind === 'group') {
    const group = groupAt(form, from);
    const target = form.pages[to.page!];
    if (!group || !target) {
      return null;
    }
    const wanted = to.group ?? target.fieldsets.length;
    const at = to.page === from.page && wanted > from.group! ? wanted - 1 : wanted;
    const taken = changePage(form, from, (page) => ({ ...page, fieldsets: without(page.fieldsets, from.group!) }));
    return { form: changePage(taken, to, (page) => ({ ...page, fieldsets: inserted(page.fieldsets, at, group) })), place: { page: to.page, group: at } };
  }
  const field = fieldAt(form, from);
  const group = to.group ?? (form.pages[to.page!]?.fieldsets.length ?? 0) - 1;
  const columns = form.pages[to.page!]?.fieldsets[group]?.columns ?? [];
  const column = to.field === undefined ? columns.length - 1 : to.column ?? 0;
  if (!field || !columns[column]) {
    return null;
  }
  const wanted = to.field ?? columns[column].fields.length;
  const isSame = to.page === from.page && group === from.group && column === (from.column ?? 0);
  const at = isSame && wanted > from.field! ? wanted - 1 : wanted;
  const taken = changeColumn(form, from, (one) => ({ ...one, fields: without(one.fields, from.field!) }));
  const place = { page: to.page, group, column, field: at };
  return { form: changeColumn(taken, place, (one) => ({ ...one, fields: inserted(one.fields, at, field) })), place };
}
