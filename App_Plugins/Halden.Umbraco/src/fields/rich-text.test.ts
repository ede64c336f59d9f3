import { describe, expect, it } from 'vitest';
import { meaning, survivesEditor, throughEditor } from './rich-text.js';

describe('html through the editor', () => {
  it.each([
    ['a paragraph', '<p>Søk i god tid.</p>'],
    ['emphasis and a link', '<p>Les <strong>alt</strong>, <em>nøye</em>, på <a href="https://www.halden.kommune.no/" title="Halden">nettstedet</a>.</p>'],
    ['a path and other schemes', '<p><a href="/selvbetjening/sfo">SFO</a> <a href="mailto:sfo@halden.example">skriv</a> <a href="tel:+4769174500">ring</a></p>'],
    ['headings', '<h3>Pris</h3><p>1</p><h4>Moderasjon</h4><h5>Søsken</h5><h6>Tillegg</h6>'],
    ['lists', '<ul><li>Ett</li><li>To<ul><li>To a</li></ul></li></ul><ol start="3"><li>Tre</li></ol>'],
    ['a line break', '<p>Storgata 8<br>1771 Halden</p>'],
    ['a quote', '<blockquote><p>Loven sier</p></blockquote>'],
    ['sub and sup', '<p>CO<sub>2</sub> og m<sup>2</sup></p>'],
    ['an abbreviation', '<p><abbr title="Skolefritidsordning">SFO</abbr></p>'],
    ['definitions', '<dl><dt>Hel plass</dt><dd>Fem dager</dd><dt>Halv plass</dt><dd>To dager</dd></dl>'],
    ['a table', '<table><caption>Priser</caption><thead><tr><th scope="col">Plass</th><th scope="col">Pris</th></tr></thead><tbody><tr><td>Hel</td><td>1 200 kr</td></tr></tbody></table>'],
    ['a table with spans', '<table><tbody><tr><th scope="row" rowspan="2">SFO</th><td colspan="2">Hel</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>'],
    ['language of a part', '<p lang="en">In English</p>'],
  ])('keeps %s as it was written', (_, html) => {
    expect(throughEditor(html)).toBe(html);
    expect(survivesEditor(html)).toBe(true);
  });

  it.each([
    ['b and i', '<p><b>alt</b> <i>nøye</i></p>', '<p><strong>alt</strong> <em>nøye</em></p>'],
    ['text without a paragraph', 'Bare tekst', '<p>Bare tekst</p>'],
    ['white space between elements', '<ul>\n  <li>Ett</li>\n</ul>\n', '<ul><li>Ett</li></ul>'],
    ['a paragraph in an item', '<ul><li><p>Ett</p></li></ul>', '<ul><li>Ett</li></ul>'],
    ['a link inside emphasis', '<p><strong>Se <a href="/a">her</a></strong></p>', null],
    ['empty paragraphs', '<p></p><p>Tekst</p>', null],
    ['rows without a body', '<table><tr><td>1</td></tr></table>', null],
  ])('may write %s another way, with the same meaning', (_, html, written) => {
    expect(survivesEditor(html)).toBe(true);
    if (written !== null) {
      expect(throughEditor(html)).toBe(written);
    }
  });

  it.each([
    ['an image', '<p><img src="/a.png" alt="Kart"></p>'],
    ['a heading the model has not', '<h2>Overskrift</h2>'],
    ['marked text', '<p>Søkere med <mark>rett</mark></p>'],
    ['a class', '<p class="ingress">Tekst</p>'],
    ['a link of another scheme', '<p><a href="ftp://eksempel.no/fil">fil</a></p>'],
    ['a rule', '<p>a</p><hr><p>b</p>'],
    ['a foot of a table', '<table><tbody><tr><td>1</td></tr></tbody><tfoot><tr><td>sum</td></tr></tfoot></table>'],
    ['emphasis in a caption', '<table><caption><em>Priser</em></caption><tbody><tr><td>1</td></tr></tbody></table>'],
  ])('tells that it cannot hold %s', (_, html) => {
    expect(survivesEditor(html)).toBe(false);
  });

  it('gives an empty text for an empty editor', () => {
    expect(throughEditor('')).toBe('');
    expect(throughEditor('<p> </p>')).toBe('');
  });

  it('sees a changed word', () => {
    expect(meaning('<p>Frist 1. mars</p>')).not.toBe(meaning('<p>Frist 1. mai</p>'));
  });
});
