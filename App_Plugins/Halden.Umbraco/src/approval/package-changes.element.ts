import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Change, Comment, Package } from '../api/model.js';
import { fieldValue } from '../core/field-value.js';
import { date } from '../core/format.js';
import { HaldenElement } from '../core/halden.element.js';
import { markedHtml } from '../core/safe-html.js';
import { proseStyles, sharedStyles } from '../core/styles.js';
import { checkbox, cultureName } from '../core/templates.js';
import { locales, type Lang, type TextKey, type Translate } from '../lang/index.js';
import { groupChanges, onlyChanged, type ShownField, type ShownGroup, type ShownSection } from './changes.js';
import '../comments/comments.element.js';
import '../core/los-words.element.js';

const markKeys: Record<ShownField['mark'], TextKey> = { new: 'markNew', changed: 'markChanged', removed: 'markRemoved', same: 'markSame' };
const markColors: Record<ShownField['mark'], string> = { new: 'positive', changed: 'warning', removed: 'danger', same: 'default' };
const partKeys: Partial<Record<string, TextKey>> = { processes: 'partProcess', form: 'partForm', routing: 'partRouting' };

/** What a package changes, word by word, with the comments beside each field. */
@customElement('halden-package-changes')
export class PackageChangesElement extends HaldenElement {
  @property() serviceKey = '';
  @property({ attribute: false }) changes: readonly Change[] = [];
  /** Given where also what did not change may be shown. */
  @property({ attribute: false }) texts: Pick<Package, 'texts' | 'publishedTexts'> | null = null;
  @property({ attribute: false }) comments: readonly Comment[] = [];
  @property({ type: Boolean }) mayComment = false;
  /** A text for where nothing changed. */
  @property() nothingChanged = '';

