// The log of a home practice: today's row is marked. What is not filled in stays blank, and nothing is counted.

import { say } from './words.js';

export function start() {
  const today = names(new Date());
  for (const row of document.querySelectorAll('.home-practice tbody tr')) {
    const day = row.querySelector('th');
    if (!today.includes(plain(day.textContent))) continue;
    row.setAttribute('aria-current', 'date');
    const mark = document.createElement('span');
    mark.className = 'today';
    mark.textContent = say('today');
    day.append(' ', mark);
  }
}

/** A day of the week as authors write it, in the language of the page: `mon`, `monday`. */
function names(date) {
  const { lang } = document.documentElement;
  return ['short', 'long'].map((weekday) => plain(new Intl.DateTimeFormat(lang, { weekday }).format(date)));
}

function plain(word) {
  return word.trim().replace(/\.$/, '').toLocaleLowerCase(document.documentElement.lang);
}
