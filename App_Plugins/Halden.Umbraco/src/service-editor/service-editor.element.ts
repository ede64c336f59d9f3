import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ApiError } from '../api/api-error.js';
import type { Comment, Department, Field, FollowedField, FormChoice, NationalText, RegisterValues, Section, Service, Supplement, Task } from '../api/model.js';
import { faultText } from '../core/app.js';
import { deepActiveElement } from '../core/dialog.element.js';
import { HaldenElement } from '../core/halden.element.js';
import type { LeaveGuard, Route } from '../core/router.js';
import { sharedStyles } from '../core/styles.js';
import { cultureName, faultMessage, loading, stateTag } from '../core/templates.js';
import { dateTime, languageName } from '../core/format.js';
import type { RegisterPanelElement } from './register-panel.element.js';
import { ServiceDraft } from './service-draft.js';
import type { ServiceFieldElement } from '../fields/service-field.element.js';
import type { PublishDialogElement } from './publish-dialog.element.js';
import { acts, isTimed, type ServiceAction } from './service-actions.js';
import { serviceEditorStyles } from './service-editor.styles.js';
import '../comments/comments.element.js';
import '../fields/service-field.element.js';
import '../figures/figures.element.js';
import './publish-dialog.element.js';
import './refused-release.element.js';
import './register-panel.element.js';
import './review-panel.element.js';
import '../fields/supplemented-field.element.js';
import './status-panel.element.js';
import '../processes/process-panel.element.js';

/** A field, where it is edited. */
interface Place {
  place: 'text' | 'register';
  culture: string;
  alias: string;
}

/** Where a message from the server belongs. */
interface FieldError extends Place {
  label: string;
  messages: string[];
}

@customElement('halden-service-editor')
export class ServiceEditorElement extends HaldenElement implements LeaveGuard {
  @property() key = '';
  @property() culture = '';
  @property() section = '';

  @state() private _draft: ServiceDraft | null = null;
  /** The national text that the service follows; null for one that follows none. */
  @state() private _national: NationalText | null = null;
  /** Fields that were opened for a supplement, with nothing written in it yet. */
  @state() private _opened: ReadonlySet<string> = new Set();
  @state() private _departments: Department[] = [];
  @state() private _forms: FormChoice[] = [];
  @state() private _comments: Comment[] = [];
  @state() private _fault: unknown = null;
  /** A fault of an action, shown above the text that is being written. */
  @state() private _actionFault: unknown = null;
  @state() private _conflict = false;
  @state() private _errors: FieldError[] = [];
  @state() private _isBusy = false;
  @state() private _revision = 0;

