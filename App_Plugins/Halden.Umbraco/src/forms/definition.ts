/** A form as docs/forms.md says. Members that are not listed here are kept as they came: everything is copied by spreading. */
export interface FormDefinition {
  readonly id: string;
  readonly name: string;
  readonly submitLabel?: string;
  readonly messageOnSubmit?: string;
  readonly pages: readonly FormPage[];
  /** How it is signed in to; not at all where left out. */
  readonly signIn?: FormSignIn;
  /** Culture → text in bokmål → the text in that language. */
  readonly translations?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface FormSignIn {
  readonly demand: 'Optional' | 'Required';
  /** What the site says where left out. */
  readonly level?: 'Substantial' | 'High';
}

export interface FormPage {
  readonly caption?: string;
  readonly condition?: Condition;
  readonly fieldsets: readonly FormGroup[];
}

export interface FormGroup {
  readonly id: string;
  readonly caption?: string;
  readonly condition?: Condition;
  readonly columns: readonly FormColumn[];
}

export interface FormColumn {
  readonly caption?: string;
  /** Share of twelve. */
  readonly width?: number;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly id: string;
  readonly alias: string;
  readonly caption: string;
  readonly helpText?: string;
  readonly required?: boolean;
  readonly requiredErrorMessage?: string;
  readonly pattern?: string;
  readonly patternInvalidErrorMessage?: string;
  readonly condition?: Condition;
  readonly fileUploadOptions?: FileOptions;
  readonly preValues?: readonly PreValue[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly type: { readonly id: string; readonly name?: string };
}

export interface FileOptions {
  readonly allowAllUploadExtensions?: boolean;
  readonly allowedUploadExtensions?: readonly string[];
  readonly allowMultipleFileUploads?: boolean;
}

export interface PreValue {
  readonly value: string;
  readonly caption?: string;
}

export interface Condition {
  readonly actionType: 'Show' | 'Hide';
  readonly logicType: 'All' | 'Any';
  readonly rules: readonly Rule[];
}

export interface Rule {
  /** Id of the field whose answer is looked at. */
  readonly field: string;
  readonly operator: string;
  readonly value?: string;
}

/** Where in a form something stands; the form itself where there is no page. */
export interface Place {
  readonly page?: number;
  readonly group?: number;
  readonly column?: number;
  readonly field?: number;
}

export type Kind = 'form' | 'page' | 'group' | 'field';

export const kindOf = ({ page, group, field }: Place): Kind =>
  page === undefined ? 'form' : group === undefined ? 'page' : field === undefined ? 'group' : 'field';

/** A place as a key, and as the beginning of a fault's place. */
export const keyOf = (place: Place) =>
  [
    place.page === undefined ? '' : `pages[${place.page}]`,
    place.group === undefined ? '' : `.fieldsets[${place.group}]`,
    place.field === undefined ? '' : `.columns[${place.column ?? 0}].fields[${place.field}]`,
  ].join('');

/** What a fault's place, such as `pages[0].fieldsets[1].columns[0].fields[2].alias`, leads to; and the member there. */
export function parsePlace(text: string): { place: Place; member: string } {
  const found = /^pages\[(\d+)\](?:\.fieldsets\[(\d+)\](?:\.columns\[(\d+)\](?:\.fields\[(\d+)\])?)?)?\.?(.*)$/.exec(text);
  if (!found) {
    return { place: {}, member: text };
  }
  const [page, group, column, field] = found.slice(1, 5).map((part?: string) => (part === undefined ? undefined : Number(part)));
  return {
    place: field === undefined ? (group === undefined ? { page } : { page, group }) : { page, group, column, field },
    member: found[5] ?? '',
  };
}

export const pageAt = (form: FormDefinition, { page }: Place) => (page === undefined ? undefined : form.pages[page]);
export const groupAt = (form: FormDefinition, place: Place) => (place.group === undefined ? undefined : pageAt(form, place)?.fieldsets[place.group]);
export const fieldAt = (form: FormDefinition, place: Place) =>
  place.field === undefined ? undefined : groupAt(form, place)?.columns[place.column ?? 0]?.fields[place.field];

/** Every place of a form in the order in which it is read, the form itself first. */
export function placesOf(form: FormDefinition): Place[] {
  return [
    {},
    ...form.pages.flatMap((page, p): Place[] => [
      { page: p },
      ...page.fieldsets.flatMap((group, g): Place[] => [
        { page: p, group: g },
        ...group.columns.flatMap((column, c) => column.fields.map((_, f): Place => ({ page: p, group: g, column: c, field: f }))),
      ]),
    ]),
  ];
}

/** The fields, with their places, in the order of the form. */
export const fieldsOf = (form: FormDefinition) =>
  placesOf(form).flatMap((place) => {
    const field = fieldAt(form, place);
    return field ? [{ place, field }] : [];
  });

export const samePlace = (one: Place, other: Place) => keyOf(one) === keyOf(other);

/** The place of a field by its id; null where there is none. */
export const placeOf = (form: FormDefinition, id: string) => fieldsOf(form).find(({ field }) => field.id === id)?.place ?? null;
