// Without a network: the server is really stopped. What was opened is there, help always is, and the whole curriculum when
// somebody asked for it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { PHONE, PUBLIC, axeFinds, files, homeOf, homes, launch, lessons, none, open, pages, serve, until } from './support.mjs';

const [lesson, other] = lessons;

/** What a reader of the language in the folder `home` can open. */
const pagesOf = (home) => pages.filter((address) => homeOf(address) === home && !address.endsWith('404.html'));

/** A phone that opened the site with a network, and a host that can be stopped and started again. */
function withPhone() {
  const held = {};
  before(async () => {
    held.browser = await launch();
    held.server = await serve();
    held.context = await held.browser.newContext(PHONE);
    held.stop = () => held.server.close();
    held.start = async () => { held.server = await serve({ port: held.server.port }); };
  });
  after(async () => {
    await held.browser?.close();
    await held.server?.close().catch(() => {});
  });
  return held;
}

/** Opens a page, and waits until it and what is always kept are on the device. */
async function visit(held, address) {
  const page = await held.context.newPage();
  await page.goto(held.server.url(address));
  await kept(page, address);
  return page;
}

/** Waits until a page is in a cache of this device. */
async function kept(page, address) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(
    page,
    async (address) => await caches.match(new URL(address, new URL(document.documentElement.dataset.root, location.href))) !== undefined,
    address,
  );
}

const hasStyle = (page) => page.evaluate(() => getComputedStyle(document.body).margin === '0px');

describe('after one visit, without a network', () => {
  const held = withPhone();
  let page;

  before(async () => {
    page = await visit(held, lesson.address);
    await held.stop();
  });

  it('the page is there, with its style, its letters and its pictures', async () => {
    await page.reload();
    assert.ok(await hasStyle(page));
    const lost = await page.evaluate(async () => {
      const images = [...document.images];
      await Promise.all(images.map((image) => image.decode().catch(() => {})));
      // The site's own letters are files; those of the device may or may not be there.
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSFontFaceRule);
      const own = rules.filter(({ style }) => style.getPropertyValue('src').includes('url(')).map(({ style }) => style.getPropertyValue('font-family'));
      const letters = [...document.fonts].filter(({ family }) => own.includes(family));
      await Promise.all(letters.map((font) => font.load().catch(() => {})));
      const fonts = letters.filter(({ status }) => status !== 'loaded').map(({ family }) => family);
      if (letters.length === 0) fonts.push('any letter');
      return [...images.filter((image) => image.naturalWidth === 0).map((image) => image.src), ...fonts];
    });
    none(lost.map((url) => `${url} is not there`), lesson.address);
  });

  it('the start page, search and help are there, with every number', async () => {
    for (const address of ['index.html', 'search/index.html', 'help/index.html']) {
      await page.goto(held.server.url(address));
      assert.ok(await hasStyle(page), address);
    }
    assert.ok(await page.locator('main a[href="tel:988"]').first().isVisible());
  });

  it('a folder is its page, as on a host', async () => {
    await page.goto(held.server.url('help/'));
    assert.ok(await page.locator('main a[href="tel:988"]').first().isVisible());
  });

  it('titles can be searched', async () => {
    await page.goto(held.server.url('search/index.html'));
    await page.locator('#search-words').fill(other.title.slice(0, 12));
    await page.locator('#search-results a', { hasText: other.title }).waitFor();
  });

  it('a page that was not opened gives way to help first, then to the way on', async () => {
    await page.goto(held.server.url(other.address));
    assert.match(page.url(), /\/offline\/index\.html\?.*#no-network$/);
    const box = await page.locator('#no-network').boundingBox();
    assert.ok(box.y < PHONE.viewport.height / 2, 'help is not in view');
    assert.ok(await page.locator('#no-network a[href="tel:988"]').isVisible());
    none(await axeFinds(page, 'the page without a network'), page.url());
    const listed = page.locator('#whole-list a');
    await listed.first().waitFor();
    assert.deepEqual(await listed.allTextContents(), [lesson.title], 'what is here is listed');
    await listed.first().click();
    await page.waitForURL(held.server.url(lesson.address));
  });

  it('when the network is back, the page can be tried again', async () => {
    await page.goto(held.server.url(other.address));
    await held.start();
    await page.locator('#whole-again').click();
    await page.waitForURL(held.server.url(other.address));
    assert.equal(await page.locator('h1').textContent(), other.title);
  });
});

describe('search without a network', () => {
  const held = withPhone();

  it('works once the search page was opened', async () => {
    const page = await visit(held, 'search/index.html');
    for (const part of files.filter((file) => file.startsWith('search/pagefind/'))) await kept(page, part);
    await held.stop();
    await page.reload();
    await page.locator('#search-words').fill(lesson.code);
    await page.locator('#search-results h2 a').first().waitFor();
    assert.equal(await page.locator('#search-results h2 a').first().textContent(), lesson.title);
    await held.start();
  });
});

