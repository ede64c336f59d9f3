import { en } from './en.js';
import { nb } from './nb.js';
import { nn } from './nn.js';

/** Languages of the user interface, bokmål first. */
export const langs = ['nb', 'nn', 'en'] as const;
export type Lang = (typeof langs)[number];

export type TextKey = keyof typeof nb;
export type Texts = Readonly<Record<TextKey, string>>;

/** A text by its key, with `{name}` replaced by the values given. */
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string;

const resources: Record<Lang, Texts> = { nb, nn, en };

/** Tags for `lang` attributes and for Intl. */
export const locales: Record<Lang, string> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };

export function translator(lang: Lang): Translate {
  const texts = resources[lang];
  return (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** The language nearest to a tag such as `nb-NO`, `no` or `en-US`; bokmål where there is none. */
export function nearestLang(tag: string | null | undefined): Lang {
  const language = tag?.toLowerCase().split('-')[0];
  return language === 'nn' ? 'nn' : language === 'nb' || language === 'no' || !language ? 'nb' : 'en';
}
