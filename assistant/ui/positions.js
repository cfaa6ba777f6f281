// The tab Kannat: what is pressed, chosen and typed goes to the program one thing at a time; what comes back is drawn over what
// is there, so focus and half-typed fields are put back where they were.
const EVENTS = { short: 'act', long: 'work', typed: 'save' };
const $ = (selector, root = element) => root.querySelector(selector);
const byId = (id) => (id ? document.getElementById(id) : null);
const root = () => $('.positions');

// --- sending: one at a time, in order -----------------------------------------------------------------------------------
const line = [];
let waiting = 0;
const next = () => {
  clearTimeout(waiting);
  waiting = 0;
  const job = line.shift();
  if (!job) return;
  // An answer that never comes must not silence the page.
  waiting = setTimeout(next, 20000);
  trigger(...job());
};
// Every answer draws the line that tells anew, with a number of its own; not every answer draws the body.
let listening = null;
const listen = () => {
  const place = byId('positions-told');
  if (listening || !place) return;
  listening = new MutationObserver(() => next());
  listening.observe(place, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-serial'] });
};
const put = (job) => {
  listen();
  line.push(job);
  if (!waiting) next();
};
const person = () => $('#by')?.value.trim() ?? '';
const common = () => ({ by: person(), proposal: root()?.dataset.proposal ?? '' });

// --- typing: kept half a second after the last key, and before anything else is done ----------------------------------
const due = new Map();
const saving = (field) => {
  clearTimeout(due.get(field)?.timer);
  due.delete(field);
  // Without a name the wishes wait in the field; the field of the name says so once it is asked for.
  put(() => [EVENTS.typed, { ...common(), what: field.dataset.save, value: field.value }]);
};
const typed = (field) => {
  clearTimeout(due.get(field)?.timer);
  due.set(field, { timer: setTimeout(() => saving(field), 600) });
};
const flush = () => {
  for (const field of [...due.keys()]) if (field.isConnected) saving(field);
};

const fieldsOf = (form) => {
  const told = {};
  const chosen = {};
  const places = [form, byId(form.dataset.with)].filter(Boolean);
  for (const field of places.flatMap((place) => [...place.querySelectorAll('[name]')])) {
    if (field.type !== 'checkbox') told[field.name] = field.value;
    else if (field.checked) (chosen[field.name] ??= []).push(field.value);
  }
  for (const [name, values] of Object.entries(chosen)) told[name] = values.join(',');
  return told;
};
const send = (control, told = {}) => {
  const { do: deed, long, ...data } = control.dataset;
  // What is being edited is sent as a whole by its own button; a save on the way would only bring it back.
  if (['edit', 'edit_cancel'].includes(deed)) {
    for (const [field, { timer }] of due) if (field.dataset.save === 'typing') (clearTimeout(timer), due.delete(field));
  }
  flush();
  if (long !== undefined) for (const button of element.querySelectorAll('button[data-long], [data-long] button')) button.disabled = true;
  put(() => [long === undefined ? EVENTS.short : EVENTS.long, { ...data, ...told, ...common(), do: deed }]);
};

element.addEventListener('click', (event) => {
  const summary = event.target.closest('summary');
  if (summary?.parentElement.id) unfolded[summary.parentElement.open ? 'delete' : 'add'](summary.parentElement.id);
  const button = event.target.closest('button');
  if (button?.dataset.goto) {
    lead(byId(button.dataset.goto));
    return;
  }
  // What is being made is stopped at once, before anything that waits in the line.
  if (button?.dataset.do === 'halt') trigger('halt', {});
  else if (button?.dataset.do && button.type !== 'submit') send(button);
  // The whole row opens, for the one who aims badly; the button in it is what the keyboard and the screen reader find.
  else if (!button && !event.target.closest('a, input, label, summary, textarea')) {
    const row = event.target.closest('.entry:not(.arranged)');
    if (row) send($('.row-title', row));
  }
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  send(event.target, fieldsOf(event.target));
});
element.addEventListener('change', (event) => {
  const field = event.target;
  if (!field.dataset.do) return;
  if (field.dataset.do === 'name') for (const area of element.querySelectorAll('[data-save=wishes]')) if (area.value !== area.defaultValue) due.set(area, {});
  send(field, field.type === 'checkbox' ? { checked: String(field.checked) } : { value: field.value });
});
element.addEventListener('input', (event) => {
  const field = event.target;
  if (!field.matches('input:not([type=checkbox], [type=radio]), textarea, select')) return;
  written.set(keyOf(field), field.value);
  if (field.dataset.save) typed(field);
});
element.addEventListener('focusout', (event) => {
  if (due.has(event.target)) saving(event.target);
});
// What was open is opened again after a reload; this browser tab alone remembers it.
const OPEN = 'lausuntoapuri.proposal';
let reopened = false;
const reopen = () => {
  if (reopened || root()?.dataset.serial === undefined) return;
  reopened = true;
  const id = sessionStorage.getItem(OPEN);
  if (id && !root().dataset.proposal) put(() => [EVENTS.short, { ...common(), do: 'reopen', id }]);
};
addEventListener('pagehide', () => {
  flush();
  if (reopened) sessionStorage.setItem(OPEN, root()?.dataset.proposal ?? '');
});

// --- after a drawing ----------------------------------------------------------------------------------------------------
const unfolded = new Set();
const written = new Map();
const known = new WeakMap();
const keyOf = (field) => `${field.id}|${field.dataset.stamp ?? ''}`;
let last = { id: '', from: null, to: null };
element.addEventListener('focusin', (event) => {
  last = { id: event.target.id, from: null, to: null };
});
document.addEventListener('selectionchange', () => {
  const field = document.activeElement;
  if (field?.id === last.id && field.matches?.('textarea, input[type=text]')) last = { id: field.id, from: field.selectionStart, to: field.selectionEnd };
});
const lead = (place) => {
  if (!place) return;
  place.scrollIntoView({ block: place.matches('h2, h3, h4, section') ? 'start' : 'center' });
  place.focus({ preventScroll: true });
};
let serial = '';
const settle = () => {
  for (const details of element.querySelectorAll('details[id]')) details.open = unfolded.has(details.id);
  for (const field of element.querySelectorAll('input, textarea, select')) {
    const key = keyOf(field);
    if (['checkbox', 'radio'].includes(field.type)) {
      if (field.dataset.do || known.get(field) !== key) field.checked = field.hasAttribute('checked');
    } else if (known.get(field) !== key) {
      const kept = written.get(key);
      if (field.matches('select')) field.value = kept ?? $('option[selected]', field)?.value ?? field.value;
      else field.value = kept ?? field.defaultValue;
    }
    known.set(field, key);
  }
  const now = root();
  if (!now || now.dataset.serial === serial) return;
  serial = now.dataset.serial ?? '';
  const wanted = byId(now.dataset.focus);
  if (now.dataset.top) {
    // What scrolls is this component on a wide screen, the page on a narrow one.
    (element.closest('#positions') ?? element).scrollTo(0, 0);
    scrollTo(0, 0);
    wanted?.focus({ preventScroll: true });
  } else if (wanted) {
    if (wanted.closest('details')) {
      unfolded.add(wanted.closest('details').id);
      wanted.closest('details').open = true;
    }
    // What a model has written comes late: whoever is typing something else by then is left in peace.
    const busy = now.dataset.gentle !== undefined && last.id !== 'instruction' && byId(last.id)?.matches('textarea, input[type=text]');
    if (busy) keep();
    else if (document.activeElement !== wanted) lead(wanted);
  } else keep();
};
// What had the focus has been drawn elsewhere, or is gone; then the name of the place is what to go on from.
const keep = () => {
  if (!last.id || document.activeElement?.id === last.id) return;
  const before = byId(last.id);
  const place = before && element.contains(before) && !before.disabled ? before : null;
  if (place) {
    const { from, to } = last;
    place.focus({ preventScroll: true });
    if (from !== null && place.setSelectionRange) place.setSelectionRange(from, to);
  }
};
watch('value', () => {
  settle();
  reopen();
});
settle();
