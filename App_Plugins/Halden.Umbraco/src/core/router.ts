/** Where the client is. Norwegian words in the address: they are read by those who share it. */
export type Route =
  | { view: 'services' }
  | { view: 'newService' }
  | { view: 'service'; key: string; culture?: string; section?: string }
  | { view: 'queue'; key?: string }
  | { view: 'changes' }
  | { view: 'change'; key: string }
  | { view: 'catalogue' }
  | { view: 'departments' }
  | { view: 'notices' }
  | { view: 'messages' }
  | { view: 'register' }
  | { view: 'rollout' }
  | { view: 'rolloutList' }
  | { view: 'rolloutPlan' }
  | { view: 'rolloutService'; key: string }
  | { view: 'rolloutInformation' }
  | { view: 'rolloutBenefit' }
  | { view: 'rolloutRequirements' }
  | { view: 'rolloutSpecification'; key: string }
  | { view: 'audit'; key?: string }
  | { view: 'package'; key: string; hash: string }
  | { view: 'forms' }
  | { view: 'form'; key: string; part?: FormPart }
  | { view: 'processes' }
  | { view: 'process'; key: string; stage?: StagePart }
  | { view: 'processReading'; key: string; stage?: StagePart; package?: string }
  | { view: 'submissions' }
  | { view: 'submission'; key: string }
  | { view: 'citizen' }
  | { view: 'retention' }
  | { view: 'recipients' }
  | { view: 'notFound' };

/** What of a form is looked at, where it is not what it asks: Norwegian words, as the rest of an address. */
export type FormPart = 'oversettelser' | 'forhandsvisning' | 'versjoner';

const formParts: readonly string[] = ['oversettelser', 'forhandsvisning', 'versjoner'] satisfies FormPart[];

/** The stage of a process in an address. */
export type StagePart = 'manuell' | 'skjema' | 'integrert';

const stageParts: readonly string[] = ['manuell', 'skjema', 'integrert'] satisfies StagePart[];

const key = /^[0-9a-fA-F-]{32,36}$/;
const hash = /^[0-9a-f]{64}$/;

/** Reads a path such as `tjenester/{key}/nn-NO/contact`. */
export function parseRoute(path: string): Route {
  const [view, ...rest] = path.split('/').filter(Boolean).map(decode);
  switch (view) {
    case undefined:
      return { view: 'services' };
    case 'tjenester': {
      const [first, culture, section] = rest;
      return first === undefined ? { view: 'services' }
        : first === 'ny' && rest.length === 1 ? { view: 'newService' }
        : key.test(first) && rest.length <= 3 ? { view: 'service', key: first, culture, section }
        : { view: 'notFound' };
    }
    case 'godkjenning':
      return rest.length === 0 ? { view: 'queue' }
        : rest.length === 1 && key.test(rest[0]!) ? { view: 'queue', key: rest[0] }
        : { view: 'notFound' };
    case 'endringer':
      return rest.length === 0 ? { view: 'changes' }
        : rest.length === 1 && key.test(rest[0]!) ? { view: 'change', key: rest[0]! }
        : { view: 'notFound' };
    case 'katalog':
      return rest.length === 0 ? { view: 'catalogue' } : { view: 'notFound' };
    case 'avdelinger':
      return rest.length === 0 ? { view: 'departments' } : { view: 'notFound' };
    case 'varsler':
      return rest.length === 0 ? { view: 'notices' } : { view: 'notFound' };
    case 'register':
      return rest.length === 0 ? { view: 'register' } : { view: 'notFound' };
    case 'innforing':
      return rest[0] === 'tjeneste' ? (rest.length === 2 && key.test(rest[1]!) ? { view: 'rolloutService', key: rest[1]! } : { view: 'notFound' })
        : rest[0] === 'krav' && rest.length === 2 && key.test(rest[1]!) ? { view: 'rolloutSpecification', key: rest[1]! }
        : rest.length > 1 ? { view: 'notFound' }
        : rest.length === 0 ? { view: 'rollout' }
        : rest[0] === 'liste' ? { view: 'rolloutList' }
        : rest[0] === 'plan' ? { view: 'rolloutPlan' }
        : rest[0] === 'informasjon' ? { view: 'rolloutInformation' }
        : rest[0] === 'nytte' ? { view: 'rolloutBenefit' }
        : rest[0] === 'krav' ? { view: 'rolloutRequirements' }
        : { view: 'notFound' };
    case 'meldinger':
      return rest.length === 0 ? { view: 'messages' } : { view: 'notFound' };
    case 'sporingslogg':
      return rest.length === 0 ? { view: 'audit' }
        : rest.length === 1 && key.test(rest[0]!) ? { view: 'audit', key: rest[0] }
        : { view: 'notFound' };
    case 'skjemaer':
      return rest.length === 0 ? { view: 'forms' }
        : key.test(rest[0]!) && (rest.length === 1 || (rest.length === 2 && formParts.includes(rest[1]!))) ? { view: 'form', key: rest[0]!, part: rest[1] as FormPart | undefined }
        : { view: 'notFound' };
    case 'prosesser':
      return rest.length === 0 ? { view: 'processes' } : processRoute(rest) ?? { view: 'notFound' };
    case 'pakker':
      return rest.length === 2 && key.test(rest[0]!) && hash.test(rest[1]!) ? { view: 'package', key: rest[0]!, hash: rest[1]! } : { view: 'notFound' };
    case 'innsendinger':
      return rest.length === 0 ? { view: 'submissions' }
        : rest.length > 1 ? { view: 'notFound' }
        : rest[0] === 'innsyn' ? { view: 'citizen' }
        : rest[0] === 'oppbevaring' ? { view: 'retention' }
        : rest[0] === 'mottakere' ? { view: 'recipients' }
        : key.test(rest[0]!) ? { view: 'submission', key: rest[0]! }
        : { view: 'notFound' };
    default:
      return { view: 'notFound' };
  }
}

