import DOMPurify from 'dompurify';

/** A drawing of the server's, to be put in the page. */
export interface SafeSvg {
  svg: SVGSVGElement;
  /** Its style sheet, which a strict Content-Security-Policy stops within the drawing, and lets through where a shadow root adopts it. */
  sheet: CSSStyleSheet;
}

const dark = /@media \(prefers-color-scheme:dark\)\{\.[\w-]+\{[^{}]*\}\}/;

/** The style sheet of a drawing, light as the rest of the backoffice. */
const styleOf = (drawing: string) => (/<style>([^<]*)<\/style>/.exec(drawing)?.[1] ?? '').replace(dark, '');

/** The drawing as a file that is light whatever the reader's system is. */
export const lightSvg = (drawing: string) => drawing.replace(dark, '');

/** The clean nodes of a drawing: shapes and words, nothing that runs or is fetched. Null for what is none. */
export function safeSvg(drawing: string): SafeSvg | null {
  const fragment = DOMPurify.sanitize(drawing, {
    USE_PROFILES: { svg: true },
    FORBID_TAGS: ['style', 'a', 'image', 'use', 'foreignObject', 'filter', 'animate', 'set'],
    FORBID_ATTR: ['style', 'href', 'xlink:href'],
    ALLOW_DATA_ATTR: true,
    RETURN_DOM_FRAGMENT: true,
  });
  const svg = fragment.querySelector('svg');
  if (!svg) {
    return null;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styleOf(drawing));
  return { svg, sheet };
}
