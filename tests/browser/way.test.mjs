// My way through the lessons: where I was, what I marked as done, my plan, and what fits me. Nothing of it leaves the device.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { axeFinds, lessons, none, withDevice } from './support.mjs';

const HOME = 'index.html';
const [FIRST, SECOND, THIRD] = lessons;

const kept = (page) => page.evaluate(() => JSON.stringify({ ...localStorage }));
const codes = (page, list) => page.locator(`${list} > ol .number`).evaluateAll((all) => all.map((each) => each.firstChild.data));
const goOn = (page) => page.locator('#go-on');

describe('where I was', () => {
  const held = withDevice();

  it('the front page leads back to the lesson, and to the part of it, that was open last', async () => {
    const page = await held.open(SECOND.address);
    const part = await page.locator('.prose section:not(section section)').nth(2).getAttribute('aria-labelledby');
    await page.evaluate((part) => document.getElementById(part).scrollIntoView(), part);
    await page.waitForFunction((part) => JSON.stringify({ ...localStorage }).includes(part), part);
    await held.open(HOME, page);
    assert.equal(await goOn(page).textContent(), `Go on with “${SECOND.title}”`);
    await goOn(page).click();
    await page.waitForURL(held.server.url(`${SECOND.address}#${part}`));
  });

  it('a first visit begins with the first module', async () => {
    const page = await held.open(HOME);
    assert.match(await goOn(page).textContent(), /^Start here:/);
    assert.ok(await page.locator('#plan').isHidden());
    assert.ok(await page.locator('#fits').isHidden());
  });
});

describe('a lesson that is done', () => {
  const held = withDevice();

  it('carries a mark wherever it is listed, until it is taken away', async () => {
    const page = await held.open(FIRST.address);
    const marks = () => page.locator('li .number:has(.done)').evaluateAll((all) => all.map((each) => each.firstChild.data));
    const button = page.getByRole('button', { name: 'I am done with this lesson' });
    await button.click();
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    await held.open(`${FIRST.address.split('/')[0]}/index.html`, page);
    assert.deepEqual([...new Set(await marks())], [FIRST.code]);
    assert.match(await page.locator('.list .number').first().innerText(), /done/);
    await held.open(HOME, page);
    assert.match(await goOn(page).textContent(), /^Start here:/, 'what is done is not gone on with');
    await held.open(FIRST.address, page);
    await button.click();
    assert.deepEqual(await marks(), []);
  });
});

describe('a plan', () => {
  const held = withDevice();
  const said = (page) => page.locator('#plan-said').textContent();
  const link = (...lessons) => `${HOME}#plan=${lessons.map(({ code }) => code).join(',')}`;

  it('comes by a link, and no server is told of it', async () => {
    const page = await held.device.newPage();
    const sent = [];
    page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
    await held.open(link(THIRD, FIRST), page);
    assert.deepEqual(await codes(page, '#plan'), [THIRD.code, FIRST.code]);
    assert.ok(sent.every((request) => !request.includes('plan')), 'the plan is sent nowhere');
    await page.reload();
    await page.getByText(`Next in my plan, “${THIRD.title}”`).waitFor();
    await held.open(THIRD.address, page);
    await page.getByRole('button', { name: 'I am done' }).click();
    await page.getByRole('link', { name: 'Back to my plan' }).click();
    await goOn(page).filter({ hasText: FIRST.title }).waitFor();
    assert.ok(await page.locator('#plan .done').isVisible());
  });

  it('does not take the place of another without asking', async () => {
    const page = await held.open(link(FIRST));
    await page.evaluate((hash) => { location.hash = hash; }, `plan=${SECOND.code},${THIRD.code}`);
    await page.getByText('You have a plan of your own already').waitFor();
    assert.deepEqual(await codes(page, '#plan'), [SECOND.code, THIRD.code]);
    await page.getByRole('button', { name: 'Keep my own plan' }).click();
    assert.deepEqual(await codes(page, '#plan'), [FIRST.code]);
    await page.evaluate((hash) => { location.hash = hash; }, `plan=${SECOND.code},${THIRD.code}`);
    await page.getByRole('button', { name: 'Use this plan' }).click();
    await held.open(HOME, page);
    assert.deepEqual(await codes(page, '#plan'), [SECOND.code, THIRD.code]);
  });

  it('is made, shared and taken away here', async () => {
    const page = await held.open(HOME);
    await page.locator('#every > summary').click();
    for (const { code } of [SECOND, FIRST]) await page.getByRole('button', { name: `My plan: ${code} ` }).click();
    assert.deepEqual(await codes(page, '#plan'), [SECOND.code, FIRST.code]);
    await page.locator('#plan-more > summary').click();
    const shared = await page.getByLabel('Link to this plan').inputValue();
    assert.equal(shared, held.server.url(link(SECOND, FIRST)));
    await page.getByRole('button', { name: 'Take this plan away' }).click();
    assert.ok(!(await kept(page)).includes(':plan'));
    await page.getByRole('button', { name: 'Use this plan' }).click();
    assert.deepEqual(await codes(page, '#plan'), [SECOND.code, FIRST.code], 'it can be had back');
    await page.getByRole('button', { name: `My plan: ${SECOND.code} ` }).click();
    assert.deepEqual(await codes(page, '#plan'), [FIRST.code]);
  });

  it('from a hostile link shows only lessons of this site', async () => {
    const page = await held.open(`${HOME}#plan=${FIRST.code},%3Cimg%20src=x%3E,ZZ-99,%E0%A4%A,${'A-1,'.repeat(2000)}`);
    assert.deepEqual(await codes(page, '#plan'), [FIRST.code]);
    assert.match(await page.locator('#plan-said').textContent(), /Not on this site: .*ZZ-99/);
    assert.equal(await page.locator('#plan img').count(), 0);
  });

  it('comes whole through programs that write its link in their own way', async () => {
    const page = await held.open(`${HOME}#plan=${FIRST.code}%2c${SECOND.code},%20${THIRD.code}.`);
    assert.deepEqual(await codes(page, '#plan'), [FIRST, SECOND, THIRD].map(({ code }) => code));
    assert.equal(await said(page), 'This plan came with the link that you opened.');
    await page.reload();
    await page.locator('html.started').waitFor();
    assert.equal(await said(page), 'This plan came with the link that you opened.', 'it is no plan of somebody else');
  });

  it('that was cut off on its way says so', async () => {
    for (const [end, shown] of [[`${FIRST.code},${SECOND.code.split('-')[0]}`, [FIRST.code]], [`${FIRST.code},RP-`, [FIRST.code]], ['', []]]) {
      const page = await held.open(`${HOME}#plan=${end}`);
      await page.evaluate(() => localStorage.clear());
      assert.deepEqual(await codes(page, '#plan'), shown);
      assert.match(await said(page), /A part of the link is missing/);
      assert.equal(/This plan came/.test(await said(page)), shown.length > 0);
    }
  });

  it('says no words of a link', async () => {
    const page = await held.open(`${HOME}#plan=${FIRST.code},CALL-NOW,GIVE-UP,5551234-5551234`);
    assert.deepEqual(await codes(page, '#plan'), [FIRST.code]);
    assert.doesNotMatch(await said(page), /CALL|GIVE|555/);
  });

  it('is shown where nothing can be kept, and stays in the address', async () => {
    await held.device.addInitScript(() => Object.defineProperty(window, 'localStorage', { value: null }));
    const page = await held.open(link(FIRST, SECOND));
    assert.deepEqual(await codes(page, '#plan'), [FIRST.code, SECOND.code]);
    assert.match(await page.locator('#plan-said').textContent(), /cannot be saved here/);
    assert.ok(page.url().includes('#plan='));
  });
});

