import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FormFault } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { typeOf, type FieldType } from './conditions.js';
import { conditionAt } from './editing.js';
import { fieldAt, keyOf, kindOf, placesOf, samePlace, type FormDefinition, type Place } from './definition.js';
import { nameOf } from './places.js';

const branchIcon = html`<svg width="14" height="14" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true" focusable="false"><path d="M4 12h6l6-6h4M10 12l6 6h4"></path></svg>`;

/** Where something that is dragged would come to stand: before or behind what it is held over, or within it. */
interface Drop {
  over: Place;
  side: 'before' | 'after' | 'into';
}

/**
 * Everything of a form in its order. One stop for the tab key: the arrow keys go between its lines, and with Alt they move the
 * line itself; it can be dragged too.
 * @fires halden-choose with a place, and the way it was chosen (arrow, enter, pointer)
 * @fires halden-move with -1 or 1, for what is chosen
 * @fires halden-remove for what is chosen
 * @fires halden-drop with the place it is dragged from and the place it is to stand before
 */
@customElement('halden-form-outline')
export class FormOutlineElement extends HaldenElement {
  @property({ attribute: false }) form!: FormDefinition;
  @property({ attribute: false }) place: Place = {};
  @property({ attribute: false }) types: readonly FieldType[] = [];
  @property({ attribute: false }) faults: readonly FormFault[] = [];

  @state() private _dragged: Place | null = null;
  @state() private _drop: Drop | null = null;

