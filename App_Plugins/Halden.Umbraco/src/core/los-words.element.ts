import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LosConcept } from '../api/model.js';
import { HaldenElement } from './halden.element.js';
import { lineName, lines, resolveLines } from './los.js';

/** A list of words of Los and texts, to be read: addresses are shown by what they name. */
@customElement('halden-los-words')
export class LosWordsElement extends HaldenElement {
  @property() value = '';
  @property() culture = '';

  @state() private _known: ReadonlyMap<string, LosConcept> = new Map();

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('value') || changed.has('culture')) {
      void this.#resolve(this.value, this.culture);
    }
  }

  async #resolve(value: string, culture: string) {
    try {
      const { known } = await resolveLines(this.app.api, lines(value), culture);
      if (value === this.value && culture === this.culture) {
        this._known = known;
      }
    } catch {
      // The addresses are still readable.
    }
  }

  override render() {
    return html`<p lang=${this.culture}>${lines(this.value).map((line) => lineName(line, this._known)).join(', ')}</p>`;
  }

  static override styles = css`
    :host { display: block; }
    p { margin: 0 0 9px; overflow-wrap: anywhere; }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-los-words': LosWordsElement;
  }
}
