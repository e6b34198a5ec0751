// Leave at once: the page is covered and loses its name before the next one is there, and that takes its place.

import { say } from './words.js';

const PRESSES = 3;

/** In milliseconds: presses further apart do not belong together. */
const TOGETHER = 5000;

export function start() {
  for (const link of document.querySelectorAll('.leave')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      leave(link.href);
    });
  }
  listen(document.querySelector('.bar .leave'));
}

function leave(href) {
  dispatchEvent(new CustomEvent('looks', { detail: { discreet: true } }));
  const cover = document.createElement('p');
  cover.className = 'cover';
  cover.setAttribute('role', 'alert');
  cover.textContent = say('leave_now');
  document.body.append(cover);
  document.documentElement.classList.add('left');
  // Some voices go on reading on the next page.
  globalThis.speechSynthesis?.cancel();
  location.replace(href);
}

/** Shift alone, three times. A capital letter is Shift with another key, and counts for nothing. */
function listen(link) {
  const status = document.createElement('p');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  document.body.append(status);
  let presses = 0;
  let alone = false;
  let forget;

  function count(number) {
    presses = number;
    clearTimeout(forget);
    link.dataset.presses = presses;
    status.textContent = presses === 0 ? '' : say(`leave_${PRESSES - presses}`);
    if (presses > 0) forget = setTimeout(count, TOGETHER, 0);
  }

  document.addEventListener('keydown', ({ key, repeat }) => {
    alone = key === 'Shift' && (alone || !repeat);
    if (!alone && presses > 0) count(0);
  });
  document.addEventListener('pointerdown', () => { alone = false; });
  document.addEventListener('keyup', ({ key }) => {
    if (key !== 'Shift' || !alone) return;
    alone = false;
    if (presses + 1 === PRESSES) leave(link.href);
    else count(presses + 1);
  });
}