describe('all lessons on the device', () => {
  const held = withPhone();
  let page;

  before(async () => {
    page = await visit(held, 'offline/index.html');
    await page.locator('#whole-start').waitFor();
  });

  it('the size is said first, and it is the size of the files', async () => {
    const said = await page.locator('#whole-size').textContent();
    const megabytes = Number(/([\d.]+)/.exec(said)[1]);
    const all = files.filter((file) => homeOf(file) === '' && !file.endsWith('.pdf'))
      .reduce((sum, file) => sum + statSync(join(PUBLIC, file)).size, 0);
    assert.ok(megabytes > 0 && megabytes <= all / 1e6, `“${said}”, of ${all} bytes`);
    none(await axeFinds(page, 'before'), page.url());
  });

  it('all of it comes, and is there without a network', async () => {
    await page.locator('#whole-start').click();
    await page.locator('#whole-forget').waitFor();
    assert.match(await page.locator('#whole-status').textContent(), /here now/);
    assert.ok(!await page.locator('#whole-start').isVisible(), 'there is nothing left to keep');
    none(await axeFinds(page, 'after'), page.url());
    await held.stop();
    const faults = [];
    page.on('requestfailed', (request) => {
      // What was still on its way when the next page was opened.
      if (request.failure().errorText !== 'net::ERR_ABORTED') faults.push(`${request.url()} is not there`);
    });
    for (const address of pagesOf('')) {
      await page.goto(held.server.url(address), { waitUntil: 'load' });
      if (page.url() !== held.server.url(address)) faults.push(`${address} is not there`);
      if (!await hasStyle(page)) faults.push(`${address} has no style`);
    }
    page.removeAllListeners('requestfailed');
    none(faults, 'the site');
  });

  it('it can be taken off again, and help stays', async () => {
    await page.goto(held.server.url('offline/index.html'));
    await page.locator('#whole-forget').click();
    await page.locator('#whole-start').waitFor();
    assert.match(await page.locator('#whole-status').textContent(), /are off/);
    await page.goto(held.server.url(lesson.address));
    assert.match(page.url(), /#no-network$/);
    await page.goto(held.server.url('help/index.html'));
    assert.ok(await page.locator('main a[href="tel:988"]').first().isVisible());
    await held.start();
  });

  it('a network that goes away on the way is said, and what came stays', async () => {
    await page.goto(held.server.url('offline/index.html'));
    await page.locator('#whole-start').waitFor();
    await held.stop();
    await page.locator('#whole-start').click();
    await page.locator('#whole-status', { hasText: 'network went away' }).waitFor();
    assert.ok(await page.locator('#whole-start').isVisible(), 'it can be started again');
    await held.start();
  });

  it('a device without room says so', async () => {
    await page.goto(held.server.url('offline/index.html'));
    await page.locator('#whole-start').waitFor();
    const devtools = await held.context.newCDPSession(page);
    const { origin } = new URL(held.server.root);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await page.locator('#whole-start').click();
    await page.locator('#whole-status', { hasText: 'no more room' }).waitFor();
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  });
});

describe('all lessons in another language', { skip: homes.length === 1 }, () => {
  const held = withPhone();

  it('those of the language that is read come, and no others', async () => {
    const home = homes.at(-1);
    const page = await visit(held, `${home}offline/index.html`);
    await page.locator('#whole-start').click();
    await page.locator('#whole-forget').waitFor();
    await held.stop();
    const faults = [];
    for (const address of pagesOf(home)) {
      await page.goto(held.server.url(address));
      if (page.url() !== held.server.url(address)) faults.push(`${address} is not there`);
    }
    none(faults, home);
    await page.goto(held.server.url(lesson.address));
    assert.match(page.url(), /#no-network$/);
    await page.goto(held.server.url(`${home}triggers/nowhere/index.html`));
    assert.ok(page.url().startsWith(held.server.url(`${home}offline/index.html`)), 'it is said in the language that is read');
  });
});

describe('where nothing is to be kept', () => {
  /** Nobody relies on numbers that will not be there. */
  const promisesNothing = async (page) => {
    const words = await page.locator('main').innerText();
    assert.match(words, /this site may not open here/);
    assert.doesNotMatch(words, /always here|here already/);
  };

  it('a site opened as files registers nothing', async () => {
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(PUBLIC, 'offline/index.html')).href);
    await page.locator('#whole-unable').waitFor();
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker?.getRegistrations?.())?.length ?? 0).catch(() => 0), 0);
    await browser.close();
  });

  it('a browser that has no place for it shows the site all the same', async () => {
    const browser = await launch();
    const server = await serve();
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await open(page, server.url('offline/index.html'));
    await page.locator('#whole-unable').waitFor();
    assert.ok(!await page.locator('#whole-box').isVisible());
    await promisesNothing(page);
    none(faults, 'offline/index.html');
    await browser.close();
    await server.close();
  });

  it('a browser that refuses says so at once', async () => {
    const browser = await launch();
    const server = await serve();
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.addInitScript(() => {
      navigator.serviceWorker.register = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    });
    await page.goto(server.url('offline/index.html'));
    await page.locator('#whole-box').waitFor({ state: 'detached' });
    assert.ok(await page.locator('#whole-unable').isVisible());
    await promisesNothing(page);
    assert.ok(await page.locator('html.scripted').count(), 'the other scripts go on');
    none(faults, 'offline/index.html');
    await browser.close();
    await server.close();
  });

  it('curricle serve keeps nothing, and searches', { skip: !process.env.CURRICLE }, async () => {
    const root = process.env.CURRICLE_ROOT;
    const serving = spawn(process.env.CURRICLE, ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [line] = await new Promise((said) => serving.stdout.once('data', (data) => said(String(data).split('\n'))));
      const [url] = /http:\/\/\S+/.exec(line);
      const browser = await launch();
      const page = await browser.newPage();
      await page.goto(`${url}search/index.html`);
      await page.locator('#search-words').fill(lesson.code);
      await page.locator('#search-results h2 a').first().waitFor();
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      assert.equal((await page.request.get(`${url}sw.js`)).status(), 404);
      await browser.close();
    } finally {
      serving.kill();
    }
  });
});