  /** Puts the keyboard on what is chosen. */
  async focusChosen() {
    await this.updateComplete;
    const chosen = this.renderRoot.querySelector<HTMLElement>('[aria-current]');
    chosen?.focus();
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  #tell(name: string, detail?: unknown) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #keydown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.altKey) {
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        event.preventDefault();
        this.#tell('halden-move', event.key === 'ArrowUp' ? -1 : 1);
      }
      return;
    }
    if (event.key === 'Delete') {
      event.preventDefault();
      this.#tell('halden-remove');
      return;
    }
    const places = placesOf(this.form);
    const at = places.findIndex((place) => samePlace(place, this.place));
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: places.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (places[to]) {
        this.#tell('halden-choose', { place: places[to], way: 'arrow' });
      }
    }
  };

  #over(event: DragEvent, over: Place) {
    const dragged = this._dragged;
    if (!dragged) {
      return;
    }
    const [kind, held] = [kindOf(over), kindOf(dragged)];
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const side = kind === held ? (event.clientY < box.top + box.height / 2 ? 'before' : 'after')
      : (held === 'field' && (kind === 'group' || kind === 'page')) || (held === 'group' && kind === 'page') ? 'into'
      : null;
    if (side) {
      event.preventDefault();
      if (this._drop?.side !== side || !samePlace(this._drop.over, over)) {
        this._drop = { over, side };
      }
    }
  }

  #dropped(event: DragEvent) {
    event.preventDefault();
    const [from, drop] = [this._dragged, this._drop];
    this._dragged = this._drop = null;
    if (!from || !drop || samePlace(from, drop.over)) {
      return;
    }
    const { over, side } = drop;
    const after = side === 'after' ? 1 : 0;
    const to: Place = side === 'into'
      // Held over a heading, it comes first below it, where the pointer is.
      ? (kindOf(over) === 'group' ? { ...over, column: 0, field: 0 } : kindOf(from) === 'group' ? { ...over, group: 0 } : over)
      : kindOf(over) === 'page' ? { page: over.page! + after } : kindOf(over) === 'group' ? { ...over, group: over.group! + after } : { ...over, field: over.field! + after };
    this.#tell('halden-drop', { from, to });
  }

  override render() {
    const { form, app: { t } } = this;
    return html`<div class="outline" role="group" aria-label=${t('formOutline')} @keydown=${this.#keydown} @dragend=${() => { this._dragged = this._drop = null; }}>
      <ol>
        <li>${this.#renderItem({})}</li>
        ${form.pages.map((page, p) => html`<li>
          ${this.#renderItem({ page: p })}
          ${page.fieldsets.length === 0 ? nothing : html`<ol>
            ${page.fieldsets.map((group, g) => html`<li>
              ${this.#renderItem({ page: p, group: g })}
              ${group.columns.every(({ fields }) => fields.length === 0) ? nothing : html`<ol>
                ${group.columns.flatMap((column, c) => column.fields.map((_, f) => html`<li>${this.#renderItem({ page: p, group: g, column: c, field: f })}</li>`))}
              </ol>`}
            </li>`)}
          </ol>`}
        </li>`)}
      </ol>
    </div>`;
  }

  #renderItem(place: Place) {
    const { form, app: { t } } = this;
    const kind = kindOf(place);
    const field = fieldAt(form, place);
    const type = field && typeOf(this.types, field);
    const key = keyOf(place);
    const errors = this.faults.filter(({ isError, place: at }) => isError && (kind === 'form' ? !at.startsWith('pages[') : at === key || (at.startsWith(`${key}.`) && !/^\.(fieldsets|columns)\[/.test(at.slice(key.length))))).length;
    const isChosen = samePlace(place, this.place);
    const prefix = kind === 'form' ? t('formAbout') : kind === 'page' ? t('formPageNumber', { number: place.page! + 1 }) : kind === 'group' ? (form.pages[place.page!]?.fieldsets[place.group!]?.caption?.trim() ? t('formGroup') : '') : (type?.label ?? '');
    const name = kind === 'page' && !form.pages[place.page!]?.caption?.trim() ? '' : nameOf(t, form, place);
    const drop = this._drop && samePlace(this._drop.over, place) ? this._drop.side : '';
    return html`<button type="button" class="item ${kind} ${drop}" tabindex=${isChosen ? '0' : '-1'} aria-current=${isChosen ? 'true' : nothing} draggable=${kind === 'form' ? 'false' : 'true'} data-place=${key}
      @click=${(event: MouseEvent) => { this.#tell('halden-choose', { place, way: event.detail === 0 ? 'enter' : 'pointer' }); }}
      @dragstart=${(event: DragEvent) => { this._dragged = place; event.dataTransfer?.setData('text/plain', name); if (event.dataTransfer) { event.dataTransfer.effectAllowed = 'move'; } }}
      @dragover=${(event: DragEvent) => { this.#over(event, place); }} @drop=${(event: DragEvent) => { this.#dropped(event); }}>
      ${prefix ? html`<span class="prefix">${prefix}</span>` : nothing}
      <span class="name">${name}${field?.required && type?.isQuestion ? html`<span class="mark" title=${t('formRequired')} aria-hidden="true"> *</span><span class="hidden-text"> (${t('formRequired')})</span>` : nothing}</span>
      ${conditionAt(form, place) ? html`<span class="tag" title=${t('formConditional')}>${branchIcon}<span class="hidden-text">${t('formConditional')}</span></span>` : nothing}
      ${errors > 0 ? html`<span class="tag wrong"><span aria-hidden="true">!</span><span class="hidden-text">${t('errorCount', { count: errors })}</span></span>` : nothing}
    </button>`;
  }

  static override styles = [
    sharedStyles,
    css`
      ol { list-style: none; margin: 0; padding: 0; }
      ol ol { padding-left: 15px; }
      .item {
        position: relative; display: flex; align-items: baseline; gap: 6px; width: 100%; min-height: 33px; padding: 4px 9px; font: inherit; font-size: 14px; color: inherit; text-align: left; cursor: pointer;
        background: none; border: 1px solid transparent; border-radius: 3px;
      }
      .item:hover { background: #f0f0f3; }
      .item[aria-current] { background: #e4e7f4; border-color: var(--uui-color-default, #1b264f); }
      .page { margin-top: 9px; font-weight: 700; border-top: 1px solid var(--uui-color-border, #d8d7d9); border-radius: 0; }
      .page[aria-current] { border-radius: 3px; }
      .group { font-weight: 700; }
      .prefix { flex: none; font-weight: 400; font-size: 13px; color: var(--halden-muted); }
      .field { flex-wrap: wrap; gap: 0 6px; }
      .field .prefix { order: 2; flex-basis: 100%; line-height: 1.2; }
      .name { min-width: 0; flex: 1; overflow-wrap: anywhere; }
      .mark { color: #ae1e47; }
      .tag { flex: none; min-width: 20px; text-align: center; font-size: 13px; border: 1px solid var(--halden-control-border); border-radius: 10px; background: #fff; line-height: 18px; }
      .tag svg { vertical-align: -2px; }
      .tag.wrong { background: #ae1e47; border-color: #ae1e47; color: #fff; font-weight: 700; }
      .before::before, .after::after { content: ''; position: absolute; left: 0; right: 0; height: 3px; background: var(--uui-color-interactive-emphasis, #3544b1); }
      .before::before { top: -2px; }
      .after::after { bottom: -2px; }
      .into { background: #dfe4fb; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-form-outline': FormOutlineElement;
  }
}
