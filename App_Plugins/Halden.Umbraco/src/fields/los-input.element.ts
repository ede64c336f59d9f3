import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LosConcept, LosEdition } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { isAddress, lineName, lines, resolveLines, themeNames } from '../core/los.js';

/** How long to wait for the next letter before asking, in milliseconds. */
const pause = 150;

/** What can be added: a concept, or what was written as a text. */
interface Option {
  name: string;
  concept: LosConcept | null;
}

/**
 * Words of Los, and texts that are not in Los: an editable combobox with a list that chooses its first option by itself
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/), and the chosen words with a button each. In the light DOM of its field.
 * @fires halden-input with the canonical form: one address or text a line
 */
@customElement('halden-los-input')
export class LosInputElement extends HaldenElement {
  @property() value = '';
  @property() culture = '';
  @property() inputId = '';
  @property({ type: Boolean }) lifeEvents = false;
  @property({ type: Boolean }) invalid = false;

  @state() private _lines: string[] = [];
  @state() private _known: ReadonlyMap<string, LosConcept> = new Map();
  /** What has been asked about the lines: until it is, nobody knows what is not in Los. */
  @state() private _edition: LosEdition | null = null;
  @state() private _query = '';
  @state() private _options: Option[] = [];
  @state() private _isOpen = false;
  @state() private _active = -1;
  @state() private _hasFocus = false;
  @state() private _told = '';

  #written: string | null = null;
  #asked = new AbortController();
  /** The search that is under way, for Enter to wait for. */
  #search: Promise<void> | null = null;

  protected override createRenderRoot() {
    return this;
  }

