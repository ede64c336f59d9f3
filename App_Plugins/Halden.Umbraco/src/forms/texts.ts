import { fieldsOf, keyOf, type FormDefinition, type Place } from './definition.js';

/** A text of a form that citizens read, and where it stands. */
export interface FormText {
  place: Place;
  /** The member it is, as faults name it. */
  member: string;
  text: string;
}

const hidden = 'da206cae-1c52-434e-b21a-4a7c198af877';

/** Every text that citizens read, in the order of the form; what is empty is left out. As FormTranslation on the server. */
export function textsOf(form: FormDefinition): FormText[] {
  const found: FormText[] = [];
  const add = (place: Place, member: string, text: string | undefined) => {
    if (text?.trim()) {
      found.push({ place, member, text });
    }
  };
  add({}, 'name', form.name);
  add({}, 'submitLabel', form.submitLabel);
  add({}, 'messageOnSubmit', form.messageOnSubmit);
  form.pages.forEach((page, p) => {
    add({ page: p }, 'caption', page.caption);
    page.fieldsets.forEach((group, g) => {
      add({ page: p, group: g }, 'caption', group.caption);
      group.columns.forEach((column, c) => {
        add({ page: p, group: g }, `columns[${c}].caption`, column.caption);
        column.fields.forEach((field, f) => {
          const place = { page: p, group: g, column: c, field: f };
          if (field.type.id.toLowerCase() === hidden) {
            return;
          }
          add(place, 'caption', field.caption);
          add(place, 'helpText', field.helpText);
          add(place, 'requiredErrorMessage', field.requiredErrorMessage);
          add(place, 'patternInvalidErrorMessage', field.patternInvalidErrorMessage);
          field.preValues?.forEach((value, index) => { add(place, `preValues[${index}]`, value.caption || value.value); });
          add(place, 'settings.bodyText', field.settings?.bodyText);
        });
      });
    });
  });
  return found;
}

/** The texts, each once; the same text is said the same way everywhere. */
export function distinctTexts(form: FormDefinition): FormText[] {
  const known = new Set<string>();
  return textsOf(form).filter(({ text }) => !known.has(text) && Boolean(known.add(text)));
}

/** Where a text stands, by which it is found again when it has become another. */
const slotsOf = (form: FormDefinition) => {
  const ids = new Map(fieldsOf(form).map(({ place, field }) => [keyOf(place), field.id]));
  return new Map(textsOf(form).map(({ place, member, text }) => [`${ids.get(keyOf(place)) ?? keyOf(place)}/${member}`, text]));
};

/** A translation goes with its text when the text is changed; unless the old text still stands somewhere, which then keeps it. */
export function retext(before: FormDefinition, after: FormDefinition): FormDefinition {
  const { translations } = after;
  if (!translations || Object.keys(translations).length === 0) {
    return after;
  }
  const was = slotsOf(before);
  const is = slotsOf(after);
  const [known, left] = [new Set(was.values()), new Set(is.values())];
  const changes = [...was].flatMap(([slot, text]) => {
    const now = is.get(slot);
    return now !== undefined && now !== text ? [{ text, now, isGone: !left.has(text) }] : [];
  });
  if (changes.length === 0) {
    return after;
  }
  return {
    ...after,
    translations: Object.fromEntries(Object.entries(translations).map(([culture, words]) => {
      let said: Record<string, string> = { ...words };
      for (const { text, now, isGone } of changes) {
        const word = said[text];
        if (word !== undefined && isGone) {
          const { [text]: _, ...others } = said;
          // A text that was there before has moved up, as a choice does when the one above it is removed: it means what it meant.
          said = known.has(now) ? others : { ...others, [now]: word };
        }
      }
      return [culture, said];
    })),
  };
}

/** Says a text in a language; an empty text takes the translation away. */
export function translate(form: FormDefinition, culture: string, text: string, said: string): FormDefinition {
  const { [text]: _, ...others } = form.translations?.[culture] ?? {};
  return { ...form, translations: { ...form.translations, [culture]: said.trim() ? { ...others, [text]: said } : others } };
}

/** Whether a text is said in a language. */
export const isTranslated = (form: FormDefinition, culture: string, text: string) => Boolean(form.translations?.[culture]?.[text]?.trim());

/** The texts that a language of the form lacks. */
export const missingIn = (form: FormDefinition, culture: string) => distinctTexts(form).filter(({ text }) => !isTranslated(form, culture, text));

export const addLanguage = (form: FormDefinition, culture: string): FormDefinition => ({ ...form, translations: { ...form.translations, [culture]: form.translations?.[culture] ?? {} } });

export function removeLanguage(form: FormDefinition, culture: string): FormDefinition {
  const { [culture]: _, ...others } = form.translations ?? {};
  const { translations: __, ...bare } = form;
  return Object.keys(others).length > 0 ? { ...bare, translations: others } : bare;
}
