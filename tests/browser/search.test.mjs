// Search: everything is found by word, by code and by keyboard; help comes first when somebody may need it; without script
// there is a list from A to Z; and nothing of it is loaded before somebody searches.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PHONE, PUBLIC, axeFinds, lessons, none, open, pages, withBrowser } from './support.mjs';

const ADDRESS = 'search/index.html';

/** The search page, with `words` typed. */
async function search(held, words, options = {}) {
  const page = await held.context.newPage();
  await page.goto(held.server.url(ADDRESS));
  await page.locator('#search-words').click();
  if (options.slowly) await page.keyboard.type(words);
  else await page.locator('#search-words').fill(words);
  await page.locator('#search [role=status]:not(:empty)').waitFor();
  return page;
}

const titles = (page) => page.locator('#search-results h2 a').allTextContents();

describe('search', () => {
  const held = withBrowser(PHONE);

  it('a lesson is found by its code, as it is written and as it is said', async () => {
    const [{ code, title, address }] = lessons;
    for (const words of [code, code.toLowerCase(), code.replace('-', ' '), code.replace('-', '')]) {
      const page = await search(held, words);
      assert.equal((await titles(page))[0], title, `for “${words}”`);
      const link = page.locator('#search-results h2 a').first();
      assert.equal(await link.evaluate((element) => element.href), held.server.url(address));
      await page.close();
    }
  });

  it('a word of the glossary leads to what it means', async () => {
    const page = await search(held, 'craving');
    const link = page.locator('#search-results a[href*="glossary/index.html#term-craving"]');
    await link.click();
    await page.waitForURL(/#term-craving$/);
    await page.close();
  });

  it('a place to get help is found by its name', async () => {
    const page = await search(held, 'veterans');
    assert.equal(await page.locator('#search-results a[href*="help/index.html#help-veterans"]').count(), 1);
    await page.close();
  });

  it('a part of a lesson is found under its lesson', async () => {
    const page = await search(held, 'trigger');
    const parts = page.locator('#search-results ul a');
    const href = await parts.first().getAttribute('href');
    await parts.first().click();
    await page.waitForURL((url) => url.pathname + url.hash === href);
    assert.ok(await page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`).isVisible());
    await page.close();
  });

  it('who types a word of crisis sees help first, while typing', async () => {
    for (const words of ['suicide', 'suici', 'Overdose', 'I want to die', 'he hits me', 'self-harm', '988']) {
      const page = await search(held, words);
      const help = page.locator('#search-help');
      assert.ok(await help.isVisible(), `help is not shown for “${words}”`);
      assert.ok(await help.locator('a[href="tel:988"]').isVisible());
      if (await page.locator('#search-results').isVisible()) {
        const [above, below] = [await help.boundingBox(), await page.locator('#search-results').boundingBox()];
        assert.ok(above.y < below.y, `results stand above help for “${words}”`);
      }
      await page.close();
    }
    const page = await search(held, 'breath');
    assert.ok(!await page.locator('#search-help').isVisible(), 'help is not pressed on somebody who looks for something else');
    await page.close();
  });

  it('all of it can be done by keyboard', async () => {
    const page = await search(held, 'stress', { slowly: true });
    await page.locator('#search-results a').first().waitFor();
    const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
    const [first] = await titles(page);
    await page.keyboard.press('Enter');
    assert.equal(await focused(), first, 'Enter leads to the first result');
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await focused(), first, 'Down leads to the next link');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), 'search-words', 'Up leads back to the field');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await focused(), 'search-words', 'Escape leads back to the field');
    await page.close();
  });

  it('who comes back from a result finds the search as it was, and no address tells of it', async () => {
    const page = await search(held, 'urge');
    const before = await titles(page);
    await page.locator('#search-results h2 a').first().click();
    await page.waitForURL((url) => !url.pathname.endsWith(ADDRESS));
    await page.goBack();
    await page.locator('#search-results h2 a').first().waitFor();
    assert.deepEqual(await titles(page), before);
    assert.equal(page.url(), held.server.url(ADDRESS));
    await page.close();
  });

  it('what is not found is said kindly, and the list below stays', async () => {
    const page = await search(held, 'qqqqzzzz');
    assert.match(await page.locator('#search [role=status]').textContent(), /^Nothing was found/);
    assert.ok(await page.locator('#a-to-z').isVisible());
    await page.close();
  });

  it('what is typed is text, whatever it looks like', async () => {
    const page = await search(held, '<img src=x onerror=alert(1)> "trigger');
    assert.equal(await page.locator('#search-results img, #search img').count(), 0);
    await page.close();
  });

  it('what is typed before the script is there is searched, too', async () => {
    const page = await held.context.newPage();
    let come;
    const late = new Promise((coming) => { come = coming; });
    await page.route('**/scripts/search.js', async (route) => {
      await late;
      await route.continue();
    });
    await page.goto(held.server.url(ADDRESS));
    await page.locator('#search-words').fill('craving');
    come();
    await page.locator('#search-results li').first().waitFor();
    assert.equal(await page.locator('#search-words').inputValue(), 'craving');
    await page.close();
  });

  it('nothing of the index is loaded before somebody searches', async () => {
    const context = await held.browser.newContext({ ...PHONE, serviceWorkers: 'block' });
    const page = await context.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, held.server.url(ADDRESS));
    none(asked.filter((url) => url.includes('/pagefind/')).map((url) => `asks for ${url}`), ADDRESS);
    await page.locator('#search-words').fill('urge');
    await page.locator('#search-results li').first().waitFor();
    assert.ok(asked.some((url) => url.includes('/pagefind/')));
    await context.close();
  });

  it('axe finds nothing in results, beside help and where nothing was found', async () => {
    for (const words of ['trigger', 'suicide', 'qqqqzzzz']) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await search(held, words);
        await page.emulateMedia({ colorScheme });
        none(await axeFinds(page, `“${words}”, ${colorScheme}`), page.url());
        await page.close();
      }
    }
  });

  it('only the search page may run the program of the search', () => {
    const faults = [];
    for (const address of pages) {
      const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(readFileSync(join(PUBLIC, address), 'utf8'));
      const may = policy.includes("'wasm-unsafe-eval'");
      if (may !== address.endsWith(ADDRESS)) faults.push(`${address}: ${policy}`);
    }
    none(faults, 'the site');
  });
});

describe('without script', () => {
  const held = withBrowser({ ...PHONE, javaScriptEnabled: false });

  it('the search link leads to a list of every lesson, handout and word', async () => {
    const page = await held.context.newPage();
    await page.goto(held.server.url('index.html'));
    await page.locator('a.find').click();
    await page.waitForURL(held.server.url(ADDRESS));
    assert.ok(!await page.locator('#search').isVisible(), 'a field that does nothing is not shown');
    const listed = await page.locator('#a-to-z li a').evaluateAll((links) => links.map((link) => link.href));
    none(
      lessons.map(({ address }) => held.server.url(address)).filter((url) => !listed.includes(url)).map((url) => `lacks ${url}`),
      ADDRESS,
    );
    assert.ok(listed.some((url) => url.includes('/handouts/')));
    assert.ok(listed.some((url) => url.includes('#term-')));
    await page.close();
  });
});
