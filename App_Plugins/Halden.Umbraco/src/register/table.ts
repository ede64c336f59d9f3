import type { PartStatus, RegisterOfServices, RegisterRow, Stage, Vacancy } from '../api/model.js';
import { shortDay } from '../core/format.js';
import { stateText } from '../core/templates.js';
import { locales, type Lang, type TextKey, type Translate } from '../lang/index.js';

/** What one looks at: saved under a name, or as it is at the moment. */
export interface View {
  columns: string[];
  sort: string;
  isDescending: boolean;
  /** Id of the column whose values make the groups; empty for none. */
  group: string;
  filter: Filter;
}

/** An empty text is for all; `none` for those without. */
export interface Filter {
  text: string;
  department: string;
  state: string;
  /** How it is done today. */
  stage: string;
  /** `any`, or what it is that nobody has. */
  vacancy: string;
  form: string;
}

export const noFilter: Filter = { text: '', department: '', state: '', stage: '', vacancy: '', form: '' };

/** The services with something vacant come first. */
export const standardView: View = {
  columns: ['title', 'vacancies', 'department', 'director', 'owner', 'recipient', 'form', 'stageToday', 'stageTarget', 'state', 'approvedAt'],
  sort: 'vacancies',
  isDescending: true,
  group: '',
  filter: noFilter,
};

/** What a view can be grouped by. */
export const groupings = ['department', 'director', 'owner', 'recipientKind', 'recipient', 'form', 'stageToday', 'stageTarget', 'state', 'description', 'formStatus', 'process', 'published', 'vacancies'];

export const stages: Stage[] = ['manual', 'electronicForm', 'integrated'];

const stageKeys: Record<Stage, TextKey> = { manual: 'registerStageManual', electronicForm: 'registerStageForm', integrated: 'registerStageIntegrated' };

export const stageText = (t: Translate, stage: Stage) => t(stageKeys[stage]);

export const vacancies: Vacancy[] = ['department', 'director', 'owner', 'ownerLeft', 'recipient'];

const vacancyKeys: Record<Vacancy, TextKey> = {
  department: 'vacantDepartment', director: 'vacantDirector', owner: 'vacantOwner', ownerLeft: 'vacantOwnerLeft', recipient: 'vacantRecipient',
};

const partKeys: Record<PartStatus, TextKey> = { none: 'partNone', draft: 'stateDraft', submitted: 'stateSubmitted', approved: 'stateApproved', changed: 'partChanged' };

export const vacancyText = (t: Translate, vacancy: Vacancy) => t(vacancyKeys[vacancy]);

/** A view from what was saved, whatever it was; what is not understood is as in the standard view. */
export function viewOf(saved: unknown, known: readonly string[]): View {
  const from = (typeof saved === 'object' && saved !== null ? saved : {}) as Partial<Record<keyof View, unknown>>;
  const columns = Array.isArray(from.columns) ? from.columns.filter((id): id is string => typeof id === 'string' && known.includes(id)) : [];
  const filter = (typeof from.filter === 'object' && from.filter !== null ? from.filter : {}) as Partial<Record<keyof Filter, unknown>>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    columns: columns.length > 0 ? columns : standardView.columns,
    sort: typeof from.sort === 'string' && known.includes(from.sort) ? from.sort : standardView.sort,
    isDescending: typeof from.isDescending === 'boolean' ? from.isDescending : standardView.isDescending,
    group: typeof from.group === 'string' && groupings.includes(from.group) ? from.group : '',
    filter: { text: text(filter.text), department: text(filter.department), state: text(filter.state), stage: text(filter.stage), vacancy: text(filter.vacancy), form: text(filter.form) },
  };
}

/** The register, with what is asked of each row many times looked up once. */
export class Table {
  readonly #departments: Map<string, RegisterOfServices['departments'][number]>;
  readonly #forms: Map<string, RegisterOfServices['forms'][number]>;
  readonly #collator: Intl.Collator;
  readonly #texts = new Map<string, Map<string, string>>();

  constructor(
    readonly register: RegisterOfServices,
    private readonly t: Translate,
    private readonly lang: Lang,
  ) {
    this.#departments = new Map(register.departments.map((department) => [department.key, department]));
    this.#forms = new Map(register.forms.map((form) => [form.id, form]));
    this.#collator = new Intl.Collator(locales[lang], { numeric: true });
  }

  label = (id: string) => this.register.columns.find((column) => column.id === id)?.label ?? id;

