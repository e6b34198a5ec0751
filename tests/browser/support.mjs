// What every browser test shares: the pages of the built site, what the curriculum says about them, a small server, a
// browser, and one way to say what is wrong with a page.
//
// The site is read from $CURRICLE_PUBLIC and the curriculum that it was made of from $CURRICLE_ROOT; tests/run sets
// both. It was built with a --base-url that ends in BASE, because only so can 404.html know where its links lead.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core/axe.min.js';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const ROOT = resolve(process.env.CURRICLE_ROOT ?? join(here, '../..'));

/** The folder of the built site. */
export const PUBLIC = resolve(process.env.CURRICLE_PUBLIC ?? join(ROOT, 'target/site-tests/public'));

/** The path under which the site is served: not the root, as on many static hosts. */
export const BASE = '/a/b/';

/** A phone that is not new. */
export const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true };

/** Pages open side by side in one test file: while one waits for its scripts to rest, another is looked at. */
const AT_ONCE = 4;

/** Every file of the built site, as an address from its root. */
export const files = readdirSync(PUBLIC, { recursive: true })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => statSync(join(PUBLIC, path)).isFile())
  .sort();

/** Every page of the built site. */
export const pages = files.filter((path) => path.endsWith('.html'));

/** The folder of each language from the root of the site, and that of a page. */
export const { homes } = JSON.parse(readFileSync(join(PUBLIC, files.find((path) => /^offline\/.*\.json$/.test(path)))));
export const homeOf = (address) => homes.find((home) => home !== '' && address.startsWith(home)) ?? '';

/** The lessons that the curriculum holds, in reading order: { address, code, title }. */
export const lessons = numbered(join(ROOT, 'curriculum/modules')).flatMap((module) => {
  const folder = join(ROOT, 'curriculum/modules', module.name);
  const code = field(join(folder, 'module.md'), 'code');
  return numbered(folder, '.md').map((lesson) => ({
    address: `${module.slug}/${lesson.slug}/index.html`,
    code: `${code}-${lesson.number}`,
    title: field(join(folder, lesson.name), 'title'),
  }));
});

/** `02-triggers` and the like in a folder, by their numbers; translations (`01-x.es.md`) left out. */
function numbered(folder, ending = '') {
  return readdirSync(folder)
    .map((name) => ({ name, match: /^(\d+)-([a-z0-9-]+)(\.md)?$/.exec(name) }))
    .filter(({ match }) => match && (match[3] ?? '') === ending)
    .map(({ name, match }) => ({ name, number: Number(match[1]), slug: match[2] }))
    .sort((a, b) => a.number - b.number);
}

