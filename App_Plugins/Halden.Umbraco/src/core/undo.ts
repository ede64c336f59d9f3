/** What was done, to be undone and done again. */
export interface Undoable<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** What is being typed in: undone as one. */
  readonly typing: string;
}

export function undo<T>(edits: Undoable<T>): Undoable<T> {
  const before = edits.past.at(-1);
  return before ? { past: edits.past.slice(0, -1), now: before, future: [edits.now, ...edits.future], typing: '' } : edits;
}

export function redo<T>(edits: Undoable<T>): Undoable<T> {
  const [after, ...future] = edits.future;
  return after ? { past: [...edits.past, edits.now], now: after, future, typing: '' } : edits;
}