  override focus() {
    this.querySelector<HTMLElement>('input')?.focus();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#asked.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('culture') || (changed.has('value') && this.value !== this.#written)) {
      this._lines = lines(this.value);
      void this.#resolve();
    }
  }

  async #resolve() {
    const asked = this._lines;
    const { culture } = this;
    try {
      const { known, edition } = await resolveLines(this.app.api, asked, culture);
      if (culture === this.culture && asked === this._lines) {
        this._known = known;
        this._edition = edition;
      }
    } catch {
      // The addresses are still readable, and nothing is said of what Los has.
    }
  }

  #set(all: string[]) {
    this._lines = all;
    this.#written = all.join('\n');
    this.dispatchEvent(new CustomEvent('halden-input', { detail: this.#written, bubbles: true }));
  }

  /** Whether the words have it, in this or another spelling. */
  #has({ concept, name }: Option) {
    return this._lines.some((line) => (concept ? line === concept.psi || this._known.get(line)?.psi === concept.psi : line.toLowerCase() === name.toLowerCase()));
  }

  #choose(option: Option) {
    const { concept, name } = option;
    if (this.#has(option)) {
      this._told = this.t('losAlready', { name });
    } else {
      if (concept) {
        this._known = new Map([...this._known, [concept.psi, concept]]);
      }
      this.#set([...this._lines, concept?.psi ?? name]);
      this._told = this.t('losAdded', { name });
    }
    this._query = '';
    this.#close();
  }

  async #remove(index: number) {
    this._told = this.t('losRemoved', { name: lineName(this._lines[index]!, this._known) });
    this.#set(this._lines.filter((_, at) => at !== index));
    await this.updateComplete;
    (this._lines.length > 0 ? this.querySelector<HTMLElement>(`[data-remove="${Math.min(index, this._lines.length - 1)}"]`) : this.querySelector<HTMLElement>('input'))?.focus();
  }

  #ask(wait: number) {
    this.#asked.abort();
    const asked = new AbortController();
    this.#asked = asked;
    const isStale = () => asked.signal.aborted;
    const query = this._query.trim();
    const search = (async () => {
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      if (isStale()) {
        return;
      }
      let concepts: LosConcept[] = [];
      try {
        ({ concepts } = await this.app.api.findInLos(query, this.culture, this.lifeEvents, asked.signal));
      } catch {
        // A text can be added all the same.
      }
      if (!isStale()) {
        this.#show(concepts, query);
      }
    })();
    this.#search = search;
    void search.finally(() => {
      if (this.#search === search) {
        this.#search = null;
      }
    });
  }

  #show(concepts: LosConcept[], query: string) {
    // An address is what it names, or nothing.
    const text: Option[] = query && !isAddress(query) ? [{ name: query, concept: null }] : [];
    this._options = [...concepts.map((concept) => ({ concept, name: concept.name })), ...text];
    this._active = this._options.length > 0 ? 0 : -1;
    this._isOpen = this._options.length > 0;
    this._told = concepts.length > 0 ? this.t('losHits', { count: concepts.length }) : this.t('losNoHits');
  }

  #close() {
    this.#asked.abort();
    this.#search = null;
    this._isOpen = false;
    this._options = [];
    this._active = -1;
  }

  #typed = (event: Event) => {
    this._query = (event.target as HTMLInputElement).value;
    if (this._query.trim()) {
      this.#ask(pause);
    } else {
      this.#close();
    }
  };

  #pressed = async (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) {
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        if (!this._isOpen) {
          this.#ask(0);
          return;
        }
        const by = event.key === 'ArrowDown' ? 1 : -1;
        this._active = (this._active + by + this._options.length) % this._options.length;
        await this.updateComplete;
        this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
        break;
      }
      case 'Enter': {
        // The form is saved by its own button.
        event.preventDefault();
        if (this.#search === null && !this._isOpen && this._query.trim()) {
          this.#ask(0);
        }
        const { _query: asked } = this;
        await this.#search;
        const option = this._options[this._active];
        if (option && asked === this._query) {
          this.#choose(option);
        }
        break;
      }
      case 'Escape':
        if (this._isOpen) {
          event.stopPropagation();
          this.#close();
        } else if (this._query) {
          event.stopPropagation();
          this._query = '';
        }
        break;
    }
  };

  override render() {
    const { inputId: id } = this;
    const active = this._isOpen && this._active >= 0 ? `${id}-option-${this._active}` : nothing;
    return html`
      ${this._lines.length > 0
        ? html`<ul class="los-words" aria-label=${this.t('losChosen')}>
            ${this._lines.map((line, index) => this.#renderLine(line, index))}
          </ul>`
        : nothing}
      ${this._edition?.since === null ? html`<p class="hint">${this.t('losOnlyThemes')}</p>` : nothing}
      <div class="los-combobox">
        <label for=${id} id="${id}-label">${this.t(this.lifeEvents ? 'losFindEvent' : 'losFind')}</label>
        <input id=${id} role="combobox" aria-labelledby="${id}-label" autocomplete="off" lang=${this.culture} aria-autocomplete="list" aria-expanded=${this._isOpen ? 'true' : 'false'} aria-controls="${id}-options"
          aria-activedescendant=${active} aria-invalid=${this.invalid ? 'true' : nothing} aria-describedby="${id}-waits errors" .value=${this._query} @input=${this.#typed} @keydown=${this.#pressed}
          @focus=${() => { this._hasFocus = true; }} @blur=${() => { this._hasFocus = false; this.#close(); }} />
        <ul id="${id}-options" class="los-options" role="listbox" aria-label=${this.t('losOptions')} ?hidden=${!this._isOpen}>
          ${this._options.map((option, index) => this.#renderOption(option, index))}
        </ul>
        <p class="los-waits hint" id="${id}-waits">${this._query.trim() && !this._hasFocus ? this.t('losNotAdded', { text: this._query.trim() }) : nothing}</p>
      </div>
      <span class="hidden-text" role="status">${this._told}</span>
    `;
  }

  #renderLine(line: string, index: number) {
    const concept = this._known.get(line);
    const name = lineName(line, this._known);
    // An address is not known until it has been asked for, and of one that only the whole of Los has nothing can be said.
    const isUnknown = !isAddress(line) || (!concept && this._edition !== null && this._edition.since !== null);
    return html`<li>
      <div>
        <span lang=${this.culture}>${name}</span>
        ${isUnknown ? html`<uui-tag look="outline">${this.t('losNotIn')}</uui-tag>` : nothing}
        ${concept && concept.themes.length > 0 ? html`<div class="muted" lang=${this.culture}>${themeNames(concept.themes)}</div>` : nothing}
        ${isUnknown && isAddress(line) ? html`<div class="muted">${line}</div>` : nothing}
      </div>
      <button type="button" class="plain" data-remove=${index} aria-label=${this.t('losRemove', { name })} title=${this.t('losRemove', { name })} @click=${() => this.#remove(index)}>
        <span aria-hidden="true">✕</span>
      </button>
    </li>`;
  }

  #renderOption(option: Option, index: number) {
    const { concept, name } = option;
    // The combobox has the keyboard, as the pattern wants it.
    // eslint-disable-next-line lit-a11y/click-events-have-key-events
    return html`<li id="${this.inputId}-option-${index}" role="option" aria-selected=${index === this._active ? 'true' : 'false'}
      @mousedown=${(event: Event) => { event.preventDefault(); }} @click=${() => { this.#choose(option); }}>
      ${concept
        ? html`<span lang=${this.culture}>${name}</span>${concept.foundBy && !isAddress(concept.foundBy) ? html` («${concept.foundBy}»)` : nothing}${this.#has(option) ? html` <span>– ${this.t('losIsChosen')}</span>` : nothing}
            <span class="muted">${this.t(kindKeys[concept.kind])}${concept.themes.length > 0 ? html` · <span lang=${this.culture}>${themeNames(concept.themes)}</span>` : nothing}</span>`
        : this.t('losAddText', { text: name })}
    </li>`;
  }
}

const kindKeys = { mainTheme: 'losMainTheme', theme: 'losTheme', word: 'losWord', lifeEvent: 'losLifeEvent' } as const;

declare global {
  interface HTMLElementTagNameMap {
    'halden-los-input': LosInputElement;
  }
}
