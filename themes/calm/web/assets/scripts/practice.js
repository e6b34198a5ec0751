// A practice at its own pace: one step at a time, each as long as its author says, with no sound and no figures that run.

import { keepAwake } from './awake.js';
import { get, set } from './store.js';
import { say } from './words.js';

/** Whether a slow shape is shown, by the wish of whoever holds this device. */
const SHAPE = 'practice-shape';

/** Stops the player that goes on now: never do two at once. */
let stopOther = () => {};

export function start() {
  const steps = document.querySelectorAll('.practice [data-seconds]');
  for (const list of new Set([...steps].map((step) => step.parentElement))) offer(list);
}

/** Puts a player around the list of steps; at rest it is a button over the list. */
function offer(list) {
  const template = list.closest('.practice').querySelector('template');
  const player = template.content.firstElementChild.cloneNode(true);
  const [place, pace, frame, status] = ['.place', '.pace > span', '.steps-of', '[role=status]']
    .map((part) => player.querySelector(part));
  const button = (name) => player.querySelector(`[name=${name}]`);
  const steps = [...list.children];
  let at = 0;
  /** The pace of the step: the line that fills, and at once the clock that says when the step is over. */
  let clock;

  function show(index) {
    at = index;
    for (const step of steps) step.removeAttribute('aria-current');
    steps[at].setAttribute('aria-current', 'step');
    place.textContent = say('player_place', { step: at + 1, steps: steps.length });
    status.textContent = `${place.textContent}. ${words(steps[at])}`;
    button('back').setAttribute('aria-disabled', at === 0);
    clock?.cancel();
    clock = undefined;
    const seconds = Number(steps[at].dataset.seconds ?? 0);
    // A step without a time waits until somebody goes on.
    if (seconds === 0) return;
    clock = pace.animate({ inlineSize: ['0%', '100%'] }, { duration: seconds * 1000, fill: 'forwards' });
    clock.onfinish = next;
    if (player.dataset.state === 'paused') clock.pause();
  }

  function turn(state) {
    player.dataset.state = state;
    player.classList.toggle('live', state === 'playing' || state === 'paused');
    button('pause').textContent = say(state === 'paused' ? 'player_go_on' : 'player_pause');
    if (state === 'playing') clock?.play();
    else clock?.pause();
    keepAwake(state === 'playing');
  }

  function begin() {
    stopOther();
    stopOther = leave;
    turn('playing');
    show(0);
    button('pause').focus();
    player.scrollIntoView({ block: 'nearest' });
  }

  function next() {
    if (at + 1 < steps.length) {
      show(at + 1);
      return;
    }
    leave('done');
    button('start').textContent = say('player_again');
    place.textContent = say('player_done');
    status.textContent = place.textContent;
  }

  /** Back to the whole list. */
  function leave(state = 'rest') {
    const held = player.contains(document.activeElement);
    stopOther = () => {};
    clock?.cancel();
    clock = undefined;
    for (const step of steps) step.removeAttribute('aria-current');
    status.textContent = '';
    turn(state);
    if (held) button('start').focus();
  }

  button('start').onclick = begin;
  button('back').onclick = () => at > 0 && show(at - 1);
  button('pause').onclick = () => turn(player.dataset.state === 'paused' ? 'playing' : 'paused');
  button('next').onclick = next;
  button('stop').onclick = () => leave();
  // Whoever looks away finds the practice where it was.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && player.dataset.state === 'playing') turn('paused');
  });
  offerShape(player);
  list.replaceWith(player);
  frame.append(list);
}

/** A shape that grows and shrinks slowly, for those who want it; the choice is kept on this device. */
function offerShape(player) {
  const box = player.querySelector('[type=checkbox]');
  box.checked = get(SHAPE) ?? false;
  player.classList.toggle('with-shape', box.checked);
  box.onchange = () => {
    set(SHAPE, box.checked);
    player.classList.toggle('with-shape', box.checked);
  };
}

/** What a step says, without its time. */
function words(step) {
  const copy = step.cloneNode(true);
  copy.querySelector('.duration')?.remove();
  return copy.textContent.trim();
}
