import type { Field, FollowedField, RegisterValues, SaveRegister, SaveText, Service, Supplement, SupplementChange } from '../api/model.js';

type Values = Record<string, string>;

interface TextChanges {
  title?: string;
  fields: Values;
  internal: Values;
  supplements: Record<string, SupplementChange | null>;
}

export type RegisterField = keyof RegisterValues;

/**
 * A service as it is being edited: what the server has, and on top of it only what the person has changed. What was
 * not touched is never sent, so HTML that the editor would write differently stays as it was.
 */
export class ServiceDraft {
  #service: Service;
  readonly #texts = new Map<string, TextChanges>();
  readonly #added = new Set<string>();
  #register: Partial<RegisterValues> = {};

  constructor(service: Service) {
    this.#service = service;
  }

  get service() {
    return this.#service;
  }

  /** Languages that have a text, or are about to. */
  get cultures(): string[] {
    return [...Object.keys(this.#service.texts), ...[...this.#added].filter((culture) => !(culture in this.#service.texts))];
  }

  get isDirty() {
    return this.#texts.size > 0 || Object.keys(this.#register).length > 0;
  }

  get dirtyCultures() {
    return [...this.#texts.keys()];
  }

  get isRegisterDirty() {
    return Object.keys(this.#register).length > 0;
  }

  addCulture(culture: string) {
    this.#added.add(culture);
  }

  title(culture: string) {
    return this.#texts.get(culture)?.title ?? this.#savedTitle(culture);
  }

  setTitle(culture: string, title: string) {
    const changes = this.#changesOf(culture);
    if (title === this.#savedTitle(culture)) {
      delete changes.title;
    } else {
      changes.title = title;
    }
    this.#tidy(culture);
  }

  value(culture: string, field: Field) {
    return this.#texts.get(culture)?.[home(field)][field.alias] ?? this.#savedValue(culture, field);
  }

  setValue(culture: string, field: Field, value: string) {
    const values = this.#changesOf(culture)[home(field)];
    if (value === this.#savedValue(culture, field)) {
      delete values[field.alias];
    } else {
      values[field.alias] = value;
    }
    this.#tidy(culture);
  }

  /** What the person wants round the national text of a field; null to give a supplement up, undefined where they changed nothing. */
  supplement(culture: string, field: Field): SupplementChange | null | undefined {
    return this.#texts.get(culture)?.supplements[field.alias];
  }

  /** Puts words round the national text; a whole text that was being written gives way. */
  setSupplement(culture: string, field: Field, followed: FollowedField, { before, after }: Supplement) {
    const changes = this.#changesOf(culture);
    delete changes[home(field)][field.alias];
    if (followed.standing !== 'tailored' && areSame({ before, after }, followed)) {
      delete changes.supplements[field.alias];
    } else {
      changes.supplements[field.alias] = { before, after, national: followed.national };
    }
    this.#tidy(culture);
  }

  /** Makes the whole text the municipality's again, with what the person has written round the national one. */
  setWhole(culture: string, field: Field, followed: FollowedField) {
    const written = this.supplement(culture, field);
    // What was only proposed is given back as it was.
    if (written && !(followed.standing === 'tailored' && areSame(written, followed))) {
      this.setValue(culture, field, composed(field, written));
    }
    const changes = this.#changesOf(culture);
    delete changes.supplements[field.alias];
    if (followed.standing === 'supplemented') {
      changes.supplements[field.alias] = null;
    }
    this.#tidy(culture);
  }

  /** Takes back what was decided about a field's supplement. */
  forgetSupplement(culture: string, field: Field) {
    delete this.#texts.get(culture)?.supplements[field.alias];
    this.#tidy(culture);
  }

  /** Puts words that are not saved yet round the national texts as they are now. */
  refollow(cultures: Record<string, { followed: Record<string, FollowedField> }>) {
    for (const [culture, { supplements }] of this.#texts) {
      for (const [alias, written] of Object.entries(supplements)) {
        const followed = cultures[culture]?.followed[alias];
        if (written && followed) {
          supplements[alias] = { ...written, national: followed.national };
        }
      }
    }
  }

  /** Whether a whole text is being written in a field. */
  isWritten(culture: string, field: Field) {
    return this.#texts.get(culture)?.[home(field)][field.alias] !== undefined;
  }

  register<F extends RegisterField>(field: F): RegisterValues[F] {
    return field in this.#register ? (this.#register[field] as RegisterValues[F]) : this.#service.register[field];
  }

  setRegister<F extends RegisterField>(field: F, value: RegisterValues[F]) {
    if (isSame(value, this.#service.register[field])) {
      delete this.#register[field];
    } else {
      this.#register[field] = value;
    }
  }

  /** What to send for one language; null where nothing was changed. */
  textToSave(culture: string): SaveText | null {
    const changes = this.#texts.get(culture);
    if (!changes) {
      return null;
    }
    // A new language needs a title to be known by, whatever else was written in it.
    const title = changes.title ?? (culture in this.#service.texts ? undefined : this.title(culture));
    return {
      version: this.#service.version,
      ...(title === undefined ? {} : { title }),
      ...(Object.keys(changes.fields).length > 0 ? { fields: { ...changes.fields } } : {}),
      ...(Object.keys(changes.internal).length > 0 ? { internal: { ...changes.internal } } : {}),
      ...(Object.keys(changes.supplements).length > 0 ? { supplements: { ...changes.supplements } } : {}),
    };
  }

  /** The whole register, as the API wants it; null where nothing was changed. */
  registerToSave(): SaveRegister | null {
    if (!this.isRegisterDirty) {
      return null;
    }
    const { version, departmentKey, ownerName, ownerEmail, recipientKind, recipient, furtherDepartmentKeys, formId } = this.#service.register;
    return { version, departmentKey, ownerName, ownerEmail, recipientKind, recipient, furtherDepartmentKeys, formId, ...this.#register };
  }

  /** Takes over the server's answer to a save; what was typed meanwhile is kept as a change. */
  savedText(culture: string, sent: SaveText, service: Service) {
    this.#service = service;
    const changes = this.#texts.get(culture);
    if (changes) {
      if (changes.title === sent.title) {
        delete changes.title;
      }
      drop(changes.fields, sent.fields);
      drop(changes.internal, sent.internal);
      drop(changes.supplements, sent.supplements);
      this.#tidy(culture);
    }
  }

  /** As {@link savedText}, for the register. */
  savedRegister(sent: SaveRegister, service: Service) {
    this.#service = service;
    for (const field of Object.keys(this.#register) as RegisterField[]) {
      if (isSame(this.#register[field], sent[field])) {
        delete this.#register[field];
      }
    }
  }

  /** Puts this person's changes on top of a newer service: fields they did not touch become as others left them. */
  rebase(service: Service) {
    this.#service = service;
    for (const [culture, changes] of this.#texts) {
      const saved = service.texts[culture];
      if (saved) {
        if (changes.title === saved.title) {
          delete changes.title;
        }
        drop(changes.fields, saved.fields);
        drop(changes.internal, saved.internal);
      }
      this.#tidy(culture);
    }
    for (const field of Object.keys(this.#register) as RegisterField[]) {
      if (isSame(this.#register[field], service.register[field])) {
        delete this.#register[field];
      }
    }
  }

  #savedTitle(culture: string) {
    return this.#service.texts[culture]?.title ?? '';
  }

  #savedValue(culture: string, field: Field) {
    return this.#service.texts[culture]?.[home(field)][field.alias] ?? '';
  }

  #changesOf(culture: string) {
    let changes = this.#texts.get(culture);
    if (!changes) {
      changes = { fields: {}, internal: {}, supplements: {} };
      this.#texts.set(culture, changes);
    }
    return changes;
  }

  #tidy(culture: string) {
    const changes = this.#texts.get(culture);
    if (changes && changes.title === undefined && Object.keys({ ...changes.fields, ...changes.internal, ...changes.supplements }).length === 0) {
      this.#texts.delete(culture);
    }
  }
}

/** Nothing and an empty text are the same, and so are departments in another order. */
const isSame = (a: unknown, b: unknown) => (Array.isArray(a) && Array.isArray(b) ? a.toSorted().join() === b.toSorted().join() : (a ?? '') === (b ?? ''));

const home = (field: Field) => (field.audience === 'internal' ? 'internal' : 'fields');

const areSame = (one: Supplement, other: Supplement) => one.before === other.before && one.after === other.after;

/** As the server composes them; it cleans what it gets. */
const composed = (field: Field, { before, national, after }: SupplementChange) =>
  field.kind === 'html' ? `${before}${national}${after}` : [before, national, after].filter(Boolean).join('\n');

function drop<T>(changes: Record<string, T>, saved: Record<string, T> | undefined) {
  for (const alias of Object.keys(changes)) {
    if (saved && alias in saved && changes[alias] === saved[alias]) {
      delete changes[alias];
    }
  }
}
