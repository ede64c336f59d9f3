import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { TextKey } from '../lang/index.js';

const places = [
  ['rollout', 'rolloutBoard'],
  ['rolloutList', 'rolloutList'],
  ['rolloutPlan', 'rolloutPlan'],
  ['rolloutInformation', 'rolloutInformation'],
  ['rolloutBenefit', 'rolloutBenefit'],
  ['rolloutRequirements', 'rolloutRequirements'],
] as const satisfies readonly (readonly [string, TextKey])[];

/** Between the pages on the introduction of electronic services (innføring); stands first on each of them. */
@customElement('halden-rollout-nav')
export class RolloutNavElement extends HaldenElement {
  /** The page it stands on; one that is none of its own, such as a service's, is marked nowhere. */
  @property() view = '';

  override render() {
    const { t, router } = this.app;
    return html`<nav aria-label=${t('navRollout')}>
      <ul>
        ${places.map(([view, label]) => html`<li><a href=${router.href({ view })} aria-current=${view === this.view ? 'page' : nothing}>${t(label)}</a></li>`)}
      </ul>
    </nav>`;
  }

  static override styles = [
    sharedStyles,
    css`
      ul { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; margin: 0; padding: 0; }
      a { display: block; padding: 3px 12px; border: 1px solid var(--uui-color-border-standalone, #c2c2c2); border-radius: 18px; background: var(--uui-color-surface, #fff); color: inherit; text-decoration: none; }
      a:hover { border-color: currentcolor; }
      a[aria-current] { font-weight: 700; color: #fff; background: var(--uui-color-default, #1b264f); border-color: transparent; }
      @media (forced-colors: active) {
        a[aria-current] { border-color: Highlight; }
      }
      @media print {
        :host { display: none; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-nav': RolloutNavElement;
  }
}
