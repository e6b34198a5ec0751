// What activities do where scripts run: a check answers, a choice can be taken back, cards come one at a time, a log knows
// today, and a frame can be drawn in.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { PHONE, axeFinds, none, open, withBrowser } from './support.mjs';

/** A page of its own for each test of one `describe`. */
function withPage(address, options = PHONE) {
  const held = withBrowser(options);
  beforeEach(async () => {
    held.page = await held.context.newPage();
    // Only when its scripts are there.
    held.open = () => open(held.page, held.server.url(address));
    await held.open();
  });
  afterEach(() => held.page.close());
  return held;
}

describe('a self-check', () => {
  const held = withPage('stress/grounding/index.html');
  const question = (name) => held.page.getByRole('group', { name });
  const said = (group) => group.locator('.feedback').innerText();

  it('says kindly why a choice is not quite right, and what a good answer is', async () => {
    const group = question('What is grounding?');
    await group.getByRole('radio', { name: 'Going over a bad memory' }).check();
    const text = await said(group);
    assert.match(text, /Not quite\. In grounding/);
    assert.match(text, /A good answer\s+Coming back to here and now/);
    assert.doesNotMatch(text, /Making your mind empty/, 'nothing is said of what nobody chose');
  });

  it('says of a good answer why it is one, and nothing else', async () => {
    const group = question('What is grounding?');
    await group.getByRole('radio', { name: 'Coming back' }).check();
    assert.match(await said(group), /^A good answer\s+Coming back to here and now with your senses\s+Yes\./);
    assert.doesNotMatch(await said(group), /Not quite/);
  });

  it('of several choices, each is answered when it is ticked, and not before', async () => {
    const group = question('You cannot smell anything');
    await group.getByRole('checkbox', { name: 'Skip that sense' }).check();
    assert.match(await said(group), /Any step can be left out/);
    assert.doesNotMatch(await said(group), /Use another sense twice/);
    await group.getByRole('checkbox', { name: 'Skip that sense' }).uncheck();
    assert.equal(await said(group), '');
  });

  it('counts nothing', async () => {
    for (const group of await held.page.locator('.self-check .choices').all()) await group.locator('input').first().check();
    for (const text of await held.page.locator('.feedback').allInnerTexts()) assert.doesNotMatch(text, /score|points|%|\d of \d/i);
  });

  it('axe finds nothing in what it says', async () => {
    const faults = [];
    await question('What is grounding?').getByRole('radio').nth(1).check();
    for (const colorScheme of ['light', 'dark']) {
      await held.page.emulateMedia({ colorScheme });
      faults.push(...await axeFinds(held.page, colorScheme));
    }
    none(faults, 'a self-check');
  });
});

describe('a choice of one can be taken back', () => {
  const held = withPage('stress/grounding/index.html');

  it('on a scale, with the pointer', async () => {
    const scale = held.page.getByRole('radiogroup', { name: 'How much am I here right now?' });
    const clear = scale.getByRole('button', { name: 'Clear my answer' });
    assert.ok(!await clear.isVisible(), 'nothing to clear yet');
    await scale.getByRole('radio', { name: '6' }).click();
    await clear.click();
    assert.equal(await scale.locator(':checked').count(), 0);
    assert.ok(!await clear.isVisible());
  });

  it('by keyboard alone, and who listens hears of it', async () => {
    const scale = held.page.getByRole('radiogroup', { name: 'How much am I here right now?' });
    await scale.evaluate((element) => {
      window.heard = [];
      element.addEventListener('input', () => window.heard.push(element.querySelector(':checked')?.value));
    });
    await scale.getByRole('radio').first().focus();
    await held.page.keyboard.press('Space');
    await held.page.keyboard.press('ArrowRight');
    await held.page.keyboard.press('Tab');
    await held.page.keyboard.press('Enter');
    assert.deepEqual(await held.page.evaluate(() => window.heard), ['0', '1', undefined]);
    assert.equal(await held.page.evaluate(() => document.activeElement.value), '1', 'the focus stays on the scale');
  });
});

