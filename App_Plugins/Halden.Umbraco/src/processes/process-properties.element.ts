import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProcessFinding } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import type { TextKey } from '../lang/index.js';
import { addFlow, addInner, levelOf, nodeKinds, nodeOf, removeFlow, setFlow, setKind, setNode, targetsOf, waysOut, type Edited, type NodeKind, type ProcessNode } from './process.js';
import { kindText } from './words.js';

/** A change of what is edited; `typing` names the field that is being typed in, empty for what is undone by itself. */
export interface ProcessChange {
  next: Edited;
  typing: string;
}

const waysHeading = { start: 'processNext', step: 'processNext', decision: 'processAnswers', document: 'processUsedBy', end: 'processNext' } as const satisfies Record<NodeKind, TextKey>;

/**
 * The fields of the node that is chosen, and where it leads.
 * @fires halden-process-change with {@link ProcessChange}
 * @fires halden-within with the id of the step whose flowchart is to be edited
 */
@customElement('halden-process-properties')
export class ProcessPropertiesElement extends HaldenElement {
  @property({ attribute: false }) edited!: Edited;
  @property({ attribute: false }) findings: readonly ProcessFinding[] = [];
  /** The system that the service delivers to, to be chosen. */
  @property() system = '';

  async focusName() {
    await this.updateComplete;
    const name = this.renderRoot.querySelector<HTMLInputElement>('#name');
    name?.focus();
    name?.select();
  }

