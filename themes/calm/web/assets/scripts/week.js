// This week: which group is mine, asked once, and what it does from Monday to Sunday. All of it is worked out here, from the page.

import * as store from './store.js';
import { say } from './words.js';

const MINE = 'group';

const { lang } = document.documentElement;
const IN_WORDS = new Intl.DateTimeFormat(lang, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' });

const byId = (id) => document.getElementById(id);
const buttons = () => [...document.querySelectorAll('#week-which button')];

/** Whether a choice was made that could not be kept. */
let lost = false;

export function start() {
  for (const button of [...buttons(), byId('week-clear')]) {
    button.addEventListener('click', () => {
      // The button that clears it has no value.
      if (button.value) lost = !store.set(MINE, button.value);
      else store.remove(MINE);
      show();
      byId('week-title').focus();
    });
  }
  store.watch(show);
  show();
}

function show() {
  const mine = buttons().find(({ value }) => value === store.get(MINE));
  byId('week-which').hidden = mine !== undefined;
  byId('week-mine').hidden = mine === undefined;
  if (!mine) return;
  const { zone, hours, sessions } = mine.dataset;
  const now = today(zone);
  const all = sessions.split('|').map((session) => read(session, hours.split('|')));
  const [from, to] = week(now);
  const these = all.filter(({ date }) => date >= from && date <= to);
  byId('week-name').textContent = mine.textContent;
  byId('week-said').textContent = [...(these.length > 0 ? [] : [instead(all, now)]), ...(lost ? [say('not_kept')] : [])].join(' ');
  byId('week-mine').querySelector('ol').replaceChildren(...these.map((session) => row(session, now, mine.nextElementSibling.children)));
}

/** The day that it is now where the group meets, as `YYYY-MM-DD`. */
function today(timeZone) {
  // In Sweden, dates are written so.
  return new Date().toLocaleDateString('sv', { timeZone });
}

/** Monday and Sunday of a day's week. */
function week(day) {
  const date = new Date(`${day}T00:00Z`);
  const at = (days) => new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const fromMonday = (date.getUTCDay() + 6) % 7;
  return [at(-fromMonday), at(6 - fromMonday)];
}

function read(session, hours) {
  const [date, place, ...slots] = session.split(' ');
  return { date, hours: hours[place], slots };
}

function instead(all, now) {
  const next = all.find(({ date }) => date > now);
  if (!next) return say('week_over');
  return say(next === all[0] ? 'week_before' : 'week_none', { date: words(next.date) });
}

const words = (date) => IN_WORDS.format(new Date(`${date}T00:00Z`));

function row({ date, hours, slots }, now, notes) {
  const day = make('p', 'day', make('strong', '', words(date)), ' ', make('span', 'quiet', hours));
  const item = make('li', 'session', day, make('ul', 'rows', ...slots.flatMap((slot) => lesson(slot, notes) ?? [])));
  if (date === now) {
    item.setAttribute('aria-current', 'date');
    day.append(' ', make('span', 'now', say('week_today')));
  }
  return item;
}

function lesson(slot, notes) {
  const [code, note] = slot.split(':');
  const copy = code ? document.querySelector(`[data-code="${code}"]`)?.cloneNode(true) : make('li', '');
  copy?.querySelectorAll('button, .remark').forEach((part) => part.remove());
  // Its place in the list of all lessons keeps its name.
  copy?.removeAttribute('data-code');
  if (note) copy?.append(notes[note].cloneNode(true));
  return copy;
}

function make(name, className, ...inside) {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...inside);
  return element;
}
