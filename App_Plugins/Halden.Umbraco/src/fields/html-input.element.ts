import { Editor } from '@tiptap/core';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { isSafeUrl } from '../core/format.js';
import type { TextKey, Translate } from '../lang/index.js';
import { survivesEditor, tidyHtml } from './rich-text.js';
import { richTextExtensions } from './rich-text.schema.js';

interface Tool {
  id: string;
  label: TextKey;
  icon: TemplateResult | TextKey;
  /** How the letters of a tool without an icon look. */
  look?: 'bold' | 'italic' | 'word';
  run(editor: Editor): void;
  /** For a tool that is on or off at the cursor. */
  isOn?(editor: Editor): boolean;
  isUsable?(editor: Editor): boolean;
  /** Shown only while this holds. */
  isShown?(editor: Editor): boolean;
}

const icon = (path: string) => html`<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${path}></path></svg>`;
const inTable = (editor: Editor) => editor.isActive('table');

/**
 * Rich text, in the light DOM of its field: a label and a description in the same tree can then name it.
 * HTML that the editing model cannot hold is shown as source instead, so that nothing of it is lost unseen.
 * @fires halden-input with the new HTML, when the person has changed it
 */
@customElement('halden-html-input')
export class HtmlInputElement extends LitElement {
  @property() value = '';
  @property({ attribute: false }) t!: Translate;
  @property() labelId = '';
  @property() labelText = '';
  @property() describedBy = '';
  @property({ type: Boolean }) invalid = false;
  @property() culture = '';

  @state() private _isSource = false;
  @state() private _isForced = false;
  @state() private _linkUrl: string | null = null;
  @state() private _linkError = false;
  @state() private _current = 'bold';
  @state() private _revision = 0;

  @query('.html-area') private _area!: HTMLElement;

  #editor: Editor | null = null;
  /** What the editor was given, and how it would write that itself. */
  #given = '';
  #givenAsWritten = '';
  #isOwnChange = false;

  protected override createRenderRoot() {
    return this;
  }

