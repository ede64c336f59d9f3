import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProcessDifferences } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { TextKey } from '../lang/index.js';

const kinds = { removed: 'processRemoved', added: 'processAdded', moved: 'processMoved', changed: 'processChanged' } as const satisfies Record<string, TextKey>;

/** What is different between two processes, and for whom. */
@customElement('halden-process-differences')
export class ProcessDifferencesElement extends HaldenElement {
  @property({ attribute: false }) differences: ProcessDifferences | null = null;

  override render() {
    const { t } = this.app;
    if (!this.differences) {
      return nothing;
    }
    const { changes, roles } = this.differences;
    if (changes.length === 0 && roles.length === 0) {
      return html`<p>${t('processNoDifferences')}</p>`;
    }
    const minutes = (value: number | null) => (value === null ? '–' : t('processMinutesShort', { count: value }));
    return html`
      ${roles.length > 0 ? html`<h4 id="roles">${t('processForWhom')}</h4>
        <table class="cards" aria-labelledby="roles">
          <thead><tr><th scope="col">${t('processRole')}</th><th scope="col">${t('processTime')}</th><th scope="col">${t('processWhatChanges')}</th></tr></thead>
          <tbody>${roles.map((role) => html`<tr>
            <th scope="row">${role.role}${role.isNew ? html` <span class="mark">${t('processRoleNew')}</span>` : role.isGone ? html` <span class="mark">${t('processRoleGone')}</span>` : nothing}</th>
            <td data-label=${t('processTime')}>${minutes(role.minutesBefore)} → ${minutes(role.minutesAfter)}</td>
            <td data-label=${t('processWhatChanges')}>${role.changes.length > 0 ? html`<ul>${role.changes.map((change) => html`<li>${change}</li>`)}</ul>` : nothing}</td>
          </tr>`)}</tbody>
        </table>` : nothing}
      ${changes.length > 0 ? html`<h4>${t('processChanges')}</h4>
        <ul>${changes.map((change) => html`<li><span class="mark ${change.kind}">${t(kinds[change.kind])}</span> ${change.name}${change.within ? html` <span class="muted">(${t('processWithin', { name: change.within })})</span>` : nothing}
          ${change.beforeRole && change.afterRole && change.beforeRole !== change.afterRole ? html` <span class="muted">${change.beforeRole} → ${change.afterRole}</span>` : nothing}
          ${change.details.length > 0 ? html`<ul>${change.details.map((detail) => html`<li>${detail}</li>`)}</ul>` : nothing}</li>`)}</ul>` : nothing}
    `;
  }

  static override styles = [
    sharedStyles,
    css`
      h4 { margin: 12px 0 6px; }
      h4:first-child { margin-top: 0; }
      ul { margin: 0; padding-left: 21px; }
      th[scope='row'] { overflow-wrap: anywhere; }
      .mark { display: inline-block; padding: 0 6px; border-radius: 3px; border: 1px solid #767579; font-size: 13px; font-weight: 400; }
      .mark.removed { border-color: #ae1e47; background: #fdf2f5; }
      .mark.added { border-color: #0b6b45; background: #e8f7ef; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-differences': ProcessDifferencesElement;
  }
}
