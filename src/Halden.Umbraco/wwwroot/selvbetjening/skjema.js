// @ts-check
// Makes filling in a form easier where there is JavaScript. Everything works without: the server decides what is kept and
// what is wrong, here as there, and every text comes from it.

/** @typedef {{ id: string, felt: string, navn: string, fjern: string }} KeptFile */
/** @typedef {{ filer?: KeptFile[], feil?: string | null }} Answer */

/**
 * Asks before what has been written and not sent is left. Buttons send it.
 * @param {HTMLFormElement} form
 */
function warnOnLeaving(form) {
  let unsaved = false;
  form.addEventListener('input', (event) => {
    unsaved ||= !(event.target instanceof HTMLInputElement && event.target.type === 'file');
  });
  form.addEventListener('submit', () => {
    unsaved = false;
  });
  addEventListener('beforeunload', (event) => {
    if (unsaved) {
      event.preventDefault();
    }
  });

  // The browser's back may show the page as it was.
  addEventListener('pageshow', () => {
    unsaved = false;
  });
}

/**
 * Files that are on their way arrive before the form goes on.
 * @param {HTMLFormElement} form
 * @param {Upload[]} uploads
 */
function waitFor(form, uploads) {
  form.addEventListener('submit', (event) => {
    const busy = uploads.filter((upload) => upload.isBusy);
    if (busy.length > 0) {
      event.preventDefault();
      const button = event.submitter;
      Promise.all(busy.map((upload) => upload.done)).then(() => {
        if (!uploads.some((upload) => upload.hasFault)) {
          form.requestSubmit(button);
        }
      });
    }
  });
}

/** A question that files answer. */
class Upload {
  // One thing at a time on the whole page: the first makes the draft that the next belongs to.
  static line = Promise.resolve();

  /** @type {Promise<void>} */
  done = Promise.resolve();

