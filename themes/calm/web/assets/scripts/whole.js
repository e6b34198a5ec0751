// The page on reading without a network: says what is kept on this device, keeps the whole curriculum, takes it off again.

import { ROOT, ask } from './offline.js';
import { say } from './words.js';

/** So many files are asked for at once: between two portions a person sees how far it is, and can stop. */
const PORTION = 8;

const element = (name) => document.querySelector(`#whole-${name}`);

/** The folder of this page's language, from the root of the site. */
const home = element('box').dataset.home;

/** What there is to keep: address, size in bytes, whether it is kept, and whether it always is. */
let files = [];

let stopped = true;

export async function start() {
  offerAgain();
  try {
    await look();
  } catch {
    // This browser keeps nothing, or not now: the page says so in the place of the box.
    element('box').remove();
    return;
  }
  element('unable').hidden = true;
  element('box').hidden = false;
  element('papers').addEventListener('change', show);
  element('start').addEventListener('click', keep);
  element('stop').addEventListener('click', () => { stopped = true; });
  element('forget').addEventListener('click', forget);
}

/** Where somebody came to a page that is not here, they can try it again. */
function offerAgain() {
  const wanted = decodeURIComponent(location.search.slice(1));
  if (wanted === '') return;
  element('again').href = new URL(wanted, ROOT);
  element('again').parentElement.hidden = false;
}

const isPaper = ({ address }) => address.endsWith('.pdf');
const wanted = () => files.filter((file) => element('papers').checked || !isPaper(file));
const missing = () => wanted().filter((file) => !file.kept);

function megabytes(some) {
  const bytes = some.reduce((sum, file) => sum + file.size, 0);
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit', unit: 'megabyte', minimumFractionDigits: 1, maximumFractionDigits: 1,
  });
  return format.format(Math.max(bytes, 50_000) / 1e6);
}

async function look() {
  files = await ask('about', { home });
  const papers = files.filter(isPaper);
  element('papers').closest('p').hidden = papers.length === 0;
  element('papers').checked ||= papers.length > 0 && papers.every((file) => file.kept);
  element('papers-size').textContent = megabytes(papers);
  show();
  await list();
}

function show() {
  const all = wanted();
  const left = missing();
  const some = left.length < all.length - all.filter((file) => file.always).length;
  const size = megabytes(left);
  let words = say('whole_all_here');
  if (left.length > 0) words = some ? say('whole_more', { size }) : say('whole_size', { size });
  element('size').textContent = words;
  element('start').hidden = left.length === 0 || !stopped;
  element('start').textContent = some ? say('whole_rest') : say('whole_start');
  element('stop').hidden = stopped;
  element('forget').hidden = !stopped || !files.some((file) => file.kept && !file.always);
}

async function keep() {
  stopped = false;
  element('progress').hidden = false;
  element('status').textContent = say('whole_started');
  const papers = element('papers').checked;
  show();
  element('stop').focus();
  try {
    // So that the browser does not clear it when room is short; where it asks and somebody refuses, it is kept all the same.
    await navigator.storage?.persist?.();
    await fetchAll();
    if (!stopped) await ask('whole', { part: { home, papers } });
    element('status').textContent = stopped ? say('whole_stopped') : say('whole_done');
  } catch (error) {
    element('status').textContent = say(FAULTS[error.name] ?? 'whole_no_network');
  }
  stopped = true;
  element('progress').hidden = true;
  await look();
  (element('start').hidden ? element('forget') : element('start')).focus();
}

/** What may go wrong, and what is said of it. */
const FAULTS = { QuotaExceededError: 'whole_no_room', changed: 'whole_changed' };

async function fetchAll() {
  const bar = element('progress');
  bar.max = wanted().length;
  for (let left = missing(); left.length > 0 && !stopped; left = missing()) {
    const portion = left.slice(0, PORTION);
    bar.value = bar.max - left.length;
    await ask('keep', { urls: portion.map((file) => new URL(file.address, ROOT).href) });
    for (const file of portion) file.kept = true;
  }
}

async function forget() {
  await ask('forget');
  element('papers').checked = false;
  element('status').textContent = say('whole_forgotten');
  await look();
  element('start').focus();
}

/** The titles of the lessons and handouts that are here: the list of all of them is on the search page, which always is. */
async function list() {
  const url = new URL(`${home}search/index.html`, ROOT);
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
  const kept = new Set(files.filter((file) => file.kept && !file.always).map((file) => new URL(file.address, ROOT).href));
  const rows = [...page.querySelectorAll('#a-to-z li')].filter((row) => {
    const link = row.querySelector('a');
    const target = new URL(link.getAttribute('href'), url);
    link.href = target.href;
    return kept.has(target.href);
  });
  element('list').replaceChildren(...rows);
  element('here').hidden = rows.length === 0;
}
