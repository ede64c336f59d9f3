import type { QueueItem } from '../api/model.js';

type Submitted = Pick<QueueItem, 'key' | 'hash'>;

const prefix = 'halden.seen.';

/**
 * Which packages a person has opened in this browser session. A package that is sent in anew has another hash and is unseen.
 * Where nothing may be stored, it is remembered for as long as the page is open.
 */
export class Seen {
  readonly #name: string;
  readonly #storage: Storage | null;
  #seen: Set<string>;

  constructor(userKey: string, storage: Storage | null = sessionStore()) {
    this.#name = prefix + userKey;
    this.#storage = storage;
    this.#seen = new Set(this.#read());
  }

  has(submitted: Submitted) {
    return this.#seen.has(id(submitted));
  }

  add(submitted: Submitted) {
    this.#seen.add(id(submitted));
    try {
      this.#storage?.setItem(this.#name, JSON.stringify([...this.#seen]));
    } catch {
      // Full or forbidden: this page remembers all the same.
    }
  }

  #read(): string[] {
    try {
      const stored: unknown = JSON.parse(this.#storage?.getItem(this.#name) ?? '[]');
      return Array.isArray(stored) ? stored.filter((value) => typeof value === 'string') : [];
    } catch {
      return [];
    }
  }
}

const id = ({ key, hash }: Submitted) => `${key.toLowerCase()} ${hash}`;

function sessionStore(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** Whether a package may be ticked off to be approved together with others: only what the person has opened, and may approve. */
export const maySelect = (item: QueueItem, seen: Seen) => item.mayApprove && seen.has(item);

/** What is still to be approved of what was ticked off, in the order of the queue. */
export const selectedIn = (queue: readonly QueueItem[], keys: ReadonlySet<string>, seen: Seen) => queue.filter((item) => keys.has(item.key) && maySelect(item, seen));

/** Where to go after a decision: the next that may be approved, else the oldest; null where none is left. */
export function nextAfter(before: readonly QueueItem[], decidedKey: string, now: readonly QueueItem[]): QueueItem | null {
  const at = before.findIndex(({ key }) => key === decidedKey);
  const later = new Set(before.slice(at + 1).map(({ key }) => key));
  const open = now.filter(({ key, mayApprove }) => mayApprove && key !== decidedKey);
  return open.find(({ key }) => later.has(key)) ?? open[0] ?? null;
}