  override focus() {
    if (this.#editor) {
      this.#editor.commands.focus();
    } else {
      this.querySelector<HTMLElement>('textarea')?.focus();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#editor?.destroy();
    this.#editor = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.#given = '\u0000';
      this.requestUpdate('value', '');
    }
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('value') && !this.#isOwnChange) {
      this._isForced = false;
      this._isSource = this.value !== '' && !survivesEditor(this.value);
    }
  }

  protected override updated(changed: PropertyValues<this>) {
    if (this._isSource) {
      this.#editor?.destroy();
      this.#editor = null;
    } else if (!this.#editor) {
      this.#create();
    } else if (changed.has('value') && !this.#isOwnChange && this.value !== this.#given) {
      this.#fill(this.value);
    }
    if (changed.has('describedBy') || changed.has('invalid') || changed.has('culture')) {
      this.#editor?.setOptions({ editorProps: { attributes: this.#attributes() } });
    }
    this.#isOwnChange = false;
  }

  #attributes(): Record<string, string> {
    return {
      class: 'prose html-content',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-labelledby': this.labelId,
      ...(this.describedBy ? { 'aria-describedby': this.describedBy } : {}),
      ...(this.invalid ? { 'aria-invalid': 'true' } : {}),
      ...(this.culture ? { lang: this.culture } : {}),
    };
  }

  #create() {
    this.#editor = new Editor({
      element: this._area,
      extensions: richTextExtensions,
      content: this.value,
      injectCSS: false,
      editorProps: { attributes: this.#attributes() },
      onUpdate: () => { this.#changed(); },
      onTransaction: () => { this._revision++; },
    });
    this.#given = this.value;
    this.#givenAsWritten = tidyHtml(this.#editor.getHTML());
    this._revision++;
  }

  #fill(value: string) {
    this.#editor?.commands.setContent(value, { emitUpdate: false });
    this.#given = value;
    this.#givenAsWritten = this.#editor ? tidyHtml(this.#editor.getHTML()) : '';
  }

  #changed() {
    const written = this.#editor ? tidyHtml(this.#editor.getHTML()) : '';
    // Changed and changed back is unchanged, though the editor would have written it another way.
    this.#emit(written === this.#givenAsWritten ? this.#given : written);
  }

  #emit(value: string) {
    if (value !== this.value) {
      this.#isOwnChange = true;
      this.value = value;
      this.dispatchEvent(new CustomEvent('halden-input', { detail: value, bubbles: true }));
    }
  }

  #editAnyway() {
    this._isForced = true;
    this._isSource = false;
    void this.updateComplete.then(() => { this.focus(); });
  }

  override render() {
    if (this._isSource) {
      return html`<p class="hint" id="${this.labelId}-source">${this.t('htmlSourceWhy')}</p>
        <textarea class="source" rows="8" spellcheck="false" .value=${this.value} lang=${this.culture} aria-labelledby=${this.labelId} aria-describedby="${this.labelId}-source ${this.describedBy}"
          aria-invalid=${this.invalid ? 'true' : nothing} @input=${(event: Event) => { this.#emit((event.target as HTMLTextAreaElement).value); }}></textarea>
        <p><button type="button" class="link" @click=${() => { this.#editAnyway(); }}>${this.t('htmlEditAnyway')}</button></p>`;
    }
    return html`<div class="html-editor ${this.invalid ? 'invalid' : ''}">
      ${this.#renderToolbar()} ${this._linkUrl === null ? nothing : this.#renderLink(this._linkUrl)}
      <div class="html-area" id="${this.labelId}-area"></div>
    </div>${this._isForced ? html`<p class="hint">${this.t('htmlMayBeLost')}</p>` : nothing}`;
  }

  #tools: Tool[] = [
    { id: 'bold', label: 'toolBold', icon: 'toolBoldLetter', look: 'bold', isOn: (editor) => editor.isActive('bold'), run: (editor) => editor.chain().focus().toggleBold().run() },
    { id: 'italic', label: 'toolItalic', icon: 'toolItalicLetter', look: 'italic', isOn: (editor) => editor.isActive('italic'), run: (editor) => editor.chain().focus().toggleItalic().run() },
    { id: 'h3', label: 'toolHeading3', icon: 'toolHeading3Letter', isOn: (editor) => editor.isActive('heading', { level: 3 }), run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run() },
    { id: 'h4', label: 'toolHeading4', icon: 'toolHeading4Letter', isOn: (editor) => editor.isActive('heading', { level: 4 }), run: (editor) => editor.chain().focus().toggleHeading({ level: 4 }).run() },
    { id: 'ul', label: 'toolBullets', icon: icon('M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01'), isOn: (editor) => editor.isActive('bulletList'), run: (editor) => editor.chain().focus().toggleBulletList().run() },
    { id: 'ol', label: 'toolNumbers', icon: icon('M10 6h10M10 12h10M10 18h10M4 4v4M3 8h2M3 14h2.5L3 18h2.5'), isOn: (editor) => editor.isActive('orderedList'), run: (editor) => editor.chain().focus().toggleOrderedList().run() },
    { id: 'link', label: 'toolLink', icon: icon('M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1'), isOn: (editor) => editor.isActive('link'), run: () => { this.#openLink(); } },
    { id: 'table', label: 'toolTable', icon: icon('M3 5h18v14H3zM3 10h18M3 15h18M9 5v14M15 5v14'), isUsable: (editor) => !inTable(editor), run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run() },
    { id: 'addRow', label: 'toolAddRow', icon: 'toolAddRow', look: 'word', isShown: inTable, run: (editor) => editor.chain().focus().addRowAfter().run() },
    { id: 'deleteRow', label: 'toolDeleteRow', icon: 'toolDeleteRow', look: 'word', isShown: inTable, run: (editor) => editor.chain().focus().deleteRow().run() },
    { id: 'addColumn', label: 'toolAddColumn', icon: 'toolAddColumn', look: 'word', isShown: inTable, run: (editor) => editor.chain().focus().addColumnAfter().run() },
    { id: 'deleteColumn', label: 'toolDeleteColumn', icon: 'toolDeleteColumn', look: 'word', isShown: inTable, run: (editor) => editor.chain().focus().deleteColumn().run() },
    { id: 'deleteTable', label: 'toolDeleteTable', icon: 'toolDeleteTable', look: 'word', isShown: inTable, run: (editor) => editor.chain().focus().deleteTable().run() },
    { id: 'undo', label: 'toolUndo', icon: icon('M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3'), isUsable: (editor) => editor.can().undo(), run: (editor) => editor.chain().focus().undo().run() },
    { id: 'redo', label: 'toolRedo', icon: icon('M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3'), isUsable: (editor) => editor.can().redo(), run: (editor) => editor.chain().focus().redo().run() },
  ];

  get #shownTools() {
    const editor = this.#editor;
    return this.#tools.filter((tool) => !tool.isShown || (editor && tool.isShown(editor)));
  }

  /** The name holds what is seen, so that one who speaks to the machine can say it (WCAG 2.5.3). */
  #toolName({ label, icon, look }: Tool) {
    return look === 'word' || typeof icon !== 'string' ? this.t(label) : `${this.t(label)} (${this.t(icon)})`;
  }

  /** The ARIA toolbar pattern: one tab stop, arrows between the tools. A tool of no use now stays reachable, so that focus is not lost. */
  #renderToolbar() {
    const editor = this.#editor;
    const shown = this.#shownTools;
    const current = shown.some((tool) => tool.id === this._current) ? this._current : 'bold';
    return html`<div class="toolbar" role="toolbar" aria-label=${this.t('toolbarFor', { field: this.labelText })} aria-controls="${this.labelId}-area" data-revision=${this._revision} @keydown=${this.#moveInToolbar}>
      ${repeat(shown, (tool) => tool.id, (tool) => {
        const isUsable = editor && (!tool.isUsable || tool.isUsable(editor));
        return html`<button type="button" class="plain" data-tool=${tool.id} tabindex=${tool.id === current ? '0' : '-1'} title=${this.t(tool.label)} aria-label=${this.#toolName(tool)}
          aria-pressed=${tool.isOn ? String(Boolean(editor && tool.isOn(editor))) : nothing} aria-disabled=${isUsable ? nothing : 'true'}
          @focus=${() => { this._current = tool.id; }}
          @click=${() => { if (this.#editor && isUsable) { tool.run(this.#editor); } }}>${typeof tool.icon === 'string' ? html`<span class="letter ${tool.look ?? ''}" aria-hidden="true" data-letter=${this.t(tool.icon)}></span>` : tool.icon}</button>`;
      })}
    </div>`;
  }

  #moveInToolbar(event: KeyboardEvent) {
    const buttons = [...this.querySelectorAll<HTMLElement>('.toolbar button')];
    const at = buttons.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: (at + 1) % buttons.length, ArrowLeft: (at - 1 + buttons.length) % buttons.length, Home: 0, End: buttons.length - 1 }[event.key];
    if (at >= 0 && to !== undefined) {
      event.preventDefault();
      buttons[to]?.focus();
    }
  }

  #openLink() {
    this._linkError = false;
    this._linkUrl = (this.#editor?.getAttributes('link').href as string | undefined) ?? '';
    void this.updateComplete.then(() => { this.querySelector<HTMLInputElement>('.link-form input')?.focus(); });
  }

  #closeLink() {
    this._linkUrl = null;
    this.#editor?.commands.focus();
  }

  #setLink() {
    const url = this._linkUrl?.trim() ?? '';
    if (!isSafeUrl(url)) {
      this._linkError = true;
      return;
    }
    const chain = this.#editor?.chain().focus();
    if (this.#editor?.state.selection.empty && !this.#editor.isActive('link')) {
      chain?.insertContent({ type: 'text', text: url, marks: [{ type: 'link', attrs: { href: url } }] }).run();
    } else {
      chain?.extendMarkRange('link').setLink({ href: url }).run();
    }
    this._linkUrl = null;
  }

  #removeLink() {
    this.#editor?.chain().focus().extendMarkRange('link').unsetLink().run();
    this._linkUrl = null;
  }

  #linkKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.target as HTMLElement).tagName === 'INPUT') {
      event.preventDefault();
      this.#setLink();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.#closeLink();
    }
  }

  #renderLink(url: string) {
    const id = `${this.labelId}-link`;
    return html`<div class="link-form" role="group" aria-label=${this.t('toolLink')} @keydown=${this.#linkKey}>
      <div class="field">
        <label for=${id}>${this.t('linkAddress')}</label>
        <input id=${id} type="text" inputmode="url" autocomplete="off" .value=${url} aria-invalid=${this._linkError ? 'true' : nothing} aria-describedby="${id}-error"
          @input=${(event: Event) => { this._linkUrl = (event.target as HTMLInputElement).value; }} />
        <div id="${id}-error">${this._linkError ? html`<p class="error" role="alert">${this.t('linkAddressWrong')}</p>` : nothing}</div>
      </div>
      <div class="row">
        <button type="button" class="button primary" @click=${() => { this.#setLink(); }}>${this.t('linkSet')}</button>
        ${this.#editor?.isActive('link') ? html`<button type="button" class="button" @click=${() => { this.#removeLink(); }}>${this.t('linkRemove')}</button>` : nothing}
        <button type="button" class="button" @click=${() => { this.#closeLink(); }}>${this.t('cancel')}</button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-html-input': HtmlInputElement;
  }
}
