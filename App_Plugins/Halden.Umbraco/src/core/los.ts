import type { HaldenApi } from '../api/halden-api.js';
import type { LosConcept, LosEdition, LosName } from '../api/model.js';

/** Asked for at a time, so that an address stays within what servers take. */
const portion = 25;

/** The lines of a list, without empty ones. */
export const lines = (value: string) => value.split('\n').map((line) => line.trim()).filter(Boolean);

/** Whether a line is an address rather than a text. */
export const isAddress = (line: string) => /^https?:\/\/\S+$/i.test(line);

/** The last part of an address as words, for one that Los does not explain: `…/ord/tilskudd-til-idrett` becomes «Tilskudd til idrett». */
export function addressWords(address: string) {
  const slug = address.replace(/[/#?]+$/, '').split(/[/#]/).pop() ?? address;
  let text = slug;
  try {
    text = decodeURIComponent(slug);
  } catch {
    // Not encoded as it should be; shown as it is.
  }
  const words = text.replace(/[-_]+/g, ' ').trim();
  return words ? words[0]!.toUpperCase() + words.slice(1) : address;
}

/** What to show for a line. */
export const lineName = (line: string, known: ReadonlyMap<string, LosConcept>) => known.get(line)?.name ?? (isAddress(line) ? addressWords(line) : line);

export const themeNames = (themes: LosName[]) => themes.map(({ name }) => name).join(' · ');

export interface Resolved {
  /** Line → the concept that it names. */
  known: Map<string, LosConcept>;
  /** The edition asked; null where nothing had to be asked. */
  edition: LosEdition | null;
}

/** Finds what the addresses among some lines name, in a culture. */
export async function resolveLines(api: HaldenApi, all: string[], culture: string): Promise<Resolved> {
  const addresses = [...new Set(all.filter(isAddress))];
  const known = new Map<string, LosConcept>();
  let edition: LosEdition | null = null;
  for (let from = 0; from < addresses.length; from += portion) {
    const answer = await api.namedInLos(addresses.slice(from, from + portion), culture);
    edition = answer.edition;
    for (const concept of answer.concepts) {
      known.set(concept.foundBy ?? concept.psi, concept);
    }
  }
  return { known, edition };
}
