import type { Undoable } from '../core/undo.js';
import type { FormDefinition, Place } from './definition.js';
import type { Edited } from './editing.js';

/** What was done to a form since it was opened. */
export type Edits = Undoable<Edited>;

const most = 200;

export const begin = (form: FormDefinition, place: Place = {}): Edits => ({ past: [], now: { form, place }, future: [], typing: '' });

/** Does something that is undone by itself. */
export function edit(edits: Edits, next: Edited): Edits {
  return next.form === edits.now.form ? choose(edits, next.place) : { past: [...edits.past, edits.now].slice(-most), now: next, future: [], typing: '' };
}

/**
 * Types in a field: undone as one. The change is made each time to the form as it was before the first letter, so that what
 * follows a text (its alias, its translations) follows from what stood there, and from nothing half written.
 */
export function type(edits: Edits, field: string, change: (form: FormDefinition) => FormDefinition): Edits {
  if (edits.typing === field && edits.past.length > 0) {
    return { ...edits, now: { ...edits.now, form: change(edits.past.at(-1)!.form) }, future: [] };
  }
  const form = change(edits.now.form);
  return form === edits.now.form ? edits : { ...edit(edits, { ...edits.now, form }), typing: field };
}

/** Looks at another place, which is nothing to undo. */
export const choose = (edits: Edits, place: Place): Edits => ({ ...edits, now: { ...edits.now, place }, typing: '' });
