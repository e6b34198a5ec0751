// A choice of one can be taken back: on paper one rubs it out.

import { say } from './words.js';

export function start() {
  const groups = [...document.querySelectorAll('[type=radio]')].map((radio) => radio.closest('.scale, .choices'));
  for (const group of new Set(groups)) if (group) offer(group);
}

/** Adds a button that is shown while something is chosen. */
function offer(group) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'clear';
  button.textContent = say('answer_clear');
  button.onclick = () => {
    const chosen = group.querySelector(':checked');
    if (!chosen) return;
    chosen.checked = false;
    // As if a person had changed it: whoever keeps answers hears of it.
    for (const kind of ['input', 'change']) chosen.dispatchEvent(new Event(kind, { bubbles: true }));
    chosen.focus();
  };
  const last = [...group.querySelectorAll('.choice, .steps')].at(-1);
  last.after(button);
}
