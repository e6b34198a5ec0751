// My workbook: all that is kept on this device, by lesson, to read, print, carry elsewhere and erase.

import * as store from './store.js';
import { clean, pack, unpack } from './kept.js';
import { picture } from './strokes.js';
import { say } from './words.js';

const byId = (id) => document.getElementById(id);

/** How pages look and move on this device: it says nothing about a person, and stays when everything is erased. */
const LOOKS = ['looks', 'practice-shape'];

/** What each erasing or import changed: the values before it, and what to say of it. The last one is undone first. */
const changes = [];

/** What is shown now, to see whether another tab changed any of it. */
let shown = '';

export function start() {
  byId('print').addEventListener('click', () => window.print());
  byId('export').addEventListener('click', exportFile);
  byId('import').addEventListener('change', importFile);
  byId('saving').addEventListener('change', ({ target }) => store.setSaving(target.checked));
  byId('erase-all').addEventListener('click', () => erase(erasable(), say('erased_all')));
  byId('undo').addEventListener('click', undo);
  byId('undo-close').addEventListener('click', () => {
    changes.length = 0;
    offerUndo();
    byId('main').focus();
  });
  store.watch(({ state }) => (state ? showState() : show()));
  showState();
  show();
  byId('my-workbook').removeAttribute('aria-busy');
}

/** What a person made here, to be shown and carried elsewhere: values by key. */
function kept() {
  const values = store.keys().map((key) => [key, clean(key, store.get(key))]);
  return new Map(values.filter(([, value]) => value !== null));
}

/** Everything about a person, also what cannot be read any more. */
function erasable() {
  return store.keys().filter((key) => !LOOKS.includes(key));
}

function showState() {
  const state = store.status();
  byId('state').textContent = say(`workbook_${state}`);
  byId('state').dataset.state = state;
  byId('empty-how').hidden = state !== 'saving';
  byId('saving').checked = state !== 'off';
  byId('keeping').hidden = state === 'refused';
  byId('import').closest('label').hidden = state === 'off' || state === 'refused';
}

// --- showing

function show() {
  const all = kept();
  const now = JSON.stringify([...all]);
  if (now === shown) return;
  shown = now;
  const focused = document.activeElement?.dataset.at;
  const answers = [...all].filter(([key]) => /^(answer|drawing):/.test(key)).map(([key, value]) => ({ key, ...value }));
  const lessons = grouped(answers, ({ key }) => key.split(':')[1]).sort(byPage);
  byId('kept').replaceChildren(...lessons.map(([code, answers]) => lesson(code, answers)));
  byId('empty').hidden = lessons.length > 0;
  for (const id of ['print', 'export']) byId(id).hidden = lessons.length === 0;
  byId('erasing').hidden = erasable().length === 0;
  focus(focused);
}

/** Where a page stands in the curriculum, and what it is called there; null when it is there no more. */
function listed(code) {
  return document.querySelector(`#pages [data-code="${CSS.escape(code)}"]`);
}

/** Pages in the order of the curriculum, then those that it does not hold any more. */
function byPage([a], [b]) {
  const place = (code) => [...byId('pages').children].indexOf(listed(code)) >>> 0;
  return place(a) - place(b) || a.localeCompare(b);
}

/** Rows that belong together, in the order in which each name comes first. */
function grouped(rows, name) {
  const groups = new Map();
  for (const row of rows) groups.set(name(row), [...groups.get(name(row)) ?? [], row]);
  return [...groups];
}

function lesson(code, answers) {
  const made = copy('a-lesson');
  const link = listed(code)?.querySelector('a');
  if (link) made.classList.add(link.parentElement.className);
  made.querySelector('.number').textContent = code;
  const name = made.querySelector('h2 a');
  name.textContent = link?.textContent ?? answers[0].title;
  if (link) name.href = link.href;
  if (link?.lang) name.lang = link.lang;
  made.querySelector('.gone').hidden = Boolean(link);
  const title = `${code} ${name.textContent}`;
  // A drawing has no place among the fields: it comes last in its part.
  const place = ({ place }) => place ?? Number.MAX_SAFE_INTEGER;
  const ordered = [...answers].sort((a, b) => place(a) - place(b));
  made.querySelector('.parts').append(...grouped(ordered, ({ part }) => part).map((group) => part(group, link?.href)));
  const button = made.lastElementChild.querySelector('button');
  button.dataset.at = `lesson:${code}`;
  button.addEventListener('click', () => erase(answers.map(({ key }) => key), say('erased', { what: title })));
  return made;
}

/** A question stays as it was asked, and says its language, so that a voice reads it rightly. */
function inItsLanguage(element, { language }) {
  if (!language || language === document.documentElement.lang) return;
  element.lang = language;
  element.dir = 'auto';
}

