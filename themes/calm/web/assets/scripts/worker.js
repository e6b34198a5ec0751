// The service worker: keeps pages on the device, so that they are there without a network. `sw.js`, which is made with each
// build, names the build in BUILD and loads this. ARCHITECTURE.md says how builds never mix.

/* global BUILD */

const SCOPE = self.registration.scope;

/** All of a host share one store of caches; the path keeps two curriculums apart. */
const PREFIX = `curricle ${new URL(SCOPE).pathname} `;
const OWN = PREFIX + BUILD.version;

/** Where a cache says what the next build must bring too: `parts` asked for as a whole, and `pages` that were opened and not kept yet. */
const WISHES = `${SCOPE}offline/wishes`;

/** So few files are fetched at once that a slow line has room for what is read now. */
const AT_ONCE = 3;

/** Set when the network has another build than this one: then what it has is shown, where there is a network. */
let outdated = false;

// --- what a build published, and what is kept of it

const lists = new Map();

/**
 * The list of a build: `homes`, the folder of each language; `always`, the addresses that are kept in any case; `files`, the
 * hash and size of what stands at each address.
 */
function listOf(version) {
  if (!lists.has(version)) {
    const found = readList(version);
    lists.set(version, found);
    found.catch(() => lists.delete(version));
  }
  return lists.get(version);
}

const listUrl = (version) => `${SCOPE}offline/${version}.json`;

async function readList(version) {
  const cache = await caches.open(PREFIX + version);
  const url = listUrl(version);
  const kept = await cache.match(url);
  if (kept) return kept.json();
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  await cache.put(url, response.clone());
  return response.json();
}

/** The address, from the root of the site, of what a request asks for. */
function addressOf(url) {
  const path = new URL(url).pathname.slice(new URL(SCOPE).pathname.length);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** The addresses in a cache that its build published. */
async function keptIn(cache, files) {
  const addresses = (await cache.keys()).map((request) => addressOf(request.url));
  return addresses.filter((address) => address in files);
}

async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fault(name) {
  return Object.assign(new Error(name), { name });
}

/**
 * Keeps what stands at `address`, and the pictures of a page. `response` is what the network just gave, where it did.
 * Fails as `changed` when the network has another build.
 */
async function keep(address, response) {
  const { files } = await listOf(BUILD.version);
  const cache = await caches.open(OWN);
  const url = SCOPE + address;
  if (!(address in files) || await cache.match(url)) return;
  const found = response ?? await fetch(url, { cache: 'no-cache' });
  if (!found.ok) throw fault('changed');
  const bytes = await found.arrayBuffer();
  const [hash] = files[address];
  if (await hashOf(bytes) !== hash) throw fault('changed');
  const headers = new Headers(found.headers);
  headers.delete('content-encoding');
  try {
    // First, so that a page that is kept has its pictures.
    if (address.endsWith('.html')) await keepEach(pictures(new TextDecoder().decode(bytes), url));
  } finally {
    // A new response: one that was led elsewhere may not be shown for a page.
    await cache.put(url, new Response(bytes, { headers }));
  }
}

function pictures(html, page) {
  const sources = [...html.matchAll(/<img [^>]*?src="([^"]+)"/g)];
  return sources.map(([, source]) => addressOf(new URL(source, page)));
}

async function keepEach(addresses, each = keep) {
  const waiting = [...addresses];
  const next = async () => {
    while (waiting.length > 0) await each(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function wishesIn(cache) {
  const kept = await cache.match(WISHES);
  return kept ? kept.json() : { parts: [], pages: [] };
}

async function wish(change) {
  const cache = await caches.open(OWN);
  const wishes = await wishesIn(cache);
  change(wishes);
  await cache.put(WISHES, new Response(JSON.stringify(wishes)));
}

/** Whether a file is shown to whoever reads in the language of `home`; what is not there in it, all share. */
function isOf(address, home, { homes, files }) {
  const own = homes.find((other) => other !== '' && address.startsWith(other)) ?? '';
  return own === home || (own === '' && !(home + address in files));
}

/** The addresses of a part that is kept as a whole. */
function wholeOf({ home, papers }, list) {
  const addresses = Object.keys(list.files).filter((address) => isOf(address, home, list));
  return papers ? addresses : addresses.filter((address) => !address.endsWith('.pdf'));
}

// --- a new build

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

/** The builds that were kept before this one, the oldest first. */
async function otherBuilds() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  return names.map((name) => name.slice(PREFIX.length));
}

/** Complete or not at all: what fails here is tried again when a page is next opened, and the old build stays until then. */
async function install() {
  const wanted = new Set((await listOf(BUILD.version)).always);
  for (const before of await otherBuilds()) await takeOver(before, wanted);
  await keepEach(wanted);
  await self.skipWaiting();
}

/** Adds to `wanted` what was kept of another build; what did not change since is not fetched again. */
async function takeOver(before, wanted) {
  const [cache, old] = [await caches.open(OWN), await caches.open(PREFIX + before)];
  if (!await old.match(listUrl(before))) return;
  const [list, { files }] = [await listOf(BUILD.version), await listOf(before)];
  for (const address of await keptIn(old, files)) {
    if (!(address in list.files)) continue;
    wanted.add(address);
    const url = SCOPE + address;
    if (files[address][0] === list.files[address][0]) await cache.put(url, await old.match(url));
  }
  const { parts, pages } = await wishesIn(old);
  const wished = [...pages, ...parts.flatMap((part) => wholeOf(part, list))];
  for (const address of wished.filter((address) => address in list.files)) wanted.add(address);
  if (parts.length > 0) await wish((wishes) => { wishes.parts = parts; });
}

/** An open page of the build before may still ask for its own scripts: of that build stays what this one does not have. */
async function activate() {
  const builds = await otherBuilds();
  const before = builds.pop();
  let late = [];
  for (const older of builds) await caches.delete(PREFIX + older);
  if (before) {
    const cache = await caches.open(PREFIX + before);
    const { files } = await listOf(BUILD.version);
    for (const request of await cache.keys()) {
      if (addressOf(request.url) in files) await cache.delete(request);
    }
    late = await takeWishes(cache);
  }
  await self.clients.claim();
  // Not waited for: every page waits until a worker is active. What fails now is brought by the next build.
  keepEach(late, (address) => keep(address).catch(() => {}));
}

/** What the build before was asked for, also while this one was on its way, is asked of this one. */
async function takeWishes(cache) {
  const { parts, pages } = await wishesIn(cache);
  await wish((own) => {
    if (parts.length > 0) own.parts = parts;
    own.pages.push(...pages.filter((address) => !own.pages.includes(address)));
  });
  await cache.delete(WISHES);
  const list = await listOf(BUILD.version);
  return [...pages, ...parts.flatMap((part) => wholeOf(part, list))];
}

// --- pages and what they load

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE) || request.headers.has('range')) return;
  event.respondWith(answer(event));
});