describe('the cards of a role-play', () => {
  const held = withPage('relationships/saying-no/index.html');
  const turn = (name) => held.page.getByRole('group', { name: 'Cards' }).getByRole('button', { name });
  const shown = () => held.page.locator('.deck > .part').evaluateAll((all) => all
    .filter((card) => card.firstElementChild.checkVisibility({ contentVisibilityAuto: true }))
    .map((card) => card.firstElementChild.textContent));

  it('come one at a time, there and back', async () => {
    assert.deepEqual(await shown(), ['Scene 1: a birthday party']);
    await turn('Next').click();
    assert.deepEqual(await shown(), ['Scene 1: the cousin']);
    await turn('Back').click();
    await turn('Back').click({ force: true });
    assert.deepEqual(await shown(), ['Scene 1: a birthday party']);
  });

  it('by keyboard alone, and each is said', async () => {
    await turn('Next').focus();
    await held.page.keyboard.press('Enter');
    await held.page.keyboard.press('Enter');
    assert.equal(await held.page.locator('.deck [role=status]').textContent(), 'Card 3 of 11');
    assert.equal(await held.page.evaluate(() => document.activeElement.name), 'next', 'the focus stays on the button');
  });

  it('can all be shown, and are all printed', async () => {
    await held.page.emulateMedia({ media: 'print' });
    assert.equal((await shown()).length, 11);
    await held.page.emulateMedia({ media: 'screen' });
    await turn('Show all').click();
    assert.equal((await shown()).length, 11);
    await turn('Show all').click();
    assert.equal((await shown()).length, 1);
  });

  it('an address that names a card shows it', async () => {
    const id = await held.page.locator('.deck > .part h3').nth(4).getAttribute('id');
    await held.page.evaluate((hash) => { location.hash = hash; }, id);
    await held.page.locator(`[id="${id}"]`).waitFor();
    assert.deepEqual(await shown(), [await held.page.locator(`[id="${id}"]`).textContent()]);
  });

  it('axe finds nothing, with one and with all', async () => {
    const faults = await axeFinds(held.page, 'one');
    await turn('Show all').click();
    faults.push(...await axeFinds(held.page, 'all'));
    none(faults, 'the cards');
  });
});

describe('the log of a home practice', () => {
  const held = withPage('stress/grounding/index.html');
  const log = () => held.page.locator('.home-practice table');

  it('knows today, and says nothing of the other days', async () => {
    await held.page.clock.setFixedTime(new Date('2026-11-26T20:00'));
    await held.open();
    await log().getByText('Today').waitFor();
    assert.match(await log().locator('[aria-current=date] th').innerText(), /^Thu\s+Today$/);
    assert.equal(await log().locator('.today').count(), 1);
  });

  it('is ticked with a tap anywhere in the cell, and the tick goes with another', async () => {
    const cell = log().locator('tbody tr').nth(2).locator('td').first();
    const box = cell.getByRole('checkbox', { name: 'I did it: Wed' });
    await cell.tap({ position: { x: 4, y: 4 } });
    assert.ok(await box.isChecked());
    await cell.tap({ position: { x: 4, y: 4 } });
    assert.ok(!await box.isChecked());
  });

  it('counts no days', async () => {
    for (const box of await log().getByRole('checkbox').all()) await box.check();
    assert.doesNotMatch(await held.page.locator('.home-practice').innerText(), /in a row|streak|\d+ days/i);
  });
});

