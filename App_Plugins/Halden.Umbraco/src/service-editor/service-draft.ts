import type { Field, RegisterValues, SaveRegister, SaveText, Service } from '../api/model.js';

type Values = Record<string, string>;

interface TextChanges {
  title?: string;
  fields: Values;
  internal: Values;
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
    };
  }

  /** The whole register, as the API wants it; null where nothing was changed. */
  registerToSave(): SaveRegister | null {
    if (!this.isRegisterDirty) {
      return null;
    }
    const { version, departmentKey, ownerName, ownerEmail, recipientKind, recipient, furtherDepartmentKeys } = this.#service.register;
    return { version, departmentKey, ownerName, ownerEmail, recipientKind, recipient, furtherDepartmentKeys, ...this.#register };
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
      changes = { fields: {}, internal: {} };
      this.#texts.set(culture, changes);
    }
    return changes;
  }

  #tidy(culture: string) {
    const changes = this.#texts.get(culture);
    if (changes && changes.title === undefined && Object.keys(changes.fields).length + Object.keys(changes.internal).length === 0) {
      this.#texts.delete(culture);
    }
  }
}

/** Nothing and an empty text are the same, and so are departments in another order. */
const isSame = (a: unknown, b: unknown) => (Array.isArray(a) && Array.isArray(b) ? a.toSorted().join() === b.toSorted().join() : (a ?? '') === (b ?? ''));

const home = (field: Field) => (field.audience === 'internal' ? 'internal' : 'fields');

function drop(changes: Values, saved: Values | undefined) {
  for (const alias of Object.keys(changes)) {
    if (saved && changes[alias] === saved[alias]) {
      delete changes[alias];
    }
  }
}