  @query('halden-register-panel') private _register?: RegisterPanelElement;
  @query('halden-publish-dialog') private _publish?: PublishDialogElement;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#shortcut);
    this.app.router.guard = this;
    this.app.api.departments().then(
      (departments) => { this._departments = departments; },
      // The department chosen is shown all the same.
      () => undefined,
    );
    this.#loadForms();
  }

  #loadForms() {
    this.app.api.forms().then((forms) => { this._forms = forms; }, () => undefined);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#shortcut);
    if (this.app.router.guard === this) {
      this.app.router.guard = null;
    }
  }

  holds(target: Route | null) {
    const isHere = target?.view === 'service' && target.key.toLowerCase() === this.key.toLowerCase();
    return !isHere && (Boolean(this._draft?.isDirty) || [...this.renderRoot.querySelectorAll('halden-comments')].some(({ isDirty }) => isDirty));
  }

  ask() {
    return this.app.confirm({ heading: this.t('unsavedHeading'), text: this.t('unsavedText'), yes: this.t('unsavedLeave'), no: this.t('unsavedStay'), isDanger: true });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key')) {
      this.app.router.guard = this;
      void this.#load();
    }
  }

  async #load() {
    this._draft = null;
    this._fault = null;
    this._comments = [];
    this.#clearFaults();
    const { key } = this;
    this.app.api.comments(key).then(
      (comments) => { this._comments = key === this.key ? comments : this._comments; },
      // The text is of use without them.
      () => undefined,
    );
    try {
      const service = await this.app.api.service(key);
      const national = await this.#nationalOf(service);
      if (key === this.key) {
        this._draft = new ServiceDraft(service);
        this._national = national;
        this._opened = new Set();
      }
    } catch (fault) {
      this._fault = fault;
    }
  }

  /** The national text beside a service. Without it the service can be edited all the same, as a whole. */
  async #nationalOf({ key, source }: Service): Promise<NationalText | null> {
    try {
      return source === null ? null : await this.app.api.nationalText(key);
    } catch {
      return null;
    }
  }

  #followed(culture: string, field: Field): FollowedField | undefined {
    return this._national?.isDetached ? undefined : this._national?.cultures[culture]?.followed[field.alias];
  }

  #clearFaults() {
    this.app.announce('');
    this._actionFault = null;
    this._conflict = false;
    this._errors = [];
  }

  get #culture() {
    const cultures = this._draft?.cultures ?? [];
    const fallback = this.app.schema.cultures.find((culture) => cultures.includes(culture.culture))?.culture ?? this.app.schema.cultures[0]!.culture;
    return cultures.includes(this.culture) ? this.culture : fallback;
  }

  get #section(): Section {
    const { sections } = this.app.schema;
    return sections.find((section) => section.alias === this.section) ?? sections[0]!;
  }

  #changed() {
    this._revision++;
  }

  #shortcut = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      void this.#save();
    }
  };

  /** Sends what was changed, a language at a time and then the register. Whatever was accepted stays saved when a later part is refused. */
  async #save(): Promise<boolean> {
    const draft = this._draft;
    if (!draft || this._isBusy || !this.app.me.isEditor) {
      return false;
    }
    if (!draft.isDirty) {
      this.app.announce(this.t('nothingToSave'));
      return true;
    }
    this.#clearFaults();
    this._isBusy = true;
    try {
      for (const culture of draft.dirtyCultures) {
        const text = draft.textToSave(culture);
        if (text) {
          await this.#part('text', culture, async () => {
            const service = await this.app.api.saveText(this.key, culture, text);
            this._national = await this.#nationalOf(service);
            draft.savedText(culture, text, service);
          });
        }
      }
      const register = draft.registerToSave();
      if (register) {
        await this.#part('register', '', async () => { draft.savedRegister(register, await this.app.api.saveRegister(this.key, register)); });
        // A ready-made form becomes the municipality's own when it is first chosen.
        this.#loadForms();
      }
    } catch (fault) {
      this._actionFault = fault;
      this._conflict = fault instanceof ApiError && fault.isConflict;
    } finally {
      this._isBusy = false;
      this.#changed();
    }
    const isSaved = !this._actionFault && this._errors.length === 0;
    if (isSaved) {
      this.app.announce(this.t('saved'));
      this.app.refreshQueue();
      if (draft.service.source !== null) {
        this.app.refreshNationalChanges();
      }
    } else {
      await this.focusOn('#faults');
    }
    return isSaved;
  }

  /** Saves one part; messages about its fields are gathered, so that the other parts are tried too. */
  async #part(place: FieldError['place'], culture: string, save: () => Promise<void>) {
    try {
      await save();
    } catch (fault) {
      if (!(fault instanceof ApiError && fault.isInvalid && Object.keys(fault.errors).length > 0)) {
        throw fault;
      }
      this._errors = [
        ...this._errors,
        ...Object.entries(fault.errors).map(([alias, messages]) => ({ place, culture, alias, messages, label: this.#labelOf(place, alias) })),
      ];
    }
  }

  #labelOf(place: FieldError['place'], alias: string) {
    if (place === 'register') {
      const labels: Record<string, string> = {
        departmentKey: this.t('department'), ownerName: this.t('ownerName'), ownerEmail: this.t('ownerEmail'), recipientKind: this.t('recipientKind'), recipient: this.t('columnRecipient'),
        furtherDepartmentKeys: this.t('furtherDepartments'), formId: this.t('form'),
      };
      return labels[alias] ?? alias;
    }
    return alias === 'title' ? this.t('serviceTitle') : (this.#find(alias)?.field.label[this.app.lang] ?? alias);
  }

  #find(alias: string): { section: Section; field: Field } | undefined {
    for (const section of this.app.schema.sections) {
      const field = section.fields.find((candidate) => candidate.alias === alias);
      if (field) {
        return { section, field };
      }
    }
    return undefined;
  }

  #errorHref(error: FieldError) {
    return this.app.router.href({ view: 'service', key: this.key, culture: error.culture || this.#culture, section: this.#find(error.alias)?.section.alias ?? this.#section.alias });
  }

  /** Shows a field and puts the keyboard in it. */
  async #goTo({ place, culture, alias }: Place) {
    if (place === 'register') {
      this._register?.focusField(alias);
      return;
    }
    if (culture && this.app.me.isEditor) {
      // A language that is missing is begun on.
      this._draft?.addCulture(culture);
      this.#changed();
    }
    this.app.router.go({ view: 'service', key: this.key, culture: culture || this.#culture, section: this.#find(alias)?.section.alias ?? this.#section.alias });
    // The address reaches this element through its parent.
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    if (!this.#find(alias)) {
      await this.focusOn('#title');
      return;
    }
    const field = this.renderRoot.querySelector<ServiceFieldElement>(`#field-${CSS.escape(alias)}`);
    await field?.updateComplete;
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }

  async #goToTask({ culture, field }: Task) {
    if (field === 'processes') {
      const target: Route = { view: 'process', key: this.key };
      if (!this.holds(target) || (await this.ask())) {
        this.app.router.go(target);
      }
      return;
    }
    const isRegister = culture === null && field !== null && registerFields.has(field);
    void this.#goTo({ place: isRegister ? 'register' : 'text', culture: culture ?? '', alias: field ?? 'title' });
  }

  async #reload(keepsChanges: boolean) {
    const draft = this._draft;
    if (!draft || this._isBusy) {
      return;
    }
    this._isBusy = true;
    try {
      const service = await this.app.api.service(this.key);
      this._national = await this.#nationalOf(service);
      if (keepsChanges) {
        draft.rebase(service);
        draft.refollow(this._national?.cultures ?? {});
      } else {
        this._draft = new ServiceDraft(service);
      }
      this.#clearFaults();
      this.app.announce(this.t(keepsChanges ? 'reloadedKept' : 'reloaded'));
    } catch (fault) {
      this._actionFault = fault;
    } finally {
      this._isBusy = false;
      this.#changed();
    }
  }

  async #act(action: ServiceAction) {
    const draft = this._draft;
    if (!draft || this._isBusy || (draft.isDirty && !(await this.#save()))) {
      return;
    }
    const { service } = draft;
    if (action === 'submit' && service.tasks.some(({ blocks }) => blocks)) {
      this.app.announce(this.t('missingHeading'));
      return;
    }
    if (isTimed(action)) {
      await this._publish?.show(action, service.schedule?.publishAt ?? (action === 'submit' ? service.approval.publishAt : null));
      return;
    }
    const { sure } = acts[action];
    if (!sure || (await this.app.confirm({ heading: this.t(sure.heading), text: this.t(sure.text, { title: service.title }), yes: this.t(sure.yes), isDanger: true }))) {
      await this.#send(action, null);
    }
  }

  async #send(action: ServiceAction, publishAt: string | null) {
    const draft = this._draft;
    if (!draft || this._isBusy) {
      return;
    }
    this.#clearFaults();
    this._isBusy = true;
    try {
      draft.rebase(await acts[action].send(this.app.api, this.key, publishAt));
      this._publish?.close();
      this.app.announce(this.t(acts[action].done));
      this.app.refreshQueue();
      void this.#keepFocus();
    } catch (fault) {
      if (fault instanceof ApiError && fault.operationStatus === 'InvalidTime') {
        await this._publish?.refuse(fault.detail);
        return;
      }
      this._publish?.close();
      this._actionFault = fault;
      this._conflict = fault instanceof ApiError && fault.isConflict;
      await this.focusOn('#faults');
    } finally {
      this._isBusy = false;
      this.#changed();
    }
  }

  /** The button that was pressed may be gone with the state it belonged to. */
  async #keepFocus() {
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    await new Promise(requestAnimationFrame);
    if (deepActiveElement() === document.body) {
      this.renderRoot.querySelector<HTMLElement>('#status')?.focus({ preventScroll: true });
    }
  }

  async #addCulture(culture: string) {
    this._draft?.addCulture(culture);
    this.app.router.go({ view: 'service', key: this.key, culture, section: this.#section.alias });
    this.#changed();
    await new Promise(requestAnimationFrame);
    await this.focusOn('#title');
  }

  override render() {
    const { t, router } = this.app;
    if (this._fault) {
      return html`${faultMessage(t, this._fault)}<p class="after"><a href=${router.href({ view: 'services' })}>${t('toServices')}</a></p>`;
    }
    const draft = this._draft;
    if (!draft) {
      return loading(t);
    }
    const { service } = draft;
    const culture = this.#culture;
    const act = (event: CustomEvent<ServiceAction>) => this.#act(event.detail);
    return html`
      <div class="row heading">
        <h1>${service.title || t('untitled')}</h1>
        ${stateTag(t, service.state)}
        <button type="button" class="link to-status" @click=${this.#toStatus}>${t('toStatus')}</button>
      </div>
      ${this.#renderNationalChange(service)} ${this.#renderRejection(service)}
      <halden-refused-release .service=${service} ?busy=${this._isBusy} @halden-action=${act}></halden-refused-release>
      ${this.#renderFaults()}
      <div class="grid" @halden-comments=${(event: CustomEvent<Comment[]>) => { this._comments = event.detail; }}>
        <div class="main">
          ${this.#renderCultures(draft, culture)} ${this.#renderSections(culture)} ${this.#renderForm(draft, culture)}
        </div>
        <aside class="stack" id="status" tabindex="-1" aria-label=${t('statusHeading')}>
          <halden-status-panel .service=${service} .dirty=${draft.isDirty} .busy=${this._isBusy} @halden-action=${act} @halden-task=${(event: CustomEvent<Task>) => { void this.#goToTask(event.detail); }}></halden-status-panel>
          <halden-review-panel .review=${service.review} ?busy=${this._isBusy} @halden-action=${act}></halden-review-panel>
          <halden-register-panel .draft=${draft} .departments=${this._departments} .forms=${this._forms} .revision=${this._revision} .errors=${this.#errorsAt('register', '')} @halden-change=${() => { this.#changed(); }}></halden-register-panel>
          <halden-process-panel .key=${this.key}></halden-process-panel>
          <halden-figures .key=${service.key}></halden-figures>
        </aside>
      </div>
      <halden-publish-dialog ?busy=${this._isBusy} @halden-publish-at=${(event: CustomEvent<string | null>) => this.#send(this._publish!.action, event.detail)}></halden-publish-dialog>
      ${this.app.me.isEditor ? this.#renderSaveBar(draft) : nothing}
    `;
  }

  #toStatus = () => {
    const status = this.renderRoot.querySelector<HTMLElement>('#status');
    status?.scrollIntoView();
    status?.focus({ preventScroll: true });
  };

  #errorsAt(place: FieldError['place'], culture: string) {
    return Object.fromEntries(this._errors.filter((error) => error.place === place && error.culture === culture).map((error) => [error.alias, error.messages]));
  }

  #renderNationalChange({ key }: Service) {
    const { t, router, nationalChanges } = this.app;
    const change = nationalChanges.find((candidate) => candidate.key.toLowerCase() === key.toLowerCase());
    return change
      ? html`<div class="message ${change.isWithdrawn ? 'warning' : 'info'} block national">
          <p>${change.isWithdrawn ? t('withdrawnNotice') : t('nationalChanged', { count: change.fields })} <a href=${router.href({ view: 'change', key })}>${t(change.isWithdrawn ? 'withdrawnLook' : 'nationalLook')}</a></p>
        </div>`
      : nothing;
  }

  #renderRejection({ state: serviceState, approval }: Service) {
    const { t, lang } = this.app;
    return serviceState === 'rejected' && approval.comment
      ? html`<section class="message danger block" aria-labelledby="rejection">
          <h2 id="rejection">${t('rejectedBy', { name: approval.decidedBy ?? '', at: dateTime(lang, approval.decidedAt) })}</h2>
          <p class="comment">${approval.comment}</p>
        </section>`
      : nothing;
  }

  #renderFaults() {
    const { t } = this.app;
    if (!this._actionFault && this._errors.length === 0) {
      return nothing;
    }
    const { title, detail } = this._actionFault ? faultText(t, this._actionFault) : { title: t('errorsHeading'), detail: '' };
    return html`<div id="faults" class="message danger block" role="alert" tabindex="-1">
      <h2>${title}</h2>
      ${detail ? html`<p>${detail}</p>` : nothing}
      ${this._errors.length > 0
        ? html`<ul>
            ${this._errors.map((error) => html`<li>
              <a href=${this.#errorHref(error)} @click=${(event: Event) => { event.preventDefault(); event.stopPropagation(); void this.#goTo(error); }}>${error.label}${error.culture ? ` (${cultureName(this.app.schema, error.culture)})` : nothing}</a>: ${error.messages.join(' ')}
            </li>`)}
          </ul>`
        : nothing}
      ${this._conflict
        ? html`<p>${t('conflictText')}</p>
            <div class="row">
              <button type="button" class="button primary" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#reload(true)}>${t('conflictKeep')}</button>
              <button type="button" class="button danger" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#reload(false)}>${t('conflictReload')}</button>
            </div>`
        : nothing}
    </div>`;
  }

  #renderCultures(draft: ServiceDraft, culture: string) {
    const { t, schema, router, me, lang } = this.app;
    const missing = schema.cultures.filter((known) => !draft.cultures.includes(known.culture));
    return html`<nav class="row cultures" aria-label=${t('languagesLabel')}>
      <ul class="tabs">
        ${schema.cultures.filter((known) => draft.cultures.includes(known.culture)).map(
          (known) => html`<li>
            <a href=${router.href({ view: 'service', key: this.key, culture: known.culture, section: this.#section.alias })} aria-current=${known.culture === culture ? 'true' : nothing}>
              ${known.name}${draft.dirtyCultures.includes(known.culture) ? html` <span aria-hidden="true">●</span><span class="hidden-text">(${t('unsaved')})</span>` : nothing}</a>
          </li>`,
        )}
      </ul>
      ${me.isEditor ? missing.map((known) => html`<button type="button" class="link" @click=${() => this.#addCulture(known.culture)}>+ ${t('addLanguage', { language: languageName(lang, known.culture) })}</button>`) : nothing}
    </nav>`;
  }

  #renderSections(culture: string) {
    const { t, schema, router, lang } = this.app;
    const errors = this._errors.filter((error) => error.place === 'text' && error.culture === culture);
    return html`<nav aria-label=${t('sectionsLabel')}>
      <ul class="tabs sections">
        ${schema.sections.map((section) => {
          const wrong = errors.filter((error) => section.fields.some((field) => field.alias === error.alias)).length;
          return html`<li>
            <a href=${router.href({ view: 'service', key: this.key, culture, section: section.alias })} aria-current=${section === this.#section ? 'true' : nothing}>
              ${section.label[lang]}${wrong > 0 ? html` <span class="wrong">${t('errorCount', { count: wrong })}</span>` : nothing}</a>
          </li>`;
        })}
      </ul>
    </nav>`;
  }

  #renderForm(draft: ServiceDraft, culture: string) {
    const { t, me, lang } = this.app;
    const section = this.#section;
    const errors = this.#errorsAt('text', culture);
    const titleError = errors.title?.join(' ');
    return html`<form class="box stack" novalidate aria-label=${section.label[lang]} @submit=${(event: Event) => { event.preventDefault(); }}>
      <div class="field">
        <label for="title">${t('serviceTitle')}</label>
        <input id="title" maxlength="255" autocomplete="off" lang=${culture} .value=${draft.title(culture)} ?readonly=${!me.isEditor} aria-invalid=${titleError ? 'true' : nothing} aria-describedby="title-error"
          @input=${(event: Event) => { draft.setTitle(culture, (event.target as HTMLInputElement).value); this.#changed(); }} />
        <div id="title-error">${titleError ? html`<p class="error">${titleError}</p>` : nothing}</div>
        ${this.#renderComments(culture, 'title', t('serviceTitle'))}
      </div>
      <div>
        <h2>${section.label[lang]}</h2>
        ${this.#renderComments(culture, section.alias, section.label[lang])}
      </div>
      ${repeat(
        section.fields,
        (field) => `${this.key} ${culture} ${field.alias}`,
        (field) => this.#renderField(draft, culture, field, errors[field.alias] ?? none),
      )}
    </form>`;
  }

  #renderComments(culture: string, target: string, name: string) {
    return html`<halden-comments .serviceKey=${this.key} .comments=${this._comments} .culture=${culture} .target=${target} .name=${`${name} (${cultureName(this.app.schema, culture)})`} ?mayComment=${this.#mayComment}></halden-comments>`;
  }

  get #mayComment() {
    const { me } = this.app;
    const { approval, register } = this._draft!.service;
    return me.isEditor || approval.mayApprove || me.directorOf.some(({ key }) => key === register.departmentKey || register.furtherDepartmentKeys.includes(key));
  }

  #renderField(draft: ServiceDraft, culture: string, field: Field, errors: string[]) {
    const { me, lang } = this.app;
    const followed = me.isEditor ? this.#followed(culture, field) : undefined;
    const written = draft.supplement(culture, field);
    if (followed && (written || (written === undefined && (followed.standing === 'supplemented' || this._opened.has(`${culture} ${field.alias}`))))) {
      const { before, after, national } = written ?? followed;
      const supplement: Supplement = { before, after };
      return html`<div><halden-supplemented-field id="field-${field.alias}" .field=${field} .culture=${culture} .national=${national} .supplement=${supplement} .errors=${errors} ?proposed=${followed.standing === 'tailored'}
        @halden-supplement=${(event: CustomEvent<Supplement>) => { draft.setSupplement(culture, field, followed, event.detail); this.#changed(); }}
        @halden-whole=${() => this.#editWhole(draft, culture, field, followed)}></halden-supplemented-field>
        ${this.#renderComments(culture, field.alias, field.label[lang])}</div>`;
    }
    return html`<div>
      <halden-service-field id="field-${field.alias}" .field=${field} .culture=${culture} .value=${draft.value(culture, field)} .errors=${errors} ?readonly=${!me.isEditor}
        @halden-field=${(event: CustomEvent<string>) => { draft.setValue(culture, field, event.detail); this.#changed(); }}></halden-service-field>
      ${followed ? this.#renderFollowed(draft, culture, field, followed) : nothing}
      ${field.audience === 'public' ? this.#renderComments(culture, field.alias, field.label[lang]) : nothing}
    </div>`;
  }

  /** How a whole text stands to the national one, and the way to words of one's own round that instead. */
  #renderFollowed(draft: ServiceDraft, culture: string, field: Field, followed: FollowedField) {
    const { t, lang } = this.app;
    if (draft.isWritten(culture, field)) {
      return html`<p class="followed muted">${t('supplementSaveFirst')}</p>`;
    }
    const isNational = followed.standing === 'national';
    const action = t(isNational ? 'supplementAdd' : 'supplementUse');
    return html`<p class="followed"><span class="muted">${t(isNational ? 'standingNational' : 'standingTailored')}</span>
      <button type="button" class="link" @click=${() => this.#useSupplement(draft, culture, field, followed)}>${action} <span class="hidden-text">(${field.label[lang]})</span></button></p>`;
  }

  async #useSupplement(draft: ServiceDraft, culture: string, field: Field, followed: FollowedField) {
    if (draft.supplement(culture, field) === null) {
      draft.forgetSupplement(culture, field);
    } else if (followed.standing === 'tailored') {
      draft.setSupplement(culture, field, followed, followed);
    } else {
      this._opened = new Set([...this._opened, `${culture} ${field.alias}`]);
    }
    this.#changed();
    await this.#focusField(field);
  }

  async #editWhole(draft: ServiceDraft, culture: string, field: Field, followed: FollowedField) {
    draft.setWhole(culture, field, followed);
    this._opened = new Set([...this._opened].filter((opened) => opened !== `${culture} ${field.alias}`));
    this.#changed();
    await this.#focusField(field);
  }

  async #focusField({ alias }: Field) {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<ServiceFieldElement>(`#field-${CSS.escape(alias)}`);
    await field?.updateComplete;
    // The rich text makes its editor in its own turn.
    await new Promise(requestAnimationFrame);
    field?.focus();
  }

  #renderSaveBar(draft: ServiceDraft) {
    const { t } = this.app;
    return html`<div class="save-bar" role="region" aria-label=${t('save')}>
      <span>${draft.isDirty ? t('unsavedChanges') : t('noUnsavedChanges')}</span>
      <button type="button" class="button primary positive" aria-disabled=${this._isBusy ? 'true' : nothing} @click=${() => this.#save()}>${t('save')}</button>
    </div>`;
  }

  static override styles = [sharedStyles, serviceEditorStyles];
}

const none: string[] = [];

const registerFields = new Set<string>(['departmentKey', 'ownerName', 'ownerEmail', 'recipientKind', 'recipient', 'furtherDepartmentKeys', 'formId'] satisfies (keyof RegisterValues)[]);

declare global {
  interface HTMLElementTagNameMap {
    'halden-service-editor': ServiceEditorElement;
  }
}