/** One line of a file's front matter. */
function field(file, key) {
  const line = new RegExp(`^${key}: *(.*)$`, 'm').exec(readFileSync(file, 'utf8'));
  assert.ok(line, `${file} has no \`${key}:\` in its front matter`);
  return line[1].trim().replace(/^(["'])(.*)\1$/, '$2');
}

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.epub': 'application/epub+zip',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** In milliseconds: longer than a browser waits for letters before it shows others. */
const LATE = 300;

/** Whether a file of a published site, and nothing else, stands at `path`. */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Serves a site as a plain static host does: a file, or 404.html. A folder's name alone is not a file. `folder()` is asked
 * for each request, so that another build can take the place of one; a server on the `port` of one that was stopped is the
 * same host for a browser. What `late` matches is sent as late as on a slow line.
 */
export async function serve({ folder = () => PUBLIC, port = 0, late } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const address = path.startsWith(BASE) ? path.slice(BASE.length) : '';
    const found = isFile(join(folder(), address));
    const sent = found ? address : '404.html';
    if (late?.test(sent)) await new Promise((sending) => setTimeout(sending, LATE));
    response.writeHead(found ? 200 : 404, {
      'content-type': TYPES[extname(sent)] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    response.end(isFile(join(folder(), sent)) ? readFileSync(join(folder(), sent)) : 'not found');
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    /** Where the site begins. */
    root: origin + BASE,
    port: server.address().port,
    url: (address) => origin + BASE + address,
    close: () => new Promise((closed) => {
      server.closeAllConnections();
      server.close(closed);
    }),
  };
}

/** In milliseconds: how long anything is waited for. No test says how fast a page is, and the machine may do other things beside. */
const PATIENCE = 120_000;

/** Debian's Chromium, without the errands that it runs for itself. */
export async function launch() {
  const browser = await chromium.launch({
    timeout: PATIENCE,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever is not of the host under test is not there.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE));
  return browser;
}

/** A page's own requests can be seen, held and stopped: a service worker would answer them first. Its tests do without this. */
const NO_WORKER = { serviceWorkers: 'block' };

/** A server, which is given `serving`, a browser and a context in it with `options` for the tests of one `describe`, closed after them. */
export function withBrowser(options = {}, serving = {}) {
  const held = {};
  before(async () => {
    held.server = await serve(serving);
    held.browser = await launch();
    held.context = await held.browser.newContext({ ...NO_WORKER, ...options });
  });
  after(async () => {
    await held.browser?.close();
    await held.server?.close();
  });
  return held;
}

/**
 * Opens a page, and waits until all of its scripts have started; they wait for the first paint, which on a busy machine may come
 * long after the network is at rest. A page that runs no scripts has nothing to wait for.
 */
export async function open(page, url) {
  await page.goto(url);
  await page.locator('html:not(.scripted), html.started').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
}

/**
 * A server and a browser for the tests of one `describe`, with a phone of its own for each test, on which nothing is kept
 * yet. An error of a script fails the test.
 */
export function withDevice(options = {}) {
  const held = withBrowser();
  beforeEach(async () => {
    held.errors = [];
    held.device = await held.browser.newContext({ ...PHONE, ...NO_WORKER, ...options });
    held.device.on('weberror', (error) => held.errors.push(error.error().stack));
  });
  afterEach(async () => {
    await held.device.close();
    none(held.errors, 'scripts');
  });
  /** Opens an address of the site in a tab, and waits until its scripts are there. */
  held.open = async (address, tab) => {
    const page = tab ?? await held.device.newPage();
    await open(page, held.server.url(address));
    return page;
  };
  return held;
}

/**
 * One test for each of `addresses`: the page is opened once, and each of `checks` looks at it in turn. To open a page costs more than to look
 * at it, so whatever needs no page of its own is a check of one visit. A check is `{ find, watch }`: `find(page, server, address)`
 * returns what is wrong with the open page, a sentence each; `watch(page, server, faults)` is called before anything is opened in a tab,
 * and adds to `faults` what goes wrong while a page opens. Tabs are used again, all in one context with `options`:
 * as on one person's phone. The site comes from a server that is given `serving`.
 */
export function eachPage(what, checks, { addresses = pages, options = {}, serving = {}, url = (server, address) => server.url(address) } = {}) {
  describe(what, { concurrency: AT_ONCE }, () => {
    const held = withBrowser(options, serving);
    const tabs = [];

    async function openTab() {
      const page = await held.context.newPage();
      const faults = [];
      for (const { watch } of checks) await watch?.(page, held.server, faults);
      return { page, faults };
    }

    for (const address of addresses) {
      it(`${what}: ${address}`, async () => {
        const { page, faults } = tabs.pop() ?? await openTab();
        faults.length = 0;
        await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null });
        if (options.viewport) await page.setViewportSize(options.viewport);
        await open(page, url(held.server, address));
        for (const { find } of checks) faults.push(...await find(page, held.server, address));
        none(faults, address);
        // What failed may have left its tab in any state.
        tabs.push({ page, faults });
      });
    }
  });
}

const WCAG_AND_BEST = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on a page in the state that it is in; `how` names the state. It asks all of WCAG 2.2 A and AA and its best practices, or
 * only some `rules`.
 */
export async function axeFinds(page, how, rules = WCAG_AND_BEST) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source);
  const found = await page.evaluate((runOnly) => window.axe.run({ runOnly, resultTypes: ['violations'] }), rules);
  return found.violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => {
      const [first] = [...node.any, ...node.all, ...node.none];
      return `\n      ${node.html.slice(0, 160)}${first ? ` (${first.message})` : ''}`;
    });
    return `${how}: ${id}, ${help}, ${nodes.length} ×${where.join('')}`;
  });
}

/** Waits until `check` says so in the page; unlike Playwright's own, it waits for promises too. */
export async function until(page, check, ...given) {
  for (const start = Date.now(); Date.now() - start < PATIENCE;) {
    if (await page.evaluate(check, ...given)) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`waited in vain for: ${check}`);
}

/** Fails with every fault, each on its own line behind the page that has it. */
export function none(faults, address) {
  const once = [...new Set(faults)];
  assert.ok(once.length === 0, once.map((fault) => `${address}: ${fault}`).join('\n'));
}
