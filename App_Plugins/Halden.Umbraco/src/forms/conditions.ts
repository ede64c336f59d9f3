import { fieldsOf, keyOf, kindOf, type FormDefinition, type FormField, type Place } from './definition.js';

/** What the server says of a kind of field. */
export interface FieldType {
  id: string;
  alias: string;
  /** In the reader's language. */
  label: string;
  /** In English, as Umbraco Forms has it. */
  name: string;
  hasPreValues: boolean;
  isQuestion: boolean;
  isMultiple: boolean;
  maxLength: number;
  autocomplete: string | null;
}

export const typeOf = (types: readonly FieldType[], field: FormField) => types.find(({ id }) => id.toLowerCase() === field.type.id.toLowerCase());

const comes = (one: Place, other: Place) => {
  const parts = (place: Place) => [place.page ?? -1, place.group ?? -1, place.column ?? -1, place.field ?? -1];
  const [a, b] = [parts(one), parts(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
};

/** The questions that a condition at a place can look at: those that come before it in the form. */
export function candidates(form: FormDefinition, place: Place, types: readonly FieldType[]) {
  if (kindOf(place) === 'form') {
    return [];
  }
  return fieldsOf(form).filter(({ place: at, field }) => {
    const type = typeOf(types, field);
    return comes(at, place) < 0 && keyOf(at) !== keyOf(place) && type !== undefined && (type.isQuestion || type.alias === 'hidden') && type.alias !== 'fileUpload';
  });
}

const ofChoice = ['Is', 'IsNot'];
const ofDate = ['Is', 'IsNot', 'GreaterThen', 'LessThen'];
const ofText = [...ofDate, 'ContainsIgnoreCase', 'NotContainsIgnoreCase', 'StartsWithIgnoreCase', 'EndsWithIgnoreCase'];

/** What can be asked of a kind of question; what is asked already is among it. */
export function operatorsFor(type: FieldType | undefined, asked: string) {
  const usual = type?.hasPreValues || isTick(type) ? ofChoice : type?.alias === 'date' ? ofDate : ofText;
  return usual.includes(asked) ? usual : [...usual, asked];
}

/** Whether the answer is a tick: true, or none. */
export const isTick = (type: FieldType | undefined) => type?.alias === 'checkbox' || type?.alias === 'dataConsent';

/** The value to begin with when a question is chosen. */
export const firstValue = (type: FieldType | undefined, field: FormField) => (type?.hasPreValues ? (field.preValues?.[0]?.value ?? '') : isTick(type) ? 'true' : '');
