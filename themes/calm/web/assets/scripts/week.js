// This week: which of the groups is mine, asked once and kept on this device, and what that group does between Monday and Sunday.
// All of it is computed here, from what stands in the page.

import * as store from './store.js';
import { say } from './words.js';

/** Under this key stands the id of the group. */
const MINE = 'group';

const { lang } = document.documentElement;
const IN_WORDS = new Intl.DateTimeFormat(lang, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' });

const byId = (id) => document.getElementById(id);
const buttons = () => [...document.querySelectorAll('#week-which button')];

export function start() {
  for (const button of buttons()) {
    button.addEventListener('click', () => {
      store.set(MINE, button.value);
      show();
      byId('week-title').focus();
    });
  }
  byId('week-clear').addEventListener('click', () => {
    store.remove(MINE);
    show();
    byId('week-title').focus();
  });
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
  byId('week-said').textContent = these.length > 0 ? '' : instead(all, now);
  byId('week-mine').querySelector('ol').replaceChildren(...these.map((session) => row(session, now)));
}

/** The day that it is now where the group meets, as `YYYY-MM-DD`. */
function today(timeZone) {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date());
  const part = (name) => parts.find(({ type }) => type === name).value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Monday and Sunday of a day's week. */
function week(day) {
  const date = new Date(`${day}T00:00Z`);
  const at = (days) => new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const fromMonday = (date.getUTCDay() + 6) % 7;
  return [at(-fromMonday), at(6 - fromMonday)];
}

function read(session, hours) {
  const [date, place, ...codes] = session.split(' ');
  return { date, hours: hours[place], codes };
}

/** What there is to say where a week has no session. */
function instead(all, now) {
  const next = all.find(({ date }) => date > now);
  if (!next) return say('week_over');
  return say(next === all[0] ? 'week_before' : 'week_none', { date: words(next.date) });
}

const words = (date) => IN_WORDS.format(new Date(`${date}T00:00Z`));

function row({ date, hours, codes }, now) {
  const item = make('li', 'session');
  const day = make('p', 'day', make('strong', '', words(date)), ' ', make('span', 'quiet', hours));
  if (date === now) {
    item.setAttribute('aria-current', 'date');
    day.append(' ', make('span', 'now', say('week_today')));
  }
  const lessons = make('ul', 'rows', ...codes.flatMap((code) => lesson(code) ?? []));
  item.append(day, lessons);
  return item;
}

/** A lesson's row, as the page lists it elsewhere. */
function lesson(code) {
  const copy = document.querySelector(`[data-code="${code}"]`)?.cloneNode(true);
  copy?.querySelector('button')?.remove();
  // Its place in the list of all lessons keeps its name.
  copy?.removeAttribute('data-code');
  return copy;
}

function make(name, className, ...inside) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}