  isBusy = false;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} element
   */
  constructor(form, element) {
    this.form = form;
    this.element = element;
    this.input = /** @type {HTMLInputElement | null} */ (element.querySelector('input[type=file]'));
    this.list = /** @type {HTMLElement} */ (element.querySelector('ul'));
    this.status = document.createElement('p');
    this.status.setAttribute('role', 'status');
    this.status.className = 'halden-upload-status';
    this.progress = document.createElement('progress');
    this.progress.className = 'halden-progress';
    this.progress.setAttribute('aria-hidden', 'true');
    this.progress.hidden = true;
    element.append(this.progress, this.status);
    const input = this.input;

    // Where there is no room for another, the server takes one away, and shows the page anew.
    if (input === null) {
      return;
    }

    const hint = document.createElement('p');
    hint.className = 'halden-upload-hint';
    hint.textContent = element.dataset.dra ?? '';
    input.after(hint);
    input.addEventListener('change', () => {
      this.send([...(input.files ?? [])]);
    });
    element.addEventListener('dragover', (event) => {
      if (!input.hidden && event.dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        element.classList.add('halden-upload-over');
      }
    });
    element.addEventListener('dragleave', (event) => {
      if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) {
        element.classList.remove('halden-upload-over');
      }
    });
    element.addEventListener('drop', (event) => {
      if (!input.hidden) {
        event.preventDefault();
        element.classList.remove('halden-upload-over');
        this.send([...(event.dataTransfer?.files ?? [])]);
      }
    });
    this.list.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button !== null) {
        event.preventDefault();
        this.remove(button);
      }
    });
    this.arrange();
  }

  get hasFault() {
    return this.element.querySelector('.ds-validation-message') !== null;
  }

  /** @param {File[]} files */
  send(files) {
    if (files.length === 0) {
      return;
    }

    this.fault(null);
    this.isBusy = true;
    this.done = Upload.line = Upload.line.then(async () => {
      for (const file of files) {
        const content = new FormData();
        content.append(this.element.dataset.felt ?? '', file, file.name);
        this.status.textContent = `${this.element.dataset.sender} ${file.name}`;
        const answer = await this.post(content);
        this.show(answer);
        if (answer.feil) {
          break;
        }

        this.status.textContent = `${file.name} ${this.element.dataset.lagtVed}`;
      }

      this.isBusy = false;
    });
  }

  /** @param {HTMLButtonElement} button */
  remove(button) {
    const content = new FormData();
    content.append('fjern', button.value);
    const name = button.previousElementSibling?.textContent ?? '';
    this.done = Upload.line = Upload.line.then(async () => {
      this.show(await this.post(content));
      if (!this.hasFault) {
        this.status.textContent = `${name} ${this.element.dataset.fjernet}`;
      }

      (this.list.querySelector('button') ?? this.input)?.focus();
    });
  }

  /**
   * Posts as the form does, but for what is not a file: that is sent when the form is.
   * @param {FormData} content
   * @returns {Promise<Answer>}
   */
  post(content) {
    content.append('steg', /** @type {HTMLInputElement} */ (this.form.elements.namedItem('steg')).value);
    content.append('til', 'fil');
    const opened = this.form.elements.namedItem('apnet');
    if (opened instanceof HTMLInputElement) {
      content.append('apnet', opened.value);
    }

    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', this.form.action);
      request.setRequestHeader('Accept', 'application/json');
      request.upload.addEventListener('progress', (event) => {
        this.progress.hidden = false;
        this.progress.max = event.total;
        this.progress.value = event.loaded;
      });
      request.addEventListener('loadend', () => {
        this.progress.hidden = true;
        try {
          resolve(JSON.parse(request.responseText));
        } catch {
          resolve({ feil: this.element.dataset.borte });
        }
      });
      request.send(content);
    });
  }

  /** @param {Answer} answer */
  show(answer) {
    if (answer.filer) {
      this.list.replaceChildren(
        ...answer.filer.filter((file) => file.felt === this.element.dataset.felt).map((file) => {
          const [item, name, button] = [document.createElement('li'), document.createElement('span'), document.createElement('button')];
          name.textContent = file.navn;
          button.className = 'ds-button';
          Object.assign(button.dataset, { variant: 'tertiary', size: 'sm' });
          Object.assign(button, { type: 'submit', name: 'fjern', value: file.id, textContent: file.fjern });
          item.append(name, ' ', button);
          return item;
        }),
      );
    }

    this.fault(answer.feil ?? null);
    this.arrange();
  }

  /** The input has no files of its own: they have been sent. It is away where there is no room for more. */
  arrange() {
    if (this.input !== null) {
      this.input.value = '';
      this.input.hidden = !this.input.multiple && this.list.childElementCount > 0;
      this.element.classList.toggle('halden-upload-full', this.input.hidden);
    }

    this.list.hidden = this.list.childElementCount === 0;
  }

  /** @param {string | null} text */
  fault(text) {
    const id = `felt-${this.element.dataset.felt}-feil`;
    document.getElementById(id)?.remove();
    const describedBy = (this.input?.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one.length > 0 && one !== id);
    if (text !== null) {
      const message = document.createElement('p');
      message.className = 'ds-validation-message';
      message.id = id;
      message.textContent = text;
      this.element.append(message);
      this.status.textContent = text;
      describedBy.push(id);
    }

    this.input?.setAttribute('aria-describedby', describedBy.join(' '));
    if (text === null) {
      this.input?.removeAttribute('aria-invalid');
    } else {
      this.input?.setAttribute('aria-invalid', 'true');
    }
  }
}

/**
 * Finds a number that, hashed with what is given, begins with so many zero bits: cheap for one who sends one form, dear for
 * one who sends thousands. Where it cannot be done, other measures apply.
 * @param {HTMLFormElement} form
 * @param {string} task
 * @param {number} bits
 */
async function solve(form, task, bits) {
  for (let number = 0; ; number++) {
    const hash = new DataView(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${task}:${number}`)));
    if (Math.clz32(hash.getUint32(0)) >= bits) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name: 'arbeid', value: String(number) });
      form.append(field);
      return;
    }
  }
}

/**
 * The form is sent when the work is done, which is begun before anybody asks.
 * @param {HTMLFormElement} form
 * @param {string} task
 * @param {number} bits
 */
function work(form, task, bits) {
  if (!globalThis.crypto?.subtle) {
    return;
  }

  let isDone = false;
  const done = solve(form, task, bits).then(() => {
    isDone = true;
  });
  form.addEventListener('submit', (event) => {
    if (!isDone) {
      event.preventDefault();
      done.then(() => form.requestSubmit(event.submitter));
    }
  });
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form.halden-form'))) {
  const uploads = [...form.querySelectorAll('[data-opplasting]')].map((element) => new Upload(form, /** @type {HTMLElement} */ (element)));
  if (form.dataset.vern !== undefined) {
    warnOnLeaving(form);
  }

  waitFor(form, uploads);
  if (form.dataset.oppgave) {
    work(form, form.dataset.oppgave, Number(form.dataset.bits));
  }
}
