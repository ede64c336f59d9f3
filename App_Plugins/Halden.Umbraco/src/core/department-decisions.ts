import { css, html, nothing } from 'lit';
import type { DepartmentDecision } from '../api/model.js';
import type { Lang, Translate } from '../lang/index.js';
import { dateTime } from './format.js';

export const remaining = (departments: readonly DepartmentDecision[]) => departments.filter(({ approvedBy }) => !approvedBy);

/** Who has approved, and who remains, where several departments must approve. */
export function departmentDecisions(t: Translate, lang: Lang, departments: readonly DepartmentDecision[]) {
  return departments.length < 2
    ? nothing
    : html`<ul class="decisions" aria-label=${t('decisionsLabel')}>
        ${departments.map(({ name, director, approvedBy, approvedAt, asDeputy }) => html`<li class=${approvedBy ? 'has' : ''}>
          <strong>${name}</strong><br />
          ${approvedBy
            ? html`<span aria-hidden="true">✓</span> ${t(asDeputy ? 'decisionHasAsDeputy' : 'decisionHas', { name: approvedBy, at: dateTime(lang, approvedAt) })}`
            : html`<span aria-hidden="true">○</span> ${director ? t('decisionRemains', { name: director }) : t('decisionNobody')}`}
        </li>`)}
      </ul>`;
}

export const decisionStyles = css`
  .decisions { list-style: none; margin: 0 0 12px; padding: 0; display: grid; gap: 6px; }
  .decisions li { padding: 6px 12px; border-left: 4px solid #a17700; background: #fffaeb; }
  .decisions li.has { border-color: #0b8152; background: #f4fbf7; }
`;
