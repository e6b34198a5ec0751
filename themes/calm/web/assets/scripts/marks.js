// Lessons that a person marked as done carry a mark wherever they are listed. Nothing is counted.

import * as store from './store.js';
import { say } from './words.js';
import { isDone } from './way.js';

export function start() {
  show();
  store.watch(({ key }) => {
    if (key === null || key?.startsWith('done:')) show();
  });
}

/** Marks what is done now. */
export function show() {
  for (const number of document.querySelectorAll('li .number')) {
    const mark = number.querySelector('.done');
    const done = isDone(number.firstChild.textContent);
    if (done && !mark) number.append(made());
    if (!done) mark?.remove();
  }
}

function made() {
  const mark = document.createElement('span');
  mark.className = 'done';
  const words = document.createElement('span');
  words.className = 'unseen';
  words.textContent = ` (${say('done')})`;
  mark.append(words);
  return mark;
}
