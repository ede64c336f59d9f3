import { html, nothing } from 'lit';
import type { Field } from '../api/model.js';
import { date, isSafeUrl, parseLinks } from './format.js';
import { safeHtml } from './safe-html.js';
import type { Lang, Translate } from '../lang/index.js';
import './los-words.element.js';

/** A field's value, to be read. */
export function fieldValue(field: Pick<Field, 'kind'> & Partial<Pick<Field, 'vocabulary'>>, value: string, culture: string, lang: Lang, t: Translate) {
  if (value === '') {
    return html`<p class="muted">${t('emptyValue')}</p>`;
  }
  switch (field.kind) {
    case 'html':
      return safeHtml(value, culture);
    case 'links':
      return html`<ul class="prose" lang=${culture}>
        ${parseLinks(value).map(({ title, url }) => html`<li>
          ${isSafeUrl(url) ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>` : title} <span class="muted">(${url})</span>
        </li>`)}
      </ul>`;
    case 'list':
      if (field.vocabulary) {
        return html`<halden-los-words .value=${value} .culture=${culture}></halden-los-words>`;
      }
      return html`<p lang=${culture}>${value.split('\n').join(', ')}</p>`;
    case 'date':
      return html`<p>${date(lang, value)}</p>`;
    case 'flag':
      return html`<p>${value === 'true' ? t('yes') : t('no')}</p>`;
    default:
      return html`<p lang=${culture}>${value.split('\n').map((line, index) => html`${index > 0 ? html`<br />` : nothing}${line}`)}</p>`;
  }
}
