import { describe, expect, it, vi } from 'vitest';
import type { HaldenApi } from '../api/halden-api.js';
import type { LosConcept, LosEdition } from '../api/model.js';
import { addressWords, isAddress, lineName, lines, resolveLines } from './los.js';

const psi = 'https://psi.norge.no/los/ord/barnehageplass';
const edition: LosEdition = { source: 'los.rdf', since: '2026-11-23T10:00:00Z', by: null, fault: null, concepts: 526, themes: 92, words: 427, lifeEvents: 7 };
const concept = (foundBy: string | null): LosConcept => ({ psi, kind: 'word', name: 'Barnehageplass', foundBy, themes: [] });

describe('lines', () => {
  it('are what is written, without what is empty', () => {
    expect(lines(' a \n\n b')).toEqual(['a', 'b']);
    expect(lines('')).toEqual([]);
  });

  it.each([[psi, true], ['http://psi.norge.no/los/emneord/x', true], ['Barnehage', false], ['https:', false], ['https://a b', false]] as const)('%s is an address: %s', (line, is) => {
    expect(isAddress(line)).toBe(is);
  });

  it.each([
    ['https://psi.norge.no/los/ord/tilskudd-til-idrett', 'Tilskudd til idrett'],
    ['https://psi.norge.no/los/ord/n%C3%A6ring/', 'Næring'],
    ['https://psi.norge.no/los/ord/%E0%A4%A', '%E0%A4%A'],
  ])('%s is shown as %s where Los does not explain it', (address, words) => {
    expect(addressWords(address)).toBe(words);
  });

  it('are shown by what they name', () => {
    expect(lineName(psi, new Map([[psi, concept(psi)]]))).toBe('Barnehageplass');
    expect(lineName('Halden-kort', new Map())).toBe('Halden-kort');
  });
});

describe('resolveLines', () => {
  it('asks for addresses only, each once, and knows them as they were asked for', async () => {
    const old = 'http://psi.norge.no/los/emneord/barnehageplass';
    const namedInLos = vi.fn().mockResolvedValue({ edition, concepts: [concept(old)] });
    const { known } = await resolveLines({ namedInLos } as unknown as HaldenApi, [old, 'Tekst', old], 'nb-NO');
    expect(namedInLos).toHaveBeenCalledExactlyOnceWith([old], 'nb-NO');
    expect(known.get(old)?.name).toBe('Barnehageplass');
  });

  it('asks for nothing where there are only texts', async () => {
    const namedInLos = vi.fn();
    expect(await resolveLines({ namedInLos } as unknown as HaldenApi, ['Tekst'], 'nb-NO')).toEqual({ known: new Map(), edition: null });
    expect(namedInLos).not.toHaveBeenCalled();
  });

  it('asks for many in portions', async () => {
    const namedInLos = vi.fn().mockResolvedValue({ edition, concepts: [] });
    await resolveLines({ namedInLos } as unknown as HaldenApi, Array.from({ length: 60 }, (_, n) => `${psi}-${n}`), 'nb-NO');
    expect(namedInLos.mock.calls.map(([asked]) => (asked as string[]).length)).toEqual([25, 25, 10]);
  });
});
