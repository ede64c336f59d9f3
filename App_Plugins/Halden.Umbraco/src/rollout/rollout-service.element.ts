import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import './rollout-nav.element.js';

@customElement('halden-rollout-service')
export class RolloutServiceElement extends HaldenElement {
  @property() key = '';

  override render() {
    return html`<div class="stack"><halden-rollout-nav view="rolloutService"></halden-rollout-nav></div>`;
  }

  static override styles = sharedStyles;
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-service': RolloutServiceElement;
  }
}
