// From a USB stick: the site opened as files, without any server.

import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PUBLIC, eachPage, lessons, none, pages, withBrowser } from './support.mjs';

const fileUrl = (address) => pathToFileURL(join(PUBLIC, address)).href;

// 404.html is shown by hosts only: its links begin at the host's root.
const addresses = pages.filter((address) => !address.endsWith('404.html'));

/** From a disk, a browser gives a page its letters for the style sheet that names them, and not before it. */
const isAskedEarly = (message) => /\.woff2/.test(message.location().url + message.text());

const whole = {
  async watch(page, _server, faults) {
    page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isAskedEarly(message)) faults.push(`console: ${message.text()}`);
    });
  },

  async find(page) {
    const faults = [];
    const about = await page.evaluate(async () => {
      const images = [...document.images];
      for (const image of images) image.loading = 'eager';
      await Promise.all(images.map((image) => image.decode().catch(() => {})));
      await document.fonts.ready;
      return {
        letters: [...document.fonts].filter(({ family, status }) => status === 'loaded' && !family.endsWith('-alike')).length,
        background: getComputedStyle(document.body).backgroundColor,
        page: getComputedStyle(document.documentElement).backgroundColor,
        lost: images.filter((image) => image.naturalWidth === 0).map((image) => image.getAttribute('src')),
      };
    });
    const none = 'rgba(0, 0, 0, 0)';
    if (about.background === none && about.page === none) faults.push('its style sheet is not applied');
    if (about.letters === 0) faults.push('its letters do not load');
    for (const image of about.lost) faults.push(`the picture ${image} does not load`);
    return faults;
  },
};

eachPage('a page opened as a file is whole', [whole], { addresses, url: (_server, address) => fileUrl(address) });

describe('links lead on from file to file', () => {
  const held = withBrowser();

  it('from the front page to a module, a lesson, the next lesson and help', async () => {
    const page = await held.context.newPage();
    await page.goto(fileUrl('index.html'));
    const [module] = lessons[0].address.split('/');
    const way = [
      [`main a[href="${module}/index.html"]`, `${module}/index.html`],
      [`main a[href="../${lessons[0].address}"]`, lessons[0].address],
      ['a[rel~=next]', lessons[1].address],
      ['a[href="../../help/index.html"]', 'help/index.html'],
    ];
    let at = 'index.html';
    for (const [link, to] of way) {
      if (await page.locator(link).count() === 0) none([`has no link ${link}`], at);
      await page.locator(link).first().click();
      await page.waitForURL((url) => url.href.split('#')[0] === fileUrl(to))
        .catch(() => assert.fail(`${at}: the link ${link} leads to ${page.url()}, not to ${to}`));
      at = to;
    }
    await page.close();
  });
});
