import type { FormField, PreValue } from './definition.js';

const letters: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', ð: 'd', þ: 'th', ß: 'ss' };
const longest = 40;

/** A text as letters and digits, in words: `Hva heter barnet?` → hva, heter, barnet. */
function words(text: string) {
  return text
    .toLowerCase()
    .replace(/[æøåðþß]/g, (letter) => letters[letter]!)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

function inOneWord(text: string) {
  let made = '';
  for (const word of words(text)) {
    const next = made ? word[0]!.toUpperCase() + word.slice(1) : word;
    if (made && made.length + next.length > longest) {
      break;
    }
    made += next;
  }
  return made.slice(0, longest);
}

function unique(wanted: string, taken: readonly string[]) {
  const known = new Set(taken.map((one) => one.toLowerCase()));
  let made = wanted;
  for (let number = 2; known.has(made.toLowerCase()); number++) {
    made = `${wanted}${number}`;
  }
  return made;
}

/** A name of an answer from its question: letters and digits, unique whatever the case, never empty. */
export function suggestAlias(caption: string, taken: readonly string[]) {
  const made = inOneWord(caption);
  return unique(/^[a-z]/.test(made) ? made : `felt${made}`, taken);
}

/** What is kept of a choice, from what is read of it. */
export const suggestValue = (caption: string, taken: readonly string[]) => unique(inOneWord(caption) || 'valg', taken);

/** The choices in a text with one on each line; those that are there already are left out. */
export function pastedChoices(text: string, known: readonly PreValue[]): PreValue[] {
  const made: PreValue[] = [];
  const captions = new Set(known.map((value) => value.caption || value.value));
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line && !captions.has(line)) {
      captions.add(line);
      made.push({ value: suggestValue(line, [...known, ...made].map(({ value }) => value)), caption: line });
    }
  }
  return made;
}

/** Whether an alias is what was suggested of the caption, so that it follows when the caption changes. */
export const followsCaption = (field: FormField, others: readonly string[]) => field.alias === suggestAlias(field.caption, others);