  department = (row: RegisterRow) => (row.department ? this.#departments.get(row.department) : undefined);

  form = (row: RegisterRow) => (row.form ? this.#forms.get(row.form) : undefined);

  /** What stands in a cell; an empty text for nothing. */
  text(row: RegisterRow, id: string): string {
    let texts = this.#texts.get(id);
    if (!texts) {
      texts = new Map<string, string>();
      this.#texts.set(id, texts);
    }
    let text = texts.get(row.key);
    if (text === undefined) {
      texts.set(row.key, (text = this.#text(row, id)));
    }
    return text;
  }

  #text(row: RegisterRow, id: string): string {
    const { t, lang } = this;
    switch (id) {
      case 'title':
        return row.title;
      case 'department':
        return this.department(row)?.name ?? '';
      case 'furtherDepartments':
        return (row.furtherDepartments ?? []).map((key) => this.#departments.get(key)?.name ?? '').join(', ');
      case 'director': {
        const department = this.department(row);
        return department ? department.director ?? t('vacant') : '';
      }
      case 'owner':
        return row.owner ?? '';
      case 'ownerEmail':
        return row.ownerEmail ?? '';
      case 'recipientKind':
        return row.recipientKind ? t(({ mailbox: 'receivedByMail', lineOfBusinessSystem: 'receivedBySystem', printQueue: 'receivedOnPaper' } as const)[row.recipientKind]) : '';
      case 'recipient':
        return row.recipientKind === 'printQueue' ? t('recipientPrint') : row.recipient ?? '';
      case 'form':
        return this.form(row)?.name ?? '';
      case 'formPlace': {
        const form = this.form(row);
        return form ? form.provider ?? t('registerOwnForm') : '';
      }
      case 'state':
        return stateText(t, row.state);
      case 'description':
        return t(partKeys[row.description]);
      case 'formStatus':
        return t(partKeys[row.formStatus]);
      case 'process':
        return t(partKeys[row.process]);
      case 'stageToday':
      case 'stageTarget': {
        const stage = row[id];
        return stage ? stageText(t, stage) : '';
      }
      case 'published':
        return t(row.isPublished ? 'yes' : 'no');
      case 'approvedAt':
        return row.approvedAt ? shortDay(lang, row.approvedAt) : '';
      case 'updatedAt':
        return shortDay(lang, row.updatedAt);
      case 'vacancies':
        return (row.vacancies ?? []).map((vacancy) => vacancyText(t, vacancy)).join(', ');
      default:
        return '';
    }
  }

  /** The rows that a view shows, in its order: by group, then as it is sorted, then by title. */
  rows({ filter, sort, isDescending, group }: View): RegisterRow[] {
    const words = filter.text.toLocaleLowerCase(locales[this.lang]).split(/\s+/).filter(Boolean);
    const shown = this.register.rows.filter((row) => this.#isIn(row, filter) && this.#has(row, words));
    const direction = isDescending ? -1 : 1;
    return shown.sort((a, b) => (group ? this.#compare(a, b, group) : 0) || direction * this.#compare(a, b, sort, isDescending) || this.#collator.compare(a.title, b.title));
  }

  #isIn(row: RegisterRow, { department, state, stage, vacancy, form }: Filter) {
    return (
      (!department || (department === 'none' ? !row.department : row.department === department || (row.furtherDepartments ?? []).includes(department))) &&
      (!state || row.state === state) &&
      (!stage || (stage === 'none' ? !row.stageToday : row.stageToday === stage)) &&
      (!vacancy || (vacancy === 'any' ? (row.vacancies ?? []).length > 0 : (row.vacancies ?? []).includes(vacancy as Vacancy))) &&
      (!form || (form === 'none' ? !row.form : form === 'any' ? Boolean(row.form) : row.form === form))
    );
  }

  #has(row: RegisterRow, words: string[]) {
    if (words.length === 0) {
      return true;
    }
    const text = ['title', 'department', 'director', 'owner', 'ownerEmail', 'recipient', 'form'].map((id) => this.text(row, id)).join(' ').toLocaleLowerCase(locales[this.lang]);
    return words.every((word) => text.includes(word));
  }

  // What is nothing comes last, whichever way the rest goes.
  #compare(a: RegisterRow, b: RegisterRow, id: string, isDescending = false) {
    if (id === 'vacancies') {
      return (a.vacancies?.length ?? 0) - (b.vacancies?.length ?? 0);
    }
    if (id === 'approvedAt' || id === 'updatedAt') {
      return emptyLast(a[id] ?? '', b[id] ?? '', isDescending) ?? ((a[id] ?? '') < (b[id] ?? '') ? -1 : (a[id] ?? '') > (b[id] ?? '') ? 1 : 0);
    }
    if (id === 'stageToday' || id === 'stageTarget') {
      const [one, other] = [a[id], b[id]];
      return emptyLast(one ?? '', other ?? '', isDescending) ?? stages.indexOf(one!) - stages.indexOf(other!);
    }
    const [one, other] = [this.text(a, id), this.text(b, id)];
    return emptyLast(one, other, isDescending) ?? this.#collator.compare(one, other);
  }

  /** Main responsibles with an address, with how many services each has, those with most first. */
  owners() {
    const owners = new Map<string, { email: string; name: string; count: number; hasLeft: boolean }>();
    for (const { owner, ownerEmail, vacancies: vacant } of this.register.rows) {
      if (ownerEmail) {
        const key = ownerEmail.toLowerCase();
        const known = owners.get(key);
        owners.set(key, { email: known?.email ?? ownerEmail, name: known?.name || (owner ?? ''), count: (known?.count ?? 0) + 1, hasLeft: Boolean(known?.hasLeft) || (vacant ?? []).includes('ownerLeft') });
      }
    }
    return [...owners.values()].sort((a, b) => Number(b.hasLeft) - Number(a.hasLeft) || this.#collator.compare(a.name || a.email, b.name || b.email));
  }
}

function emptyLast(one: string, other: string, isDescending: boolean) {
  return one === '' && other === '' ? 0 : one === '' ? (isDescending ? -1 : 1) : other === '' ? (isDescending ? 1 : -1) : null;
}

/** Consecutive rows with the same text in the column, together; one group of all without a name where there is no column. */
export function groupsOf(rows: readonly RegisterRow[], group: string, text: (row: RegisterRow) => string) {
  const groups: { name: string; rows: RegisterRow[] }[] = [];
  for (const row of rows) {
    const name = group ? text(row) : '';
    const last = groups.at(-1);
    if (last?.name === name) {
      last.rows.push(row);
    } else {
      groups.push({ name, rows: [row] });
    }
  }
  return groups;
}
