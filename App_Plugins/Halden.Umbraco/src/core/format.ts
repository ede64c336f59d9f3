import type { ServiceLink } from '../api/model.js';
import { locales, type Lang } from '../lang/index.js';
import { localMoment } from './days.js';

/** Date and time for a person; an empty text where there is none. */
export function dateTime(lang: Lang, iso: string | null | undefined) {
  const at = iso ? new Date(iso) : null;
  return at && !Number.isNaN(at.valueOf()) ? new Intl.DateTimeFormat(locales[lang], { dateStyle: 'medium', timeStyle: 'short' }).format(at) : '';
}

export function date(lang: Lang, isoDate: string) {
  const at = new Date(`${isoDate}T12:00:00`);
  return Number.isNaN(at.valueOf()) ? isoDate : new Intl.DateTimeFormat(locales[lang], { dateStyle: 'long' }).format(at);
}

/** The reader's own day of a moment, in words; a day is itself. */
export function dayOf(lang: Lang, iso: string) {
  const at = new Date(iso);
  return date(lang, iso.length <= 10 || Number.isNaN(at.valueOf()) ? iso : localMoment(at).slice(0, 10));
}

/** As {@link dayOf}, for a table. */
export function shortDay(lang: Lang, iso: string) {
  const at = new Date(iso);
  return Number.isNaN(at.valueOf()) ? iso : new Intl.DateTimeFormat(locales[lang], { dateStyle: 'medium' }).format(at);
}

/** A month given as yyyy-MM. */
export function month(lang: Lang, yearAndMonth: string) {
  return new Intl.DateTimeFormat(locales[lang], { month: 'short', year: 'numeric' }).format(new Date(`${yearAndMonth}-15T12:00:00`));
}

export const number = (lang: Lang, value: number) => new Intl.NumberFormat(locales[lang]).format(value);

/** A share from 0 to 1. */
export const percent = (lang: Lang, share: number) => new Intl.NumberFormat(locales[lang], { style: 'percent', maximumFractionDigits: 0 }).format(share);

export function list(lang: Lang, words: string[]) {
  return new Intl.ListFormat(locales[lang], { type: 'conjunction' }).format(words);
}

/** The links in a field of kind `links`; none where the value is no list of links. */
export function parseLinks(value: string): ServiceLink[] {
  if (!value) {
    return [];
  }
  try {
    const links: unknown = JSON.parse(value);
    return Array.isArray(links)
      ? links.map((link: Record<string, unknown> | null) => ({ title: text(link?.title), url: text(link?.url) }))
      : [];
  } catch {
    return [];
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

export const canonicalLinks = (links: ServiceLink[]) => (links.length === 0 ? '' : JSON.stringify(links.map(({ title, url }) => ({ title, url }))));

/** Whether an address may be shown as a link: http, https, mailto, tel, or a path on the site. */
export const isSafeUrl = (url: string) => /^(https?:|mailto:|tel:)/i.test(url) || /^\/(?![/\\])/.test(url);

/** A language's name within a sentence: "nynorsk", "engelsk". */
export function languageName(lang: Lang, culture: string) {
  const name = new Intl.DisplayNames(locales[lang], { type: 'language', languageDisplay: 'standard' }).of(culture.split('-')[0]!) ?? culture;
  // "norsk nynorsk" among Norwegians is nynorsk.
  return name.replace(/^norsk /, '');
}
