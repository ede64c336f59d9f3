import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ProcessDrawing, ProcessStep } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { safeSvg } from '../core/safe-svg.js';
import { sharedStyles } from '../core/styles.js';

/** Where something of the drawing was dropped: on another node, or in a role. */
export interface Dropped {
  id: string;
  over: string | null;
  lane: string | null;
}

/** A press that goes further than this is a drag, in pixels. */
const slack = 6;

/** A drawing is not shown smaller than this. */
const leastScale = 0.7;

/**
 * The drawing of a process, and the same in words.
 * @fires halden-choose with `{ id, within }` of the node that was pressed
 * @fires halden-drop with {@link Dropped}
 */
@customElement('halden-process-drawing')
export class ProcessDrawingElement extends HaldenElement {
  @property({ attribute: false }) drawing: ProcessDrawing | null = null;
  /** Id of the node that is chosen. */
  @property({ attribute: false }) chosen: string | null = null;
  /** Whether nodes can be chosen and dragged. */
  @property({ type: Boolean }) editable = false;
  @property() label = '';
  /** Whether the words are shown from the start. */
  @property({ type: Boolean }) words = false;

  @query('.paper') private _paper?: HTMLElement;

  #sheet = new CSSStyleSheet();

  // Nobody can unfold what is on paper.
  #unfold = () => {
    for (const inner of this.renderRoot.querySelectorAll<HTMLDetailsElement>('.inner')) {
      inner.open = true;
    }
  };

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.#unfold);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.#unfold);
  }

  #drag: { id: string; node: SVGGElement; x: number; y: number; isMoving: boolean } | null = null;

  protected override updated(changed: PropertyValues<this>) {
    const paper = this._paper;
    if (!paper) {
      return;
    }
    if (changed.has('drawing')) {
      const safe = this.drawing ? safeSvg(this.drawing.svg) : null;
      if (safe) {
        // As wide as there is room for, but not smaller than can be read: then it scrolls.
        safe.svg.style.minWidth = `${Number(safe.svg.getAttribute('width')) * leastScale}px`;
      }
      paper.replaceChildren(...(safe ? [safe.svg] : []));
      this.#sheet.replaceSync(safe?.style ?? '');
      const root = this.shadowRoot!;
      if (!root.adoptedStyleSheets.includes(this.#sheet)) {
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
      }
    }
    for (const node of paper.querySelectorAll<SVGGElement>('.hp-node')) {
      node.classList.toggle('chosen', this.editable && node.dataset.id === this.chosen);
    }
  }

  #down(event: PointerEvent) {
    const node = (event.target as Element).closest<SVGGElement>('.hp-node');
    const id = node?.dataset.id;
    if (!this.editable || !node || !id || event.button !== 0) {
      return;
    }
    this.#drag = { id, node, x: event.clientX, y: event.clientY, isMoving: false };
    // A finger scrolls the drawing; only a mouse or a pen drags.
    if (event.pointerType !== 'touch') {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    }
  }

  #move(event: PointerEvent) {
    const drag = this.#drag;
    if (!drag || event.pointerType === 'touch') {
      return;
    }
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    drag.isMoving ||= Math.hypot(dx, dy) > slack;
    if (drag.isMoving) {
      const scale = this.#scale(drag.node);
      drag.node.classList.add('dragged');
      drag.node.setAttribute('transform', `translate(${dx / scale} ${dy / scale})`);
    }
  }

  #scale(node: SVGGElement) {
    return node.ownerSVGElement?.getScreenCTM()?.a ?? 1;
  }

  #up(event: PointerEvent) {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) {
      return;
    }
    drag.node.removeAttribute('transform');
    drag.node.classList.remove('dragged');
    const within = drag.node.closest<SVGGElement>('[data-within]')?.dataset.within ?? null;
    if (!drag.isMoving) {
      this.dispatchEvent(new CustomEvent('halden-choose', { detail: { id: drag.id, within } }));
      return;
    }
    const at = (selector: string) => [...(this._paper?.querySelectorAll<SVGGElement>(selector) ?? [])].find((part) => {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      return part !== drag.node && event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    });
    const over = at('.hp-node');
    const isHere = (over?.closest<SVGGElement>('[data-within]')?.dataset.within ?? null) === within;
    const lane = within === null ? (at('.hp-lane')?.dataset.id ?? null) : null;
    this.dispatchEvent(new CustomEvent<Dropped>('halden-drop', { detail: { id: drag.id, over: isHere ? (over?.dataset.id ?? null) : null, lane } }));
  }

  #cancel() {
    this.#drag?.node.removeAttribute('transform');
    this.#drag = null;
  }

  override render() {
    const { t } = this.app;
    return html`
      <div class="paper ${this.editable ? 'editable' : ''}" tabindex="0" role="group" aria-label=${this.label || t('processDrawing')}
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#cancel}></div>
      ${this.drawing && this.drawing.steps.length > 0
        ? html`<details ?open=${this.words}><summary>${t('processWords')}</summary>${this.#steps(this.drawing.steps)}</details>`
        : nothing}
    `;
  }

  #steps(steps: readonly ProcessStep[]): TemplateResult {
    const { t } = this.app;
    return html`<ol>${steps.map((step) => html`<li>
      <span class="number" aria-hidden="true">${step.number}</span>
      <div><strong>${step.name}</strong>${step.who ? html` <span class="muted">(${step.who})</span>` : nothing}
        ${step.facts.map(({ name, value }) => html`<div class="fact">${name}: ${value}</div>`)}
        ${step.links.map(({ name, address }) => html`<div class="fact"><a href=${/^(https?:|mailto:)/i.test(address) ? address : nothing} target="_blank" rel="noopener noreferrer" data-router-slot="disabled">${name}</a></div>`)}
        ${step.ways.map((way) => html`<div class="fact">${way}</div>`)}
        ${step.inner.length > 0 ? html`<details class="inner"><summary>${t('processInner', { count: step.inner.length })}</summary>${this.#steps(step.inner)}</details>` : nothing}</div>
    </li>`)}</ol>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .paper { overflow: auto; border: 1px solid var(--uui-color-border, #d8d7d9); border-radius: 3px; background: #fff; max-height: 75vh; }
      .paper:focus-visible { outline-offset: -2px; }
      .paper svg { display: block; margin: 0 auto; max-width: 100%; height: auto; }
      .editable .hp-node { cursor: grab; }
      .hp-node.dragged { cursor: grabbing; opacity: 0.8; }
      .hp-node.chosen .hp-shape { stroke: var(--halden-focus); stroke-width: 4; }
      details { margin-top: 9px; }
      summary { cursor: pointer; min-height: 24px; font-weight: 700; }
      ol { list-style: none; margin: 6px 0 0; padding: 0; display: grid; gap: 9px; }
      .inner { margin-top: 3px; }
      .inner summary { font-weight: 400; }
      ol ol { padding-left: 12px; border-left: 2px solid var(--uui-color-border, #d8d7d9); }
      li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 9px; overflow-wrap: anywhere; }
      .number { color: var(--halden-muted); min-width: 24px; }
      @media print {
        .paper { overflow: visible; max-height: none; border: 0; }
        .paper svg { min-width: 0 !important; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-drawing': ProcessDrawingElement;
  }
}
