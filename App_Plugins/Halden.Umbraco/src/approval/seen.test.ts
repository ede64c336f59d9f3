import { beforeEach, describe, expect, it } from 'vitest';
import type { QueueItem } from '../api/model.js';
import { maySelect, nextAfter, Seen, selectedIn } from './seen.js';

const item = (key: string, more: Partial<QueueItem> = {}): QueueItem => ({
  key, title: key, departments: [], submittedBy: null, submittedAt: null, hash: 'h1', mayApprove: true, whyNot: null, asDeputy: false, isNew: false, changedFields: 1, cultures: [], publishAt: null, isResubmitted: false, openComments: 0, ...more,
});

beforeEach(() => { sessionStorage.clear(); });

describe('Seen', () => {
  it('remembers in the session, for one person', () => {
    new Seen('kari').add(item('a'));
    expect(new Seen('kari').has(item('a'))).toBe(true);
    expect(new Seen('per').has(item('a'))).toBe(false);
  });

  it('does not take another package of the same service for the one that was read', () => {
    const seen = new Seen('kari');
    seen.add(item('a'));
    expect(seen.has(item('a', { hash: 'h2' }))).toBe(false);
  });

  it('works where nothing may be stored, and where what is stored is something else', () => {
    const seen = new Seen('kari', null);
    seen.add(item('a'));
    expect(seen.has(item('a'))).toBe(true);
    sessionStorage.setItem('halden.seen.kari', '{"a":1}');
    expect(new Seen('kari').has(item('a'))).toBe(false);
    sessionStorage.setItem('halden.seen.kari', 'not JSON');
    expect(new Seen('kari').has(item('a'))).toBe(false);
  });
});

describe('selection', () => {
  it('takes nothing that was not opened, and nothing that another must approve', () => {
    const seen = new Seen('kari');
    const [read, unread, anothers] = [item('a'), item('b'), item('c', { mayApprove: false })];
    seen.add(read);
    seen.add(anothers);
    expect([read, unread, anothers].map((one) => maySelect(one, seen))).toEqual([true, false, false]);
    expect(selectedIn([anothers, unread, read], new Set(['a', 'b', 'c', 'gone']), seen)).toEqual([read]);
  });
});

describe('nextAfter', () => {
  const [a, b, c, d] = [item('a'), item('b'), item('c', { mayApprove: false }), item('d')];

  it('is the next in the queue that may be approved', () => {
    expect(nextAfter([a, b, c, d], 'b', [a, c, d])).toBe(d);
  });

  it('is the oldest where the last one was decided', () => {
    expect(nextAfter([a, b, d], 'd', [a, b])).toBe(a);
  });

  it('is never the same, nor one that another must approve', () => {
    expect(nextAfter([a, c], 'a', [a, c])).toBeNull();
  });
});
