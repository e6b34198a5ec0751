// What is on this week: computed on the device, for the group that a person names once.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { axeFinds, none, withDevice } from './support.mjs';

const HOME = 'index.html';
const SCHEDULE = 'schedule/index.html';

describe('this week', () => {
  const held = withDevice();

  /** Opens a page at a moment of the sample programme, whose groups meet by the clock of New York. */
  async function at(moment, address, tab) {
    const page = tab ?? await held.device.newPage();
    await page.clock.setFixedTime(new Date(moment));
    return held.open(address, page);
  }

  const choose = (page, group) => page.locator('#week-which').getByRole('button', { name: group }).click();
  const days = (page) => page.locator('#week-mine .day strong').allInnerTexts();
  const codes = (page) => page.locator('#week-mine .number').evaluateAll((all) => all.map((each) => each.firstChild.data));
  const said = (page) => page.locator('#week-said').innerText();

  it('asks once which group is mine, and then shows its days and lessons, today marked', async () => {
    const page = await at('2027-01-13T15:00:00Z', HOME);
    assert.ok(await page.locator('#week-mine').isHidden());
    await choose(page, 'Morning group');
    assert.deepEqual(await days(page), ['Monday, January 11', 'Wednesday, January 13', 'Friday, January 15']);
    assert.deepEqual(await codes(page), ['RP-1', 'MI-2', 'LB-1', 'PE-1', 'RE-2', 'WE-2']);
    assert.match(await page.locator('#week-mine [aria-current=date]').innerText(), /January 13[\s\S]*today/);
    none(await axeFinds(page, 'a group is chosen'), HOME);
    await at('2027-01-13T15:00:00Z', SCHEDULE, page);
    assert.deepEqual(await codes(page), ['RP-1', 'MI-2', 'LB-1', 'PE-1', 'RE-2', 'WE-2']);
    await page.locator('#week-mine .rows a').first().click();
    await page.waitForURL(/relapse-prevention/);
  });

  it('what the timetable says of a lesson stands below it, and of no other day', async () => {
    const remarks = (page) => page.locator('#week-mine .remark').allInnerTexts();
    const page = await at('2027-04-21T15:00:00Z', HOME);
    await choose(page, 'Morning group');
    for (const address of [HOME, SCHEDULE]) {
      await at('2027-04-21T15:00:00Z', address, page);
      assert.deepEqual(await remarks(page), ['with guests']);
      assert.match(await page.locator('#week-mine li', { has: page.locator('.remark') }).last().innerText(), /WE-5[\s\S]*with guests/);
      // The same lesson has none a week before.
      await at('2027-04-14T15:00:00Z', address, page);
      assert.deepEqual(await remarks(page), []);
    }
  });

  it('a session that is moved stands on its new day', async () => {
    const page = await at('2027-01-18T15:00:00Z', HOME);
    await choose(page, 'Evening group');
    assert.deepEqual(await days(page), ['Tuesday, January 19', 'Wednesday, January 20', 'Thursday, January 21']);
  });

  it('the week is that of the place where the group meets', async () => {
    // In New York it is still Sunday evening.
    const page = await at('2027-01-11T03:00:00Z', HOME);
    await choose(page, 'Morning group');
    assert.deepEqual(await days(page), ['Monday, January 4', 'Wednesday, January 6', 'Friday, January 8']);
  });

  it('before the start and after the end it says so', async () => {
    const page = await at('2026-12-20T15:00:00Z', HOME);
    await choose(page, 'Weekend group');
    assert.equal(await said(page), 'Your group starts on Saturday, January 9.');
    await at('2027-08-20T15:00:00Z', HOME, page);
    assert.equal(await said(page), 'This group has ended. Ask staff about the next one.');
  });

  it('what was chosen is kept on the device until it is cleared', async () => {
    const page = await at('2027-01-13T15:00:00Z', HOME);
    await choose(page, 'Weekend group');
    await page.locator('#week-clear').click();
    assert.ok(await page.locator('#week-which').isVisible());
    await held.open(HOME, page);
    assert.ok(await page.locator('#week-which').isVisible());
  });
});
