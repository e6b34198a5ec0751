// My way through the lessons: what was chosen, the plan, what is done and the last place. All of it stays on this device.

import * as store from './store.js';

/** The tracks and goals that were chosen. */
export function wishes() {
  return { tracks: [], goals: [], ...store.get('wishes') };
}

/** The codes of the lessons of the plan, in order. */
export function plan() {
  return store.get('plan') ?? [];
}

/** The lesson that was open last, and the part of it; null where none was. */
export function place() {
  return store.get('place');
}

export function isDone(code) {
  return store.get(`done:${code}`) === true;
}

export function setDone(code, done) {
  if (done) store.set(`done:${code}`, true);
  else store.remove(`done:${code}`);
}

/** A lesson's code. */
const CODE = /^[A-Z0-9]{1,8}-\d{1,3}$/i;

/**
 * What a plan's link says behind the `#`, which no server is sent: the `codes` that it names, and whether it is `whole`; null
 * where it is no such link.
 */
export function planOf(hash) {
  const plan = /^#plan=(.*)$/.exec(hash)?.[1];
  if (plan === undefined) return null;
  // Programs that carry messages write commas and spaces in their own way.
  const words = plan.replaceAll(/%[0-9a-f]{2}/gi, ' ').split(/[^A-Z0-9-]+/i);
  // Whatever else a link holds is neither followed nor shown.
  const codes = [...new Set(words.filter((word) => CODE.test(word)))].slice(0, 200);
  const last = words.at(-1);
  return { codes, whole: codes.length > 0 && (last === '' || CODE.test(last)) };
}
