// What the web asks of a page: it is light, and programs can read what it is. checks/jumps.mjs sees that nothing moves while it loads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PUBLIC, files, lessons, none, pages, withBrowser } from './support.mjs';

/** Bytes, compressed as any host does it. */
const LESSON_AT_MOST = 30_000;
const SCRIPT_AT_MOST = 40_000;

const read = (address) => readFileSync(join(PUBLIC, address), 'utf8');
const weight = (address) => gzipSync(readFileSync(join(PUBLIC, address)), { level: 6 }).length;

describe('a phone with little data', () => {
  it('gets a lesson in 30 kB, without letters and pictures', () => {
    const style = files.find((file) => file.endsWith('/style.css'));
    const script = files.find((file) => file.endsWith('/scripts/main.js'));
    none(lessons.map(({ address }) => [address, weight(address) + weight(style) + weight(script)])
      .filter(([, bytes]) => bytes > LESSON_AT_MOST)
      .map(([address, bytes]) => `${address} takes ${bytes} bytes`), 'lessons');
  });

  it('gets all script that there is in 40 kB, beside the program of the search', () => {
    const scripts = files.filter((file) => file.endsWith('.js') && !file.includes('/pagefind/') && !/words\.(?!en)/.test(file));
    const bytes = scripts.reduce((sum, file) => sum + weight(file), 0);
    assert.ok(bytes <= SCRIPT_AT_MOST, `${bytes} bytes: ${scripts.map((file) => `${file} ${weight(file)}`).join(', ')}`);
  });
});

describe('programs can read the site', () => {
  const held = withBrowser();
  const base = process.env.CURRICLE_BASE_URL;

  it('a lesson says what it teaches, as data that no policy stops', async () => {
    const page = await held.context.newPage();
    const stopped = [];
    await page.exposeFunction('stopped', (directive) => stopped.push(directive));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => window.stopped(event.violatedDirective));
    });
    const [{ address, code, title }] = lessons;
    await page.goto(held.server.url(address));
    const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    assert.equal(data['@type'], 'LearningResource');
    assert.equal(data.name, title);
    assert.equal(data.identifier, code);
    assert.equal(data.url, base + address);
    assert.ok(data.teaches.length > 0);
    await page.goto(held.server.url('index.html'));
    const course = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    assert.equal(course['@type'], 'Course');
    assert.deepEqual(stopped, []);
    await page.close();
  });

  it('the sitemap names every page that a stranger may come in by', async () => {
    const page = await held.context.newPage();
    const named = await page.evaluate((xml) => {
      const document = new DOMParser().parseFromString(xml, 'application/xml');
      return [...document.querySelectorAll('url > loc')].map((loc) => loc.textContent);
    }, read('sitemap.xml'));
    // A page in a language that its text is not in is left out; so is what shows only what a device keeps.
    const wanted = pages.filter((address) => {
      const [, canonical] = /<link rel="canonical" href="([^"]+)"/.exec(read(address)) ?? [];
      return canonical === base + address && !/(^|\/)(offline|my-workbook)\/index\.html$/.test(address);
    });
    assert.deepEqual(named.map((url) => url.replace(base, '')).sort(), wanted.sort());
    assert.match(read('robots.txt'), new RegExp(`^Sitemap: ${base}sitemap.xml$`, 'm'));
    await page.close();
  });

  it('the feed tells what was looked at again, the newest first', async () => {
    const page = await held.context.newPage();
    const entries = await page.evaluate((xml) => {
      const document = new DOMParser().parseFromString(xml, 'application/xml');
      return [...document.querySelectorAll('entry')].map((entry) => [
        entry.querySelector('updated').textContent, entry.querySelector('link').getAttribute('href'),
      ]);
    }, read('feed.xml'));
    assert.ok(entries.length > 0);
    const dates = entries.map(([date]) => date);
    assert.deepEqual(dates, [...dates].sort().reverse());
    none(entries.map(([, url]) => url.replace(base, '')).filter((address) => !files.includes(address)), 'feed.xml');
    await page.close();
  });

  it('on a home screen the site has a plain name and its own sign', async () => {
    const page = await held.context.newPage();
    await page.goto(held.server.url('index.html'));
    const devtools = await held.context.newCDPSession(page);
    const { errors, data, url } = await devtools.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    assert.equal(url, held.server.url('manifest.webmanifest'));
    const manifest = JSON.parse(data);
    assert.doesNotMatch(manifest.name, /recover|sober|addict|trigger|clinic|substance/i);
    const address = (src) => new URL(src, held.server.root).href.replace(held.server.root, '');
    none(manifest.icons.map(({ src }) => address(src)).filter((icon) => !files.includes(icon)), 'manifest.webmanifest');
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
    await page.close();
  });
});
