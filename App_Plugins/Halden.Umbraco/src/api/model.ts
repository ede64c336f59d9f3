/** Shapes of the editors' API, as docs/editors-api.md gives them. */

export type ServiceState = 'draft' | 'submitted' | 'approved' | 'rejected' | 'changed';
export type FieldKind = 'text' | 'longText' | 'html' | 'links' | 'date' | 'flag' | 'list';
export type RecipientKind = 'mailbox' | 'lineOfBusinessSystem';

export interface NamedKey {
  key: string;
  name: string;
}

export interface Me extends NamedKey {
  email: string;
  isEditor: boolean;
  isAdministrator: boolean;
  directorOf: NamedKey[];
}

export interface Label {
  nb: string;
  nn: string;
  en: string;
}

export interface Field {
  alias: string;
  kind: FieldKind;
  label: Label;
  audience: 'public' | 'internal';
  maxLength: number | null;
  /** Alias of the field whose value is this field's heading. */
  headingFrom: string | null;
}

export interface Section {
  alias: string;
  label: Label;
  fields: Field[];
}

export interface Culture {
  culture: string;
  name: string;
  isDefault: boolean;
}

export interface Schema {
  cultures: Culture[];
  sections: Section[];
}

export interface ServiceSummary {
  key: string;
  title: string;
  state: ServiceState;
  department: NamedKey | null;
  owner: string | null;
  recipient: string | null;
  cultures: string[];
  publishedCultures: string[];
  source: string | null;
  updatedAt: string;
}

export interface ServicePage {
  total: number;
  items: ServiceSummary[];
}

export interface ServiceQuery {
  q?: string;
  state?: string;
  department?: string;
  skip?: number;
  take?: number;
}

/** What the public may see of one language. */
export interface PublicText {
  title: string;
  fields: Record<string, string>;
}

export interface ServiceText extends PublicText {
  internal: Record<string, string>;
}

export interface Register {
  version: string;
  departmentKey: string | null;
  departmentName: string | null;
  directorName: string | null;
  ownerName: string | null;
  ownerEmail: string | null;
  recipientKind: RecipientKind | null;
  recipient: string | null;
}

export interface Approval {
  state: ServiceState;
  hash: string | null;
  submittedBy: string | null;
  submittedAt: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  comment: string | null;
  mayApprove: boolean;
  whyNot: string | null;
}

export interface Service {
  key: string;
  version: string;
  title: string;
  state: ServiceState;
  /** The catalogue it follows; null for a service that is only local. */
  source: string | null;
  texts: Record<string, ServiceText>;
  register: Register;
  approval: Approval;
  publishedCultures: string[];
  publishedTexts: Record<string, PublicText>;
  addresses: Record<string, string>;
  missing: string[];
}

export interface SaveText {
  version: string;
  title?: string;
  fields?: Record<string, string>;
  internal?: Record<string, string>;
}

export type RegisterValues = Pick<Register, 'departmentKey' | 'ownerName' | 'ownerEmail' | 'recipientKind' | 'recipient'>;
export type SaveRegister = RegisterValues & { version: string };

export interface HistoryEntry {
  at: string;
  who: string;
  action: string;
  comment: string | null;
  packageHash: string | null;
}

export interface QueueItem {
  key: string;
  title: string;
  department: string | null;
  submittedBy: string | null;
  submittedAt: string | null;
  hash: string;
  texts: Record<string, PublicText>;
  publishedTexts: Record<string, PublicText>;
  mayApprove: boolean;
  whyNot: string | null;
}

export interface Department extends NamedKey {
  director: NamedKey | null;
  services: number;
}

export interface User extends NamedKey {
  email: string;
}

export interface CatalogueSource {
  name: string;
  isConfigured: boolean;
  whatToDo: string | null;
}

export type ImportOutcome = 'created' | 'updated' | 'unchanged' | 'kept' | 'skipped' | 'refused' | 'withdrawn';

export interface ImportItem {
  serviceId: string | null;
  title: string | null;
  /** Place in the source, from 1, of an element that was not taken in. */
  position: number | null;
  outcome: ImportOutcome;
  messages: string[];
}

/** How an import ended. */
export type ImportStatus = 'completed' | 'busy' | 'unreadable' | 'notReady' | 'cancelled' | 'failed';

export interface ImportReport extends Record<ImportOutcome, number> {
  /** Null for one that was not recorded, such as a trial. */
  id: string | null;
  source: string;
  status: ImportStatus;
  /** The report in a sentence or two; for what went wrong, what to do. */
  message: string;
  startedAt: string;
  finishedAt: string | null;
  dryRun: boolean;
  /** How many rows there was no room for. */
  unlisted: number;
  /** Null where only the counts were asked for. */
  items: ImportItem[] | null;
}

/** An import that somebody started. */
export interface ImportJob {
  id: string;
  source: string;
  dryRun: boolean;
  startedBy: string;
  startedAt: string;
  phase: 'reading' | 'importing' | 'finished';
  /** How many elements have been read. */
  elements: number;
  /** How much of the source that is, from 0 to 1; null where it does not say. */
  share: number | null;
  /** Services taken in, of how many, and the last one's name. */
  done: number;
  total: number;
  title: string | null;
  isCancelling: boolean;
  report: ImportReport | null;
}

export interface Catalogue {
  sources: CatalogueSource[];
  /** Without items. */
  runs: ImportReport[];
  /** Under way, or the last since the site started. */
  import: ImportJob | null;
}

/** A service where a national change waits for a person. */
export interface NationalChange {
  key: string;
  title: string;
  department: string | null;
  owner: string | null;
  /** How many fields wait, in all languages. */
  fields: number;
  cultures: string[];
}

export interface MergeConflict {
  id: string;
  reason: string;
  /** Parts of the field's value; an empty one was taken out on that side. */
  base: string;
  local: string;
  national: string;
}

export interface WaitingField {
  alias: string;
  kind: FieldKind;
  base: string;
  local: string;
  national: string;
  /** What fits together is merged; in a conflict the municipality's words stand. */
  merged: string;
  conflicts: MergeConflict[];
  /** HTML with ins and del, word by word against base. */
  localMarked: string;
  nationalMarked: string;
}

export interface NationalCulture {
  /** Alias → the newest national value; the title under `title`. */
  national: Record<string, string>;
  waiting: WaitingField[];
}

/** The national text beside the municipality's. */
export interface NationalText {
  key: string;
  title: string;
  version: string;
  source: string;
  serviceId: string;
  isDetached: boolean;
  fetchedAt: string | null;
  cultures: Record<string, NationalCulture>;
}

export type ConflictChoice = 'local' | 'national' | 'localThenNational' | 'nationalThenLocal';

/** What a person decided about one waiting field. */
export type Settlement =
  | { choice: 'takeNational' }
  | { choice: 'keepLocal' }
  | { choice: 'merge'; conflicts: Record<string, ConflictChoice> }
  | { choice: 'edit'; value: string };

/** A link in a field of kind `links`. */
export interface ServiceLink {
  title: string;
  url: string;
}
