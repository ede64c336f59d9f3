import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../api/api-error.js';
import type { Audience, InformationChannel, InformationEntry, InformationLog, InformationTopic } from '../api/benefit-model.js';
import type { ServiceSummary } from '../api/model.js';
import { today } from '../core/days.js';
import type { HaldenDialogElement } from '../core/dialog.element.js';
import { HaldenElement } from '../core/halden.element.js';
import { sharedStyles } from '../core/styles.js';
import { checkbox, faultMessage } from '../core/templates.js';
import '../core/dialog.element.js';
import { audiences, audienceText, channels, channelText, topics, topicText } from './information-words.js';

interface Form {
  /** Null for a new one. */
  entry: InformationEntry | null;
  audience: Audience;
  department: string;
  day: string;
  channel: InformationChannel;
  topics: InformationTopic[];
  services: { key: string; title: string }[];
  note: string;
}

const longestNote = 500;
const fields = ['audience', 'department', 'day', 'channel', 'topics', 'services', 'note'] as const;
const noForm = (): Form => ({ entry: null, audience: 'leadership', department: '', day: today(), channel: 'meeting', topics: [], services: [], note: '' });

/**
 * Registers or corrects who was informed of what.
 * @fires halden-saved with the whole log as it has become
 */
@customElement('halden-information-dialog')
export class InformationDialogElement extends HaldenElement {
  @property({ attribute: false }) departments: { key: string; name: string }[] = [];

  @state() private _form = noForm();
  @state() private _services: ServiceSummary[] = [];
  @state() private _fault: unknown = null;
  @state() private _errors: Record<string, string[]> = {};
  @state() private _isBusy = false;

  @query('halden-dialog') private _dialog!: HaldenDialogElement;

  /** @param entry null for a new one */
  async show(entry: InformationEntry | null) {
    this._form = entry ? { ...noForm(), ...entry, entry, department: entry.department ?? '', note: entry.note ?? '' } : noForm();
    this._fault = null;
    this._errors = {};
    await this.updateComplete;
    this._dialog.show();
    if (this._services.length === 0) {
      this.app.api.services({ take: 500 }).then(
        ({ items }) => { this._services = [...items].sort((a, b) => a.title.localeCompare(b.title, 'nb')); },
        // All services can be meant all the same.
        () => undefined,
      );
    }
  }