/** `{key}`, `{key}/{stage}`, `{key}/les`, `{key}/{stage}/les`, `{key}/{stage}/les/{hash or draft}`. */
function processRoute([first = '', ...rest]: readonly string[]): Route | null {
  const stage = stageParts.includes(rest[0] ?? '') ? (rest[0] as StagePart) : undefined;
  const [read, version, ...more] = stage ? rest.slice(1) : rest;
  return !key.test(first) || more.length > 0 ? null
    : read === undefined ? { view: 'process', key: first, stage }
    : read === 'les' && (version === undefined || (stage && (version === 'draft' || hash.test(version)))) ? { view: 'processReading', key: first, stage, package: version }
    : null;
}

/** The path of a place; the inverse of {@link parseRoute}. */
export function routePath(route: Route): string {
  switch (route.view) {
    case 'services':
      return 'tjenester';
    case 'newService':
      return 'tjenester/ny';
    case 'service':
      return ['tjenester', route.key, route.culture, route.culture && route.section].filter(Boolean).join('/');
    case 'queue':
      return route.key ? `godkjenning/${route.key}` : 'godkjenning';
    case 'changes':
      return 'endringer';
    case 'change':
      return `endringer/${route.key}`;
    case 'catalogue':
      return 'katalog';
    case 'departments':
      return 'avdelinger';
    case 'notices':
      return 'varsler';
    case 'register':
      return 'register';
    case 'rollout':
      return 'innforing';
    case 'rolloutList':
      return 'innforing/liste';
    case 'rolloutPlan':
      return 'innforing/plan';
    case 'rolloutService':
      return `innforing/tjeneste/${route.key}`;
    case 'rolloutInformation':
      return 'innforing/informasjon';
    case 'rolloutBenefit':
      return 'innforing/nytte';
    case 'rolloutRequirements':
      return 'innforing/krav';
    case 'rolloutSpecification':
      return `innforing/krav/${route.key}`;
    case 'messages':
      return 'meldinger';
    case 'audit':
      return route.key ? `sporingslogg/${route.key}` : 'sporingslogg';
    case 'package':
      return `pakker/${route.key}/${route.hash}`;
    case 'forms':
      return 'skjemaer';
    case 'form':
      return ['skjemaer', route.key, route.part].filter(Boolean).join('/');
    case 'process':
      return ['prosesser', route.key, route.stage].filter(Boolean).join('/');
    case 'processes':
      return 'prosesser';
    case 'processReading':
      return ['prosesser', route.key, route.stage, 'les', route.package].filter(Boolean).join('/');
    case 'submissions':
      return 'innsendinger';
    case 'submission':
      return `innsendinger/${route.key}`;
    case 'citizen':
      return 'innsendinger/innsyn';
    case 'retention':
      return 'innsendinger/oppbevaring';
    case 'recipients':
      return 'innsendinger/mottakere';
    case 'notFound':
      return '';
  }
}

