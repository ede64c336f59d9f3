import { describe, expect, it } from 'vitest';
import { cleanNodes, markedNodes } from './safe-html.js';

const cleaned = (html: string) => {
  const holder = document.createElement('div');
  holder.append(cleanNodes(html));
  return holder.innerHTML;
};

describe('cleanNodes', () => {
  it('keeps what a description may have', () => {
    const html = '<h3>Pris</h3><ul><li><strong>1</strong></li></ul><table><tbody><tr><th scope="row">a</th><td colspan="2">b</td></tr></tbody></table>';
    expect(cleaned(html)).toBe(html);
  });

  it.each([
    ['scripts', '<p>a<script>alert(1)</script></p>'],
    ['handlers', '<p onclick="alert(1)">a</p>'],
    ['images', '<p>a<img src=x onerror=alert(1)></p>'],
    ['styles', '<p style="position:fixed" class="x" id="y">a</p>'],
    ['frames and forms', '<p>a</p><iframe src="https://eksempel.no"></iframe><form><input></form>'],
  ])('drops %s', (_, html) => {
    expect(cleaned(html)).toBe('<p>a</p>');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//eksempel.no', '/\\eksempel.no', 'vbscript:x'])('drops the address %s', (url) => {
    expect(cleaned(`<a href="${url}">a</a>`)).not.toContain('href');
  });

  it('opens links in a new tab', () => {
    expect(cleaned('<a href="/a">a</a>')).toBe('<a href="/a" target="_blank" rel="noopener noreferrer">a</a>');
  });
});

describe('markedNodes', () => {
  const texts = { inserted: 'lagt til', deleted: 'fjernet', end: 'slutt', lang: 'nb-NO' };
  const marked = (html: string) => {
    const holder = document.createElement('div');
    holder.append(markedNodes(html, texts));
    return holder;
  };

  it('says in words what is marked', () => {
    expect(marked('<p>Søk innen <del>1. mars</del><ins>15. mars</ins>.</p>').textContent).toBe('Søk innen [fjernet: 1. mars slutt][lagt til: 15. mars slutt].');
  });

  it('is as strict as any other HTML', () => {
    expect(marked('<p><ins onclick="alert(1)" class="x">a<img src=x onerror=alert(1)></ins></p><script>alert(1)</script>').querySelector('[onclick], .x, img, script')).toBeNull();
  });

  it('has marks that other HTML has not', () => {
    expect(cleaned('<p><ins>a</ins></p>')).toBe('<p>a</p>');
  });
});
