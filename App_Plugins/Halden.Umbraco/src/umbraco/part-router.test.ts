import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Router } from '../core/router.js';
import { PartRouter } from './part-router.js';

const key = '8d3a1b52-7a90-4c6e-9a54-0d4c5f1e2a3b';
const section = '/umbraco/section/tjenester/view/oversikt';
const dashboard = '/umbraco/section/content/dashboard/til-godkjenning';

describe('PartRouter', () => {
  let router: PartRouter;

  beforeEach(() => {
    history.replaceState(null, '', dashboard);
    router = new PartRouter(dashboard, new Router('path', section), ({ view }) => view === 'queue');
    router.start();
  });

  afterEach(() => { router.stop(); });

  it('keeps what it shows itself', () => {
    expect(router.href({ view: 'queue', key })).toBe(`${dashboard}/godkjenning/${key}`);
    router.go({ view: 'queue', key });
    expect(location.pathname).toBe(`${dashboard}/godkjenning/${key}`);
    expect(router.route).toEqual({ view: 'queue', key });
  });

  it('leads to the section for everything else', () => {
    expect(router.href({ view: 'service', key })).toBe(`${section}/tjenester/${key}`);
    router.go({ view: 'service', key });
    expect(location.pathname).toBe(`${section}/tjenester/${key}`);
  });
});
