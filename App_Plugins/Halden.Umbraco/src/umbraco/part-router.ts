import { Router, type Route } from '../core/router.js';

/**
 * The router of a part of ours that stands outside our section: what the part shows itself has its address there, and
 * everything else leads to the section.
 */
export class PartRouter extends Router {
  readonly #section: Router;
  readonly #shows: (route: Route) => boolean;

  constructor(base: string, section: Router, shows: (route: Route) => boolean) {
    super('path', base);
    this.#section = section;
    this.#shows = shows;
  }

  override href(route: Route) {
    return this.#shows(route) ? super.href(route) : this.#section.href(route);
  }

  override go(route: Route, how: 'push' | 'replace' = 'push') {
    if (this.#shows(route)) {
      super.go(route, how);
    } else {
      // Umbraco's router hears of it, and opens the section.
      history[how === 'push' ? 'pushState' : 'replaceState'](null, '', this.href(route));
    }
  }
}
