// Every page of the site, opened once on a small phone: it opens cleanly, sends nothing anywhere else, and nothing jumps; it offers help, leads
// on, fits the screen, has names for its fields and room for a thumb; it prints, and axe finds nothing. Each is a file in checks/.

import { describe, it } from 'node:test';
import { axe } from './checks/axe.mjs';
import { fields } from './checks/fields.mjs';
import { help } from './checks/help.mjs';
import { jumps } from './checks/jumps.mjs';
import { opens, seen } from './checks/opens.mjs';
import { print } from './checks/print.mjs';
import { targets } from './checks/targets.mjs';
import { width } from './checks/width.mjs';
import { PHONE, eachPage, files, none, pages, withBrowser } from './support.mjs';

// How the page came first; then what changes how it is looked at; axe last, which leaves itself in the page.
eachPage('every page, on a small phone', [opens, jumps, help, fields, targets, width, print, axe], {
  options: PHONE,
  serving: { late: /\.woff2$/ },
});

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
