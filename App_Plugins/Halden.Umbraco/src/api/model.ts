/** Shapes of the editors' API, as docs/editors-api.md gives them. */

export type ServiceState = 'draft' | 'submitted' | 'approved' | 'rejected' | 'changed';
export type FieldKind = 'text' | 'longText' | 'html' | 'links' | 'date' | 'flag' | 'list';
export type RecipientKind = 'mailbox' | 'lineOfBusinessSystem' | 'printQueue';

export interface NamedKey {
  key: string;
  name: string;
}

export interface Me extends NamedKey {
  email: string;
  isEditor: boolean;
  isAdministrator: boolean;
  /** Departments whose packages this person may decide on, as director or as deputy today. */
  directorOf: (NamedKey & { asDeputy: boolean })[];
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
  /** What the lines of a list are chosen from; other lines are kept as text. */
  vocabulary?: 'losSubjects' | 'losLifeEvents' | null;
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
  recipientKind: RecipientKind | null;
  recipient: string | null;
  cultures: string[];
  publishedCultures: string[];
  source: string | null;
  updatedAt: string;
  /** A day, or a moment. */
  reviewDueAt: string | null;
  isReviewDue: boolean;
  isReviewOverdue: boolean;
  /** A planned publishing was stopped, and nobody has settled it. */
  hasRefusedRelease: boolean;
}

export interface ServicePage {
  total: number;
  items: ServiceSummary[];
}

export interface ServiceQuery {
  q?: string;
  state?: string;
  department?: string;
  /** `due` | `overdue` */
  review?: string;
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
  /** Departments that must approve besides the service's own. */
  furtherDepartmentKeys: string[];
  /** The electronic form; null where there is none. */
  formId: string | null;
}

/** A form in a list; one that comes with the plugin and is not taken into use has no version. */
export interface FormChoice {
  id: string;
  name: string;
  /** Whether it comes with the plugin and no service uses it yet. */
  isReadyMade: boolean;
  number: number;
  version: string | null;
  changedAt: string | null;
  changedBy: string | null;
  services: { key: string; title: string }[];
  pages: number;
  questions: number;
  cultures: string[];
  errors: number;
  advice: number;
  /** Where it is made and changed, if that is not here. */
  provider?: string | null;
}

/** A form whole; what it is made of is the builder's (forms/definition.ts). */
export interface WholeForm<F> {
  id: string;
  name: string;
  isReadyMade: boolean;
  version: string | null;
  number: number;
  changedAt: string | null;
  changedBy: string | null;
  services: { key: string; title: string }[];
  form: F;
  faults: FormFault[];
}

export interface FormFault {
  /** As `pages[0].fieldsets[1].columns[0].fields[2].alias`; empty for the whole. */
  place: string;
  message: string;
  isError: boolean;
}

export interface FormVersion {
  number: number;
  name: string;
  at: string;
  by: string | null;
}

export interface FormTypes<T> {
  types: T[];
  operators: { name: string; label: string }[];
}

export interface FormStep {
  /** From one; one more than the last for looking over the answers. */
  page: number;
  culture: string;
  answers: Record<string, string[]>;
  withoutConditions: boolean;
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
  departments: DepartmentDecision[];
  publishAt: string | null;
}

/** One of the departments that must approve a package. */
export interface DepartmentDecision extends NamedKey {
  director: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  asDeputy: boolean;
}

/** Something to be done with a service before, or on the way to, its approval. */
export interface Task {
  text: string;
  /** False for advice. */
  blocks: boolean;
  culture: string | null;
  /** Alias of a field, `title`, or a field of the register. */
  field: string | null;
}

/** A message on the public pages. */
export interface PublicMessage {
  id: string;
  version: number;
  /** Null for the front page. */
  documentKey: string | null;
  /** Title of the service; null for the front page. */
  service: string | null;
  severity: 'info' | 'warning';
  textNb: string;
  textNn: string | null;
  textEn: string | null;
  from: string;
  until: string;
  state: 'planned' | 'shown' | 'over';
  changedBy: string | null;
  changedAt: string;
}

