// Reading comfort: how pages look, and a voice that reads them, as somebody chose on this device.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { PHONE, axeFinds, none, open, withBrowser } from './support.mjs';

const LESSON = 'stress/grounding/index.html';

/** Stands in for the voices of a device: it says what it is asked to say, and ends when a test ends it. */
function voices() {
  const own = (name, lang, localService) => ({ name, lang, localService });
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  let current;
  const end = () => {
    const ended = current;
    current = undefined;
    ended?.onend({ target: ended });
  };
  window.endOfSentence = end;
  const synthesis = {
    getVoices: () => [own('Far', 'en', false), own('Other', 'de-DE', true), own('Near', 'en-GB', true)],
    speak: (utterance) => {
      current = utterance;
      window.spoken.push([utterance.voice.name, utterance.text]);
    },
    cancel: end,
    addEventListener: () => {},
  };
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
}

/** A new person's device for each test. */
function withDevice(options, { voice = true } = {}) {
  const held = withBrowser();
  beforeEach(async () => {
    held.device = await held.browser.newContext(options);
    if (voice) await held.device.addInitScript(voices);
    held.page = await held.device.newPage();
    held.open = (address = LESSON) => open(held.page, held.server.url(address));
    await held.open();
  });
  afterEach(() => held.device.close());
  held.opener = () => held.page.getByRole('button', { name: 'Reading', exact: true });
  held.panel = () => held.page.getByRole('region', { name: 'Make reading easier' });
  held.choose = (group, name) => held.panel().getByRole('group', { name: group }).getByRole('radio', { name }).check();
  held.style = (selector, property) => held.page.locator(selector).first()
    .evaluate((element, property) => getComputedStyle(element)[property], property);
  return held;
}

const paper = { light: 'rgb(251, 250, 246)', dark: 'rgb(20, 25, 27)', high: 'rgb(0, 0, 0)' };

describe('how pages look', () => {
  const held = withDevice(PHONE);

  it('letters, lines and spaces are larger, on every page', async () => {
    const before = parseFloat(await held.style('main p.lead', 'fontSize'));
    await held.opener().click();
    await held.choose('Size', 'Larger');
    await held.choose('Space between lines', 'Wide');
    await held.choose('Letters', 'This device’s own');
    await held.open('triggers/index.html');
    assert.ok(parseFloat(await held.style('main p.lead', 'fontSize')) > before * 1.3);
    assert.ok(parseFloat(await held.style('main p', 'letterSpacing')) > 0);
    assert.match(await held.style('body', 'fontFamily'), /^system-ui/);
  });

  it('colours are those that somebody chose, whatever the device says', async () => {
    await held.opener().click();
    for (const [name, theme] of [['Dark', 'dark'], ['High contrast', 'high'], ['Light', 'light']]) {
      await held.choose('Colours', name);
      for (const colorScheme of ['light', 'dark']) {
        await held.page.emulateMedia({ colorScheme });
        assert.equal(await held.style('body', 'backgroundColor'), paper[theme], `${name} on a ${colorScheme} device`);
      }
    }
    await held.choose('Colours', 'As on this device');
    assert.equal(await held.style('body', 'backgroundColor'), paper.dark);
  });

  it('stand before the page is painted: nothing changes its looks later', async () => {
    await held.opener().click();
    await held.choose('Colours', 'Dark');
    await held.page.route('**/main.js', (route) => route.abort());
    await held.page.goto(held.server.url(LESSON));
    assert.equal(await held.style('body', 'backgroundColor'), paper.dark);
  });

  it('paper stays paper', async () => {
    await held.opener().click();
    await held.choose('Colours', 'High contrast');
    await held.choose('Size', 'Largest');
    await held.page.emulateMedia({ media: 'print' });
    assert.equal(await held.style('body', 'backgroundColor'), 'rgb(255, 255, 255)');
    assert.equal(await held.style('body', 'fontSize'), '16px');
    assert.ok(!await held.panel().isVisible());
  });

  it('another tab follows', async () => {
    const other = await held.device.newPage();
    await open(other, held.server.url('triggers/index.html'));
    await held.opener().click();
    await held.choose('Colours', 'Dark');
    await other.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  });

  it('all is as it was with one press, and nothing is left behind', async () => {
    await held.opener().click();
    await held.choose('Size', 'Largest');
    await held.choose('Colours', 'Dark');
    await held.panel().getByRole('button', { name: 'All as it was' }).click();
    assert.equal(await held.style('body', 'backgroundColor'), paper.light);
    assert.deepEqual(await held.page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith('looks'))), []);
  });

  it('no page is wider than a small phone in the largest letters', async () => {
    await held.page.setViewportSize({ width: 320, height: 640 });
    await held.opener().click();
    await held.choose('Size', 'Largest');
    await held.choose('Space between lines', 'Wide');
    for (const address of ['index.html', LESSON, 'help/index.html', 'downloads/index.html', 'glossary/index.html']) {
      await held.open(address);
      const wide = await held.page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(wide <= 320, `${address} is ${wide} px wide`);
    }
  });
});

