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
  /** Alias → what is to stand round the national text; null lets the whole text stand as the municipality's. */
  supplements?: Record<string, SupplementChange | null>;
}

/** What stands round a national text. */
export interface Supplement {
  before: string;
  after: string;
}

export interface SupplementChange extends Supplement {
  /** The national text that was shown between them. */
  national: string;
}

/** A field that can have a supplement, and how its text stands to the national one. */
export interface FollowedField extends Supplement {
  national: string;
  /** For a tailored text, before and after are what would be put there: all of it that is not in the national text. */
  standing: 'national' | 'supplemented' | 'tailored';
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

/** A service where a national change waits for a person, or that the catalogue no longer has. */
export interface NationalChange {
  key: string;
  title: string;
  department: string | null;
  departmentKey: string | null;
  owner: string | null;
  isPublished: boolean;
  /** Names the draft and what waits, to be sent with a settlement of all of it. */
  stamp: string;
  isWithdrawn: boolean;
  /** How many fields wait, in all languages. */
  fields: number;
  /** How many of them can be taken over without a conflict. */
  clear: number;
  cultures: string[];
  waiting: { culture: string; alias: string; isClear: boolean }[];
  themes: { id: string; name: string }[];
}

export type WholeChoice = 'takeOver' | 'keepLocal' | 'takeNational';

/** What came of settling all that waits in one service. */
export interface WholeSettled {
  settled: { culture: string; alias: string; isReplaced: boolean }[];
  left: { culture: string; alias: string }[];
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

/** A field that the newest national text changed, and that waits for nobody. */
export interface ChangedField {
  alias: string;
  kind: FieldKind;
  before: string;
  national: string;
  local: string;
  outcome: 'taken' | 'supplemented' | 'tailored';
  /** HTML with ins and del, word by word against before. */
  marked: string;
}

/** A text of the municipality's that a person replaced. */
export interface ReplacedField {
  alias: string;
  kind: FieldKind;
  local: string;
  at: string;
  by: string | null;
  /** Nobody has written there since. */
  mayRestore: boolean;
}

export interface NationalCulture {
  /** Alias → the newest national value; the title under `title`. */
  national: Record<string, string>;
  fetchedAt: string | null;
  /** When the national text before it came in; null for the first. */
  previousAt: string | null;
  /** When the catalogue was first found not to have the text any more. */
  withdrawnAt: string | null;
  waiting: WaitingField[];
  changed: ChangedField[];
  /** By alias. */
  followed: Record<string, FollowedField>;
  replaced: ReplacedField[];
}

/** The national text beside the municipality's. */
export interface NationalText {
  key: string;
  title: string;
  version: string;
  stamp: string;
  source: string;
  serviceId: string;
  isDetached: boolean;
  fetchedAt: string | null;
  /** When the catalogue was first found not to have the service any more, in any language. */
  withdrawnAt: string | null;
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