/** What is kept comes first: it is there at once, and costs no data. */
async function answer(event) {
  const { request } = event;
  const address = addressOf(request.url);
  const isPage = request.mode === 'navigate';
  const kept = await find(address, isPage);
  if (kept && !(isPage && outdated)) return kept;
  try {
    const response = await fetch(request);
    if (response.ok && !/\.(pdf|epub)$/.test(address)) event.waitUntil(remember(address, response.clone()));
    return response;
  } catch {
    return kept ?? (isPage ? noNetwork(address) : Response.error());
  }
}

async function find(address, isPage) {
  const url = SCOPE + address;
  const kept = await (await caches.open(OWN)).match(url);
  // A page that is gone from this build is not shown from an older one.
  return kept ?? (isPage ? undefined : caches.match(url));
}

/** Keeps what was opened; what cannot be kept now can be another time. */
async function remember(address, response) {
  try {
    await keep(address, response);
  } catch (error) {
    if (error.name !== 'changed') return;
    outdated = true;
    await wish(({ pages }) => { if (!pages.includes(address)) pages.push(address); });
    // Not waited for: the new build takes over only when this one has nothing left to do.
    self.registration.update().catch(() => {});
  }
}

async function noNetwork(address) {
  const { homes } = await listOf(BUILD.version);
  const home = homes.find((other) => other !== '' && address.startsWith(other)) ?? '';
  return Response.redirect(`${SCOPE}${home}offline/index.html?${encodeURIComponent(address)}#no-network`);
}

// --- what a page asks

const ANSWERS = {
  /** What there is to read in a language: what each takes of room, whether it is kept, and whether it always is. */
  async about({ home }) {
    const list = await listOf(BUILD.version);
    const kept = new Set(await keptIn(await caches.open(OWN), list.files));
    return wholeOf({ home, papers: true }, list).map((address) => ({
      address,
      size: list.files[address][1],
      kept: kept.has(address),
      always: list.always.includes(address),
    }));
  },

  async keep({ urls }) {
    await keepEach(urls.map(addressOf));
  },

  /** From now on, each new build brings a part as a whole. */
  async whole({ part }) {
    await wish((wishes) => { wishes.parts = [...wishes.parts.filter(({ home }) => home !== part.home), part]; });
  },

  /** Takes off the device what is not always kept. */
  async forget() {
    const { always } = await listOf(BUILD.version);
    const stays = new Set([...always.map((address) => SCOPE + address), listUrl(BUILD.version)]);
    const cache = await caches.open(OWN);
    for (const request of await cache.keys()) {
      if (!stays.has(request.url)) await cache.delete(request);
    }
    for (const before of await otherBuilds()) await caches.delete(PREFIX + before);
  },
};

self.addEventListener('message', (event) => {
  const { ask, ...about } = event.data;
  const answered = ANSWERS[ask](about).then((answer) => ({ answer }), ({ name }) => ({ fault: name }));
  event.waitUntil(answered.then((message) => event.ports[0].postMessage(message)));
});
