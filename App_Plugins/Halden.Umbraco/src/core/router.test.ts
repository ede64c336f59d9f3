import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRoute, Router, routePath, type Route } from './router.js';

const key = '6f2b1a00-5d0e-4c51-8f5e-0a17c0de0301';
const hash = 'a1'.repeat(32);
const other = '6f2b1a00-5d0e-4c51-8f5e-0a17c0de0302';

describe('routes', () => {
  it.each<[string, Route]>([
    ['tjenester', { view: 'services' }],
    ['tjenester/ny', { view: 'newService' }],
    [`tjenester/${key}`, { view: 'service', key, culture: undefined, section: undefined }],
    [`tjenester/${key}/nn-NO`, { view: 'service', key, culture: 'nn-NO', section: undefined }],
    [`tjenester/${key}/nn-NO/contact`, { view: 'service', key, culture: 'nn-NO', section: 'contact' }],
    ['godkjenning', { view: 'queue' }],
    [`godkjenning/${key}`, { view: 'queue', key }],
    ['endringer', { view: 'changes' }],
    [`endringer/${key}`, { view: 'change', key }],
    ['katalog', { view: 'catalogue' }],
    ['avdelinger', { view: 'departments' }],
    ['varsler', { view: 'notices' }],
    ['meldinger', { view: 'messages' }],
    ['register', { view: 'register' }],
    ['innforing', { view: 'rollout' }],
    ['innforing/liste', { view: 'rolloutList' }],
    ['innforing/plan', { view: 'rolloutPlan' }],
    [`innforing/tjeneste/${key}`, { view: 'rolloutService', key }],
    ['innforing/informasjon', { view: 'rolloutInformation' }],
    ['innforing/nytte', { view: 'rolloutBenefit' }],
    ['innforing/krav', { view: 'rolloutRequirements' }],
    [`innforing/krav/${key}`, { view: 'rolloutSpecification', key }],
    ['sporingslogg', { view: 'audit' }],
    [`sporingslogg/${key}`, { view: 'audit', key }],
    ['skjemaer', { view: 'forms' }],
    [`skjemaer/${key}`, { view: 'form', key, part: undefined }],
    ['prosesser', { view: 'processes' }],
    [`prosesser/${key}/les`, { view: 'processReading', key, stage: undefined, package: undefined }],
    [`prosesser/${key}/skjema/les`, { view: 'processReading', key, stage: 'skjema', package: undefined }],
    [`prosesser/${key}/skjema/les/${hash}`, { view: 'processReading', key, stage: 'skjema', package: hash }],
    [`prosesser/${key}/skjema/les/draft`, { view: 'processReading', key, stage: 'skjema', package: 'draft' }],
    [`prosesser/${key}`, { view: 'process', key, stage: undefined }],
    [`prosesser/${key}/integrert`, { view: 'process', key, stage: 'integrert' }],
    [`skjemaer/${key}/oversettelser`, { view: 'form', key, part: 'oversettelser' }],
    [`pakker/${key}/${hash}`, { view: 'package', key, hash }],
    ['innsendinger', { view: 'submissions' }],
    [`innsendinger/${key}`, { view: 'submission', key }],
    ['innsendinger/innsyn', { view: 'citizen' }],
    ['innsendinger/oppbevaring', { view: 'retention' }],
    ['innsendinger/mottakere', { view: 'recipients' }],
  ])('reads and writes %s', (path, route) => {
    expect(parseRoute(path)).toEqual(route);
    expect(routePath(route)).toBe(path);
  });

  it('begins at the services', () => {
    expect(parseRoute('')).toEqual({ view: 'services' });
    expect(parseRoute('/')).toEqual({ view: 'services' });
  });

  it.each(['ukjent', 'tjenester/ikke-en-nøkkel', `tjenester/${key}/nb-NO/contact/mer`, 'katalog/mer', 'endringer/mer', `endringer/${key}/mer`, 'sporingslogg/mer', 'skjemaer/mer', `skjemaer/${key}/mer`, 'innsendinger/mer', `innsendinger/${key}/mer`, `pakker/${key}`, `pakker/${key}/mer`, 'prosesser/mer', `prosesser/${key}/mer`, `prosesser/${key}/les/draft`, `prosesser/${key}/skjema/les/mer`, `prosesser/${key}/skjema/les/draft/mer`, 'innforing/mer', 'innforing/tjeneste', 'innforing/tjeneste/mer', `innforing/tjeneste/${key}/mer`, 'innforing/liste/mer', 'innforing/krav/mer', `innforing/krav/${key}/mer`, '%E0%A4%A'])('does not know %s', (path) => {
    expect(parseRoute(path)).toEqual({ view: 'notFound' });
  });
});

