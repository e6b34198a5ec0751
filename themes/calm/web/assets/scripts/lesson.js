// On a lesson: remembers the place, marks it as done, and says which parts are for other readers.

import * as store from './store.js';
import { show as showMarks } from './marks.js';
import { say } from './words.js';
import { isDone, plan, setDone, wishes } from './way.js';

const CODE = document.body.dataset.here;

export function start() {
  rememberPlace();
  offerDone();
  document.getElementById('to-plan').hidden = !plan().includes(CODE);
  markOtherTracks(wishes().tracks);
}

/** The part that fills the middle of the screen is the one to come back to. */
function rememberPlace() {
  const remember = (part) => store.set('place', { code: CODE, part });
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) remember(target.getAttribute('aria-labelledby'));
    }
  }, { rootMargin: '-50% 0px' });
  remember('');
  for (const part of document.querySelectorAll('.prose section:not(section section)')) seen.observe(part);
}

function offerDone() {
  const button = document.getElementById('done');
  const show = () => button.setAttribute('aria-pressed', isDone(CODE));
  button.addEventListener('click', () => {
    setDone(CODE, !isDone(CODE));
    show();
    showMarks();
  });
  store.watch(show);
  show();
}

function markOtherTracks(tracks) {
  if (tracks.length === 0) return;
  for (const section of document.querySelectorAll('[data-track]')) {
    if (tracks.includes(section.dataset.track)) continue;
    const mark = document.createElement('p');
    mark.className = 'elsewhere';
    mark.textContent = say('other_track');
    section.querySelector('h2, h3, h4, h5, h6').after(mark);
  }
}
