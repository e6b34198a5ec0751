// Keeps the screen on while something goes on that nobody touches, where the browser allows it.

let lock;

/** Keeps the screen on, or lets it go. */
export function keepAwake(on) {
  lock?.then((held) => held?.release());
  lock = on ? navigator.wakeLock?.request('screen').catch(() => {}) : undefined;
}