  #set(next: Edited | null, typing = '') {
    if (next) {
      this.dispatchEvent(new CustomEvent<ProcessChange>('halden-process-change', { detail: { next, typing } }));
    }
  }

  override render() {
    const { t } = this.app;
    const node = nodeOf(this.edited);
    if (!node) {
      return html`<p class="muted">${t('processChooseOne')}</p>`;
    }
    const { model, within } = this.edited;
    const findings = this.findings.filter(({ at }) => at === node.id || waysOut(levelOf(this.edited), node.id).some(({ id }) => id === at));
    const isStep = node.kind === 'step';
    return html`<div class="stack" role="group" aria-labelledby="heading">
      <h3 id="heading">${node.name || t('processUnnamed')}</h3>
      ${findings.map(({ isError, text }) => html`<p class="message ${isError ? 'danger' : 'warning'}">${text}</p>`)}
      ${this.#text(node, 'name', t('processName'), 150)}
      <div class="two">
        <div class="field"><label for="kind">${t('processKind')}</label>
          <select id="kind" @change=${(event: Event) => { this.#set(setKind(this.edited, node.id, (event.target as HTMLSelectElement).value as NodeKind)); }}>
            ${nodeKinds.map((kind) => html`<option value=${kind} .selected=${kind === node.kind}>${kindText(t, kind)}</option>`)}
          </select></div>
        ${within === null ? html`<div class="field"><label for="lane">${t('processRole')}</label>
          <select id="lane" @change=${(event: Event) => { this.#set(setNode(this.edited, node.id, { lane: (event.target as HTMLSelectElement).value })); }}>
            ${model.lanes.some(({ id }) => id === node.lane) ? nothing : html`<option value="" selected>${t('notSet')}</option>`}
            ${model.lanes.map(({ id, name }) => html`<option value=${id} .selected=${id === node.lane}>${name || t('processUnnamed')}</option>`)}
          </select></div>` : nothing}
      </div>
      ${node.kind === 'end' ? nothing : this.#ways(node)}
      ${isStep ? html`
        <div class="two">
          <div class="field"><label for="minutes">${t('processMinutes')}</label>
            <input id="minutes" type="number" min="0" max="9000" inputmode="numeric" .value=${node.minutes === undefined ? '' : String(node.minutes)}
              @input=${(event: Event) => { const { value, valueAsNumber } = event.target as HTMLInputElement; this.#set(setNode(this.edited, node.id, { minutes: value === '' || !Number.isInteger(valueAsNumber) ? undefined : valueAsNumber }), `${node.id} minutes`); }} /></div>
          <div class="field">${this.#text(node, 'system', t('processSystem'), 150)}
            ${this.system && node.system !== this.system ? html`<button type="button" class="link" @click=${() => { this.#set(setNode(this.edited, node.id, { system: this.system })); }}>${t('processUseSystem', { system: this.system })}</button>` : nothing}</div>
        </div>
        <div class="field"><label for="change">${t('processChange')}</label>
          <textarea id="change" rows="2" maxlength="1000" .value=${node.change ?? ''} @input=${(event: Event) => { this.#set(setNode(this.edited, node.id, { change: (event.target as HTMLTextAreaElement).value }), `${node.id} change`); }}></textarea></div>
        ${within === null ? this.#inner(node) : nothing}` : nothing}
      ${this.#links(node)}
    </div>`;
  }

  #text(node: ProcessNode, member: 'name' | 'system', label: string, most: number) {
    return html`<div class="field"><label for=${member}>${label}</label>
      <input id=${member} autocomplete="off" maxlength=${most} .value=${node[member] ?? ''}
        @input=${(event: Event) => { this.#set(setNode(this.edited, node.id, { [member]: (event.target as HTMLInputElement).value }), `${node.id} ${member}`); }} /></div>`;
  }

  #ways(node: ProcessNode) {
    const { t } = this.app;
    const level = levelOf(this.edited);
    const targets = targetsOf(level, node);
    const out = waysOut(level, node.id);
    return html`<fieldset><legend>${t(waysHeading[node.kind])}</legend>
      ${out.map((flow, index) => html`<div class="way ${node.kind}">
        ${node.kind === 'decision' ? html`<div class="field"><label for="answer-${index}">${t('processAnswer')}</label>
          <input id="answer-${index}" autocomplete="off" maxlength="60" .value=${flow.label ?? ''} @input=${(event: Event) => { this.#set(setFlow(this.edited, flow.id, { label: (event.target as HTMLInputElement).value }), flow.id); }} /></div>` : nothing}
        <div class="field"><label for="to-${index}">${t(node.kind === 'document' ? 'processUsedIn' : 'processGoesTo')}</label>
          <select id="to-${index}" @change=${(event: Event) => { this.#set(setFlow(this.edited, flow.id, { to: (event.target as HTMLSelectElement).value })); }}>
            ${targets.some(({ id }) => id === flow.to) ? nothing : html`<option value=${flow.to} selected>${t('notSet')}</option>`}
            ${targets.map(({ id, name, kind }) => html`<option value=${id} .selected=${id === flow.to}>${name || t('processUnnamed')}${kind === 'step' ? '' : ` (${kindText(t, kind).toLowerCase()})`}</option>`)}
          </select></div>
        <button type="button" class="plain" aria-label=${t('processRemoveWay', { name: targets.find(({ id }) => id === flow.to)?.name ?? '' })} title=${t('processRemove')} @click=${() => { this.#set(removeFlow(this.edited, flow.id)); }}><span aria-hidden="true">✕</span></button>
      </div>`)}
      <button type="button" class="button" ?disabled=${addFlow(this.edited, node) === null} @click=${() => { this.#set(addFlow(this.edited, node)); }}>${t(node.kind === 'decision' ? 'processAddAnswer' : 'processAddWay')}</button>
    </fieldset>`;
  }

  #inner(node: ProcessNode) {
    const { t } = this.app;
    return html`<div class="row">
      ${node.inner
        ? html`<button type="button" class="button" @click=${() => { this.dispatchEvent(new CustomEvent('halden-within', { detail: node.id })); }}>${t('processOpenInner')}</button>
          <button type="button" class="button danger" @click=${() => { this.#set(setNode(this.edited, node.id, { inner: undefined })); }}>${t('processRemoveInner')}</button>`
        : html`<button type="button" class="button" @click=${() => { this.#set(addInner(this.edited, node.id, { start: t('processStart'), step: t('processNewStep'), end: t('processEnd') })); }}>${t('processAddInner')}</button>`}
    </div>`;
  }

  #links(node: ProcessNode) {
    const { t } = this.app;
    const links = node.links ?? [];
    const set = (changed: typeof links, typing = '') => { this.#set(setNode(this.edited, node.id, { links: changed.length > 0 ? changed : undefined }), typing); };
    return html`<fieldset><legend>${t('processLinks')}</legend>
      ${links.map((link, index) => html`<div class="way link">
        <div class="field"><label for="link-${index}">${t('processLinkName')}</label>
          <input id="link-${index}" maxlength="150" autocomplete="off" .value=${link.name} @input=${(event: Event) => { set(links.with(index, { ...link, name: (event.target as HTMLInputElement).value }), `${node.id} link ${index}`); }} /></div>
        <div class="field"><label for="address-${index}">${t('processLinkAddress')}</label>
          <input id="address-${index}" type="url" maxlength="2000" autocomplete="off" .value=${link.address} @input=${(event: Event) => { set(links.with(index, { ...link, address: (event.target as HTMLInputElement).value }), `${node.id} address ${index}`); }} /></div>
        <button type="button" class="plain" aria-label=${t('processRemoveLink', { name: link.name })} title=${t('processRemove')} @click=${() => { set(links.toSpliced(index, 1)); }}><span aria-hidden="true">✕</span></button>
      </div>`)}
      <button type="button" class="button" @click=${() => { set([...links, { name: '', address: 'https://' }]); }}>${t('processAddLink')}</button>
    </fieldset>`;
  }

  static override styles = [
    sharedStyles,
    css`
      .stack { gap: 12px; }
      .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; gap: 9px; justify-items: start; }
      legend { font-weight: 700; padding: 0; margin-bottom: 3px; }
      .way { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 9px; align-items: end; width: 100%; }
      .way.decision, .way.link { grid-template-columns: minmax(0, 1fr) minmax(0, 1.4fr) auto; }
      .way label { font-weight: 400; font-size: 14px; }
      .way .plain { min-height: 36px; min-width: 36px; }
      .message { margin: 0; }
      @container view (max-width: 480px) {
        .way.decision, .way.link { grid-template-columns: minmax(0, 1fr) auto; }
        .way.decision > :first-child, .way.link > :first-child { grid-column: 1 / -1; }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-process-properties': ProcessPropertiesElement;
  }
}
