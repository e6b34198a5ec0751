// What is kept on this device: the one place that speaks to the browser's storage. Nothing here ever leaves it.
// A key is `answer:TR-2:a1b2c3d4e5f6`, a value whatever JSON can write. What cannot be kept is held while the page is open.

/** Two curriculums on one host keep their things apart. */
const ROOT = new URL(document.documentElement.dataset.root || '.', location.href).pathname;
const PREFIX = `curricle:${ROOT}:`;

/** Under this key stands that a person does not want anything kept here. */
const OFF = 'saving-off';

/** Written and removed again, to learn whether this browser keeps anything. */
const PROBE = 'probe';

const watchers = new Set();

/** What could not be kept, for as long as the page is open. */
const held = new Map();

/** `saving`; `off` by choice; `refused` by the browser; `full`. */
let state = read(OFF) === null ? settle() : 'off';

function read(key) {
  try {
    return window.localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Writes, and says how it went, as a state. */
function write(key, value) {
  try {
    window.localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return 'saving';
  } catch (error) {
    return /quota/i.test(error?.name) ? 'full' : 'refused';
  }
}

function erase(key) {
  try {
    window.localStorage.removeItem(PREFIX + key);
  } catch {
    // What cannot be reached was never kept.
  }
}

/** Keeps what was held so far, and says how it went. */
function settle() {
  let outcome = write(PROBE, true);
  erase(PROBE);
  for (const [key, value] of held) {
    if (outcome !== 'saving') break;
    outcome = write(key, value);
    if (outcome === 'saving') held.delete(key);
  }
  return outcome;
}

function tell(news) {
  for (const watcher of watchers) watcher(news);
}

function change(to) {
  if (to === state) return;
  state = to;
  tell({ state });
}

/** After another tab, or a rest in the background: everything may be different. */
function lookAgain() {
  change(read(OFF) === null ? settle() : 'off');
  tell({ key: null });
}

/** Whether what a person does is kept, and if not, why: `saving`, `off`, `refused` or `full`. */
export function status() {
  return state;
}

/** What is kept under `key`, or null. */
export function get(key) {
  if (held.has(key)) return held.get(key);
  try {
    return JSON.parse(read(key));
  } catch {
    return null;
  }
}

/**
 * Keeps `value` under `key`, and says whether it is kept for good; if not, it is held as long as the page is open.
 * `always` is for what a person asks for by name while saving is off: how pages look, or what was erased by mistake.
 */
export function set(key, value, always = false) {
  const outcome = state === 'off' && !always ? 'off' : write(key, value);
  if (outcome === 'saving') held.delete(key);
  else held.set(key, value);
  if (state !== 'off') change(outcome === 'saving' && held.size > 0 ? settle() : outcome);
  return outcome === 'saving';
}

/** Forgets what is kept under `key`. */
export function remove(key) {
  held.delete(key);
  erase(key);
  if (state === 'full') change(settle());
}

/** Every key that begins with `start`, in order. */
export function keys(start = '') {
  const found = new Set(held.keys());
  try {
    for (const key of Object.keys(window.localStorage)) {
      if (key.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
    }
  } catch {
    // Only what is held, then.
  }
  found.delete(OFF);
  return [...found].filter((key) => key.startsWith(start)).sort();
}

/**
 * Calls `watcher({ state })` when saving starts or stops, and `watcher({ key })` when another tab changes what is kept
 * under `key`; null stands for any of them.
 */
export function watch(watcher) {
  watchers.add(watcher);
}

/** Turns saving on or off on this device; what was kept before stays until it is erased. */
export function setSaving(on) {
  if (on) erase(OFF);
  else write(OFF, true);
  change(on ? settle() : 'off');
}

addEventListener('storage', ({ key }) => {
  if (key === null || key === PREFIX + OFF) lookAgain();
  else if (key.startsWith(PREFIX) && key !== PREFIX + PROBE) tell({ key: key.slice(PREFIX.length) });
});

// A page that comes back from the browser's memory, or from the background, was told nothing meanwhile.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) lookAgain();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') lookAgain();
});
