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

/** The codes that a plan's link names behind the `#`, which no server is sent; null where it names none. */
export function planOf(hash) {
  const codes = /^#plan=(.*)$/.exec(hash)?.[1];
  if (codes === undefined) return null;
  // Whatever else a link holds is neither followed nor shown.
  return [...new Set(codes.match(/[A-Z0-9]+-[A-Z0-9]+/gi))].slice(0, 200);
}
