// Every page of the site: it opens cleanly, sends nothing anywhere else, offers help, leads on, and fits a small phone.

import { describe, it } from 'node:test';
import { PHONE, eachPage, files, none, pages, withBrowser } from './support.mjs';

/** What each page links to and what can be linked to on it; filled by the first group, judged by the last. */
const seen = new Map();

eachPage('every page opens cleanly', async (page, server, address) => {
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    faults.push(`${request.url()} did not load: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.url()} answers ${response.status()}`);
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(server.root) || /^(data|blob):/.test(url)) return route.continue();
    faults.push(`asks for ${url}, which is not of this site: nothing may leave the device`);
    return route.abort();
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`Content-Security-Policy ${event.violatedDirective} stopped ${event.blockedURI || event.sample}`);
    });
  });
  await page.goto(server.url(address), { waitUntil: 'load' });
  await page.waitForTimeout(50);

  const about = await page.evaluate(() => ({
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
    language: document.documentElement.lang,
    title: document.title.trim(),
    headings: document.querySelectorAll('h1').length,
    cookies: document.cookie,
    links: [...document.querySelectorAll('[href], [src]')]
      .filter((element) => element.getAttribute('rel') !== 'canonical')
      .map((element) => element.href?.baseVal ?? element.href ?? element.src),
    ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
  }));
  seen.set(address, about);
  if (about.headings !== 1) faults.push(`has ${about.headings} h1, not one`);
  if (about.title === '') faults.push('has no title');
  if (about.language === '') faults.push('does not say its language (html lang)');
  if (about.cookies !== '') faults.push(`sets a cookie: ${about.cookies}`);
  const source = /(default|script)-src [^;]*'self'|default-src 'none'/;
  if (!source.test(about.policy)) faults.push('has no Content-Security-Policy that allows only the site itself');
  for (const loose of ["'unsafe-inline'", "'unsafe-eval'", '*', 'http:', 'https:']) {
    if (about.policy.includes(loose)) faults.push(`its Content-Security-Policy allows ${loose}`);
  }
  return faults;
});

eachPage('help is on every page', async (page, server, address) => {
  const faults = [];
  await page.goto(server.url(address));
  const root = server.root;
  const help = await page.evaluate((root) => {
    const shown = (link) => link.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const inView = (link) => {
      const box = link.getBoundingClientRect();
      return shown(link) && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
    };
    const links = [...document.querySelectorAll('a[href]')];
    const ways = links.filter((link) => link.href.split('#')[0] === `${root}help/index.html`);
    const calls = links.filter((link) => link.getAttribute('href') === 'tel:988');
    return {
      way: ways.some(shown),
      call: calls.some(shown),
      near: [...ways, ...calls].some(inView),
    };
  }, root);
  if (!help.way) faults.push('shows no link to help/index.html');
  if (!help.call) faults.push('shows no link to call 988 (tel:988)');
  if (!help.near) faults.push('help is not one tap away: on a phone no link to it is in view when the page opens');
  return faults;
}, { options: PHONE });

eachPage('no page is wider than a small phone', async (page, server, address) => {
  const faults = [];
  await page.goto(server.url(address));
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 640 });
    faults.push(...await page.evaluate(() => {
      const wide = document.scrollingElement.scrollWidth;
      if (wide <= innerWidth) return [];
      const scrolls = (element) => {
        for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
          if (getComputedStyle(up).overflowX !== 'visible') return true;
        }
        return false;
      };
      const culprits = [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element))
        .slice(0, 3)
        .map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`
          + ` to ${Math.ceil(element.getBoundingClientRect().right)} px`);
      return [`${wide} px wide on a screen of ${innerWidth} px: ${culprits.join(', ')}`];
    }));
  }
  return faults;
}, { options: PHONE });

describe('every link leads somewhere', () => {
  const held = withBrowser();

  it('links and fragments inside the site resolve', () => {
    const faults = [];
    for (const [address, { links }] of seen) {
      for (const link of links) {
        const to = target(link, held.server);
        if (to === undefined) continue;
        if (!files.includes(to.address)) {
          faults.push(`${address}: links to ${to.address}, and nothing stands there`);
        } else if (to.fragment && seen.has(to.address) && !seen.get(to.address).ids.includes(to.fragment)) {
          faults.push(`${address}: links to #${to.fragment} of ${to.address}, which has no such id`);
        }
      }
    }
    none(faults, 'the site');
  });

  it('every page and every file for people can be reached from the front page', () => {
    const reached = new Set(['index.html']);
    for (const address of reached) {
      for (const link of seen.get(address)?.links ?? []) {
        const to = target(link, held.server);
        if (to) reached.add(to.address);
      }
    }
    const forPeople = [...pages, ...files.filter((file) => /\.(pdf|epub|ics)$/.test(file))];
    const lost = forPeople.filter((address) => !address.endsWith('404.html') && !reached.has(address));
    none(lost.map((address) => `no links lead to ${address}`), 'index.html');
  });

  it('an address that does not exist, at any depth, offers help and the way back', async () => {
    const faults = [];
    const page = await held.context.newPage();
    const address = 'triggers/no-such/deeper/page.html';
    page.on('response', (response) => {
      if (response.status() >= 400 && !response.url().endsWith(address)) {
        faults.push(`${response.url()} answers ${response.status()}`);
      }
    });
    await page.goto(held.server.url(address));
    for (const to of ['help/index.html', 'index.html']) {
      const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.href));
      if (!links.includes(held.server.url(to))) faults.push(`404.html does not link to ${to} from there`);
    }
    none(faults, address);
  });
});

/** Where a link leads inside the site, as a file's address and a fragment; undefined for a link that leaves it. */
function target(link, server) {
  // Written down while another server of the same site was up: only its port differs.
  const url = new URL(link);
  if (url.hostname !== '127.0.0.1') return undefined;
  const base = new URL(server.root).pathname;
  return {
    address: url.pathname.startsWith(base)
      ? decodeURIComponent(url.pathname.slice(base.length))
      : `outside the site: ${url.pathname}`,
    fragment: decodeURIComponent(url.hash.slice(1)),
  };
}
