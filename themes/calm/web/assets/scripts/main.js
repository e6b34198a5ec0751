// What every page starts once it is read: loads what this page needs, and nothing else. A page works without any of it.

/** Of a private page a device keeps nothing. */
const KEPT = 'body:not([data-private])';

/** What a page holds, and the module that makes it do something; each exports `start()`. */
const FEATURES = [
  ['.leave', () => import('./leave.js')],
  ['.to-comfort', () => import('./comfort.js')],
  [`${KEPT} .answer`, () => import('./answers.js')],
  ['#my-workbook', () => import('./workbook.js')],
  ['.home', () => import('./home.js')],
  ['#week', () => import('./week.js')],
  [`${KEPT}.lesson`, () => import('./lesson.js')],
  ['li .number', () => import('./marks.js')],
  ['.practice [data-seconds]', () => import('./practice.js')],
  ['.feedback', () => import('./check.js')],
  ['[type=radio]', () => import('./clear.js')],
  ['.role-play .part', () => import('./cards.js')],
  [`${KEPT} .canvas`, () => import('./drawing.js')],
  ['.home-practice table', () => import('./log.js')],
  // Not while somebody writes: `curricle serve` shows each change at once.
  ['html:not([data-serving])', () => import('./offline.js')],
  ['html:not([data-serving]) #whole-box', () => import('./whole.js')],
  ['#search', () => import('./search.js')],
];

const needed = FEATURES.filter(([selector]) => document.querySelector(selector));
// Not waited for: a browser may never answer.
await Promise.all(needed.map(async ([, load]) => { (await load()).start(); }));
