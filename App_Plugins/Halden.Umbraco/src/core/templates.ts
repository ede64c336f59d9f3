import { html, nothing, type TemplateResult } from 'lit';
import type { Schema, ServiceState } from '../api/model.js';
import type { TextKey, Translate } from '../lang/index.js';
import { faultText, type App } from './app.js';

const stateKeys: Record<ServiceState, TextKey> = {
  draft: 'stateDraft',
  submitted: 'stateSubmitted',
  approved: 'stateApproved',
  rejected: 'stateRejected',
  changed: 'stateChanged',
};

export const states = Object.keys(stateKeys) as ServiceState[];

export const stateText = (t: Translate, state: ServiceState) => t(stateKeys[state]);

/** The state in words; the colour only helps the eye. */
export function stateTag(t: Translate, state: ServiceState) {
  const color = { draft: 'default', submitted: 'warning', approved: 'positive', rejected: 'danger', changed: 'warning' }[state];
  return html`<uui-tag look=${state === 'draft' ? 'outline' : 'primary'} color=${color}>${stateText(t, state)}</uui-tag>`;
}

export const cultureName = (schema: Schema, culture: string) => schema.cultures.find((known) => known.culture === culture)?.name ?? culture;

/** A package by the beginning of its hash: enough to tell two apart, short enough to say. */
export const packageName = (hash: string) => hash.slice(0, 8);

/** Where a package is shown as it was submitted. */
export const packageLink = ({ t, router }: App, key: string, hash: string) =>
  html`<a href=${router.href({ view: 'package', key, hash })}>${t('packageNamed', { hash: packageName(hash) })}</a>`;

/** A fault, told at once to a screen reader. */
export function faultMessage(t: Translate, fault: unknown, more: TemplateResult | typeof nothing = nothing) {
  if (fault === null || fault === undefined) {
    return nothing;
  }
  const { title, detail } = faultText(t, fault);
  return html`<div class="message danger" role="alert">
    <p><strong>${title}</strong></p>
    ${detail ? html`<p>${detail}</p>` : nothing}${more}
  </div>`;
}

export const loading = (t: Translate) => html`<p class="muted" role="status">${t('loading')}</p>`;

/** A checkbox with its label. */
export const checkbox = (id: string, label: string, checked: boolean, change: (checked: boolean) => void) =>
  html`<label class="check" for=${id}>
    <input id=${id} type="checkbox" .checked=${checked} @change=${(event: Event) => { change((event.target as HTMLInputElement).checked); }} />
    <span>${label}</span>
  </label>`;
