import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import './rollout-nav.element.js';

@customElement('halden-rollout-board')
export class RolloutBoardElement extends HaldenElement {
  override render() {
    return html`<div class="stack"><halden-rollout-nav view="rollout"></halden-rollout-nav></div>`;
  }

  static override styles = sharedStyles;
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-rollout-board': RolloutBoardElement;
  }
}
