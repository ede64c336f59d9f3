import { generateHTML, generateJSON } from '@tiptap/core';
import { richTextExtensions } from './rich-text.schema.js';

const parse = (html: string) => new DOMParser().parseFromString(`<body>${html}</body>`, 'text/html').body;

/** A row that stands in a `thead`; the model has rows only. */
const isHeadingRow = (row: Element) => row.children.length > 0 && [...row.children].every((cell) => cell.tagName === 'TH' && cell.getAttribute('scope') !== 'row');

/** The editor's HTML as it is stored: without the paragraph the model puts in every item and cell, and with a `thead`. */
export function tidyHtml(html: string): string {
  const body = parse(html);
  for (const holder of body.querySelectorAll('li, td, th, dd')) {
    const [first, ...others] = holder.children;
    if (first?.tagName === 'P' && first.attributes.length === 0 && others.every((other) => other.tagName === 'UL' || other.tagName === 'OL')) {
      first.replaceWith(...first.childNodes);
    }
  }
  for (const cell of body.querySelectorAll('td, th')) {
    for (const span of ['colspan', 'rowspan']) {
      if (cell.getAttribute(span) === '1') {
        cell.removeAttribute(span);
      }
    }
  }
  for (const rows of body.querySelectorAll('table > tbody')) {
    const all = [...rows.children];
    const first = all.findIndex((row) => !isHeadingRow(row));
    if (first > 0) {
      const head = rows.ownerDocument.createElement('thead');
      head.append(...all.slice(0, first));
      rows.before(head);
    }
  }
  const isEmpty = !body.textContent.trim() && !body.querySelector('table');
  return isEmpty ? '' : body.innerHTML;
}

/** What editing some HTML and changing nothing would store. */
export const throughEditor = (html: string) => tidyHtml(generateHTML(generateJSON(html, richTextExtensions), richTextExtensions));

/** Whether the editor can hold all of some HTML: elements, attributes, words, and what stands in what. */
export const survivesEditor = (html: string) => meaning(html) === meaning(throughEditor(html));

/**
 * The meaning of some HTML, the same for ways of writing it that no reader can tell apart: `b` and `strong`, white
 * space, an item's text with or without a paragraph, the order of nested emphasis, rows with or without `tbody`.
 */
export function meaning(html: string): string {
  return JSON.stringify(blocks(parse(html)));
}

type Run = [text: string, marks: string];
type Block = [name: string, ...content: (Block | Run)[]];

const blockNames = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'TABLE', 'CAPTION', 'TR', 'TH', 'TD', 'DL', 'DT', 'DD', 'THEAD', 'TFOOT', 'DIV', 'SECTION', 'HR', 'PRE', 'FIGURE']);
const textOnly = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'DT', 'CAPTION']);
const structureOnly = new Set(['UL', 'OL', 'DL', 'TABLE', 'THEAD', 'TFOOT', 'TR']);
const synonyms: Record<string, string> = { B: 'STRONG', I: 'EM' };
const unread = new Set(['target', 'rel']);

const signature = (element: Element) => {
  const attributes = [...element.attributes]
    .filter(({ name, value }) => !unread.has(name) && !((name === 'colspan' || name === 'rowspan' || name === 'start') && value === '1'))
    .map(({ name, value }) => `${name}=${value}`)
    .sort();
  return [synonyms[element.tagName] ?? element.tagName, ...attributes].join(' ');
};

function blocks(parent: Element): (Block | Run)[] {
  const result: (Block | Run)[] = [];
  let runs: Run[] = [];
  const endParagraph = () => {
    const text = trim(runs);
    if (text.length > 0) {
      result.push(...(textOnly.has(parent.tagName) || structureOnly.has(parent.tagName) ? text : [['P', ...text] as Block]));
    }
    runs = [];
  };
  const walk = (node: ChildNode, marks: string[]) => {
    if (node.nodeType === 3) {
      runs.push([node.textContent ?? '', [...marks].sort().join(' > ')]);
    } else if (node instanceof Element || node.nodeType === 1) {
      const element = node as Element;
      if (element.tagName === 'TBODY' || (element.tagName === 'THEAD' && [...element.children].every(isHeadingRow))) {
        endParagraph();
        element.childNodes.forEach((child) => { walk(child, marks); });
      } else if (blockNames.has(element.tagName)) {
        endParagraph();
        const content = blocks(element);
        if (element.tagName !== 'P' || content.length > 0) {
          result.push([signature(element), ...content]);
        }
      } else if (element.childNodes.length === 0) {
        runs.push([`<${signature(element)}>`, [...marks].sort().join(' > ')]);
      } else {
        element.childNodes.forEach((child) => { walk(child, [...marks, signature(element)]); });
      }
    }
  };
  parent.childNodes.forEach((child) => { walk(child, []); });
  endParagraph();
  return result;
}

/** Joins runs of the same marks, and drops white space that HTML does not show. */
function trim(runs: Run[]): Run[] {
  const joined: Run[] = [];
  let endsInSpace = true;
  for (const [text, marks] of runs) {
    let shown = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (endsInSpace) {
      shown = shown.replace(/^ /, '');
    }
    if (shown === '') {
      continue;
    }
    endsInSpace = shown.endsWith(' ') || shown === '<BR>';
    const last = joined.at(-1);
    if (shown === '<BR>' && last) {
      last[0] = last[0].replace(/ $/, '');
    }
    // A break looks the same in bold.
    if (last && (last[1] === marks || shown === '<BR>')) {
      last[0] += shown;
    } else {
      joined.push([shown, marks]);
    }
  }
  const last = joined.at(-1);
  if (last) {
    last[0] = last[0].replace(/ $/, '');
  }
  return joined.filter(([text]) => text !== '');
}
