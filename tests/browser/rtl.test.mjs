// A script that runs from right to left: the little site in Arabic, with the theme as it is. Sides change places, and all else holds as it
// does for English.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axe } from './checks/axe.mjs';
import { fields } from './checks/fields.mjs';
import { jumps } from './checks/jumps.mjs';
import { width } from './checks/width.mjs';
import { PHONE, eachPage } from './support.mjs';

const ROOT = resolve(process.env.CURRICLE_ROOT ?? fileURLToPath(new URL('../..', import.meta.url)));
const CURRICLE = resolve(process.env.CURRICLE ?? join(ROOT, 'target/release/curricle'));

const folder = mkdtempSync(join(tmpdir(), 'curricle-'));
const site = join(folder, 'public');
after(() => rmSync(folder, { recursive: true }));
cpSync(join(ROOT, 'themes'), join(folder, 'themes'), { recursive: true });
cpSync(join(ROOT, 'tests/sites/arabic'), folder, { recursive: true });
execFileSync(CURRICLE, ['build', '--root', folder, '--only', 'web', '--out', site, '--staff-out', join(folder, 'staff')], {
  stdio: ['ignore', 'ignore', 'pipe'],
});

/** The other language of the site is English. */
const addresses = readdirSync(site, { recursive: true })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.html') && !path.endsWith('404.html') && !path.startsWith('en/'));

/** Everything begins at the right, and what points onwards points to the left. */
const mirrored = {
  find: (page) => page.evaluate(() => {
    const faults = [];
    const { lang, dir } = document.documentElement;
    if (lang !== 'ar' || dir !== 'rtl') faults.push(`is “${lang}” and runs “${dir}”`);
    const left = (selector) => document.querySelector(selector)?.getBoundingClientRect().left;
    if (left('.help-now') < left('.bar .leave')) faults.push('help stands behind the way out');
    if (left('.to-comfort') < left('.find')) faults.push('search stands before reading comfort');
    const heading = document.querySelector('h1');
    const words = document.createRange();
    words.selectNodeContents(heading);
    const [box, text] = [heading.getBoundingClientRect(), words.getBoundingClientRect()];
    if (box.right - text.right > 1) faults.push('its title does not begin at the right');
    // One in a part that a script has yet to show is not drawn, and so turned nowhere.
    for (const arrow of [...document.querySelectorAll('.go svg, .on svg')].filter((arrow) => arrow.checkVisibility())) {
      const onwards = new DOMMatrix(getComputedStyle(arrow).transform).a;
      if (onwards !== -1) faults.push(`an arrow points to where one came from: ${arrow.parentElement.textContent.trim()}`);
    }
    return faults;
  }),
};

eachPage('a page that runs from right to left', [jumps, mirrored, fields, width, axe], {
  addresses,
  options: PHONE,
  serving: { folder: () => site, late: /\.woff2$/ },
});