function decode(part: string) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Asked before a place with unsaved work is left; true lets the reader go.
 * @param target where to; null when leaving for another part of the host.
 */
export interface LeaveGuard {
  holds(target: Route | null): boolean;
  ask(): Promise<boolean>;
}

/**
 * Follows the address. Umbraco gives every section a path of its own and serves it on reload (`path`); the embedded
 * shell is one page and keeps the place behind `#` (`hash`).
 */
export class Router extends EventTarget {
  readonly #mode: 'hash' | 'path';
  readonly #base: string;
  #current = '';
  #isLeaving = false;
  guard: LeaveGuard | null = null;

  constructor(mode: 'hash' | 'path', base: string) {
    super();
    this.#mode = mode;
    this.#base = base.replace(/\/+$/, '');
  }

  get route() {
    return parseRoute(this.#current);
  }

  href(route: Route) {
    return this.#href(routePath(route));
  }

  start() {
    this.#current = this.#read(location) ?? '';
    window.addEventListener('popstate', this.#changed);
    window.addEventListener('hashchange', this.#changed);
    // Umbraco's router tells of pushState by these two.
    window.addEventListener('changestate', this.#changed);
    window.addEventListener('willchangestate', this.#willChange);
    window.addEventListener('beforeunload', this.#unload);
  }

  stop() {
    window.removeEventListener('popstate', this.#changed);
    window.removeEventListener('hashchange', this.#changed);
    window.removeEventListener('changestate', this.#changed);
    window.removeEventListener('willchangestate', this.#willChange);
    window.removeEventListener('beforeunload', this.#unload);
  }

  /** Goes to a place without asking the guard. */
  go(route: Route, how: 'push' | 'replace' = 'push') {
    this.#isLeaving = true;
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', this.href(route));
    this.#isLeaving = false;
    this.#arrive(routePath(route));
  }

  #href(path: string) {
    return this.#mode === 'hash' ? `${this.#base}#/${path}` : path ? `${this.#base}/${path}` : this.#base;
  }

  /** The path at an address, null where the address is not ours. */
  #read(at: { pathname: string; hash: string }): string | null {
    if (this.#mode === 'hash') {
      return at.hash.startsWith('#/') ? at.hash.slice(2) : '';
    }
    return at.pathname === this.#base ? '' : at.pathname.startsWith(`${this.#base}/`) ? at.pathname.slice(this.#base.length + 1) : null;
  }

  #changed = () => {
    const path = this.#read(location);
    if (path === null || path === this.#current) {
      return;
    }
    if (this.#mode === 'hash' && this.guard?.holds(parseRoute(path))) {
      history.pushState(null, '', this.#href(this.#current));
      void this.#ask(() => { this.go(parseRoute(path)); });
      return;
    }
    this.#arrive(path);
  };

  #willChange = (event: Event) => {
    const { url, eventName } = (event as CustomEvent<{ url?: string | URL | null; eventName: string }>).detail;
    if (this.#mode === 'hash' || this.#isLeaving || !this.guard || !url) {
      return;
    }
    const target = new URL(url, document.baseURI);
    const path = this.#read(target);
    if (path === this.#current || !this.guard.holds(path === null ? null : parseRoute(path))) {
      return;
    }
    event.preventDefault();
    if (eventName === 'popstate') {
      // The browser has already gone there.
      this.#push(this.#href(this.#current));
    }
    void this.#ask(() => { this.#push(target.pathname + target.search + target.hash); });
  };

  #push(url: string) {
    this.#isLeaving = true;
    history.pushState(null, '', url);
    this.#isLeaving = false;
  }

  async #ask(go: () => void) {
    if (await this.guard?.ask()) {
      this.guard = null;
      go();
    }
  }

  #unload = (event: BeforeUnloadEvent) => {
    if (this.guard?.holds(null)) {
      event.preventDefault();
    }
  };

  #arrive(path: string) {
    if (path !== this.#current) {
      this.#current = path;
      this.dispatchEvent(new Event('change'));
    }
  }
}
