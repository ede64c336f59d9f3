import { ApiError } from './api-error.js';
import type { Audience, Benefit, Brief, InformationLog, RequirementSubject, Specification, SpecificationSummary, WrittenInformation, WrittenSpecification } from './benefit-model.js';
import type {
  AuditPage, AuditPerson, AuditQuery, AuditVerdict, BulkChange, BulkResults, Catalogue, CitizenFindings, Comment, DeliveryRecipient, Department, ErasureReason,
  FailedNotice, FormChoice, FormFault, FormStep, FormTypes, FormVersion, HistoryEntry, ImportedProcess, ImportedRegister, ImportJob, ImportReport, Los, LosUpdate, Me,
  MyNotices, NationalChange, NationalText, NewComment, NoticeMode, OpenedSubmission, Package, PackagedStage, PastPackage, ProcessChoices, ProcessDifferences,
  PlannedTask, ProcessDrawing, ProcessesInShort, ProcessStageView, ProcessToRead, PublicMessage, QueueItem, ReadyMadeProcess, RecipientTest, RegisterFigures,
  RegisterOfServices, Retention, RolloutBoard, RolloutPlan, RolloutService,
  SaveDepartment, SavedView, SaveRegister, SaveText, Schema, Service, ServiceFigures, ServicePage, ServiceProcesses, ServiceQuery, Settlement, SubmissionPage,
  SubmissionQuery, SubmissionState, SubmissionSummary, User, WaitingField, WholeChoice,
  WholeForm, WholeSettled, WrittenMessage, WrittenRolloutMark,
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

const fileTypes = { svg: 'image/svg+xml', pdf: 'application/pdf', bpmn: 'application/xml' } as const;

/** Client of docs/editors-api.md. Whatever is refused is thrown as {@link ApiError}. */
export class HaldenApi {
  readonly #host: ApiHost;

  /** The language of the texts for a person that the server answers with, as in Accept-Language. */
  language = '';

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
  /** @param publishAt null for as soon as it is approved */
  submit = (key: string, publishAt: string | null) => this.#send<Service>('POST', `services/${key}/submit`, { publishAt });
  approve = (key: string, hash: string) => this.#send<Service>('POST', `services/${key}/approve`, { hash });
  reject = (key: string, hash: string, comment: string) => this.#send<Service>('POST', `services/${key}/reject`, { hash, comment });
  publish = (key: string) => this.#send<Service>('POST', `services/${key}/publish`, {});
  unpublish = (key: string) => this.#send<Service>('POST', `services/${key}/unpublish`, {});
  schedule = (key: string, publishAt: string) => this.#send<Service>('PUT', `services/${key}/schedule`, { publishAt });
  cancelSchedule = (key: string) => this.#send<Service>('DELETE', `services/${key}/schedule`);
  dismissRefusedRelease = (key: string) => this.#send<Service>('DELETE', `services/${key}/refused-release`);
  reviewed = (key: string) => this.#send<Service>('POST', `services/${key}/reviewed`, {});
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
  package = (key: string) => this.#get<Package>(`services/${key}/package`);
  /** The page as citizens will see it, as HTML. */
  preview = async (key: string, culture: string) =>
    (await this.#fetch('GET', `services/${key}/preview/${culture}`, undefined, undefined, 'text/html, application/problem+json;q=0.9')).text();

  comments = (key: string) => this.#get<Comment[]>(`services/${key}/comments`);
  comment = (key: string, comment: NewComment) => this.#send<Comment[]>('POST', `services/${key}/comments`, comment);
  resolveComment = (key: string, id: string) => this.#send<Comment[]>('POST', `services/${key}/comments/${id}/resolve`, {});
  reopenComment = (key: string, id: string) => this.#send<Comment[]>('POST', `services/${key}/comments/${id}/reopen`, {});

  messages = () => this.#get<PublicMessage[]>('messages');
  putUpMessage = (message: WrittenMessage) => this.#send<PublicMessage[]>('POST', 'messages', message);
  changeMessage = (id: string, message: WrittenMessage) => this.#send<PublicMessage[]>('PUT', `messages/${id}`, message);
  endMessage = (id: string, version: number) => this.#send<PublicMessage[]>('POST', `messages/${id}/end`, { version });

  register = () => this.#get<RegisterOfServices>('register');
  /** @param rows the rows as they were shown, or the address of whose rows are meant */
  previewBulk = (rows: readonly { key: string; version?: string | null }[] | string, change: BulkChange) =>
    this.#send<BulkResults>('POST', 'register/bulk/preview', typeof rows === 'string' ? { ownedBy: rows, ...change } : { rows, ...change });
  changeBulk = (rows: readonly { key: string; version?: string | null }[], change: BulkChange) => this.#send<BulkResults>('POST', 'register/bulk', { rows, ...change });
  registerFile = async (format: 'xlsx' | 'csv', columns: readonly string[] | null, keys: readonly string[] | null) => {
    const response = await this.#fetch('POST', 'register/export', { format, columns, keys }, undefined, '*/*');
    const name = /filename="?([^";]+)"?/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
    return { blob: await response.blob(), name: name ?? `register.${format}` };
  };
  /** @param stamp of the preview, to have it done; null to see what would be */
  importRegister = (file: File, stamp: string | null) => {
    const form = new FormData();
    form.append('file', file);
    if (stamp) {
      form.append('stamp', stamp);
    }
    return this.#send<ImportedRegister>('POST', 'register/import', form);
  };
  registerFigures = () => this.#get<RegisterFigures>('register/figures');
  registerViews = <V>() => this.#get<SavedView<V>[]>('register/views');
  saveRegisterView = <V>(id: string, view: { name: string; shown: V; isShared: boolean }) => this.#send<SavedView<V>[]>('PUT', `register/views/${id}`, view);
  deleteRegisterView = <V>(id: string) => this.#send<SavedView<V>[]>('DELETE', `register/views/${id}`);
  /** Sends the service's recipient something marked as a test. */
  testRecipient = (key: string) => this.#send<RecipientTest>('POST', `services/${key}/recipient/test`, {});

  information = () => this.#get<InformationLog>('rollout/information');
  /** @param id null for a new one */
  saveInformation = (id: string | null, written: WrittenInformation) => this.#send<InformationLog>(id ? 'PUT' : 'POST', `rollout/information${id ? `/${id}` : ''}`, written);
  deleteInformation = (id: string, version: string) => this.#send<InformationLog>('DELETE', `rollout/information/${id}?${search({ version })}`);
  brief = (audience: Audience, department: string) => this.#get<Brief>(`rollout/information/briefs/${audience}?${search({ department })}`);
  briefPdf = (audience: Audience, department: string) => this.#file(`rollout/information/briefs/${audience}/pdf?${search({ department })}`, `${audience}.pdf`);
  benefit = () => this.#get<Benefit>('rollout/benefit');
  benefitFile = (format: 'xlsx' | 'csv') => this.#file(`rollout/benefit/export?${search({ format })}`, `nytte.${format}`);
  saveAssumptions = (version: string | null, hourlyCost: number | null) => this.#send<Benefit>('PUT', 'rollout/benefit/assumptions', { version, hourlyCost });
  saveBenefit = (key: string, written: { version: string | null; volume: number | null; oneOffCost: number | null; yearlyCost: number | null }) => this.#send<Benefit>('PUT', `rollout/benefit/services/${key}`, written);
  specifications = () => this.#get<SpecificationSummary[]>('rollout/requirements');
  specification = (id: string) => this.#get<Specification>(`rollout/requirements/${id}`);
  beginSpecification = (begun: { title: string; subject: RequirementSubject; isReadyMade: boolean }) => this.#send<Specification>('POST', 'rollout/requirements', begun);
  saveSpecification = (id: string, written: WrittenSpecification) => this.#send<Specification>('PUT', `rollout/requirements/${id}`, written);
  deleteSpecification = (id: string, version: string) => this.#send<SpecificationSummary[]>('DELETE', `rollout/requirements/${id}?${search({ version })}`);
  specificationFile = (id: string, format: 'xlsx' | 'csv' | 'pdf') =>
    this.#file(`rollout/requirements/${id}/${format === 'pdf' ? 'pdf' : `export?${search({ format })}`}`, `krav.${format}`);

  figures = (key: string) => this.#get<ServiceFigures>(`services/${key}/figures`);

  departments = () => this.#get<Department[]>('departments');
  createDepartment = (department: SaveDepartment) => this.#send<unknown>('POST', 'departments', department);
  saveDepartment = (key: string, department: SaveDepartment) => this.#send<unknown>('PUT', `departments/${key}`, department);
  /** @param from first day, @param to last day, both yyyy-MM-dd */
  addDeputy = (key: string, userKey: string, from: string, to: string) => this.#send<Department>('POST', `departments/${key}/deputies`, { userKey, from, to });
  endDeputy = (key: string, deputyKey: string) => this.#send<Department>('DELETE', `departments/${key}/deputies/${deputyKey}`);
  deleteDepartment = (key: string) => this.#send<unknown>('DELETE', `departments/${key}`);

  forms = () => this.#get<FormChoice[]>('forms');
  formTypes = <T>() => this.#get<FormTypes<T>>('forms/types');
  form = <F>(id: string) => this.#get<WholeForm<F>>(`forms/${id}`);
  /** @param from id of the form it is to be like; null for an empty one */
  createForm = (name: string, from: string | null) => this.#send<WholeForm<unknown>>('POST', 'forms', { name, from });
  importForm = (file: File) => {
    const form = new FormData();
    form.append('file', file);
    return this.#send<WholeForm<unknown>>('POST', 'forms/import', form);
  };
  saveForm = <F>(id: string, version: string, form: F) => this.#send<WholeForm<F>>('PUT', `forms/${id}`, { version, form });
  checkForm = (form: object, signal?: AbortSignal) => this.#send<{ faults: FormFault[] }>('POST', 'forms/check', form, signal);
  deleteForm = (id: string, version: string) => this.#send<unknown>('DELETE', `forms/${id}?${search({ version })}`);
  formVersions = (id: string) => this.#get<FormVersion[]>(`forms/${id}/versions`);
  formVersion = <F>(id: string, number: number) => this.#get<F>(`forms/${id}/versions/${number}`);
  restoreForm = <F>(id: string, version: string, number: number) => this.#send<WholeForm<F>>('POST', `forms/${id}/versions/${number}/restore`, { version });
  /** A page of an unsaved form as citizens would meet it, as HTML. */
  previewForm = async (form: object, step: FormStep, signal?: AbortSignal) =>
    (await this.#fetch('POST', 'forms/preview', { form, ...step }, signal, 'text/html, application/problem+json;q=0.9')).text();
  allProcesses = () => this.#get<ProcessesInShort[]>('processes');
  readyMadeProcesses = () => this.#get<ReadyMadeProcess[]>('processes/ready-made');
  processes = <M>(key: string) => this.#get<ServiceProcesses<M>>(`services/${key}/processes`);
  chooseStages = <M>(key: string, choices: ProcessChoices) => this.#send<ServiceProcesses<M>>('PUT', `services/${key}/processes`, choices);
  /** @param version of the stage that was changed; null where there was none */
  saveProcess = <M>(key: string, stage: string, version: string | null, model: object) => this.#send<ProcessStageView<M>>('PUT', `services/${key}/processes/${stage}`, { version, model });
  copyProcess = <M>(key: string, stage: string, version: string | null, from: { fromStage: string; fromService?: string; readyMade?: string }) =>
    this.#send<ProcessStageView<M>>('POST', `services/${key}/processes/${stage}/copy`, { version, ...from });
  deleteProcess = (key: string, stage: string, version: string) => this.#send<unknown>('DELETE', `services/${key}/processes/${stage}?${search({ version })}`);
  /** @param version hash of the package that it is taken from; what is being edited where it is left out */
  processDifferences = (key: string, stage: string, since: string, version = '') => this.#get<ProcessDifferences>(`services/${key}/processes/${stage}/differences?${search({ since, package: version })}`);
  /** @param stage today's where it is empty; @param version hash of the package that it was approved in, or `draft`; what was approved last where it is empty */
  processReading = (key: string, stage: string, version: string) => this.#get<ProcessToRead>(`services/${key}/processes/reading?${search({ stage, package: version })}`);
  processFile = async (key: string, stage: string, type: keyof typeof fileTypes, version = '') =>
    (await this.#fetch('GET', `services/${key}/processes/${stage}/${type}?${search({ package: version })}`, undefined, undefined, `${fileTypes[type]}, application/problem+json;q=0.9`)).blob();
  packageProcesses = (key: string) => this.#get<PackagedStage[]>(`services/${key}/package/processes`);
  /** The drawing of an unsaved model. */
  drawProcess = (title: string, model: object, signal?: AbortSignal) => this.#send<ProcessDrawing>('POST', 'processes/drawing', { title, model }, signal);
  processPdf = async (title: string, model: object) => (await this.#fetch('POST', 'processes/pdf', { title, model }, undefined, 'application/pdf, application/problem+json;q=0.9')).blob();
  importProcess = <M>(file: File) => {
    const form = new FormData();
    form.append('file', file);
    return this.#send<ImportedProcess<M>>('POST', 'processes/import', form);
  };
  users = () => this.#get<User[]>('users');

  myNotices = () => this.#get<MyNotices>('me/notices');
  chooseNotices = (mode: NoticeMode) => this.#send<MyNotices>('PUT', 'me/notices', { mode });
  failedNotices = () => this.#get<FailedNotice[]>('notices/failed');
  retryNotice = (id: string) => this.#send<unknown>('POST', `notices/failed/${id}/retry`, {});
  retryNotices = () => this.#send<unknown>('POST', 'notices/failed/retry', {});

  submissionSummary = () => this.#get<SubmissionSummary>('submissions/summary');
  submissions = (query: SubmissionQuery, signal?: AbortSignal) => this.#send<SubmissionPage>('GET', `submissions?${search(query)}`, undefined, signal);
  /** Opens one, which is noted in the audit trail each time. */
  submission = (id: string) => this.#get<OpenedSubmission>(`submissions/${id}`);
  submissionFile = async (id: string, file: string) => (await this.#fetch('GET', `submissions/${id}/attachments/${file}`, undefined, undefined, '*/*')).blob();
  setSubmissionState = (id: string, state: SubmissionState, version: number) => this.#send<unknown>('PUT', `submissions/${id}/state`, { state, version });
  retryDelivery = (id: string, delivery: string) => this.#send<unknown>('POST', `submissions/${id}/deliveries/${delivery}/retry`, {});
  /** @param service key of the service whose failed deliveries are meant; all where it is empty */
  retryDeliveries = (service: string) => this.#send<{ retried: number }>('POST', 'submissions/deliveries/retry', { service: service || null });
  /** In the body, so that no log of addresses has what was searched for. */
  /** A submission on paper. */
  submissionPdf = async (id: string, delivery: string) => (await this.#fetch('GET', `submissions/${id}/deliveries/${delivery}/pdf`, undefined, undefined, 'application/pdf, application/problem+json;q=0.9')).blob();
  /** Notes that a person has registered it, under a case number or none. */
  registerDelivery = (id: string, delivery: string, theirReference: string | null) => this.#send<unknown>('POST', `submissions/${id}/deliveries/${delivery}/registered`, { theirReference });
  deliveryRecipients = () => this.#get<DeliveryRecipient[]>('deliveries/recipients');
  pauseDeliveries = (channel: string, recipient: string, isPaused: boolean) => this.#send<unknown>('PUT', 'deliveries/recipients/pause', { channel, recipient, isPaused });
  /** Everything that failed, whosever it is. */
  retryAllDeliveries = () => this.#send<{ retried: number }>('POST', 'deliveries/retry', {});
  findCitizen = (term: string) => this.#send<CitizenFindings>('POST', 'submissions/search', { term });
  exportSubmissions = async (submissions: readonly string[]) => (await this.#fetch('POST', 'submissions/export', { submissions }, undefined, 'application/zip, application/problem+json;q=0.9')).blob();
  eraseSubmissions = (submissions: readonly string[], reason: ErasureReason) => this.#send<{ erased: number }>('POST', 'submissions/erase', { submissions, reason });
  retention = () => this.#get<Retention>('submissions/retention');
  /** @param keepDays null for the site's, as is anonymise */
  keepSubmissions = (service: string, keepDays: number | null, anonymise: boolean | null) => this.#send<unknown>('PUT', `submissions/retention/${service}`, { keepDays, anonymise });

  catalogue = () => this.#get<Catalogue>('catalogue');
  importRun = (id: string) => this.#get<ImportReport>(`catalogue/runs/${id}`);
  /** The import that is under way, or the last since the site started. */
  importJob = () => this.#get<ImportJob | undefined>('catalogue/import');
  importFrom = (source: string, dryRun: boolean) => this.#send<ImportJob>('POST', `catalogue/import/${encodeURIComponent(source)}`, { dryRun });
  importFile = (file: File, dryRun: boolean, signal?: AbortSignal) => {
    const form = new FormData();
    form.append('dryRun', String(dryRun));
    form.append('file', file);
    return this.#send<ImportJob>('POST', 'catalogue/import', form, signal);
  };
  cancelImport = (id: string) => this.#send<ImportJob>('DELETE', `catalogue/import/${id}`);

  los = () => this.#get<Los>('catalogue/los');
  /** Concepts by name or synonym; the main themes, or all life events, where the query is empty. */
  findInLos = (query: string, culture: string, lifeEvents: boolean, signal?: AbortSignal) =>
    this.#send<Los>('GET', `catalogue/los?${new URLSearchParams({ q: query, culture, lifeEvents: String(lifeEvents) }).toString()}`, undefined, signal);
  /** The concepts that addresses name, each found by the address as it was asked for. */
  namedInLos = (psi: string[], culture: string) =>
    this.#get<Los>(`catalogue/los?${new URLSearchParams([['culture', culture], ...psi.map((address) => ['psi', address])]).toString()}`);
  uploadLos = (file: File, confirm: boolean) => {
    const form = new FormData();
    form.append('file', file);
    form.append('confirm', String(confirm));
    return this.#send<LosUpdate>('POST', 'catalogue/los', form);
  };
  fetchLos = (confirm: boolean) => this.#send<LosUpdate>('POST', 'catalogue/los/fetch', { confirm });

  nationalChanges = () => this.#get<NationalChange[]>('catalogue/changes');
  nationalText = (key: string) => this.#get<NationalText>(`services/${key}/national`);
  /** @param shown the text that the person has read: refused with 409 if it is no longer that one. */
  settle = (shown: NationalText, culture: string, field: WaitingField, settlement: Settlement) =>
    this.#send<NationalText>('POST', `services/${shown.key}/national/${culture}/${encodeURIComponent(field.alias)}`, {
      version: shown.version, national: field.national, ...settlement,
    });
  /** Settles all that waits in a service, or one field of it. @param stamp of what the person saw: refused with 409 if it is no longer that. */
  settleAll = (key: string, stamp: string, choice: WholeChoice, alias = '') =>
    this.#send<WholeSettled>('POST', `services/${key}/national/settle`, { stamp, choice, ...(alias ? { alias } : {}) });
  /** Brings back the municipality's text that a settlement replaced. @param version of the draft that was read; none where only the text itself matters. */
  restore = (key: string, culture: string, alias: string, version?: string) =>
    this.#send<NationalText>('POST', `services/${key}/national/${culture}/${encodeURIComponent(alias)}/restore`, version === undefined ? {} : { version });
  /** Lets a local service follow the catalogue service that another was imported from. */
  link = (key: string, service: string) => this.#send<NationalText>('POST', `services/${key}/national/link`, { service });
  detach = (key: string) => this.#send<unknown>('POST', `services/${key}/national/detach`, {});
  follow = (key: string) => this.#send<unknown>('POST', `services/${key}/national/follow`, {});

  rollout = () => this.#get<RolloutBoard>('rollout');
  rolloutService = (key: string) => this.#get<RolloutService>(`rollout/services/${key}`);
  rolloutPlan = () => this.#get<RolloutPlan>('rollout/plan');
  saveRolloutPlan = (version: string | null, tasks: readonly PlannedTask[]) => this.#send<RolloutPlan>('PUT', 'rollout/plan', { version, tasks });
  markRolloutWhole = (task: string, mark: WrittenRolloutMark) => this.#send<RolloutBoard>('PUT', `rollout/tasks/${task}`, mark);
  markRolloutService = (key: string, task: string, mark: WrittenRolloutMark) => this.#send<RolloutService>('PUT', `rollout/services/${key}/tasks/${task}`, mark);
  /** Takes services in, or gives those that are in it another start. */
  addToRollout = (keys: readonly string[], startsOn: string) => this.#send<RolloutBoard>('POST', 'rollout/services', { keys, startsOn });
  removeFromRollout = (keys: readonly string[]) => this.#send<RolloutBoard>('POST', 'rollout/services/remove', { keys });

  #get<T>(path: string) {
    return this.#send<T>('GET', path);
  }

  async #file(path: string, otherwise: string) {
    const response = await this.#fetch('GET', path, undefined, undefined, '*/*');
    return { blob: await response.blob(), name: /filename="?([^";]+)"?/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? otherwise };
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

  async #fetch(method: string, path: string, body?: object, signal?: AbortSignal, accept = 'application/json'): Promise<Response> {
    const isWrite = method !== 'GET';
    let response: Response;
    try {
      const headers: Record<string, string> = { Accept: accept, 'Accept-Language': this.language, ...(await this.#host.headers(isWrite)) };
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
