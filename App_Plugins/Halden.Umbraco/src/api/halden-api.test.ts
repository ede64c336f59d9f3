import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.js';
import { HaldenApi, type ApiHost } from './halden-api.js';

const answer = (status: number, body?: unknown, type = 'application/json') =>
  new Response(body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'Content-Type': type } });

const refusal = (promise: Promise<unknown>) => promise.then(() => { throw new Error('was not refused'); }, (fault: unknown) => fault as ApiError);

describe('HaldenApi', () => {
  const fetch = vi.fn<typeof globalThis.fetch>();
  let host: ApiHost;
  let api: HaldenApi;

  beforeEach(() => {
    vi.stubGlobal('fetch', fetch);
    host = { base: 'https://halden.example', credentials: 'include', headers: vi.fn((isWrite: boolean) => Promise.resolve({ 'X-Write': String(isWrite) })), signedOut: vi.fn() };
    api = new HaldenApi(host);
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    fetch.mockReset();
  });

  it('asks the host’s server with the host’s headers', async () => {
    fetch.mockResolvedValue(answer(200, { key: '1' }));
    await api.me();
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe('https://halden.example/umbraco/halden/api/v1/me');
    expect(init).toMatchObject({ method: 'GET', credentials: 'include', headers: { 'X-Write': 'false' } });
  });

  it('leaves empty filters out', async () => {
    fetch.mockResolvedValue(answer(200, { total: 0, items: [] }));
    await api.services({ q: 'barnehage & sfo', state: '', department: 'none', skip: 0, take: 50 });
    expect(fetch.mock.calls[0]![0]).toMatch(/services\?q=barnehage\+%26\+sfo&department=none&skip=0&take=50$/);
  });

  it('sends what is written as JSON, marked as a write', async () => {
    fetch.mockResolvedValue(answer(200, {}));
    await api.reject('k', 'h', 'Prisen er gammel.');
    expect(fetch.mock.calls[0]![1]).toMatchObject({ method: 'POST', body: '{"hash":"h","comment":"Prisen er gammel."}', headers: { 'Content-Type': 'application/json', 'X-Write': 'true' } });
  });

  it('settles a field of the text that was shown', async () => {
    fetch.mockResolvedValue(answer(200, {}));
    const field = { alias: 'lead', kind: 'longText', base: '', local: 'a', national: 'b', merged: 'a', conflicts: [], localMarked: '', nationalMarked: '' } as const;
    const shown = { key: 'k', title: '', version: 'v', stamp: 's', withdrawnAt: null, source: 'ntk', serviceId: '1', isDetached: false, fetchedAt: null, cultures: {} };
    await api.settle(shown, 'nn-NO', { ...field, conflicts: [] }, { choice: 'merge', conflicts: { c: 'local' } });
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toMatch(/services\/k\/national\/nn-NO\/lead$/);
    expect(init).toMatchObject({ method: 'POST', body: '{"version":"v","national":"b","choice":"merge","conflicts":{"c":"local"}}' });
  });

  it('gives the preview as the page it is, and its refusal as a problem', async () => {
    fetch.mockResolvedValue(answer(200, '<!DOCTYPE html><h1>SFO</h1>', 'text/html'));
    expect(await api.preview('k', 'nb-NO')).toBe('<!DOCTYPE html><h1>SFO</h1>');
    expect(fetch.mock.calls[0]![1]!.headers).toHaveProperty('Accept', 'text/html, application/problem+json;q=0.9');
    fetch.mockResolvedValue(answer(404, { title: 'Finnes ikke' }, 'application/problem+json'));
    expect(await refusal(api.preview('k', 'en-US'))).toMatchObject({ status: 404, title: 'Finnes ikke' });
  });

  it('sends a file as a form and lets the browser name its boundary', async () => {
    fetch.mockResolvedValue(answer(200, {}));
    await api.importFile(new File(['{}'], 'ntk.json'), true);
    const init = fetch.mock.calls[0]![1]!;
    expect((init.body as FormData).get('dryRun')).toBe('true');
    expect(init.headers).not.toHaveProperty('Content-Type');
  });

  it('has no import where none was started', async () => {
    fetch.mockResolvedValue(answer(204));
    await expect(api.importJob()).resolves.toBeUndefined();
  });

  it('calls an import off by its id', async () => {
    fetch.mockResolvedValue(answer(200, {}));
    await api.cancelImport('i');
    expect(fetch.mock.calls[0]![0]).toMatch(/catalogue\/import\/i$/);
    expect(fetch.mock.calls[0]![1]).toMatchObject({ method: 'DELETE', headers: { 'X-Write': 'true' } });
  });

  it('takes an empty answer', async () => {
    fetch.mockResolvedValue(answer(204));
    await expect(api.deleteDepartment('k')).resolves.toBeUndefined();
  });

  it('gives the server’s own words for a refusal', async () => {
    fetch.mockResolvedValue(answer(409, { title: 'Noen har endret tjenesten.', detail: 'Teksten er ikke lagret.', operationStatus: 'Changed' }, 'application/problem+json'));
    const fault = await refusal(api.submit('k', null));
    expect(fault).toMatchObject({ status: 409, title: 'Noen har endret tjenesten.', detail: 'Teksten er ikke lagret.', operationStatus: 'Changed', isConflict: true });
  });

  it('gives the messages of each field', async () => {
    fetch.mockResolvedValue(answer(422, { title: 'Noe må rettes.', errors: { title: ['Skriv en tittel.'], email: 'Skriv en e-postadresse.', odd: [1] } }));
    const fault = await refusal(api.createService('', 'nb-NO'));
    expect(fault.isInvalid).toBe(true);
    expect(fault.errors).toEqual({ title: ['Skriv en tittel.'], email: ['Skriv en e-postadresse.'], odd: [] });
  });

  it('survives a proxy’s HTML', async () => {
    fetch.mockResolvedValue(answer(503, '<h1>Service Unavailable</h1>', 'text/html'));
    expect(await refusal(api.queue())).toMatchObject({ status: 503, title: '', errors: {} });
    fetch.mockResolvedValue(answer(200, '<h1>Logg inn</h1>', 'text/html'));
    expect(await refusal(api.queue())).toMatchObject({ status: 502 });
  });

  it('tells the host that the sign-in is over', async () => {
    fetch.mockResolvedValue(answer(401));
    expect((await refusal(api.approve('k', 'h'))).isSignedOut).toBe(true);
    expect(host.signedOut).toHaveBeenCalledWith(true);
  });

  it('has status 0 where no answer came', async () => {
    fetch.mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await refusal(api.me())).toMatchObject({ status: 0 });
  });

  it('lets a question that was taken back be just that', async () => {
    fetch.mockRejectedValue(new DOMException('', 'AbortError'));
    expect((await refusal(api.services({}))).name).toBe('AbortError');
  });
});
