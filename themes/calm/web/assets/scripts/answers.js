// Answers stay here: kept as they are typed, in their places when the page is opened again. A second tab shows them too.

import * as store from './store.js';
import { say } from './words.js';

/** Its code outlives a new name and a new address of the page. */
const PAGE = document.body.dataset.here;

const TITLE = document.querySelector('h1').textContent;

const GROWS = CSS.supports('field-sizing', 'content');

const notice = document.getElementById('saved');

/** What the notice says now, and whether it has said that answers are kept. */
let said = '';
let told = false;

export function start() {
  const spaces = [...document.querySelectorAll('.answer')].map(space);
  const around = (target) => spaces.find(({ element }) => element === target.closest('.answer'));

  spaces.forEach(open);
  tellState();
  document.addEventListener('input', ({ target }) => {
    const typed = around(target);
    if (!typed) return;
    tell(keep(typed));
    fit(target);
  });
  document.addEventListener('focusout', ({ target }) => {
    const left = around(target);
    if (left) show(left);
    put('');
  });
  store.watch(({ state, key }) => {
    if (state) tellState();
    else spaces.filter((each) => key === null || key === each.key).forEach(show);
  });
  addEventListener('beforeprint', () => spaces.forEach(({ element }) => fit(element)));
}

/** A space to answer: where it is kept, what to say of it in My workbook, what stands in it, and how to put it there. */
function space(element, place) {
  const inputs = [...element.querySelectorAll(`input[name="${element.id}"]`)];
  // A browser may remember ticks by itself, and bring back what was erased; in HTML only fields to type in can forbid it.
  for (const input of inputs) input.setAttribute('autocomplete', 'off');
  const kind = element.matches('.scale') ? scale : inputs.length > 0 ? choices : text;
  return { element, key: `answer:${PAGE}:${element.id}`, place, ...kind(element, inputs) };
}

function text(element) {
  return {
    about: () => asked(element, element.getAttribute('aria-label')),
    read: () => element.value,
    write: (value) => {
      element.value = typeof value === 'string' ? value : '';
      fit(element);
    },
    join: (kept, typed) => `${kept}\n${typed}`,
  };
}

function choices(element, inputs) {
  const question = element.querySelector('legend .question')?.textContent.trim() ?? inputs[0].getAttribute('aria-label');
  // A choice with a blank in its words has no label: its words stand behind it all the same. A box in a table has none.
  const words = (input) => input.nextElementSibling?.textContent.trim() ?? say('ticked');
  return {
    about: () => ({ ...asked(element, question), words: inputs.filter(({ checked }) => checked).map(words) }),
    ...chosen(inputs),
  };
}

function scale(element, inputs) {
  const [low, high] = [...element.querySelectorAll('.ends > span')].map((end) => end.textContent.trim());
  const { read, ...rest } = chosen(inputs);
  const question = `${element.getAttribute('aria-label')} (${low} … ${high})`;
  return { about: () => ({ question, words: read() }), read, ...rest };
}

function chosen(inputs) {
  return {
    read: () => inputs.filter(({ checked }) => checked).map(({ value }) => value),
    write: (value) => {
      for (const input of inputs) input.checked = Array.isArray(value) && value.includes(input.value);
    },
    join: (kept, typed) => [...kept, ...typed],
  };
}

/** The language that a question is asked in: that of the lesson, which may not be that of the page around it. */
const spoken = (element) => element.closest('[lang]').lang;

/** The question of a space; in a table that of its column, and the name of its row. */
function asked(element, question) {
  const cell = element.closest('td.field');
  const column = cell?.closest('table').tHead.rows[0].cells[cell.cellIndex].textContent.trim();
  if (!column || !question.startsWith(`${column}: `)) return { question: question.replace(/:$/, '') };
  return { row: question.slice(column.length + 2), question: column };
}

/** Fills in what is kept. What was typed before this script came stays, behind it. */
function open(space) {
  const kept = store.get(space.key)?.value;
  const typed = space.read();
  if (typed.length === 0) {
    if (kept) space.write(kept);
    return;
  }
  if (kept && String(kept) !== String(typed)) space.write(space.join(kept, typed));
  keep(space);
}

/** Shows what is kept, unless somebody is writing there. */
function show(space) {
  if (document.hasFocus() && space.element.contains(document.activeElement)) return;
  const kept = store.get(space.key)?.value ?? '';
  if (String(kept) !== String(space.read())) space.write(kept);
}

/** Keeps what stands in a space, with its question, so that My workbook can show it when the lesson is gone. */
function keep(space) {
  const value = space.read();
  if (value.length === 0) {
    store.remove(space.key);
    return store.status() === 'saving';
  }
  const part = space.element.closest('section')?.querySelector('h2, h3, h4, h5, h6');
  const about = { title: TITLE, language: spoken(space.element), part: part?.textContent.trim() ?? '', place: space.place, ...space.about() };
  return store.set(space.key, { ...about, value });
}

/** Says once that answers are kept, and each time that one is not. */
function tell(kept) {
  if (!kept) put(`unsaved_${store.status()}`);
  else if (!told) put('saved');
  else if (said !== 'saved') put('');
  told ||= kept;
}

function put(key) {
  if (key === said) return;
  said = key;
  notice.textContent = key && say(key);
  notice.classList.toggle('strong', key.startsWith('unsaved'));
}

function tellState() {
  document.getElementById('keep-words').textContent = say(`keep_${store.status()}`);
}

/** Makes room for all that is written, in browsers whose style sheets cannot. */
function fit(element) {
  if (GROWS || !element.matches('textarea')) return;
  element.style.height = 'auto';
  element.style.height = `${element.scrollHeight}px`;
}