/** A message as it is written. */
export interface WrittenMessage {
  documentKey: string | null;
  severity: 'info' | 'warning';
  textNb: string;
  textNn: string | null;
  textEn: string | null;
  /** Null for now. */
  from: string | null;
  until: string | null;
  /** The version that is changed; 0 for a new one. */
  version: number;
}

/** What was counted of a service. */
export interface Figures {
  views: number;
  applications: number;
  yes: number;
  no: number;
  /** From 0 to 1; null where nobody answered. */
  yesShare: number | null;
}

/** How a service was used in the last twelve months. */
export interface ServiceFigures {
  total: Figures;
  /** The oldest first; `month` is yyyy-MM. */
  months: { month: string; figures: Figures }[];
  cultures: { culture: string; figures: Figures }[];
}

export interface Review {
  dueAt: string | null;
  isDue: boolean;
  isOverdue: boolean;
  reviewedBy: string | null;
  reviewedAt: string | null;
}

/** A planned publishing that the gate stopped. */
export interface RefusedRelease {
  /** When it should have been published. */
  at: string;
  refusedAt: string;
  reason: string;
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
  tasks: Task[];
  review: Review;
  schedule: { publishAt: string } | null;
  refusedRelease: RefusedRelease | null;
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

export type RegisterValues = Pick<Register, 'departmentKey' | 'ownerName' | 'ownerEmail' | 'recipientKind' | 'recipient' | 'furtherDepartmentKeys' | 'formId'>;
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
  routing: { departments: string[]; ownerName: string | null; ownerEmail: string | null; recipientKind: RecipientKind | null; recipient: string | null };
  processes: { stage: string; label: string; isShown: boolean; drawing: ProcessDrawing }[];
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

/** A package that waits for the one who asks. */
export interface QueueItem {
  key: string;
  title: string;
  departments: NamedKey[];
  submittedBy: string | null;
  submittedAt: string | null;
  hash: string;
  mayApprove: boolean;
  whyNot: string | null;
  /** Whether the one who asks would decide as somebody's deputy. */
  asDeputy: boolean;
  /** Whether nothing of it is public today. */
  isNew: boolean;
  changedFields: number;
  cultures: string[];
  publishAt: string | null;
  isResubmitted: boolean;
  openComments: number;
}

export type ChangeMark = 'new' | 'changed' | 'removed';

/** One part of a package, against what it is compared with. */
export interface Change {
  /** `description`, `process`, `form`, `routing`, or what a later feature calls its part. */
  part: string;
  culture: string | null;
  section: string | null;
  alias: string;
  kind: FieldKind;
  label: string;
  mark: ChangeMark;
  before: string;
  after: string;
  /** One text, word by word: HTML with ins and del. Null where the whole came or went. */
  marked: string | null;
}

/** The package that was last submitted, beside what is public. */
export interface Package {
  key: string;
  title: string;
  hash: string;
  state: ServiceState;
  departments: DepartmentDecision[];
  submittedBy: string | null;
  submittedAt: string | null;
  publishAt: string | null;
  mayApprove: boolean;
  whyNot: string | null;
  asDeputy: boolean;
  texts: Record<string, PublicText>;
  publishedTexts: Record<string, PublicText>;
  changes: Change[];
  sinceRejected: { at: string | null; by: string | null; comment: string | null; changes: Change[] } | null;
  comments: Comment[];
}

export interface CommentAnswer {
  id: string;
  text: string;
  /** Null for a user who no longer exists. */
  by: string | null;
  at: string;
}

export interface Comment extends CommentAnswer {
  culture: string | null;
  /** Alias of a field or a section; empty for the whole. */
  target: string;
  resolvedBy: string | null;
  resolvedAt: string | null;
  answers: CommentAnswer[];
}

export interface NewComment {
  culture: string | null;
  target: string;
  text: string;
  answerTo: string | null;
}

/** Decides in a director's place in a period, first and last day included. */
export interface Deputy {
  key: string;
  user: NamedKey;
  from: string;
  to: string;
  isNow: boolean;
}

export interface Department extends NamedKey {
  director: NamedKey | null;
  services: number;
  /** How often a description is to be looked through; null for never. */
  reviewMonths: number | null;
  /** How long an overdue description stays public; null for as long as it may be. */
  unpublishOverdueAfterDays: number | null;
  deputies: Deputy[];
}

export interface SaveDepartment {
  name: string;
  directorKey: string | null;
  reviewMonths: number | null;
  unpublishOverdueAfterDays: number | null;
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

export type LosKind = 'mainTheme' | 'theme' | 'word' | 'lifeEvent';

/** A concept of Los by its address and name. */
export interface LosName {
  psi: string;
  kind: LosKind;
  name: string;
}

export interface LosConcept extends LosName {
  /** The synonym or the name in another language that was found, or the address that was asked for; null where its name was. */
  foundBy: string | null;
  /** The themes above it, nearest first. */
  themes: LosName[];
}

/** The edition of Los that the site uses; without a moment, only the themes that are shipped. */
export interface LosEdition {
  source: string | null;
  since: string | null;
  by: string | null;
  /** Why the site's edition cannot be read any more. */
  fault: string | null;
  concepts: number;
  themes: number;
  words: number;
  lifeEvents: number;
}

export interface Los {
  edition: LosEdition;
  concepts: LosConcept[];
}

/** What replacing Los did. */
export interface LosUpdate {
  message: string;
  edition: LosEdition;
  added: LosName[];
  removed: LosName[];
  renamed: { psi: string; kind: LosKind; from: string; to: string }[];
  /** Services with addresses that Los does not know. */
  unresolved: { key: string; title: string; words: { psi: string; name: string; wasKnown: boolean }[] }[];
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

/** When a person wants e-mail. */
export type NoticeMode = 'atOnce' | 'daily' | 'requiredOnly';

/** A notice to the one who is signed in. */
export interface Notice {
  id: string;
  at: string;
  event: string;
  headline: string;
  /** Plain text; line breaks count. */
  text: string;
  /** Where it is to be seen, as the router has it; null where it is no longer there. */
  path: string | null;
  isSent: boolean;
}

export interface MyNotices {
  mode: NoticeMode;
  email: string;
  hasMail: boolean;
  items: Notice[];
}

/** An e-mail that does not get through. */
export interface FailedNotice {
  id: string;
  at: string;
  event: string;
  headline: string;
  to: string;
  attempts: number;
  fault: string | null;
  isDead: boolean;
  nextTry: string | null;
}

export type SubmissionState = 'new' | 'inWork' | 'done';

/** Something that leaves the house because of a submission. */
export interface SubmissionDelivery {
  id: string;
  kind: 'recipient' | 'receipt';
  state: 'waiting' | 'queued' | 'sent' | 'accepted' | 'dead';
  /** How it went, or goes; null where nobody knows yet. */
  channel: 'mail' | 'system' | 'print' | null;
  /** The receiver's own case number. */
  theirReference: string | null;
  /** Why nothing is tried for a while: its recipient is paused or broken off. */
  heldBecause: string | null;
  attempts: number;
  /** Why it is not delivered, in bokmål. */
  fault: string | null;
  nextTry: string | null;
  endedAt: string | null;
}

/** Where submissions go: a mailbox, the mail server itself (no name), or a system. */
export interface DeliveryRecipient {
  channel: 'mail' | 'system';
  recipient: string;
  isPaused: boolean;
  pausedAt: string | null;
  /** Tries in a row that failed. */
  failures: number;
  failingSince: string | null;
  brokenOffUntil: string | null;
  /** Why the last try failed, in bokmål. */
  fault: string | null;
  waiting: number;
  dead: number;
}

/** A submission in a list: nothing of what the citizen wrote. */
export interface SubmissionLine {
  id: string;
  reference: string;
  /** Key of the service. */
  documentKey: string;
  service: string;
  culture: string;
  receivedAt: string;
  state: SubmissionState;
  /** How many times the state was changed; sent along when it is changed again. */
  version: number;
  doneAt: string | null;
  anonymisedAt: string | null;
  deliveries: SubmissionDelivery[];
}

export interface SubmissionQuery {
  service?: string;
  state?: string;
  delivery?: string;
  /** A part of the reference. */
  q?: string;
  skip?: number;
  take?: number;
}

export interface SubmissionPage {
  total: number;
  items: SubmissionLine[];
}

/** What there is for the one who is signed in. */
export interface SubmissionSummary {
  new: number;
  failed: number;
  services: { key: string; title: string }[];
}

export interface SubmissionFile {
  id: string;
  fileName: string;
  contentType: string;
  /** In bytes. */
  length: number;
  /** Whether a virus was found in it after it was received: it is given to nobody. */
  isQuarantined: boolean;
}

export interface AnsweredQuestion {
  question: string;
  answers: string[];
  /** Where the answers are names of files: the files, in the same order. */
  attachments: string[];
}

export interface OpenedSubmission {
  submission: SubmissionLine;
  isReadable: boolean;
  fault: string | null;
  /** Days from done until it is deleted or anonymised; 0 for never. */
  keepDays: number;
  anonymises: boolean;
  /** How the citizen had signed in, in words; null for not at all. */
  signedIn: string | null;
  groups: { heading: string | null; questions: AnsweredQuestion[] }[];
  attachments: SubmissionFile[];
}

/** What came of looking for a citizen. */
export interface CitizenFindings {
  searched: number;
  unreadable: number;
  isMore: boolean;
  items: { submission: SubmissionLine; questions: string[] }[];
}

export type ErasureReason = 'requested' | 'consentWithdrawn' | 'sentByMistake' | 'unlawful';

export interface RetentionTerms {
  /** 0 for ever. */
  keepDays: number;
  anonymise: boolean;
}

/** A service's own choice, null for the site's, and what holds. */
export interface ServiceRetention {
  key: string;
  title: string;
  keepDays: number | null;
  anonymise: boolean | null;
  terms: RetentionTerms;
}

export interface Retention {
  site: RetentionTerms;
  mostDays: number;
  services: ServiceRetention[];
}

/** A link in a field of kind `links`. */
export interface ServiceLink {
  title: string;
  url: string;
}

/** A finding about a process; `at` is the id of a lane, node or flow, null for the whole. */
export interface ProcessFinding {
  isError: boolean;
  at: string | null;
  code: string;
  text: string;
}

/** One stage of a service. M is the model (src/processes). */
export interface ProcessStageView<M> {
  stage: string;
  label: string;
  state: 'none' | 'draft' | 'changed' | 'approved' | 'removed';
  version: string | null;
  changedAt: string | null;
  changedBy: string | null;
  model: M | null;
  findings: ProcessFinding[];
}

export interface ServiceProcesses<M> {
  key: string;
  title: string;
  version: string | null;
  today: string | null;
  target: string | null;
  shown: string | null;
  /** The line-of-business system that it delivers to. */
  system: string | null;
  stages: ProcessStageView<M>[];
  tasks: Task[];
}

export interface ProcessChoices {
  version: string | null;
  today: string | null;
  target: string | null;
  shown: string | null;
}

export interface ProcessesInShort {
  key: string;
  title: string;
  /** Its department's name. */
  department: string | null;
  /** Of the processes together. */
  state: PartStatus;
  /** Those that are drawn. */
  stages: string[];
  today: string | null;
  target: string | null;
  shown: string | null;
}

/** A version of a stage: who approved it and when, or changed the draft. */
export interface ProcessVersion {
  /** The package's hash, or `draft`. */
  package: string;
  state: 'draft' | 'changed' | 'approved' | 'earlier';
  at: string;
  by: string | null;
}

/** A stage to be read, in one version. */
export interface ProcessToRead {
  key: string;
  title: string;
  stage: string;
  label: string;
  today: string | null;
  target: string | null;
  shown: string | null;
  stages: { stage: string; label: string }[];
  package: string;
  /** Newest first. */
  versions: ProcessVersion[];
  drawing: ProcessDrawing;
  sincePrevious: { stage: string; label: string; differences: ProcessDifferences } | null;
}

export interface ReadyMadeProcess {
  id: string;
  name: string;
  stages: string[];
}

/** A step in words; ways are sentences, where it does not only go on to the next. */
export interface ProcessStep {
  id: string;
  number: string;
  kind: string;
  name: string;
  who: string | null;
  facts: { name: string; value: string }[];
  ways: string[];
  links: { name: string; address: string }[];
  inner: ProcessStep[];
}

export interface ProcessDrawing {
  svg: string;
  steps: ProcessStep[];
  findings: ProcessFinding[];
  isMoreThanAPage: boolean;
}

export interface ProcessDifference {
  kind: 'removed' | 'added' | 'moved' | 'changed';
  id: string;
  nodeKind: string;
  name: string;
  beforeRole: string | null;
  afterRole: string | null;
  within: string | null;
  details: string[];
}

export interface ProcessDifferences {
  changes: ProcessDifference[];
  roles: { role: string; isNew: boolean; isGone: boolean; minutesBefore: number | null; minutesAfter: number | null; changes: string[] }[];
}

export interface PackagedStage {
  stage: string;
  label: string;
  isShown: boolean;
  drawing: ProcessDrawing;
  sincePublic: ProcessDifferences | null;
  sincePrevious: { stage: string; label: string; differences: ProcessDifferences } | null;
}

/** What was read of a BPMN document; nothing is kept. */
export interface ImportedProcess<M> {
  name: string | null;
  model: M;
  notes: { element: string; id: string | null; name: string | null; isLost: boolean; text: string }[];
  drawing: ProcessDrawing;
}

/** How far a part of a service's package has come. */
export type PartStatus = 'none' | 'draft' | 'submitted' | 'approved' | 'changed';

/** How far a service has come on its way to being electronic. */
export type Stage = 'manual' | 'electronicForm' | 'integrated';

export type Vacancy = 'department' | 'director' | 'owner' | 'ownerLeft' | 'recipient';

/** A service in the register; what is nothing is left out. */
export interface RegisterRow {
  key: string;
  /** Of its entry; none where it has no entry yet. */
  version?: string;
  title: string;
  department?: string;
  furtherDepartments?: string[];
  owner?: string;
  ownerEmail?: string;
  recipientKind?: RecipientKind;
  recipient?: string;
  /** Id of the form. */
  form?: string;
  state: ServiceState;
  description: PartStatus;
  formStatus: PartStatus;
  process: PartStatus;
  stageToday?: Stage;
  stageTarget?: Stage;
  isPublished?: boolean;
  approvedAt?: string;
  updatedAt: string;
  vacancies?: Vacancy[];
}

export interface RegisterOfServices {
  columns: { id: string; label: string }[];
  /** Without a director: the post is vacant. */
  departments: { key: string; name: string; director?: string }[];
  /** Without a provider: made here. */
  forms: { id: string; name: string; provider?: string }[];
  rows: RegisterRow[];
}

/** A change of many rows: what is left out stays as it is. */
export interface BulkChange {
  department?: { key: string | null };
  owner?: { name: string | null; email: string | null };
  recipient?: { kind: RecipientKind; recipient: string | null };
}

/** What becomes of a row of the register. */
export interface RowResult {
  key: string | null;
  title: string;
  version: string | null;
  /** In the file that it came from. */
  number: number | null;
  status: 'unchanged' | 'changed' | 'failed';
  changes: { column: string; before: string; after: string }[];
  needsApproval: boolean;
  faults: { column: string | null; text: string }[];
}

export interface BulkResults {
  rows: RowResult[];
  changed: number;
  failed: number;
  unchanged: number;
  isApplied: boolean;
}

export interface ImportedRegister extends BulkResults {
  notes: string[];
  /** Stands for what was shown. */
  stamp: string;
}

export interface RegisterFigures {
  months: { month: string; approvals: number; services: number }[];
  applications: { key: string; channel: 'mail' | 'system' | 'print' | null; count: number }[];
}

/** A saved view of the register. */
export interface SavedView<V> {
  id: string;
  name: string;
  shown: V;
  isShared: boolean;
  isOwn: boolean;
  by: string | null;
}

export interface RecipientTest {
  channel: 'mail' | 'system';
  recipient: string;
  isDelivered: boolean;
  isAccepted: boolean;
  fault: string | null;
  theirReference: string | null;
}

/** The phases of an introduction, in their order. */
export type RolloutPhase = 'establishment' | 'information' | 'solutions' | 'responsibles' | 'descriptions' | 'modelling' | 'publishing';

export type RolloutTaskState = 'open' | 'done' | 'notApplicable';

/** What a person has said of a task. */
export interface RolloutMark {
  version: string;
  state: RolloutTaskState;
  note?: string;
  link?: string;
  /** The last day for this service; the plan's where there is none. */
  due?: string;
  at: string;
  by?: string;
}

/** A task, of a service or of the whole, and where it stands. */
export interface RolloutTask {
  id: string;
  name: string;
  phase: RolloutPhase;
  /** What shows that it is done; where there is none a person says so. */
  evidence?: string;
  state: RolloutTaskState;
  who?: string;
  due?: string;
  isLate: boolean;
  doneAt?: string;
  /** Why it is not applicable, where the system knows. */
  why?: string;
  mayMark: boolean;
  mark?: RolloutMark;
}

export interface WrittenRolloutMark {
  version: string | null;
  state: RolloutTaskState;
  note: string | null;
  link: string | null;
  due: string | null;
}

/** A service of the introduction in short. */
export interface RolloutRow {
  key: string;
  title: string;
  department?: string;
  owner?: string;
  startsOn: string;
  /** The first phase with something undone; none where nothing is. */
  phase?: RolloutPhase;
  done: number;
  count: number;
  late: number;
  /** Ids of the tasks of that phase that are not done. */
  waits?: string[];
}

export interface RolloutBoard {
  phases: { id: RolloutPhase; label: string }[];
  whole: RolloutTask[];
  services: RolloutRow[];
  tasks: { id: string; name: string; phase: RolloutPhase }[];
  /** The services that are not part of it. */
  outside: { key: string; title: string; department?: string }[];
  departmentNames: { key: string; name: string }[];
  /** Those that introduce anything. */
  departments: { key?: string; name?: string; services: number; finished: number; done: number; count: number; late: number }[];
  holdBacks: {
    tasks: { id: string; name: string; phase: RolloutPhase; services: number }[];
    late: { who?: string; tasks: number }[];
    vacancies: { vacancy: Vacancy; label: string; services: number }[];
  };
}

export interface RolloutService {
  key: string;
  title: string;
  department?: string;
  director?: string;
  owner?: string;
  startsOn: string;
  phase?: RolloutPhase;
  done: number;
  count: number;
  late: number;
  phases: { id: RolloutPhase; label: string; tasks: RolloutTask[] }[];
}

/** A task of the plan. */
export interface PlannedTask {
  id: string;
  phase: RolloutPhase;
  level: 'whole' | 'service';
  name: { nb: string; nn: string; en: string };
  evidence?: string;
  role?: string;
  userKey?: string;
  due?: string;
  dueDays?: number;
  isLeftOut: boolean;
}

export interface RolloutPlan {
  /** None while it is the ready-made one. */
  version?: string;
  changedBy?: string;
  changedAt?: string;
  phases: { id: RolloutPhase; label: string }[];
  roles: { id: string; label: string }[];
  evidence: { id: string; label: string }[];
  people: { key: string; name: string }[];
  tasks: PlannedTask[];
}
