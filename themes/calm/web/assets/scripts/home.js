// The front page of a person who was here before: where they were, their plan, and what fits them, before all else.

import * as store from './store.js';
import { say } from './words.js';
import { isDone, place, plan, planOf, wishes } from './way.js';

/** How many lessons are shown at once of those that fit. */
const FIRST = 6;

/** How many codes are named that are not known here. */
const NAMED = 10;

const byId = (id) => document.getElementById(id);

/** Every lesson, as the page lists it: its row, its code, its title, whom it is for and what it helps with. */
const lessons = [...document.querySelectorAll('#every [data-code]')].map((row) => ({
  row,
  code: row.dataset.code,
  href: row.querySelector('a').href,
  title: row.querySelector('.name').textContent,
  tracks: row.dataset.tracks.split(' ').filter(Boolean),
  goals: row.dataset.goals.split(' ').filter(Boolean),
}));

/** A plan that came with a link or was just taken away, while a person decides. */
let offered = null;

export function start() {
  for (const { row, code } of lessons) row.querySelector('button').addEventListener('click', () => toggle(code));
  for (const box of boxes()) box.addEventListener('change', choose);
  byId('choose-clear')?.addEventListener('click', clear);
  byId('plan-take').addEventListener('click', () => decide(offered));
  byId('plan-leave').addEventListener('click', () => decide(plan()));
  byId('plan-copy').addEventListener('click', copy);
  byId('plan-drop').addEventListener('click', drop);
  addEventListener('hashchange', openLink);
  store.watch(show);
  show();
  openLink();
}

function show() {
  showPlace();
  showPlan();
  showWishes();
  showFits();
}

/** The rows of some lessons, to stand in another list. */
function copies(some) {
  return some.map(({ row }) => {
    const copy = row.cloneNode(true);
    copy.querySelector('button').remove();
    return copy;
  });
}

function find(codes) {
  return codes.flatMap((code) => lessons.find((lesson) => lesson.code === code) ?? []);
}

// --- where I was

/** The button that begins leads on: into the lesson that was open last, or to the next one of the plan. */
function showPlace() {
  const { code, part } = place() ?? {};
  const [last] = find([code].filter((code) => !isDone(code)));
  const [next] = find(plan().filter((code) => !isDone(code)));
  if (last) lead(part ? `${last.href}#${part}` : last.href, say('go_on', last));
  else if (next) lead(next.href, say('next_in_plan', next));
}

function lead(href, words) {
  const link = byId('go-on');
  link.href = href;
  link.querySelector('span').textContent = words;
}

// --- my plan

function showPlan() {
  const shown = offered ?? plan();
  byId('plan').hidden = shown.length === 0;
  byId('plan').querySelector('ol').replaceChildren(...copies(find(shown)));
  byId('plan-offer').hidden = offered === null;
  byId('plan-leave').hidden = plan().length === 0;
  byId('plan-more').hidden = offered !== null;
  byId('plan-link').value = `${location.href.split('#')[0]}#plan=${shown.join(',')}`;
  for (const { row, code } of lessons) {
    row.querySelector('button').setAttribute('aria-pressed', plan().includes(code));
  }
}

/** A link with a plan: kept at once where there is none, else for the person to decide. */
function openLink() {
  const link = planOf(location.hash);
  if (link === null) return;
  const known = find(link.codes).map(({ code }) => code);
  const unknown = link.codes.filter((code) => !known.includes(code));
  const mine = plan();
  const isOther = known.length > 0 && mine.length > 0 && mine.join() !== known.join();
  const words = [];
  if (known.length > 0) words.push(say(isOther ? 'plan_offered' : 'plan_kept'));
  if (!link.whole) words.push(say('plan_cut'));
  if (unknown.length > 0) words.push(say('plan_unknown', { codes: unknown.slice(0, NAMED).join(', ') }));
  if (isOther) offered = known;
  else if (known.length > 0 && !store.set('plan', known)) words.push(say('plan_not_kept'));
  show();
  byId('plan').hidden = false;
  byId('plan-said').textContent = words.join(' ');
  byId('plan-title').focus();
}

function decide(codes) {
  const kept = store.set('plan', codes);
  offered = null;
  byId('plan-said').textContent = kept ? '' : say('plan_not_kept');
  show();
  history.replaceState(null, '', kept ? location.pathname : byId('plan-link').value);
  byId('plan-title').focus();
}

function drop() {
  offered = plan();
  store.remove('plan');
  byId('plan-said').textContent = say('plan_dropped');
  show();
  byId('plan-take').focus();
}

function toggle(code) {
  const codes = plan();
  const kept = store.set('plan', codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code]);
  byId('plan-said').textContent = kept ? '' : say('plan_not_kept');
  show();
}

async function copy() {
  byId('plan-link').select();
  await navigator.clipboard?.writeText(byId('plan-link').value);
  byId('plan-said').textContent = say('plan_copied');
}

// --- what fits me

function boxes() {
  return [...document.querySelectorAll('#choose [type=checkbox]')];
}

function choose() {
  const chosen = (name) => boxes().filter((box) => box.name === name && box.checked).map((box) => box.value);
  const kept = store.set('wishes', { tracks: chosen('tracks'), goals: chosen('goals') });
  showFits();
  byId('choose-said').textContent = [say('fits', { count: fitting().length }), ...(kept ? [] : [say('not_kept')])].join('. ');
}

function clear() {
  store.remove('wishes');
  byId('choose-said').textContent = '';
  show();
}

function showWishes() {
  const chosen = wishes();
  for (const box of boxes()) box.checked = chosen[box.name].includes(box.value);
}

function showFits() {
  const fits = fitting();
  const [first, more] = byId('fits').querySelectorAll('ol');
  byId('fits').hidden = fits.length === 0;
  first.replaceChildren(...copies(fits.slice(0, FIRST)));
  more.replaceChildren(...copies(fits.slice(FIRST)));
  more.parentElement.hidden = fits.length <= FIRST;
}

/** The lessons that fit best first; those of other tracks are left out here, and those that are done come last. */
function fitting() {
  const { tracks, goals } = wishes();
  const common = (some, others) => some.filter((each) => others.includes(each)).length;
  const worth = (lesson) => {
    if (tracks.length > 0 && lesson.tracks.length > 0 && common(lesson.tracks, tracks) === 0) return 0;
    return goals.length > 0 ? common(lesson.goals, goals) : common(lesson.tracks, tracks);
  };
  return lessons
    .map((lesson) => ({ ...lesson, worth: worth(lesson), done: isDone(lesson.code) }))
    .filter((lesson) => lesson.worth > 0)
    .sort((a, b) => a.done - b.done || b.worth - a.worth);
}
