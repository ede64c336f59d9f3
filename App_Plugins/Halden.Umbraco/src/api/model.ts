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
  number: number;
  at: string;
  who: string | null;
  action: string;
  /** What was done, in words. */
  what: string;
  comment: string | null;
  packageHash: string | null;
  /** By which way, in words; for administrators. */
  from: string | null;
  address: string | null;
}

/** One submission of a package, and what was decided. */
export interface Submission {
  submittedBy: string | null;
  submittedAt: string;
  decision: 'submitted' | 'approved' | 'rejected';
  decidedBy: string | null;
  decidedAt: string | null;
  comment: string | null;
  publishedAt: string | null;
}

/** A package as it was submitted. */
export interface PastPackage {
  key: string;
  hash: string;
  title: string;
  /** Whether it still has its hash. */
  isIntact: boolean;
  texts: Record<string, PublicText>;
  routing: { departments: string[]; ownerName: string | null; ownerEmail: string | null; recipient: string | null };
  submissions: Submission[];
}

export interface AuditPerson {
  id: string;
  name: string;
  isPseudonymised: boolean;
}

export interface AuditLine {
  number: number;
  at: string;
  person: AuditPerson | null;
  action: string;
  what: string;
  from: string | null;
  address: string | null;
  service: { key: string; title: string | null } | null;
  packageHash: string | null;
  comment: string | null;
}

export interface AuditPage {
  total: number;
  items: AuditLine[];
}

export interface AuditQuery {
  person?: string;
  service?: string;
  /** Moments: not before, and before. */
  from?: string;
  to?: string;
  skip?: number;
  take?: number;
}

export interface AuditVerdict {
  isWhole: boolean;
  lines: number;
  /** Hash of the last line. */
  head: string;
  faults: { kind: string; number: number | null; message: string }[];
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
  title: string;
  outcome: ImportOutcome;
  messages: string[];
}

export interface ImportReport extends Record<ImportOutcome, number> {
  id: string;
  source: string;
  startedAt: string;
  finishedAt: string | null;
  dryRun: boolean;
  items: ImportItem[];
}

export interface Catalogue {
  sources: CatalogueSource[];
  runs: ImportReport[];
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
