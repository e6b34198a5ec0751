// While somebody writes: an edit is seen in the open page at once, in its place, and a mistake is told beside it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PHONE, launch } from './support.mjs';

const ROOT = resolve(process.env.CURRICLE_ROOT ?? fileURLToPath(new URL('../..', import.meta.url)));
const CURRICLE = resolve(process.env.CURRICLE ?? join(ROOT, 'target/release/curricle'));

/** A lesson long enough to be scrolled, with a word at each end that the tests change. */
const lesson = (first, last) => `---
title: A long lesson
summary: Long enough to be scrolled.
---

${first}

${'This is a line that stays as it is.\n\n'.repeat(60)}${last}
`;

describe('while somebody writes', () => {
  let folder, server, browser, page, file;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'curricle-'));
    cpSync(join(ROOT, 'tests/sites/tiny/curriculum'), join(folder, 'curriculum'), { recursive: true });
    cpSync(join(ROOT, 'themes'), join(folder, 'themes'), { recursive: true });
    file = join(folder, 'curriculum/modules/01-triggers/02-long.md');
    writeFileSync(file, lesson('The first word.', 'The last word.'));
    server = spawn(CURRICLE, ['serve', '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    const address = await new Promise((found, ended) => {
      server.on('exit', (code) => ended(new Error(`curricle serve ended with ${code}`)));
      createInterface(server.stdout).on('line', (line) => {
        const [address] = /http:\/\/[^/]+/.exec(line) ?? [];
        if (address) found(address);
      });
    });
    browser = await launch();
    page = await (await browser.newContext(PHONE)).newPage();
    // The page has asked for news once before anything is edited.
    const followed = page.waitForResponse((response) => response.url().includes('findings'));
    await page.goto(`${address}/triggers/long/`);
    await page.evaluate(() => { window.sameDocument = true; });
    await followed;
  });

  after(async () => {
    await browser?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const edit = async (text, shown) => {
    writeFileSync(file, text);
    await page.getByText(shown).waitFor();
  };

  it('an edit further up keeps the scroll and is brought into view', async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await edit(lesson('The first word was changed.', 'The last word.'), 'The first word was changed.');
    assert.ok(await page.evaluate(() => window.sameDocument), 'the page was not loaded again');
    assert.ok(await page.getByText('The first word was changed.').evaluate((element) => {
      const place = element.getBoundingClientRect();
      return place.top >= 0 && place.bottom <= innerHeight;
    }), 'what was edited is in view');
  });

  it('an edit in view leaves the scroll as it is', async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.getByText('The last word.').scrollIntoViewIfNeeded();
    const scroll = await page.evaluate(() => scrollY);
    await edit(lesson('The first word was changed.', 'The last word, too.'), 'The last word, too.');
    assert.equal(await page.evaluate(() => scrollY), scroll);
  });

  it('what a check says of the page stands beside it', async () => {
    const text = lesson('The first word was changed.', 'The last word, too.').replace('summary:', 'minutes: 50\nsummary:');
    writeFileSync(file, text);
    const panel = page.locator('#curricle-findings');
    await panel.getByText('lesson-minutes').waitFor();
    assert.match(await panel.textContent(), /line 3: the parts take 0 minutes, the lesson 50/);
  });

  it('a mistake is told over the last good page, and goes when it is put right', async () => {
    writeFileSync(file, lesson('The first word was changed.', '[Lost](nowhere.md)'));
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.textContent(), /link-broken/);
    assert.ok(await page.getByText('The last word, too.').isVisible(), 'the last good page stays');
    await edit(lesson('The first word was changed.', 'All is well.'), 'All is well.');
    await alert.waitFor({ state: 'detached' });
  });

  it('a page that was edited elsewhere is offered as a link', async () => {
    const other = join(folder, 'curriculum/modules/01-triggers/01-what-is-a-trigger.md');
    writeFileSync(other, readFileSync(other, 'utf8').replace('A trigger is a start.', 'A trigger is a beginning.'));
    await page.locator('#curricle-findings').getByRole('link', { name: 'triggers/what-is-a-trigger' }).waitFor();
  });
});
