// Search, on the page that lists everything from A to Z. What is typed stays here: the index comes to the device in parts.

import { ROOT, ask } from './offline.js';
import { say } from './words.js';

/** How many results are shown, and how many parts of a page under each. */
const RESULTS = 20;
const PARTS = 3;

/** Bytes: a larger index is not taken to the device unasked. */
const SMALL = 1_000_000;

const box = document.querySelector('#search');

/** The folder of this language's index, from the root of the site. */
const INDEX = `${box.dataset.home}search/pagefind/`;

const field = box.querySelector('input');
const status = box.querySelector('[role=status]');
const help = document.querySelector('#search-help');
const results = document.querySelector('#search-results');
const pattern = document.querySelector('#search-result');

/** Words after which help comes first. */
const CRISIS = box.dataset.crisis.split(',').map((words) => words.trim().toLowerCase());

let pagefind;

/** Counts the searches: an answer that comes late is not shown over a newer one. */
let latest = 0;

export function start() {
  box.addEventListener('submit', (event) => {
    event.preventDefault();
    results.querySelector('a')?.focus();
  });
  field.addEventListener('focus', () => load().catch(() => {}));
  field.addEventListener('input', search);
  document.addEventListener('keydown', walk);
  // Whoever comes back from a result finds the search as it was. The address would tell others what was searched.
  // What was typed before this script came stays.
  field.value ||= history.state?.words ?? '';
  if (field.value !== '') search();
  keepIndex().catch(() => {});
}

function load() {
  pagefind ??= import(new URL(`${INDEX}pagefind.js`, ROOT)).then(async (library) => {
    await library.options({ baseUrl: ROOT.pathname, excerptLength: 24, excerptEllipsis: '…' });
    await library.init();
    return library;
  });
  pagefind.catch(() => { pagefind = undefined; });
  return pagefind;
}

/** So that search works without a network from now on. */
async function keepIndex() {
  if (navigator.connection?.saveData) return;
  const files = await ask('about', { home: box.dataset.home });
  const index = files.filter(({ address }) => address.startsWith(INDEX));
  if (index.reduce((sum, { size }) => sum + size, 0) > SMALL) return;
  await ask('keep', { urls: index.map(({ address }) => new URL(address, ROOT).href) });
}

async function search() {
  const mine = ++latest;
  const words = field.value.trim();
  history.replaceState({ words }, '');
  help.hidden = !isCrisis(words);
  if (words === '') return show([], '');
  try {
    const library = await load();
    // “TR 1” is said, “TR-1” is written.
    const found = await library.search(words.replace(/^(\p{L}{1,4})\s+(\p{L}?\d+)$/u, '$1$2'));
    if (mine !== latest) return;
    const pages = await Promise.all(found.results.slice(0, RESULTS).map((result) => result.data()));
    if (mine === latest) show(pages.map(row), told(found.results.length));
  } catch {
    if (mine === latest) show(titled(words), say('search_unable'));
  }
}

/** Where the index cannot be had, what the list of everything names. */
function titled(words) {
  const typed = plain(words).split(' ');
  const rows = [...document.querySelectorAll('#a-to-z li')];
  const found = rows.filter((row) => typed.every((word) => ` ${plain(row.textContent)}`.includes(` ${word}`)));
  return found.slice(0, RESULTS).map((row) => row.cloneNode(true));
}

function told(n) {
  return n === 0 ? say('search_none') : say('search_found', { n });
}

function show(rows, words) {
  results.replaceChildren(...rows);
  results.hidden = rows.length === 0;
  status.textContent = words;
}

/** Whether what is typed, or the word that is being typed, is one after which help comes first. */
function isCrisis(words) {
  const typed = ` ${plain(words)} `;
  const last = typed.trim().split(' ').at(-1);
  return CRISIS.some((crisis) => {
    const begins = crisis.endsWith('*') ? ` ${crisis.slice(0, -1)}` : ` ${crisis} `;
    return typed.includes(begins) || (last.length > 3 && crisis.startsWith(last));
  });
}

function plain(words) {
  return words.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function row(page) {
  const made = pattern.content.cloneNode(true);
  const link = made.querySelector('a');
  link.href = page.url;
  link.textContent = page.meta.title;
  made.querySelector('.number').textContent = page.meta.code ?? '';
  made.querySelector('.quiet').textContent = page.meta.code ? '' : kind(page.url);
  made.querySelector('p').append(...marked(page.excerpt));
  const parts = page.sub_results.filter((part) => part.anchor).slice(0, PARTS);
  made.querySelector('ul').append(...parts.map(partRow));
  if (parts.length === 0) made.querySelector('ul').remove();
  return made;
}

function kind(url) {
  return url.includes('/help/') ? say('search_help') : say('search_word');
}

function partRow(part) {
  const made = document.createElement('li');
  const link = document.createElement('a');
  link.href = part.url;
  link.textContent = part.title;
  made.append(link);
  return made;
}

/** The library marks the words that were found with <mark>, and writes < and > of the text as entities. */
function marked(excerpt) {
  return excerpt.split(/(<mark>.*?<\/mark>)/).map((piece) => {
    const isMark = piece.startsWith('<mark>');
    const text = piece.replace(/<\/?mark>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    if (!isMark) return text;
    const mark = document.createElement('mark');
    mark.textContent = text;
    return mark;
  });
}

/** Up and down lead through the results, Escape back to the field. */
function walk(event) {
  const stops = [field, ...results.querySelectorAll('a')];
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
  if (to === undefined || to === at || !stops[to]) return;
  event.preventDefault();
  stops[to].focus();
}