  @state() private _showsUnchanged = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('serviceKey')) {
      this._showsUnchanged = false;
    }
  }

  /** Goes to where a field or a section stands, unchanged or not. */
  async goTo(culture: string | null, target: string) {
    const find = () => this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(placeId(culture, target))}`);
    await this.updateComplete;
    if (!find() && this.texts) {
      this._showsUnchanged = true;
      await this.updateComplete;
    }
    const place = find() ?? this.renderRoot.querySelector<HTMLElement>('h3');
    place?.scrollIntoView({ block: 'start' });
    place?.focus({ preventScroll: true });
  }

  override render() {
    const { t, schema, lang } = this.app;
    const all = groupChanges(schema, lang, this.changes, this.texts);
    const groups = this._showsUnchanged ? all : onlyChanged(all);
    const hasUnchanged = all.some(({ sections }) => sections.some(({ fields }) => fields.some(({ mark }) => mark === 'same')));
    return html`
      ${this.changes.some(({ marked }) => marked !== null) ? html`<p class="muted">${t(this.texts ? 'marksHint' : 'marksHintSince')}</p>` : nothing}
      ${hasUnchanged ? html`<div class="switch">${checkbox('unchanged', t('showUnchanged'), this._showsUnchanged, (checked) => { this._showsUnchanged = checked; })}</div>` : nothing}
      ${groups.length === 0 ? html`<p class="box">${this.nothingChanged}</p>` : nothing}
      <div class="stack">${groups.map((group) => this.#renderGroup(group))}</div>
    `;
  }

  #renderGroup(group: ShownGroup) {
    const { t, schema } = this.app;
    const { part, culture, mark, sections } = group;
    const id = `group-${culture ?? part}`;
    const partKey = partKeys[part];
    const name = part === 'description' ? cultureName(schema, culture ?? '') : partKey ? t(partKey) : part;
    return html`<section class="box" aria-labelledby=${id}>
      <h3 id=${id} tabindex="-1">${name} ${mark === 'changed' ? nothing : this.#renderMark(mark)}</h3>
      ${sections.map((section) => this.#renderSection(group, section, name))}
    </section>`;
  }

  #renderSection(group: ShownGroup, { alias, fields }: ShownSection, groupName: string) {
    const { schema, lang } = this.app;
    const name = schema.sections.find((section) => section.alias === alias)?.label[lang];
    return html`
      ${alias && name
        ? html`<div class="section beside">
            <h4 id=${placeId(group.culture, alias)} tabindex="-1">${name}</h4>
            ${this.#renderComments(group.culture, alias, `${name} (${groupName})`)}
          </div>`
        : nothing}
      ${fields.map((field) => this.#renderField(group, field, groupName, alias !== null))}
    `;
  }

  #renderMark(mark: ShownField['mark']) {
    return html`<uui-tag look=${mark === 'same' ? 'outline' : 'primary'} color=${markColors[mark]}>${this.t(markKeys[mark])}</uui-tag>`;
  }

  #renderField({ part, culture, mark: whole }: ShownGroup, field: ShownField, groupName: string, isInSection: boolean) {
    const { t } = this.app;
    const label = field.alias === 'title' && part === 'description' ? t('serviceTitle') : field.label;
    const id = placeId(culture, field.alias);
    // Where a whole language came or went, so did everything in it.
    const heading = html`${label} ${whole === 'new' || whole === 'removed' ? nothing : this.#renderMark(field.mark)}`;
    return html`<div class="field beside ${field.mark}">
      <div>
        ${isInSection ? html`<h5 id=${id} tabindex="-1">${heading}</h5>` : html`<h4 id=${id} tabindex="-1">${heading}</h4>`}
        ${this.#renderValue(field, culture)}
      </div>
      ${part === 'description' ? this.#renderComments(culture, field.alias, `${label} (${groupName})`) : nothing}
    </div>`;
  }

  #renderValue(field: ShownField, culture: string | null) {
    const { t, lang } = this.app;
    const language = culture ?? locales[lang];
    const { change } = field;
    const marks = { inserted: t('markInserted'), deleted: t('markDeleted'), end: t('markEnd'), lang: locales[lang] };
    if (change?.mark === 'changed' && (field.kind === 'flag' || field.kind === 'date')) {
      const [before, after] = [plainValue(field.kind, change.before, lang, t), plainValue(field.kind, change.after, lang, t)];
      return markedHtml(`<p><del>${before}</del> <ins>${after}</ins></p>`, locales[lang], marks);
    }
    if (change?.mark === 'changed' && field.vocabulary) {
      return this.#renderWords(change, language);
    }
    if (change?.marked == null) {
      const value = fieldValue(field, field.value, language, lang, t);
      return field.mark === 'removed' ? html`<div class="gone">${value}</div>` : value;
    }
    return html`
      ${markedHtml(change.marked, language, marks)}
      <details>
        <summary>${t('beforeAndAfter')}<span class="hidden-text"> (${field.label || t('serviceTitle')})</span></summary>
        <div class="sides">
          <div class="before"><p class="side">${t('beforeSide')}</p>${fieldValue(field, change.before, language, lang, t)}</div>
          <div><p class="side">${t('afterSide')}</p>${fieldValue(field, change.after, language, lang, t)}</div>
        </div>
      </details>
    `;
  }

  /** Words of a vocabulary are kept as addresses; which came and went is told by their names. */
  #renderWords({ before, after }: Change, culture: string) {
    const { t } = this.app;
    const [gone, came] = [linesNotIn(before, after), linesNotIn(after, before)];
    const words = (value: string) => html`<halden-los-words .value=${value} .culture=${culture}></halden-los-words>`;
    return html`<div class="prose">
      ${gone ? html`<del><span class="hidden-text">[${t('markDeleted')}: </span>${words(gone)}<span class="hidden-text">${t('markEnd')}]</span></del>` : nothing}
      ${came ? html`<ins><span class="hidden-text">[${t('markInserted')}: </span>${words(came)}<span class="hidden-text">${t('markEnd')}]</span></ins>` : nothing}
    </div>`;
  }

  #renderComments(culture: string | null, target: string, name: string) {
    return html`<halden-comments .serviceKey=${this.serviceKey} .comments=${this.comments} .culture=${culture} .target=${target} .name=${name} ?mayComment=${this.mayComment}></halden-comments>`;
  }

  static override styles = [
    sharedStyles,
    proseStyles,
    css`
      .switch { margin-bottom: 12px; }
      .box > h3 { font-size: 20px; }
      .beside { display: grid; grid-template-columns: minmax(0, 1fr) 330px; gap: 6px 24px; align-items: start; }
      .section { margin: 24px 0 0; padding-bottom: 6px; border-bottom: 2px solid var(--halden-control-border); }
      .section h4 { font-size: 17px; }
      .field h4, .field h5 { margin: 0 0 6px; font-size: 15px; line-height: 1.4; font-weight: 700; }
      .prose, p { max-width: 90ch; }
      .field { padding: 12px 0; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); }
      .field:last-child { border-bottom: 0; padding-bottom: 0; }
      .field.same { color: var(--halden-muted); }
      .gone { text-decoration: line-through; color: #6b0f2a; }
      details { margin: 6px 0; }
      summary { cursor: pointer; min-height: 24px; color: var(--halden-muted); font-size: 14px; }
      .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; margin-top: 6px; }
      .sides > div { min-width: 0; padding: 9px 12px; border-left: 4px solid #0b8152; background: #f4fbf7; overflow-x: auto; }
      .sides > .before { border-color: #767579; background: #f6f6f7; }
      .side { font-size: 13px; color: var(--halden-muted); margin-bottom: 3px; font-weight: 700; }
      @container view (max-width: 1000px) {
        .beside { grid-template-columns: minmax(0, 1fr); }
      }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
        .sides { grid-template-columns: minmax(0, 1fr); gap: 6px; }
      }
      @media (pointer: coarse) {
        summary { min-height: 36px; }
      }
    `,
  ];
}

/** A date or a flag, as it is written where it is read. */
const plainValue = (kind: 'date' | 'flag', value: string, lang: Lang, t: Translate) => (kind === 'date' ? date(lang, value) : t(value === 'true' ? 'yes' : 'no'));

const linesNotIn = (value: string, other: string) => value.split('\n').filter((line) => line && !other.split('\n').includes(line)).join('\n');

const placeId = (culture: string | null, target: string) => `place-${culture ?? ''}-${target}`;

declare global {
  interface HTMLElementTagNameMap {
    'halden-package-changes': PackageChangesElement;
  }
}
