import DOMPurify from 'dompurify';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';

const config = {
  ALLOWED_TAGS: [
    'p', 'br', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'strong', 'b', 'em', 'i', 'a', 'blockquote', 'sub', 'sup', 'abbr', 'dl', 'dt', 'dd',
    'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td',
  ],
  ALLOWED_ATTR: ['href', 'title', 'lang', 'colspan', 'rowspan', 'scope', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/(?![/\\]))/i,
  // Only href is an address.
  ADD_URI_SAFE_ATTR: ['title', 'lang', 'colspan', 'rowspan', 'scope', 'start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

/**
 * The clean nodes of some HTML. They go into the page as they are, never by way of a string that is parsed again.
 * Links open in a new tab, so that a half-written text is not left by a click.
 */
export const cleanNodes = (value: string) => clean(value);

function clean(value: string, more: string[] = []): DocumentFragment {
  const fragment = DOMPurify.sanitize(value, { ...config, ALLOWED_TAGS: [...config.ALLOWED_TAGS, ...more], RETURN_DOM_FRAGMENT: true });
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return fragment;
}

/** Words for those who do not see the marks. */
export interface MarkTexts {
  inserted: string;
  deleted: string;
  /** Where a mark ends. */
  end: string;
  /** The language of these words; the text itself may be in another. */
  lang: string;
}

/** As {@link cleanNodes}, and with `ins` and `del`, each with what it means as text that only a screen reader meets. */
export function markedNodes(value: string, texts: MarkTexts): DocumentFragment {
  const fragment = clean(value, ['ins', 'del']);
  const hidden = (text: string) => {
    const span = document.createElement('span');
    span.className = 'hidden-text';
    span.lang = texts.lang;
    span.textContent = text;
    return span;
  };
  for (const mark of fragment.querySelectorAll('ins, del')) {
    mark.prepend(hidden(`[${mark.localName === 'ins' ? texts.inserted : texts.deleted}: `));
    mark.append(hidden(` ${texts.end}]`));
  }
  return fragment;
}

/** HTML from the API, read only. The server cleans it too; what reaches the page must not depend on that alone. */
export const safeHtml = (value: string, lang?: string) =>
  html`<div class="prose" lang=${lang ?? nothing}>${guard([value], () => cleanNodes(value))}</div>`;

/** HTML from the API with words marked as inserted and deleted. */
export const markedHtml = (value: string, lang: string, texts: MarkTexts) =>
  html`<div class="prose marked" lang=${lang}>${guard([value, texts.lang], () => markedNodes(value, texts))}</div>`;