describe('what fits me', () => {
  const held = withDevice();

  it('comes first, and all else stays within reach', async () => {
    const page = await held.open(HOME);
    await page.locator('#choose > summary').click();
    const goal = page.locator('#choose [name=goals]').first();
    const id = await goal.getAttribute('value');
    await goal.check();
    const fitting = await page.locator(`#every [data-goals~="${id}"]`).evaluateAll((rows) => rows.map((row) => row.dataset.code));
    const shown = async () => page.locator('#fits ol .number').evaluateAll((all) => all.map((each) => each.firstChild.data));
    assert.deepEqual(await shown(), fitting);
    assert.match(await page.locator('#choose-said').textContent(), new RegExp(`: ${fitting.length}$`));
    const [fits, shelf] = await Promise.all(['#fits', '.shelf'].map((part) => page.locator(part).boundingBox()));
    assert.ok(fits.y < shelf.y);

    await held.open(HOME, page);
    assert.deepEqual(await shown(), fitting, 'it is remembered');
    const listed = await page.locator('#every [data-code]').evaluateAll((rows) => rows.map((row) => row.dataset.code));
    assert.deepEqual(listed, lessons.map(({ code }) => code), 'every lesson is still listed');
    await page.locator('#choose > summary').click();
    await page.getByRole('button', { name: 'Clear what I chose' }).click();
    assert.ok(await page.locator('#fits').isHidden());
    assert.ok(!(await kept(page)).includes('wishes'));
  });

  it('leaves out what is for another track', async () => {
    const page = await held.open(HOME);
    await page.locator('#choose > summary').click();
    const rows = await page.locator('#every [data-code]').evaluateAll((all) => all.map((row) => ({
      code: row.dataset.code,
      tracks: row.dataset.tracks.split(' ').filter(Boolean),
      goals: row.dataset.goals.split(' ').filter(Boolean),
    })));
    const boxes = await page.locator('#choose [name=tracks]').evaluateAll((all) => all.map((box) => box.value));
    const apart = rows.find(({ tracks }) => tracks.length > 0 && tracks.length < boxes.length);
    const other = boxes.find((track) => !apart.tracks.includes(track));
    for (const goal of apart.goals) await page.locator(`#goal-${goal}`).check();
    const shown = async () => page.locator('#fits ol .number').evaluateAll((all) => all.map((each) => each.firstChild.data));
    assert.ok((await shown()).includes(apart.code));
    await page.locator(`#track-${other}`).check();
    assert.ok(!(await shown()).includes(apart.code));
  });
});

describe('every state of the front page', () => {
  const held = withDevice({ reducedMotion: 'reduce' });

  it('axe finds nothing on 320 px', async () => {
    const page = await held.device.newPage();
    await page.setViewportSize({ width: 320, height: 640 });
    await held.open(`${HOME}#plan=${lessons.map(({ code }) => code).join(',')}`, page);
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    await page.locator('#choose [type=checkbox]').first().check();
    await page.locator('#choose [name=goals]').first().check();
    const faults = [];
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      faults.push(...await axeFinds(page, colorScheme));
    }
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (wide > 320) faults.push(`${wide} px wide`);
    none(faults, HOME);
  });
});