/** What Umbraco's router does to the page's history. */
function patchHistory() {
  const native = { pushState: history.pushState.bind(history), replaceState: history.replaceState.bind(history) };
  for (const name of ['pushState', 'replaceState'] as const) {
    history[name] = (state: unknown, title: string, url?: string | URL | null) => {
      const detail = { url, eventName: name.toLowerCase() };
      if (window.dispatchEvent(new CustomEvent('willchangestate', { cancelable: true, detail }))) {
        native[name](state, title, url);
        window.dispatchEvent(new CustomEvent('changestate'));
      }
    };
  }
  return () => Object.assign(history, native);
}

describe('router under Umbraco', () => {
  const base = '/umbraco/section/tjenester/view/oversikt';
  let router: Router;
  let restore: () => void;

  beforeEach(() => {
    restore = patchHistory();
    history.pushState(null, '', '/umbraco/section/tjenester');
    router = new Router('path', base);
    router.start();
  });

  afterEach(() => {
    router.stop();
    restore();
  });

  it('gives every place a path under the section', () => {
    expect(router.href({ view: 'service', key })).toBe(`${base}/tjenester/${key}`);
  });

  it('starts at the services where Umbraco opened the section itself', () => {
    expect(router.route).toEqual({ view: 'services' });
  });

  it('follows a link that Umbraco takes', () => {
    const changed = vi.fn();
    router.addEventListener('change', changed);
    history.pushState(null, '', `${base}/katalog`);
    expect(router.route).toEqual({ view: 'catalogue' });
    expect(changed).toHaveBeenCalledOnce();
  });

  it('leaves addresses of others alone', () => {
    history.pushState(null, '', `${base}/katalog`);
    history.pushState(null, '', '/umbraco/section/content');
    expect(router.route).toEqual({ view: 'catalogue' });
  });

  it('holds the reader back until they agree to leave', async () => {
    router.go({ view: 'service', key });
    const ask = vi.fn().mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    router.guard = { holds: (target) => target?.view !== 'service', ask };

    history.pushState(null, '', '/umbraco/section/content');
    await vi.waitFor(() => { expect(ask).toHaveBeenCalledTimes(1); });
    expect(location.pathname).toBe(`${base}/tjenester/${key}`);

    history.pushState(null, '', '/umbraco/section/content');
    await vi.waitFor(() => { expect(location.pathname).toBe('/umbraco/section/content'); });
  });

  it('lets the reader move within what the guard does not hold', () => {
    router.go({ view: 'service', key });
    const ask = vi.fn();
    router.guard = { holds: (target) => target?.view !== 'service' || target.key !== key, ask };
    history.pushState(null, '', `${base}/tjenester/${key}/nn-NO`);
    expect(router.route).toMatchObject({ culture: 'nn-NO' });
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('router in the shell', () => {
  let router: Router;

  beforeEach(() => {
    history.pushState(null, '', '/umbraco');
    router = new Router('hash', '/umbraco');
    router.start();
  });

  afterEach(() => {
    router.stop();
  });

  const goTo = (hash: string) => {
    history.pushState(null, '', `/umbraco${hash}`);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  };

  it('keeps the place behind the hash', () => {
    expect(router.href({ view: 'queue', key })).toBe(`/umbraco#/godkjenning/${key}`);
    goTo(`#/godkjenning/${key}`);
    expect(router.route).toEqual({ view: 'queue', key });
  });

  it('puts the address back while it asks', async () => {
    router.go({ view: 'service', key });
    let answer: (yes: boolean) => void = () => undefined;
    router.guard = { holds: (target) => target?.view !== 'service' || target.key !== key, ask: () => new Promise<boolean>((resolve) => { answer = resolve; }) };
    goTo(`#/tjenester/${other}`);
    expect(location.hash).toBe(`#/tjenester/${key}`);
    expect(router.route).toMatchObject({ key });
    answer(true);
    await vi.waitFor(() => { expect(router.route).toMatchObject({ key: other }); });
    expect(location.hash).toBe(`#/tjenester/${other}`);
  });
});
