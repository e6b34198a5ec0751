// A practice, step by step: it goes on by itself, waits when it is asked to, and can be stopped at any time.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { PHONE, axeFinds, none, open, withBrowser } from './support.mjs';

const ADDRESS = 'stress/grounding/index.html';

describe('a practice, step by step', () => {
  const held = withBrowser(PHONE);
  let page, player, steps;

  const button = (name) => player.getByRole('button', { name, exact: true });
  const shown = () => steps.evaluateAll((all) => all
    .filter((step) => step.checkVisibility({ visibilityProperty: true }))
    .map((step) => step.textContent.split('.')[0]));
  /** The time of the step is over at once: no test waits for a clock. */
  const over = () => page.evaluate(() => {
    for (const clock of document.getAnimations()) if (clock.onfinish) clock.finish();
  });
  const focused = () => page.evaluate(() => document.activeElement.textContent);

  beforeEach(async () => {
    page = await held.context.newPage();
    await page.addInitScript(() => {
      window.awake = 0;
      const lock = { release: async () => { window.awake -= 1; } };
      const request = async () => { window.awake += 1; return lock; };
      Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    });
    await open(page, held.server.url(ADDRESS));
    player = page.getByRole('group', { name: 'This practice, step by step' }).first();
    await player.waitFor();
    steps = player.locator('ol > li');
  });
  afterEach(() => page.close());

  it('at rest, all steps are shown with their times, and one button over them', async () => {
    assert.equal((await shown()).length, 7);
    assert.match(await steps.nth(1).innerText(), /35 seconds/);
    assert.equal(await player.getByRole('button').filter({ visible: true }).count(), 1);
  });

  it('one step is shown at a time; each goes on to the next, and the last ends it', async () => {
    await button('Start, one step at a time').click();
    assert.deepEqual(await shown(), ['Sit or stand']);
    for (let step = 2; step <= 7; step += 1) {
      await over();
      await player.getByText(`Step ${step} of 7`, { exact: true }).waitFor();
      assert.equal((await shown()).length, 1);
    }
    await over();
    await player.locator('.place').getByText('That was the last step.').waitFor();
    assert.equal((await shown()).length, 7);
    assert.ok(await button('Once more').isVisible());
  });

  it('no figure counts down', async () => {
    await button('Start, one step at a time').click();
    const text = await player.innerText();
    assert.doesNotMatch(text.replaceAll('Step 1 of 7', ''), /\d/);
  });

  it('a pause holds the step, and its rest follows', async () => {
    await button('Start, one step at a time').click();
    await button('Pause').click();
    const clock = () => page.evaluate(() => document.getAnimations().find((one) => one.onfinish).playState);
    assert.equal(await clock(), 'paused');
    await button('Next').click();
    assert.deepEqual(await shown(), ['Five']);
    assert.equal(await clock(), 'paused', 'the next step waits, too');
    await button('Go on').click();
    assert.equal(await clock(), 'running');
  });

  it('by keyboard alone: the focus is on a button in every state', async () => {
    await button('Start, one step at a time').focus();
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'Pause');
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'Go on');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Next');
    await page.keyboard.press('Space');
    assert.deepEqual(await shown(), ['Five']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'Back');
    await page.keyboard.press('Enter');
    assert.deepEqual(await shown(), ['Sit or stand']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Stop');
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'Start, one step at a time');
    assert.equal((await shown()).length, 7);
  });

  it('each step is said to a screen reader, with its place', async () => {
    const said = player.getByRole('status');
    await button('Start, one step at a time').click();
    assert.equal(await said.textContent(), 'Step 1 of 7. Sit or stand. Feel what holds you up.');
    await button('Next').click();
    assert.match(await said.textContent(), /^Step 2 of 7\. Five\./);
  });

  it('a step without a time waits until somebody goes on', async () => {
    await steps.first().evaluate((step) => step.removeAttribute('data-seconds'));
    await button('Start, one step at a time').click();
    await over();
    assert.deepEqual(await shown(), ['Sit or stand']);
    await button('Next').click();
    assert.deepEqual(await shown(), ['Five']);
  });

  it('the screen stays on while it goes on, and only then', async () => {
    const awake = () => page.evaluate(() => window.awake);
    await button('Start, one step at a time').click();
    assert.equal(await awake(), 1);
    await button('Pause').click();
    await page.waitForFunction(() => window.awake === 0);
    await button('Go on').click();
    assert.equal(await awake(), 1);
    await button('Stop').click();
    await page.waitForFunction(() => window.awake === 0);
  });

  it('whoever looks away finds the practice where it was', async () => {
    await button('Start, one step at a time').click();
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    assert.ok(await button('Go on').isVisible());
  });

  it('only one practice of a page goes on', async () => {
    const other = page.getByRole('group', { name: 'This practice, step by step' }).nth(1);
    await button('Start, one step at a time').click();
    await other.getByRole('button', { name: 'Start, one step at a time' }).click();
    assert.ok(await button('Start, one step at a time').isVisible());
    assert.ok(await other.getByRole('button', { name: 'Pause' }).isVisible());
  });

  it('a slow shape is shown to those who want it, and the wish is kept', async () => {
    await button('Start, one step at a time').click();
    assert.ok(!await player.locator('.slow-shape').isVisible());
    await player.getByRole('checkbox', { name: 'A slow shape to look at' }).check();
    assert.ok(await player.locator('.slow-shape').isVisible());
    await page.reload();
    await button('Start, one step at a time').click();
    assert.ok(await player.locator('.slow-shape').isVisible());
  });

  it('nothing moves for those who asked for less motion, and each step shows how long it takes', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await button('Start, one step at a time').click();
    for (const moving of ['.pace', '.slow-shape', '[type=checkbox]']) {
      assert.ok(!await player.locator(moving).isVisible(), `${moving} is not shown`);
    }
    assert.match(await steps.first().innerText(), /15 seconds/);
    await over();
    await player.getByText('Step 2 of 7', { exact: true }).waitFor();
    assert.match((await shown())[0], /^Five/);
  });

  it('axe finds nothing while it goes on, and at its end', async () => {
    const faults = [];
    await button('Start, one step at a time').click();
    faults.push(...await axeFinds(page, 'goes on'));
    await page.emulateMedia({ colorScheme: 'dark' });
    faults.push(...await axeFinds(page, 'goes on, dark'));
    for (let step = 1; step <= 7; step += 1) await button('Next').click();
    faults.push(...await axeFinds(page, 'at its end'));
    none(faults, ADDRESS);
  });
});
