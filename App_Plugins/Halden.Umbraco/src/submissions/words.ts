import { html, nothing } from 'lit';
import type { ErasureReason, RetentionTerms, SubmissionDelivery, SubmissionLine, SubmissionState } from '../api/model.js';
import type { App } from '../core/app.js';
import type { TextKey, Translate } from '../lang/index.js';
import { outlookOf, type Outlook } from './outlook.js';

export const stateKeys: Record<SubmissionState, TextKey> = { new: 'submissionsNew', inWork: 'submissionsInWork', done: 'submissionsDone' };

export const outlookKeys: Record<Outlook, TextKey> = { failed: 'outlookFailed', retrying: 'outlookRetrying', waiting: 'outlookWaiting', delivered: 'outlookDelivered' };

export const kindKeys: Record<SubmissionDelivery['kind'], TextKey> = { recipient: 'deliveryRecipient', receipt: 'deliveryReceipt' };

export const reasonKeys: Record<ErasureReason, TextKey> = {
  requested: 'eraseRequested', consentWithdrawn: 'eraseConsentWithdrawn', sentByMistake: 'eraseSentByMistake', unlawful: 'eraseUnlawful',
};

/** The state in words; the colour only helps the eye. */
export function submissionTag(t: Translate, { state, anonymisedAt }: SubmissionLine) {
  const color = { new: 'warning', inWork: 'default', done: 'positive' }[state];
  return anonymisedAt
    ? html`<uui-tag look="outline">${t('submissionsAnonymised')}</uui-tag>`
    : html`<uui-tag look=${state === 'inWork' ? 'outline' : 'primary'} color=${color}>${t(stateKeys[state])}</uui-tag>`;
}

export function outlookTag(t: Translate, deliveries: readonly SubmissionDelivery[]) {
  const outlook = outlookOf(deliveries);
  return outlook === null ? nothing
    : outlook === 'failed' ? html`<uui-tag look="primary" color="danger">${t(outlookKeys[outlook])}</uui-tag>`
    : html`<span>${t(outlookKeys[outlook])}</span>`;
}

export const termsText = (t: Translate, { keepDays, anonymise }: RetentionTerms) =>
  keepDays === 0 ? t('retentionTermsKeep') : t(anonymise ? 'retentionTermsAnonymise' : 'retentionTermsDelete', { days: keepDays });

/** The way back to the list. */
export const backLink = ({ t, router }: App) => html`<p class="back"><a href=${router.href({ view: 'submissions' })}>← ${t('submissionBack')}</a></p>`;

/** Who sees what: where one sees nothing, that is the question. */
export const whoSeesWhat = ({ t, me }: App) => html`<div class="message info">
  <h2>${t('submissionsWhoHeading')}</h2>
  <p>${t('submissionsWho', { email: me.email })}</p>
  <p>${t('submissionsEveryLook')}</p>
</div>`;
