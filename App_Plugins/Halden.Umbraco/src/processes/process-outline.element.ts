import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ProcessFinding } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { kindText } from './words.js';
import { levelOf, type Edited } from './process.js';

/** How a node was chosen. */
export type ChooseWay = 'arrow' | 'enter' | 'pointer';

/**
 * The nodes of a process in their order: a list that the arrow keys go through.
 * @fires halden-choose with `{ id, way }`: by the arrow keys, to go on to the fields, or by a press
 * @fires halden-move with -1 or 1
 * @fires halden-remove
 */
@customElement('halden-process-outline')
export class ProcessOutlineElement extends HaldenElement {
  @property({ attribute: false }) edited!: Edited;
  @property({ attribute: false }) findings: readonly ProcessFinding[] = [];

  async focusChosen() {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }

  #choose(id: string, way: ChooseWay) {
    this.dispatchEvent(new CustomEvent('halden-choose', { detail: { id, way } }));
  }

  #key(event: KeyboardEvent) {
    const { nodes } = levelOf(this.edited);
    const at = nodes.findIndex(({ id }) => id === this.edited.chosen);
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('halden-move', { detail: event.key === 'ArrowUp' ? -1 : 1 }));
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: nodes.length - 1 };
    const next = nodes[to[event.key] ?? -1];
    if (event.key in to) {
      event.preventDefault();
      if (next) {
        this.#choose(next.id, 'arrow');
      }
    } else if (event.key === 'Enter' && this.edited.chosen) {
      event.preventDefault();
      this.#choose(this.edited.chosen, 'enter');
    } else if (event.key === 'Delete') {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('halden-remove'));
    }
  }

  override render() {
    const { t } = this.app;
    const level = levelOf(this.edited);
    const { chosen, model, within } = this.edited;
    const lane = (id: string | undefined) => model.lanes.find((one) => one.id === id)?.name ?? '';
    const isChosen = level.nodes.some(({ id }) => id === chosen);
    return html`<div role="listbox" aria-label=${t('processSteps')}>
      ${repeat(level.nodes, ({ id }) => id, (node, index) => {
        const findings = this.findings.filter(({ at }) => at === node.id);
        return html`<div role="option" aria-selected=${node.id === chosen ? 'true' : 'false'} tabindex=${node.id === chosen || (!isChosen && index === 0) ? '0' : '-1'} class=${node.kind}
          @keydown=${this.#key} @click=${() => { this.#choose(node.id, 'pointer'); }}>
          <span class="name">${node.name || t('processUnnamed')}</span>
          <span class="of">${[kindText(t, node.kind), within === null ? lane(node.lane) : '', node.inner ? t('processHasInner') : ''].filter(Boolean).join(' · ')}</span>
          ${findings.length > 0 ? html`<span class="finding">${findings.some(({ isError }) => isError) ? t('processHasErrors') : t('processHasAdvice')}</span>` : nothing}
        </div>`;
      })}
    </div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      [role='listbox'] { border: 1px solid var(--halden-control-border); border-radius: 3px; max-height: 60vh; overflow-y: auto; background: #fff; }
      [role='option'] { display: block; padding: 6px 9px 6px 12px; border-left: 4px solid #1d5c93; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); cursor: pointer; overflow-wrap: anywhere; }
      [role='option']:last-child { border-bottom: 0; }
      [role='option'].decision { border-left-color: #8a5a00; }
      [role='option'].document { border-left-color: #59636e; border-left-style: dashed; }
      [role='option'].start { border-left-color: #1c6b36; }
      [role='option'].end { border-left-color: #9a2f22; }
      [role='option']:hover { background: #eceef6; }
      [role='option'][aria-selected='true'] { background: #e3e6f5; box-shadow: inset 0 0 0 2px var(--halden-focus); }
      [role='option']:focus-visible { outline-offset: -4px; }
      .name { display: block; font-weight: 700; }
      .of { display: block; color: var(--halden-muted); font-size: 13px; }
      .finding { display: block; color: #ae1e47; font-size: 13px; font-weight: 700; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-outline': ProcessOutlineElement;
  }
}