function part([title, answers], address) {
  const made = copy('a-part');
  const heading = made.querySelector('h3');
  heading.textContent = title;
  heading.hidden = title === '';
  inItsLanguage(heading, answers[0]);
  // The cells of a row are one entry; all else is an entry of its own.
  const entries = grouped(answers, ({ row, key }) => row ?? key);
  made.querySelector('dl').append(...entries.map(([, answers]) => entry(answers, address)));
  return made;
}

function entry(answers, address) {
  const made = copy('an-answer');
  const [{ key, row, question, strokes }] = answers;
  const name = strokes ? say('workbook_drawing') : row ?? question;
  made.querySelector('dt').textContent = name;
  if (!strokes) inItsLanguage(made.querySelector('dt'), answers[0]);
  made.querySelector('.written').append(...answers.flatMap((answer) => (answer.strokes ? drawn(answer) : written(answer))));
  const change = made.querySelector('.acts a');
  if (address) change.href = `${address}#${key.split(':')[2]}`;
  else change.remove();
  change.setAttribute('aria-label', `${change.textContent}: ${name}`);
  const button = made.querySelector('.acts button');
  button.dataset.at = key;
  button.setAttribute('aria-label', `${button.textContent}: ${name}`);
  button.addEventListener('click', () => erase(answers.map(({ key }) => key), say('erased', { what: name })));
  return made;
}

function written({ language, row, question, words, value }) {
  const line = document.createElement('p');
  inItsLanguage(line, { language });
  if (row) {
    const column = document.createElement('span');
    column.className = 'column';
    column.textContent = question;
    line.append(column, ' ');
  }
  line.append(words ? words.join('\n') : value);
  return line;
}

function drawn({ language, frame, strokes, words }) {
  const image = picture(frame, strokes);
  image.setAttribute('role', 'img');
  image.setAttribute('aria-label', say('workbook_drawing'));
  image.classList.add('drawn');
  return [...(strokes.length > 0 ? [image] : []), ...(words === '' ? [] : [written({ language, value: words })])];
}

function copy(id) {
  return byId(id).content.firstElementChild.cloneNode(true);
}

function focus(at) {
  if (at) document.querySelector(`[data-at="${CSS.escape(at)}"]`)?.focus();
}

// --- changing, with undo

/** Puts `values` in place by their keys; null takes away. */
function put(values) {
  for (const [key, value] of values) {
    if (value === null) store.remove(key);
    else store.set(key, value, true);
  }
  show();
}

function change(values, words) {
  changes.push({ before: [...values.keys()].map((key) => [key, store.get(key)]), words });
  put(values);
  offerUndo();
}

function erase(keys, words) {
  change(new Map(keys.map((key) => [key, null])), words);
  byId('undo').focus();
}

function undo() {
  const { before } = changes.pop();
  put(before);
  offerUndo();
  if (changes.length > 0) return;
  const [[key]] = before;
  byId('main').focus();
  focus(key);
}

function offerUndo() {
  byId('undo-words').textContent = changes.at(-1)?.words ?? '';
  byId('undo-bar').hidden = changes.length === 0;
}

// --- files

function exportFile() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([pack(kept())], { type: 'application/json' }));
  link.download = 'my-workbook.json';
  link.click();
  URL.revokeObjectURL(link.href);
  tell(say('export_done'));
}

async function importFile({ target }) {
  const [file] = target.files;
  if (!file) return;
  const { fault, entries, left } = await unpack(file);
  target.value = '';
  if (fault) {
    tell(say(`import_${fault}`));
    return;
  }
  const known = [...entries].filter(([key]) => store.get(key) !== null);
  const other = known.filter(([key, value]) => !same(value, store.get(key)));
  const added = [...entries].filter(([key]) => store.get(key) === null);
  if (added.length > 0) change(new Map(added), say('import_undo'));
  const words = [say('import_done', { added: added.length, same: known.length - other.length })];
  if (other.length > 0) words.push(say('import_other', { other: other.length }));
  if (left > 0) words.push(say('import_left', { left }));
  if (store.status() === 'full') words.push(say('workbook_full'));
  tell(words.join(' '), other);
}

/** Whether the same is answered; the words of a question may have changed. */
function same(one, other) {
  return JSON.stringify(one.value ?? one) === JSON.stringify(other.value ?? other);
}

/** Says what became of a file, and offers to take from it what is different here. */
function tell(words, other = []) {
  byId('said').textContent = words;
  const take = byId('import-take');
  take.hidden = other.length === 0;
  take.onclick = () => {
    change(new Map(other), say('import_undo'));
    tell(say('import_taken'));
  };
}
