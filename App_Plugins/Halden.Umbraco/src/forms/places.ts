import type { Translate } from '../lang/index.js';
import { fieldAt, groupAt, kindOf, pageAt, parsePlace, type FormDefinition, type Place } from './definition.js';

/** A page, a group or a question in words, short: what it is called, or else its number. */
export function nameOf(t: Translate, form: FormDefinition, place: Place): string {
  switch (kindOf(place)) {
    case 'page':
      return pageAt(form, place)?.caption?.trim() || t('formPageNumber', { number: place.page! + 1 });
    case 'group':
      return groupAt(form, place)?.caption?.trim() || t('formGroupNumber', { number: place.group! + 1 });
    case 'field':
      return fieldAt(form, place)?.caption.trim() || t('formQuestionUnnamed');
    default:
      return form.name.trim() || t('formUnnamed');
  }
}

/** Where something stands among its own, for a person who does not see it. */
export function positionOf(t: Translate, form: FormDefinition, place: Place): string {
  const page = place.page! + 1;
  switch (kindOf(place)) {
    case 'page':
      return t('formPositionPage', { number: page, total: form.pages.length });
    case 'group':
      return t('formPositionGroup', { page, number: place.group! + 1, total: form.pages[place.page!]!.fieldsets.length });
    default:
      return t('formPositionField', { page, number: place.field! + 1, total: groupAt(form, place)?.columns[place.column ?? 0]?.fields.length ?? 0, group: nameOf(t, form, { page: place.page, group: place.group }) });
  }
}

/** A fault's place in words that need no form, for one that could not be read: `side 1, gruppe 2, felt 3 (alias)`. */
export function placeText(t: Translate, text: string): string {
  const { place, member } = parsePlace(text);
  const parts = [
    place.page === undefined ? '' : t('formPageNumber', { number: place.page + 1 }),
    place.group === undefined ? '' : t('formGroupNumber', { number: place.group + 1 }).toLowerCase(),
    place.field === undefined ? '' : t('formFieldNumber', { number: place.field + 1 }).toLowerCase(),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') + (member ? ` (${member})` : '') : member || t('formWhole');
}
