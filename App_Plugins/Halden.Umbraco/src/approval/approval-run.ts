import { html, nothing } from 'lit';
import type { QueueItem, Service } from '../api/model.js';
import { faultText, type App } from '../core/app.js';
import type { TextKey } from '../lang/index.js';
import { countOf, type Outcome, type Run } from './approve-each.js';
import { approvedText } from './decided.js';

const outcomeKeys: Record<Outcome, TextKey> = { waiting: 'runWaiting', running: 'runRunning', done: 'runApproved', failed: 'runFailed' };

/** How far the approval of several has come, and how it went with each. */
export function approvalRun({ t, lang, router }: App, runs: readonly Run<QueueItem, Service>[], isRunning: boolean) {
  const settled = countOf(runs, 'done', 'failed');
  return html`<section class="box" aria-labelledby="run-heading">
    <h2 id="run-heading">${isRunning ? t('runHeading', { number: settled, total: runs.length }) : t('runDone', { done: countOf(runs, 'done'), failed: countOf(runs, 'failed') })}</h2>
    ${isRunning ? html`<progress max=${runs.length} .value=${settled} aria-labelledby="run-heading"></progress>` : nothing}
    <ul class="runs">
      ${runs.map(({ item, outcome, result, fault }) => {
        const why = outcome === 'failed' ? faultText(t, fault) : null;
        return html`<li class=${outcome}>
          <strong>${item.title}</strong>: ${outcome === 'done' && result ? approvedText(t, lang, item.title, result) : t(outcomeKeys[outcome])}
          ${why ? html`<p>${why.title} ${why.detail} <a href=${router.href({ view: 'queue', key: item.key })}>${t('runOpen')}<span class="hidden-text"> (${item.title})</span></a></p>` : nothing}
        </li>`;
      })}
    </ul>
  </section>`;
}