  #change(part: Partial<Form>) {
    this._form = { ...this._form, ...part };
  }

  async #save(event: Event) {
    event.preventDefault();
    if (this._isBusy) {
      return;
    }
    const { entry, audience, department, day, channel, topics: told, services, note } = this._form;
    this._isBusy = true;
    this._fault = null;
    this._errors = {};
    try {
      const log = await this.app.api.saveInformation(entry?.id ?? null, {
        audience, department: department || null, day: day || null, channel, topics: told, services: services.map(({ key }) => key), note: note.trim() || null, version: entry?.version ?? null,
      });
      this._dialog.close();
      this.app.announce(this.t('informationSaved'));
      this.dispatchEvent(new CustomEvent<InformationLog>('halden-saved', { detail: log }));
    } catch (fault) {
      if (fault instanceof ApiError && fields.some((field) => (fault.errors[field] ?? []).length > 0)) {
        this._errors = fault.errors;
        await this.focusOn(`#${fields.find((field) => this._errors[field])!}`);
      } else {
        this._fault = fault;
      }
    } finally {
      this._isBusy = false;
    }
  }

  override render() {
    const { t } = this.app;
    const form = this._form;
    return html`<halden-dialog .heading=${t(form.entry ? 'informationEdit' : 'informationNew')}>
      ${faultMessage(t, this._fault)}
      <form class="stack" novalidate @submit=${(event: Event) => this.#save(event)}>
        ${this.#renderChoice('audience', t('informationAudience'), form.audience, audiences.map((audience) => [audience, audienceText(t, audience)]), (audience) => { this.#change({ audience: audience as Audience }); })}
        ${this.#renderChoice('department', t(form.audience === 'director' ? 'informationDepartment' : 'informationDepartmentOptional'), form.department,
          [['', t('notSet')], ...this.departments.map(({ key, name }): [string, string] => [key, name])], (department) => { this.#change({ department }); })}
        <div class="field">
          <label for="day">${t('informationDay')}</label>
          <input id="day" type="date" max=${today()} .value=${form.day} aria-invalid=${this._errors.day ? 'true' : nothing} aria-describedby="day-error"
            @change=${(event: Event) => { this.#change({ day: (event.target as HTMLInputElement).value }); }} />
          ${this.#renderErrors('day')}
        </div>
        ${this.#renderChoice('channel', t('informationChannel'), form.channel, channels.map((channel) => [channel, channelText(t, channel)]), (channel) => { this.#change({ channel: channel as InformationChannel }); })}
        <fieldset id="topics" tabindex="-1" aria-describedby="topics-error">
          <legend class="label">${t('informationTopics')}</legend>
          ${topics.map((topic) => checkbox(`topic-${topic}`, topicText(t, topic), form.topics.includes(topic), (checked) => {
            this.#change({ topics: topics.filter((one) => (one === topic ? checked : this._form.topics.includes(one))) });
          }))}
          ${this.#renderErrors('topics')}
        </fieldset>
        <div class="field">
          <label for="services">${t('informationServicesOptional')}</label>
          <select id="services" aria-describedby="services-error" @change=${(event: Event) => { this.#addService(event.target as HTMLSelectElement); }}>
            <option value="">${t('informationAddService')}</option>
            ${this._services.filter(({ key }) => !form.services.some((chosen) => chosen.key === key)).map(({ key, title }) => html`<option value=${key}>${title}</option>`)}
          </select>
          ${this.#renderErrors('services')}
          ${form.services.length > 0
            ? html`<ul>${form.services.map(({ key, title }) => html`<li>${title || t('untitled')}
                <button type="button" class="link" aria-label=${t('informationRemoveService', { name: title })} @click=${() => { this.#change({ services: form.services.filter((one) => one.key !== key) }); }}>${t('informationRemove')}</button></li>`)}</ul>`
            : nothing}
        </div>
        <div class="field">
          <label for="note">${t('informationNote')}</label>
          <textarea id="note" rows="3" maxlength=${longestNote} .value=${form.note} aria-invalid=${this._errors.note ? 'true' : nothing} aria-describedby="note-hint note-error"
            @input=${(event: Event) => { this.#change({ note: (event.target as HTMLTextAreaElement).value }); }}></textarea>
          <p class="hint" id="note-hint">${t('informationNoteHint', { count: longestNote })}</p>
          ${this.#renderErrors('note')}
        </div>
        <div class="row">
          <button type="submit" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing}>${t('save')}</button>
          <button type="button" class="button" @click=${() => { this._dialog.close(); }}>${t('cancel')}</button>
        </div>
      </form>
    </halden-dialog>`;
  }

  #addService(select: HTMLSelectElement) {
    const service = this._services.find(({ key }) => key === select.value);
    if (service) {
      this.#change({ services: [...this._form.services, { key: service.key, title: service.title }] });
      select.value = '';
    }
  }

  #renderChoice(id: string, label: string, value: string, options: [string, string][], change: (value: string) => void) {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} aria-invalid=${this._errors[id] ? 'true' : nothing} aria-describedby="${id}-error" @change=${(event: Event) => { change((event.target as HTMLSelectElement).value); }}>
        ${options.map(([key, text]) => html`<option value=${key} .selected=${key === value}>${text}</option>`)}
      </select>
      ${this.#renderErrors(id)}
    </div>`;
  }

  #renderErrors(field: string) {
    return html`<div id="${field}-error">${(this._errors[field] ?? []).map((error) => html`<p class="error" role="alert">${error}</p>`)}</div>`;
  }

  static override styles = [
    sharedStyles,
    css`
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
      legend { padding: 0; }
      .check { margin: 3px 0; }
      ul { margin: 6px 0 0; padding-left: 21px; }
      .hint { margin: 3px 0 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'halden-information-dialog': InformationDialogElement;
  }
}
