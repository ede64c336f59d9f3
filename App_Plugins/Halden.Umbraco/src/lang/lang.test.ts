import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from './en.js';
import { nearestLang, translator } from './index.js';
import { nb } from './nb.js';
import { nn } from './nn.js';

const keys = Object.keys(nb) as (keyof typeof nb)[];
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('texts', () => {
  it.each([['nynorsk', nn], ['English', en]] as const)('%s has every key, none more, and no empty text', (_, texts) => {
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
    expect(keys.filter((key) => texts[key].trim() === '')).toEqual([]);
  });

  it.each([['nynorsk', nn], ['English', en]] as const)('%s has the placeholders of bokmål', (_, texts) => {
    expect(keys.filter((key) => String(placeholders(texts[key])) !== String(placeholders(nb[key])))).toEqual([]);
  });

  it('are all in use', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('lang/') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(`src/${file}`, 'utf8'))
      .join('\n');
    expect(keys.filter((key) => !sources.includes(`'${key}'`))).toEqual([]);
  });

  it('are nynorsk where they are called so', () => {
    // Words that bokmål has and nynorsk has not.
    const words = /\b(ikke|hva|hvem|noen|jeg|tjeneste\w*|fra|mellomtiden|endringer|beskrivelse\w*|siden|skrevet|lenger enn|lagret|hovedansvarlig|velg|gjøre)\b/i;
    expect(keys.filter((key) => words.test(nn[key]))).toEqual([]);
  });
});

describe('translator', () => {
  it('puts the values in', () => {
    expect(translator('nb')('servicesCount', { from: 1, to: 50, total: 76 })).toBe('Viser 1–50 av 76');
  });
});

describe('nearestLang', () => {
  it.each([['nb-NO', 'nb'], ['no', 'nb'], ['nn-no', 'nn'], ['en-US', 'en'], ['da', 'en'], ['', 'nb'], [null, 'nb']] as const)('of %s is %s', (tag, lang) => {
    expect(nearestLang(tag)).toBe(lang);
  });
});
