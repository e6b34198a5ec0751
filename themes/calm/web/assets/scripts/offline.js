// Lets the browser keep the pages that are opened on this device, so that they are there without a network.

/** Where the site begins. */
export const ROOT = new URL(document.documentElement.dataset.root, location.href);

/** Kept when the service worker is there to be asked, and broken when it will not be. */
let worker;

export async function start() {
  const isFirst = !navigator.serviceWorker?.controller;
  try {
    await register();
    // The first page was there before anything could keep it.
    if (isFirst) await ask('keep', { urls: [location.href] });
  } catch {
    // A browser that refuses, as in a private window, or has no network just now, shows the site as any other.
  }
}

/** Registers the service worker; fails where the browser has none, allows none, or cannot get it now and has no older one. */
function register() {
  worker ??= (async () => {
    if (!navigator.serviceWorker) throw new Error('no service worker');
    // What a person came for is loaded first.
    if (document.readyState !== 'complete') {
      await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
    }
    try {
      await navigator.serviceWorker.register(new URL('sw.js', ROOT));
    } catch (refused) {
      if (!await navigator.serviceWorker.getRegistration(ROOT)) throw refused;
    }
  })();
  return worker;
}

/** Asks the service worker, which alone keeps files; its answer may be an error with the name of what went wrong. */
export async function ask(question, about = {}) {
  await register();
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((answer) => { port1.onmessage = answer; });
  active.postMessage({ ask: question, ...about }, [port2]);
  const { data } = await answered;
  if (data.fault) throw Object.assign(new Error(data.fault), { name: data.fault });
  return data.answer;
}
