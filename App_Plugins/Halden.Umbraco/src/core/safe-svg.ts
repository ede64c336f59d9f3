import DOMPurify from 'dompurify';

/** A drawing of the server's, to be put in the page. */
export interface SafeSvg {
  svg: SVGSVGElement;
  /** Its style sheet, which a strict Content-Security-Policy stops within the drawing, and lets through where a shadow root adopts it. */
  style: string;
}

const dark = /@media \(prefers-color-scheme:dark\)\{\.[\w-]+\{[^{}]*\}\}/;

const style = /<style>([^<]*)<\/style>/;

/** The style sheet of a drawing, light as the rest of the backoffice. */
const styleOf = (drawing: string) => (style.exec(drawing)?.[1] ?? '').replace(dark, '');

/** The drawing as a file that is light whatever the reader's system is. */
export const lightSvg = (drawing: string) => drawing.replace(dark, '');

/** The clean nodes of a drawing: shapes and words, nothing that runs or is fetched. Null for what is none. */
export function safeSvg(drawing: string): SafeSvg | null {
  // Without its style sheet, which a strict Content-Security-Policy complains of wherever it is parsed.
  const fragment = DOMPurify.sanitize(drawing.replace(style, ''), {
    USE_PROFILES: { svg: true },
    FORBID_TAGS: ['style', 'a', 'image', 'use', 'foreignObject', 'filter', 'animate', 'set'],
    FORBID_ATTR: ['style', 'href', 'xlink:href'],
    ALLOW_DATA_ATTR: true,
    RETURN_DOM_FRAGMENT: true,
  });
  const svg = fragment.querySelector('svg');
  return svg ? { svg, style: styleOf(drawing) } : null;
}
