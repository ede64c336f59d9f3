import { describe, expect, it } from 'vitest';
import { lightSvg, safeSvg } from './safe-svg.js';

const drawing = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><style>.a{--x:1}@media (prefers-color-scheme:dark){.a{--x:2}}@media print{.a{--x:1}}</style>${inner}</svg>`;

describe('a drawing', () => {
  it('keeps shapes, words and what they are called by', () => {
    const { svg } = safeSvg(drawing('<g class="hp-node" data-id="a"><rect width="1" height="1"/><text>Søker</text></g>'))!;
    expect(svg.querySelector('[data-id=a] text')?.textContent).toBe('Søker');
    expect(svg.querySelector('style')).toBeNull();
  });

  it.each(['<script>alert(1)</script>', '<image href="https://x.example/a.png"/>', '<a href="javascript:alert(1)"><text>x</text></a>', '<foreignObject><img src="x" onerror="alert(1)"></foreignObject>', '<rect onclick="alert(1)" style="fill:url(https://x.example)"/>', '<use href="https://x.example#a"/>'])('has nothing that runs or is fetched: %s', (inner) => {
    const html = safeSvg(drawing(inner))!.svg.outerHTML;
    expect(html).not.toMatch(/script|image|href|foreignObject|onclick|onerror|style|<use/i);
  });

  it('is light as a file', () => {
    expect(lightSvg(drawing(''))).toContain('.a{--x:1}@media print');
  });

  it('is none where there is no drawing', () => {
    expect(safeSvg('Noe annet')).toBeNull();
  });
});
