import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PackagedStage } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import '../processes/process-differences.element.js';
import '../processes/process-drawing.element.js';

/** The processes of a package, for who answers for it: what is drawn, in words, and what is different. */
@customElement('halden-package-processes')
export class PackageProcessesElement extends HaldenElement {
  @property({ attribute: false }) stages: readonly PackagedStage[] = [];

  override render() {
    const { t } = this.app;
    return this.stages.map(({ label, isShown, drawing, sincePublic, sincePrevious }) => html`<section>
      <h3>${label}</h3>
      ${isShown ? html`<p class="message info">${t('processIsShown')}</p>` : nothing}
      ${sincePublic ? html`<h4>${t('processSincePublic')}</h4><halden-process-differences .differences=${sincePublic}></halden-process-differences>` : html`<p>${t('processNotPublic')}</p>`}
      <halden-process-drawing .drawing=${drawing} .label=${label}></halden-process-drawing>
      ${sincePrevious ? html`<details><summary>${t('processSincePrevious', { stage: sincePrevious.label.toLowerCase() })}</summary><halden-process-differences .differences=${sincePrevious.differences}></halden-process-differences></details>` : nothing}
    </section>`);
  }

  static override styles = [
    sharedStyles,
    css`
      section { margin-bottom: 30px; }
      h3 { margin-bottom: 9px; }
      h4 { margin: 12px 0 6px; }
      .message { margin-bottom: 12px; }
      halden-process-differences { margin-bottom: 12px; }
      details { margin-top: 9px; }
      summary { cursor: pointer; min-height: 24px; font-weight: 700; margin-bottom: 6px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-package-processes': PackageProcessesElement;
  }
}
