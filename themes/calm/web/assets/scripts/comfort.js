// How pages look on this device: size, space, letters, colours, a name that says nothing; and a voice that reads them.
// `head.js` gives a page its looks before it is painted; this is where they are chosen.

import { localVoice } from './voice.js';
import { get, remove, set, status, watch } from './store.js';
import { say } from './words.js';

const LOOKS = 'looks';

export function start() {
  const opener = document.querySelector('.to-comfort');
  const panel = document.getElementById('comfort');
  const inputs = [...panel.querySelectorAll('input')];
  const promise = panel.querySelector('.kept');
  const own = promise.textContent;
  const [aloud, reset, close] = ['aloud', 'reset', 'close'].map((name) => panel.querySelector(`[name=${name}]`));

  function turn(open) {
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', open);
    (open ? aloud : opener).focus({ preventScroll: true });
  }

  /** The choices as they are kept. */
  function show() {
    const looks = get(LOOKS) ?? {};
    for (const input of inputs) {
      input.checked = input.type === 'radio' ? input.value === (looks[input.name] ?? '') : looks[input.name] === true;
    }
    dispatchEvent(new CustomEvent('looks', { detail: looks }));
    promise.textContent = ['refused', 'full'].includes(status()) ? say('not_kept') : own;
  }

  function choose() {
    const chosen = inputs.filter((input) => input.checked && input.value !== '');
    const looks = chosen.map(({ type, name, value }) => [name, type === 'radio' ? value : true]);
    if (looks.length === 0) remove(LOOKS);
    // A shared phone keeps no answers, but may keep large letters: they tell nothing about anybody.
    else set(LOOKS, Object.fromEntries(looks), true);
    show();
  }

  function listen() {
    const none = !localVoice();
    aloud.disabled = none;
    panel.querySelector('[role=status]').textContent = none ? say('aloud_none') : '';
  }

  opener.onclick = () => turn(panel.hidden);
  close.onclick = () => turn(false);
  reset.onclick = () => {
    remove(LOOKS);
    show();
  };
  aloud.onclick = async () => {
    turn(false);
    const { read } = await import('./aloud.js');
    read();
  };
  panel.addEventListener('change', choose);
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') turn(false);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!panel.hidden && !panel.contains(target) && !opener.contains(target)) turn(false);
  });
  watch(({ state, key }) => {
    if (state || key === LOOKS || key === null) show();
  });
  globalThis.speechSynthesis?.addEventListener('voiceschanged', listen);
  listen();
  show();
}
