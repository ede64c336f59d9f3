import { css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Comment } from '../api/model.js';
import type { CommentsElement } from '../comments/comments.element.js';
import { commentedPlaces, targetLabel, type CommentedPlace } from '../comments/threads.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { cultureName } from '../core/templates.js';
import '../comments/comments.element.js';

/**
 * Every comment on a package, in the order of what is commented on.
 * @fires halden-go-to with the culture and target that the person wants to see
 */
@customElement('halden-package-comments')
export class PackageCommentsElement extends HaldenElement {
  @property() serviceKey = '';
  @property({ attribute: false }) comments: readonly Comment[] = [];
  @property({ type: Boolean }) mayComment = false;

  @query('#whole') private _whole?: CommentsElement;

  /** Opens the place to comment on the whole. */
  async write() {
    await this.updateComplete;
    await this._whole?.write();
  }

  override render() {
    const { t } = this.app;
    const places = commentedPlaces(this.app.schema, this.comments).filter(({ target }) => target !== '');
    const about = commentedPlaces(this.app.schema, this.comments).filter(({ culture, target }) => culture !== null && target === '');
    return html`
      <section class="box" aria-labelledby="whole-heading">
        <h3 id="whole-heading">${t('commentsWhole')}</h3>
        <halden-comments id="whole" .serviceKey=${this.serviceKey} .comments=${this.comments} .culture=${null} .target=${''} .name=${t('commentWholeName')} ?mayComment=${this.mayComment}></halden-comments>
      </section>
      ${repeat([...about, ...places], ({ culture, target }) => `${culture ?? ''} ${target}`, (place) => this.#renderPlace(place))}
      ${this.comments.length === 0 ? html`<p class="muted">${t('commentsNone')}</p>` : nothing}
    `;
  }

  #renderPlace({ culture, target }: CommentedPlace) {
    const { t, schema, lang } = this.app;
    const label = targetLabel(schema, lang, target, t('serviceTitle'));
    const language = culture ? cultureName(schema, culture) : '';
    const name = label && language ? `${label} (${language})` : label || language;
    return html`<section class="box" aria-label=${name}>
      <div class="row spread">
        <h3>${name}</h3>
        <button type="button" class="link" @click=${() => { this.dispatchEvent(new CustomEvent('halden-go-to', { detail: { culture, target } })); }}>${t('commentGoTo')}<span class="hidden-text"> (${name})</span></button>
      </div>
      <halden-comments .serviceKey=${this.serviceKey} .comments=${this.comments} .culture=${culture} .target=${target} .name=${name} ?mayComment=${this.mayComment}></halden-comments>
    </section>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { display: grid; gap: 12px; }
      .box { padding: 12px 18px; }
      h3 { font-size: 15px; margin: 0 0 6px; }
      .row { margin-bottom: 6px; gap: 3px 12px; }
      .row h3 { margin: 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-package-comments': PackageCommentsElement;
  }
}