describe('a frame to draw in', () => {
  const held = withPage('art/lines-and-patterns/index.html');
  const drawing = () => held.page.getByRole('group', { name: 'A frame to draw in' });
  const surface = () => drawing().locator('.canvas > svg');
  const button = (name) => drawing().getByRole('button', { name, exact: true });
  const drawn = () => surface().locator('.ink').evaluateAll((all) => all.map((mark) => mark.classList[1]));
  const use = (tool) => drawing().getByRole('radio', { name: tool, exact: true }).check();

  /** With the mouse, from one place of the frame to another, both as shares of its sides. */
  async function stroke(from, to) {
    await surface().scrollIntoViewIfNeeded();
    const box = await surface().boundingBox();
    const at = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
    await held.page.mouse.move(...at(from));
    await held.page.mouse.down();
    await held.page.mouse.move(...at(to), { steps: 8 });
    await held.page.mouse.up();
  }

  beforeEach(async () => {
    await held.page.evaluate(() => localStorage.clear());
    await held.open();
    await drawing().waitFor();
  });

  it('is drawn in with the mouse, and kept', async () => {
    await button('Draw here').click();
    await stroke([0.2, 0.2], [0.6, 0.4]);
    await use('Dots');
    await stroke([0.2, 0.5], [0.6, 0.6]);
    assert.match(await drawing().getByRole('status').innerText(), /kept on this device only/);
    await held.open();
    await held.page.getByRole('img', { name: 'Your drawing. Strokes: 2' }).waitFor();
    assert.deepEqual(await drawn(), ['thin', 'dots']);
    assert.ok(await button('Go on drawing').isVisible());
  });

  it('is drawn in with a finger, but only when asked: at rest a finger moves the page', async () => {
    const action = () => surface().evaluate((element) => getComputedStyle(element).touchAction);
    assert.equal(await action(), 'auto');
    await button('Draw here').tap();
    assert.equal(await action(), 'pinch-zoom');
    await use('Circle');
    await surface().tap();
    assert.deepEqual(await drawn(), ['circle']);
    await button('Done').tap();
    assert.equal(await action(), 'auto');
  });

  it('is drawn in by keyboard alone, and a screen reader hears of it', async () => {
    const { keyboard } = held.page;
    await button('Draw here').focus();
    await keyboard.press('Enter');
    assert.ok(await drawing().getByText('The arrow keys move the pen').isVisible());
    await keyboard.press('ArrowLeft');
    await keyboard.press('Space');
    assert.equal(await drawing().getByRole('status').innerText(), 'Pen down, 48 of 100 from the left, 50 of 100 from the top');
    for (let step = 0; step < 4; step += 1) await keyboard.press('ArrowDown');
    await keyboard.press('Space');
    assert.equal(await drawing().getByRole('status').innerText(), 'Pen up');
    await keyboard.press('Shift+Tab');
    for (let tool = 0; tool < 5; tool += 1) await keyboard.press('ArrowRight');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Space');
    assert.deepEqual(await drawn(), ['thin', 'circle']);
    await keyboard.press('Control+z');
    assert.deepEqual(await drawn(), ['thin']);
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    assert.equal(await held.page.evaluate(() => document.activeElement.textContent), 'Go on drawing');
  });

  it('goes back a step at a time, also after all was cleared', async () => {
    await button('Draw here').click();
    await stroke([0.2, 0.2], [0.6, 0.2]);
    await stroke([0.2, 0.5], [0.6, 0.5]);
    await button('Clear').click();
    assert.deepEqual(await drawn(), []);
    assert.match(await drawing().getByRole('status').innerText(), /Undo brings the drawing back/);
    await button('Undo').click();
    assert.equal((await drawn()).length, 2);
    await button('Undo').click();
    assert.equal((await drawn()).length, 1);
  });

  it('leaves nothing behind when it is empty again', async () => {
    await button('Draw here').click();
    await stroke([0.2, 0.2], [0.6, 0.2]);
    await button('Undo').click();
    assert.deepEqual(await held.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('drawing'))), []);
  });

  it('may be put into words', async () => {
    await button('Draw here').click();
    await drawing().getByRole('textbox', { name: 'Or put it in words' }).fill('Waves, and a thick edge.');
    await held.open();
    await button('Draw here').click();
    assert.equal(await drawing().getByRole('textbox').inputValue(), 'Waves, and a thick edge.');
  });

  it('has tools that are told apart without colour', async () => {
    await button('Draw here').click();
    const lines = await drawing().locator('.tools .ink').evaluateAll((all) => all.map((mark) => {
      const { strokeWidth, strokeDasharray } = getComputedStyle(mark);
      return `${strokeWidth} ${strokeDasharray} ${mark.getAttribute('d')}`;
    }));
    assert.equal(new Set(lines).size, 8);
  });

  it('is printed with its drawing and its words, and without its tools', async () => {
    await button('Draw here').click();
    await stroke([0.2, 0.2], [0.6, 0.2]);
    await drawing().getByRole('textbox').fill('A line.');
    await held.page.emulateMedia({ media: 'print' });
    assert.ok(await surface().isVisible());
    assert.ok(await drawing().getByRole('textbox').isVisible());
    assert.equal(await drawing().getByRole('button').filter({ visible: true }).count(), 0);
    assert.equal(await drawing().getByRole('radio').filter({ visible: true }).count(), 0);
  });

  it('says so where the browser keeps nothing, and loses nothing that is on screen', async () => {
    await held.page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
    });
    await held.open();
    await button('Draw here').click();
    await stroke([0.2, 0.2], [0.6, 0.2]);
    assert.match(await drawing().getByRole('status').innerText(), /is not kept on this device/);
    await button('Done').click();
    assert.equal((await drawn()).length, 1);
  });

  it('draws nothing that it does not know', async () => {
    await held.page.evaluate(() => {
      const kept = { strokes: [['thin', 1, 2], ['thin', '"><img>', 2], ['onload', 1, 2], 7, ['circle', 5, 5, 9000]] };
      localStorage.setItem('curricle:/a/b/:drawing:AR-1:my-pattern-page', JSON.stringify(kept));
    });
    await held.open();
    await drawing().waitFor();
    assert.deepEqual(await drawn(), ['thin']);
  });

  it('axe finds nothing while somebody draws', async () => {
    const faults = [];
    await button('Draw here').click();
    await stroke([0.2, 0.2], [0.6, 0.2]);
    for (const colorScheme of ['light', 'dark']) {
      await held.page.emulateMedia({ colorScheme });
      faults.push(...await axeFinds(held.page, colorScheme));
    }
    await button('Done').click();
    faults.push(...await axeFinds(held.page, 'done'));
    none(faults, 'a frame');
  });
});
