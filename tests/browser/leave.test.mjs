// Help and leave: one tap, or one key, from anywhere; and nothing on the screen that tells what was read.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { PHONE, axeFinds, none, open, withBrowser } from './support.mjs';

const LESSON = 'stress/grounding/index.html';
const TARGET = 'https://www.weather.gov/';

/** A page whose neutral target is a stand-in, which answers when a test lets it. */
function withPage(options) {
  const held = withBrowser(options);
  beforeEach(async () => {
    held.page = await held.context.newPage();
    const answered = new Promise((answer) => { held.answer = answer; });
    await held.page.route(`${TARGET}**`, async (route) => {
      held.referrer = (await route.request().allHeaders()).referer;
      await answered;
      await route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><h1>Weather</h1>' });
    });
    held.open = (address) => open(held.page, held.server.url(address));
    await held.open('index.html');
    await held.open(LESSON);
  });
  afterEach(() => held.page.close());
  return held;
}

describe('leave', () => {
  const held = withPage({ viewport: { width: 1280, height: 900 } });
  const press = async (...keys) => {
    for (const key of keys) await held.page.keyboard.press(key);
  };
  const arrived = async () => {
    held.answer();
    await held.page.waitForURL(TARGET);
  };
  const stayed = async () => assert.equal(held.page.url(), held.server.url(LESSON));

  it('covers the page and takes its name away before the next one is there', async () => {
    // While a page is on its way, only the page itself can tell what it shows.
    const told = new Promise((tell) => { held.page.exposeFunction('tell', tell); });
    await held.page.evaluate(() => {
      const look = () => window.tell([
        document.body.innerText.trim(),
        document.title,
        document.querySelector('link[rel=icon]').href.split('/').at(-1),
      ]);
      new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['class'] });
    });
    await held.page.getByRole('link', { name: 'Leave this site' }).last().click({ noWaitAfter: true });
    assert.deepEqual(await told, ['One moment.', 'Notes', 'plain.svg']);
    await arrived();
  });

  it('takes the place of the page, so that “back” does not lead to it', async () => {
    await held.page.getByRole('link', { name: 'Leave this site' }).last().click({ noWaitAfter: true });
    await arrived();
    await held.page.goBack();
    assert.equal(held.page.url(), held.server.url('index.html'));
    assert.equal(held.referrer, undefined, 'the next site is not told where somebody came from');
  });

  it('is the first thing that Tab reaches, and then it is seen', async () => {
    const link = held.page.locator('a.leave').first();
    assert.ok(await link.evaluate((element) => element.getBoundingClientRect().bottom <= 0), 'hidden at rest');
    await press('Tab');
    assert.ok(await link.evaluate((element) => element === document.activeElement && element.getBoundingClientRect().top >= 0));
    await held.page.keyboard.press('Enter', { noWaitAfter: true });
    await arrived();
  });

  it('is Shift, pressed three times; a screen reader hears how many are left', async () => {
    const said = held.page.getByRole('status').filter({ hasText: 'Shift' });
    await press('Shift');
    assert.equal(await said.textContent(), 'Press Shift 2 more times to leave this site.');
    await press('Shift');
    assert.equal(await said.textContent(), 'Press Shift 1 more time to leave this site.');
    await press('Shift');
    await arrived();
  });

  it('is not Shift with another key, nor presses with others between them', async () => {
    await held.page.getByRole('textbox').first().focus();
    await press('Shift+A', 'Shift+B', 'Shift+C', 'Shift', 'x', 'Shift', 'Shift', 'Shift+Tab');
    await stayed();
    assert.equal(await held.page.locator('.bar .leave').getAttribute('data-presses'), '0');
  });

  it('forgets presses that are far apart', async () => {
    await held.page.clock.install();
    await held.open(LESSON);
    await press('Shift', 'Shift');
    await held.page.clock.runFor(5001);
    await press('Shift');
    await stayed();
  });

  it('also leaves while a practice goes on, and when a field has the focus', async () => {
    await held.page.getByRole('button', { name: 'Start, one step at a time' }).first().click();
    await held.page.getByRole('textbox').first().focus();
    await press('Shift', 'Shift', 'Shift');
    await arrived();
  });
});

describe('leave without script', () => {
  const held = withPage({ ...PHONE, javaScriptEnabled: false });

  it('is a link', async () => {
    held.answer();
    await held.page.getByRole('link', { name: 'Leave this site' }).last().click();
    await held.page.waitForURL(TARGET);
  });
});

describe('the help page', () => {
  const held = withPage(PHONE);
  beforeEach(() => held.open('help/index.html'));

  it('begins with the programme’s own contact', async () => {
    assert.equal(await held.page.locator('main .person').first().getAttribute('id'), 'help-programme');
  });

  it('says plainly what leaving does not do', async () => {
    const text = await held.page.locator('main').innerText();
    assert.match(text, /It does not clear the list of pages/);
    assert.match(text, /pressing Shift three times/);
  });

  it('has something to do at once, one step at a time', async () => {
    await held.page.getByRole('link', { name: 'Steady yourself first' }).click();
    const ground = held.page.getByRole('region', { name: 'Two minutes to steady yourself' });
    await ground.getByRole('button', { name: 'Start, one step at a time' }).click();
    assert.ok(await ground.getByText('Step 1 of 6', { exact: true }).isVisible());
    none(await axeFinds(held.page, 'a practice goes on'), 'help/index.html');
  });
});

describe('the help page without script', () => {
  const held = withPage({ ...PHONE, javaScriptEnabled: false });

  it('shows all the steps of its practice, and nothing that only a script can do', async () => {
    await held.open('help/index.html');
    assert.equal(await held.page.locator('#ground li').filter({ visible: true }).count(), 6);
    assert.doesNotMatch(await held.page.locator('main').innerText(), /Shift/);
  });
});
