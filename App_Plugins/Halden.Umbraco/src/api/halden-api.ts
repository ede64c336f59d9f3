import { ApiError } from './api-error.js';
import type {
  AuditPage, AuditPerson, AuditQuery, AuditVerdict, Catalogue, Department, HistoryEntry, ImportReport, Me, NationalChange, NationalText, PastPackage, QueueItem, SaveRegister, SaveText, Schema,
  Service, ServicePage, ServiceQuery, Settlement, User, WaitingField,
} from './model.js';

/** How the host reaches the server: the only thing that differs between Umbraco and the embedded shell. */
export interface ApiHost {
  /** Scheme and authority, empty for the page's own. */
  base: string;
  credentials: RequestCredentials;
  /** Headers that carry who is asking. */
  headers(isWrite: boolean): Promise<Record<string, string>>;
  /** Told when the server no longer knows who is asking. */
  signedOut?(isWrite: boolean): void;
}

const root = '/umbraco/halden/api/v1/';

/** The part of an address that asks for something; what is empty is not asked for. */
function search(query: object) {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
}

/** Client of docs/editors-api.md. Whatever is refused is thrown as {@link ApiError}. */
export class HaldenApi {
  readonly #host: ApiHost;

  constructor(host: ApiHost) {
    this.#host = host;
  }

  me = () => this.#get<Me>('me');
  schema = () => this.#get<Schema>('schema');

  services = (query: ServiceQuery, signal?: AbortSignal) => this.#send<ServicePage>('GET', `services?${search(query)}`, undefined, signal);

  service = (key: string) => this.#get<Service>(`services/${key}`);
  createService = (title: string, culture: string) => this.#send<Service>('POST', 'services', { title, culture });
  saveText = (key: string, culture: string, text: SaveText) => this.#send<Service>('PUT', `services/${key}/texts/${culture}`, text);
  saveRegister = (key: string, register: SaveRegister) => this.#send<Service>('PUT', `services/${key}/register`, register);
  submit = (key: string) => this.#send<Service>('POST', `services/${key}/submit`, {});
  approve = (key: string, hash: string) => this.#send<Service>('POST', `services/${key}/approve`, { hash });
  reject = (key: string, hash: string, comment: string) => this.#send<Service>('POST', `services/${key}/reject`, { hash, comment });
  publish = (key: string) => this.#send<Service>('POST', `services/${key}/publish`, {});
  unpublish = (key: string) => this.#send<Service>('POST', `services/${key}/unpublish`, {});
  history = (key: string) => this.#get<HistoryEntry[]>(`services/${key}/history`);
  pastPackage = (key: string, hash: string) => this.#get<PastPackage>(`services/${key}/packages/${hash}`);

  audit = (query: AuditQuery, signal?: AbortSignal) => this.#send<AuditPage>('GET', `audit?${search(query)}`, undefined, signal);
  auditPeople = () => this.#get<AuditPerson[]>('audit/people');
  /** @param head hash of a line that was noted elsewhere; none where it is empty. */
  auditVerification = (head: string) => this.#get<AuditVerdict>(`audit/verification?${search({ head })}`);
  auditFile = async (format: 'csv' | 'json', query: AuditQuery) => {
    const response = await this.#fetch('GET', `audit/export?${search({ format, ...query })}`);
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
    return { blob: await response.blob(), name: name ?? `sporingslogg.${format}` };
  };
  pseudonymise = (id: string) => this.#send<unknown>('POST', `audit/people/${id}/pseudonymise`, {});

  queue = () => this.#get<QueueItem[]>('queue');

  departments = () => this.#get<Department[]>('departments');
  createDepartment = (name: string, directorKey: string | null) => this.#send<unknown>('POST', 'departments', { name, directorKey });
  saveDepartment = (key: string, name: string, directorKey: string | null) =>
    this.#send<unknown>('PUT', `departments/${key}`, { name, directorKey });
  deleteDepartment = (key: string) => this.#send<unknown>('DELETE', `departments/${key}`);
  users = () => this.#get<User[]>('users');

  catalogue = () => this.#get<Catalogue>('catalogue');
  importFrom = (source: string, dryRun: boolean) => this.#send<ImportReport>('POST', `catalogue/import/${encodeURIComponent(source)}`, { dryRun });
  importFile = (file: File, dryRun: boolean) => {
    const form = new FormData();
    form.append('file', file);
    form.append('dryRun', String(dryRun));
    return this.#send<ImportReport>('POST', 'catalogue/import', form);
  };

  /** @param department key, or `none`; all where it is empty. */
  nationalChanges = (department = '') =>
    this.#get<NationalChange[]>(`catalogue/changes${department ? `?department=${encodeURIComponent(department)}` : ''}`);
  nationalText = (key: string) => this.#get<NationalText>(`services/${key}/national`);
  /** @param shown the text that the person has read: refused with 409 if it is no longer that one. */
  settle = (shown: NationalText, culture: string, field: WaitingField, settlement: Settlement) =>
    this.#send<NationalText>('POST', `services/${shown.key}/national/${culture}/${encodeURIComponent(field.alias)}`, {
      version: shown.version, national: field.national, ...settlement,
    });
  detach = (key: string) => this.#send<unknown>('POST', `services/${key}/national/detach`, {});
  follow = (key: string) => this.#send<unknown>('POST', `services/${key}/national/follow`, {});

  #get<T>(path: string) {
    return this.#send<T>('GET', path);
  }

  async #send<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
    const text = await (await this.#fetch(method, path, body, signal)).text();
    try {
      return (text ? JSON.parse(text) : undefined) as T;
    } catch {
      // A proxy or a sign-in page answered in the server's stead.
      throw new ApiError(502, '');
    }
  }

  async #fetch(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> {
    const isWrite = method !== 'GET';
    let response: Response;
    try {
      const headers: Record<string, string> = { Accept: 'application/json', ...(await this.#host.headers(isWrite)) };
      const isForm = body instanceof FormData;
      if (body && !isForm) {
        headers['Content-Type'] = 'application/json';
      }
      response = await fetch(`${this.#host.base}${root}${path}`, {
        method,
        headers,
        credentials: this.#host.credentials,
        body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
        signal,
      });
    } catch (fault) {
      if (fault instanceof ApiError || (fault instanceof DOMException && fault.name === 'AbortError')) {
        throw fault;
      }
      throw new ApiError(0, '');
    }

    if (!response.ok) {
      if (response.status === 401) {
        this.#host.signedOut?.(isWrite);
      }
      throw await ApiError.from(response);
    }
    return response;
  }
}