describe('the panel', () => {
  const held = withDevice({ viewport: { width: 1280, height: 900 } });

  it('is opened, used and closed by keyboard alone', async () => {
    const { keyboard } = held.page;
    await held.opener().focus();
    await keyboard.press('Enter');
    assert.equal(await held.opener().getAttribute('aria-expanded'), 'true');
    await keyboard.press('Tab');
    await keyboard.press('ArrowRight');
    assert.equal(await held.page.evaluate(() => document.documentElement.dataset.size), 'large');
    await keyboard.press('Escape');
    assert.ok(!await held.panel().isVisible());
    assert.ok(await held.opener().evaluate((button) => button === document.activeElement));
  });

  it('is closed by a press beside it, and help stays in reach', async () => {
    await held.opener().click();
    assert.ok(await held.page.getByRole('link', { name: 'Get help now' }).isVisible());
    await held.page.locator('h1').click();
    assert.ok(!await held.panel().isVisible());
  });

  it('axe finds nothing in it, in each choice of colours', async () => {
    const faults = [];
    await held.opener().click();
    for (const name of ['Light', 'Dark', 'High contrast']) {
      await held.choose('Colours', name);
      faults.push(...await axeFinds(held.page, name));
    }
    none(faults, LESSON);
  });
});

describe('a name that says nothing', () => {
  const held = withDevice(PHONE);

  it('stands in the tab of every page, with a plain icon, until somebody takes it back', async () => {
    const own = await held.page.title();
    const box = held.panel().getByRole('checkbox', { name: /Notes/ });
    await held.opener().click();
    await box.check();
    assert.equal(await held.page.title(), 'Notes');
    await held.open('index.html');
    assert.equal(await held.page.title(), 'Notes');
    assert.match(await held.page.locator('link[rel=icon]').getAttribute('href'), /plain\.svg$/);
    await held.open();
    await held.opener().click();
    await box.uncheck();
    assert.equal(await held.page.title(), own);
  });
});

describe('a voice that reads', () => {
  const held = withDevice(PHONE);
  const bar = () => held.page.getByRole('region', { name: 'Reading aloud' });
  const button = (name) => bar().getByRole('button', { name, exact: true });
  const sentence = () => bar().locator('.sentence').innerText();
  const marked = () => held.page.evaluate(() => [...CSS.highlights.get('aloud') ?? []].map(String));
  const begin = async () => {
    // As a finger does it: a test's own click would scroll the page first.
    await held.opener().dispatchEvent('click');
    await held.panel().getByRole('button', { name: 'Read this page aloud' }).dispatchEvent('click');
    await bar().waitFor();
  };

  it('is the device’s own, for the language of the page', async () => {
    await begin();
    assert.deepEqual(await held.page.evaluate(() => window.spoken), [['Near', 'Grounding: back to here and now']]);
  });

  it('shows the sentence and marks it, and goes on by itself', async () => {
    await begin();
    await held.page.evaluate(() => window.endOfSentence());
    assert.equal(await sentence(), 'Use your senses, plain facts or movement to come back when it gets too much.');
    assert.deepEqual(await marked(), [await sentence()]);
  });

  it('reads a sentence as one, also where a word of it is a link', async () => {
    await begin();
    for (let more = 0; more < 40 && !(await sentence()).startsWith('This is called'); more += 1) await button('Next').click();
    assert.equal(await sentence(), 'This is called grounding.');
    assert.deepEqual(await marked(), ['This is called grounding.']);
  });

  it('reads no buttons, no numbers of sources and nothing that is folded away', async () => {
    await held.page.evaluate(() => document.querySelector('.sources').scrollIntoView());
    await held.page.evaluate(() => scrollTo(0, 0));
    await begin();
    const all = await held.page.evaluate(() => {
      const heard = [];
      for (let more = 0; more < 500 && document.querySelector('.reader'); more += 1) {
        heard.push(document.querySelector('.sentence').textContent);
        window.endOfSentence();
      }
      return heard;
    });
    assert.ok(all.length > 100, 'the whole page is read');
    for (const text of all) assert.doesNotMatch(text, /Start, one step|Draw here|See the answers.*Not quite|\[\d\]/);
  });

  it('pauses, goes on with the same sentence, and goes back', async () => {
    await begin();
    await button('Next').click();
    const here = await sentence();
    await button('Pause').click();
    await held.page.evaluate(() => window.endOfSentence());
    assert.equal(await sentence(), here);
    await button('Go on').click();
    assert.equal(await held.page.evaluate(() => window.spoken.at(-1)[1]), here);
    await button('Back').click();
    assert.equal(await sentence(), 'Grounding: back to here and now');
  });

  it('begins with what is in view', async () => {
    // Where the bar stays at the top.
    await held.page.setViewportSize({ width: 1280, height: 900 });
    await held.page.evaluate(() => document.querySelector('.practice h2').scrollIntoView());
    await begin();
    assert.equal(await sentence(), 'With my senses');
  });

  it('stops and leaves no mark', async () => {
    await begin();
    await button('Stop').click();
    assert.equal(await bar().count(), 0);
    assert.deepEqual(await marked(), []);
    assert.ok(await held.opener().evaluate((opener) => opener === document.activeElement));
  });

  it('marks the paragraph where a browser cannot mark words', async () => {
    await held.page.addInitScript(() => { delete window.Highlight; });
    await held.open();
    await begin();
    assert.equal(await held.page.locator('.aloud').innerText(), 'Grounding: back to here and now');
    await button('Stop').click();
    assert.equal(await held.page.locator('.aloud').count(), 0);
  });

  it('axe finds nothing while it reads', async () => {
    await begin();
    none(await axeFinds(held.page, 'it reads'), LESSON);
  });
});

describe('a device without a voice of its own', () => {
  const held = withDevice(PHONE, { voice: false });

  it('says so, and sends nothing to another voice', async () => {
    await held.opener().click();
    assert.ok(await held.panel().getByRole('button', { name: 'Read this page aloud' }).isDisabled());
    assert.match(await held.panel().getByRole('status').innerText(), /no voice of its own/);
  });
});
