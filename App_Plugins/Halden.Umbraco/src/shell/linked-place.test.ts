import { describe, expect, it } from 'vitest';
import { linkedPlace } from './linked-place.js';

const key = '6f2b1a00-5d0e-4c51-8f5e-0a17c0de0301';

describe('a link in an e-mail', () => {
  it.each([
    [`/umbraco/section/tjenester/view/oversikt/godkjenning/${key}`, `/umbraco#/godkjenning/${key}`],
    [`/umbraco/section/tjenester/view/oversikt/innsendinger/${key}`, `/umbraco#/innsendinger/${key}`],
    ['/umbraco/section/tjenester/view/oversikt/varsler', '/umbraco#/varsler'],
    ['/umbraco/section/tjenester/view/oversikt/', '/umbraco'],
    ['/umbraco/section/tjenester/view/oversikt', '/umbraco'],
    ['/umbraco/section/tjenester', '/umbraco'],
  ])('%s is, in the shell, %s', (pathname, address) => {
    expect(linkedPlace(pathname)).toEqual({ base: '/umbraco', address });
  });

  it('is told from an address of the shell', () => {
    expect(linkedPlace('/umbraco')).toBeNull();
    expect(linkedPlace('/umbraco/section/innhold')).toBeNull();
  });
});
