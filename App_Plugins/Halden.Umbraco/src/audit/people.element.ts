import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AuditPerson } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { faultMessage } from '../core/templates.js';

/**
 * The people of the trail, and forgetting those who have left.
 * @fires halden-forgotten when somebody has been
 */
@customElement('halden-audit-people')
export class AuditPeopleElement extends HaldenElement {
  @property({ attribute: false }) people: AuditPerson[] = [];

  @state() private _fault: unknown = null;

  async #forget({ id, name }: AuditPerson) {
    this._fault = null;
    const isSure = await this.app.confirm({
      heading: this.t('forgetHeading', { name }), text: this.t('forgetText'), yes: this.t('forget'), isDanger: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await this.app.api.pseudonymise(id);
      this.app.announce(this.t('forgetDone'));
      this.dispatchEvent(new CustomEvent('halden-forgotten'));
      await this.focusOn('summary');
    } catch (fault) {
      this._fault = fault;
      await this.focusOn('#fault');
    }
  }

  override render() {
    const { t } = this.app;
    return html`<details class="box">
      <summary>${t('peopleHeading')}</summary>
      <p>${t('peopleLead')}</p>
      <div id="fault" tabindex="-1">${faultMessage(t, this._fault)}</div>
      <ul>
        ${this.people.map((person) => html`<li class="row spread">
          <span>${person.name}</span>
          ${person.isPseudonymised
            ? nothing
            : html`<button type="button" class="link" aria-label=${t('forgetNamed', { name: person.name })} @click=${() => this.#forget(person)}>${t('forget')}</button>`}
        </li>`)}
      </ul>
    </details>`;
  }

  static override styles = [
    sharedStyles,
    css`
      summary { cursor: pointer; font-weight: 700; min-height: 24px; }
      p { max-width: 75ch; margin: 9px 0; }
      ul { list-style: none; margin: 0; padding: 0; max-width: 620px; }
      li { padding: 6px 0; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); }
      @container view (max-width: 700px) {
        .box { padding: 12px; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-audit-people': AuditPeopleElement;
  }
}
