import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Task } from '../api/model.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { cultureName } from '../core/templates.js';

/**
 * What must be done before a service can be submitted, and what would make it better.
 * @fires halden-task with the {@link Task} that the person wants to do
 */
@customElement('halden-task-list')
export class TaskListElement extends HaldenElement {
  @property({ attribute: false }) tasks: readonly Task[] = [];

  override render() {
    const { t } = this.app;
    const [blocking, advice] = [this.tasks.filter(({ blocks }) => blocks), this.tasks.filter(({ blocks }) => !blocks)];
    return html`
      ${blocking.length > 0 ? html`<div class="message warning"><h3>${t('missingHeading')}</h3>${this.#renderTasks(blocking)}</div>` : nothing}
      ${advice.length > 0
        ? html`<details ?open=${blocking.length === 0}>
            <summary>${t('adviceHeading', { count: advice.length })}</summary>
            ${this.#renderTasks(advice)}
          </details>`
        : nothing}
    `;
  }

  #renderTasks(tasks: readonly Task[]) {
    const language = (culture: string | null) => (culture ? ` (${cultureName(this.app.schema, culture)})` : '');
    return html`<ul>
      ${tasks.map((task) => html`<li>
        ${task.field === null && task.culture === null
          ? task.text
          : html`<button type="button" class="link" @click=${() => { this.dispatchEvent(new CustomEvent('halden-task', { detail: task })); }}>${task.text}${language(task.culture)}</button>`}
      </li>`)}
    </ul>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host { display: grid; gap: 9px; margin: 9px 0 0; }
      h3 { font-size: 15px; }
      ul { margin: 0; padding-left: 21px; }
      li { margin-bottom: 3px; }
      li button.link { vertical-align: top; }
      summary { cursor: pointer; min-height: 24px; }
      details ul { margin-top: 6px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-task-list': TaskListElement;
  }
}
