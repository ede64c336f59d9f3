// @ts-check
// Suggests services while one writes, as a combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). The
// search works without: a form that is sent. Every text comes from the server.

/** @typedef {{ tittel: string, adresse: string, sprak: string }} Suggestion */

const leastLetters = 2;
const pause = 120;

/** @param {HTMLFormElement} form */
function suggest(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector('input[type=search]'));
  const address = form.dataset.forslag ?? '';
  const list = document.createElement('ul');
  list.id = `${input.id}-forslag`;
  list.className = 'halden-suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset.navn ?? '');
  list.hidden = true;
  const status = document.createElement('p');
  status.className = 'halden-search-status';
  status.setAttribute('role', 'status');
  input.after(list);
  form.append(status);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);

  /** @type {Suggestion[]} */
  let suggestions = [];
  let chosen = -1;
  let timer = 0;
  let asked = new AbortController();

  const close = () => {
    clearTimeout(timer);
    asked.abort();
    suggestions = [];
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    choose(-1);
  };

  /** @param {number} which */
  const choose = (which) => {
    chosen = which;
    [...list.children].forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === which));
    });
    const option = list.children[which];
    if (option === undefined) {
      input.removeAttribute('aria-activedescendant');
    } else {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  };

  /** @param {Suggestion[]} found */
  const show = (found) => {
    suggestions = found;
    list.replaceChildren(
      ...found.map((one, at) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${at}`;
        option.setAttribute('role', 'option');
        option.textContent = one.tittel;
        option.lang = one.sprak;
        return option;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    status.textContent = found.length === 0 ? (form.dataset.ingen ?? '') : (form.dataset.antall ?? '').replace('{0}', String(found.length));
    choose(-1);
  };

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const signal = asked.signal;
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(input.value)}`, { signal, headers: { Accept: 'application/json' } });
      const found = answer.ok ? await answer.json() : [];
      if (!signal.aborted) {
        show(found);
      }
    } catch {
      // Without an answer there are no suggestions; the search itself is as it was.
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    if (input.value.trim().length < leastLetters) {
      status.textContent = '';
      close();
    } else {
      timer = setTimeout(ask, pause);
    }
  });

  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) {
      return;
    }

    switch (event.key) {
      case 'ArrowDown':
        choose(chosen + 1 < suggestions.length ? chosen + 1 : -1);
        break;
      case 'ArrowUp':
        choose(chosen === -1 ? suggestions.length - 1 : chosen - 1);
        break;
      case 'Escape':
        close();
        break;
      case 'Enter':
        if (chosen === -1) {
          return;
        }

        location.assign(suggestions[chosen].adresse);
        break;
      default:
        return;
    }

    event.preventDefault();
  });

  // Not click: the field would lose focus first, and the list with it.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest('li') : null;
    if (option !== null && event.button === 0) {
      location.assign(suggestions[[...list.children].indexOf(option)].adresse);
    }
  });
  input.addEventListener('blur', close);
}

document.querySelectorAll('form[data-forslag]').forEach((form) => {
  if (form instanceof HTMLFormElement) {
    suggest(form);
  }
});
