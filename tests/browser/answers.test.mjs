// Answers stay on the device: kept as they are typed, found again, shown in My workbook, carried in a file, erased.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PUBLIC, axeFinds, files, lessons, none, withDevice } from './support.mjs';

const WORKBOOK = 'my-workbook/index.html';

/** The first lesson with all of these kinds of spaces to answer. */
function lessonWith(...kinds) {
  const found = lessons.find(({ address }) => {
    const html = readFileSync(join(PUBLIC, address), 'utf8');
    return kinds.every((kind) => new RegExp(`class="answer ${kind}[" ]`).test(html));
  });
  assert.ok(found, `no lesson has ${kinds.join(', ')}`);
  return found;
}

const LESSON = lessonWith('blank', 'lines', 'choices', 'scale');
const TABLE = lessonWith('cell');

/** A lesson with a blank, in another language than the first. */
const TRANSLATED = files.find((file) => /^[a-z]{2}\/[^/]+\/[^/]+\/index\.html$/.test(file)
  && /^(?!.*class="callout notice untranslated").*class="answer blank[" ]/s.test(readFileSync(join(PUBLIC, file), 'utf8')));

/** A lesson of which a device keeps nothing. */
const PRIVATE = lessons.find(({ address }) => / data-private>/.test(readFileSync(join(PUBLIC, address), 'utf8')));

const blank = (page) => page.locator('textarea.blank').first();
const notice = (page) => page.locator('#saved');
const keepWords = (page) => page.locator('#keep-words');
const kept = (page) => page.evaluate(() => JSON.stringify({ ...localStorage }));
const written = (page) => page.locator('#kept').innerText();

/** Puts `canary` into every field to type in and chooses everything that can be chosen; says how many fields there are. */
async function fillAll(page, canary) {
  const fields = await page.locator('textarea.answer').all();
  for (const [at, field] of fields.entries()) await field.fill(`${canary} ${at}.`);
  for (const box of await page.locator('.answer input[type=checkbox]').all()) await box.check({ force: true });
  for (const radio of await page.locator('.answer input[type=radio]').all()) await radio.check({ force: true });
  return fields.length;
}

describe('answers', () => {
  const held = withDevice();

  it('survive closing the page, whatever kind they are', async () => {
    const page = await held.open(LESSON.address);
    await fillAll(page, 'a kind word');
    const state = () => page.locator('.answer').evaluateAll((spaces) => spaces.map((space) => [
      space.value,
      ...[...space.querySelectorAll('input')].map((input) => input.checked),
    ]));
    const before = await state();
    await held.open(LESSON.address, page);
    assert.deepEqual(await state(), before);
  });

  it('say before the first word where they are kept, and once that they are', async () => {
    const page = await held.open(LESSON.address);
    const [sentence, field] = await Promise.all([
      page.locator('#keep').boundingBox(),
      page.locator('.answer').first().boundingBox(),
    ]);
    assert.ok(sentence.y < field.y, 'the sentence stands above the first field');
    assert.match(await page.locator('#keep').innerText(), /saved as you type, on this phone or computer only/);
    assert.equal(await notice(page).textContent(), '');
    await blank(page).pressSequentially('one');
    assert.match(await notice(page).textContent(), /^Saved/);
    await page.locator('.answer').last().locator('input, textarea').or(page.locator('textarea.answer').last()).last().focus();
    await page.locator('textarea.answer').last().fill('two');
    assert.equal(await notice(page).textContent(), '', 'it is said once');
  });

  it('are not promised to be kept when the script does not come', async () => {
    const page = await held.device.newPage();
    await page.route('**/store.js', (route) => route.abort());
    await page.goto(held.server.url(LESSON.address));
    await page.getByText('gone when you close it').waitFor();
    assert.ok(await keepWords(page).isHidden());
    held.errors.length = 0;
  });

  it('keep what was typed before the script came, behind what was kept', async () => {
    const page = await held.open(LESSON.address);
    await blank(page).fill('first');
    const slow = await held.device.newPage();
    let go;
    const wait = new Promise((done) => { go = done; });
    await slow.route('**/answers.js', async (route) => {
      await wait;
      await route.continue();
    });
    await slow.goto(held.server.url(LESSON.address), { waitUntil: 'commit' });
    await blank(slow).fill('second');
    go();
    await slow.waitForFunction(() => document.querySelector('textarea.blank')?.value.includes('first'));
    assert.equal(await blank(slow).inputValue(), 'first\nsecond');
  });

  it('are nowhere but in local storage and in My workbook, and gone after they are erased', async () => {
    const canary = 'Zwischenzug';
    const page = await held.device.newPage();
    const sent = [];
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
    await held.open(LESSON.address, page);
    const count = await fillAll(page, canary);
    const elsewhere = () => page.evaluate(async () => JSON.stringify({
      cookie: document.cookie,
      title: document.title,
      address: location.href,
      history: history.state,
      name: window.name,
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url))),
    }));
    assert.ok(!(await elsewhere()).includes(canary));

    for (const address of ['index.html', lessons.at(-1).address, 'help/index.html']) {
      await held.open(address, page);
      assert.ok(!(await page.content()).includes(canary), `${address} shows it`);
      assert.ok(!(await elsewhere()).includes(canary), `${address} keeps it`);
    }
    await held.open(WORKBOOK, page);
    assert.equal((await written(page)).match(new RegExp(canary, 'g')).length, count, 'My workbook shows every one');
    assert.ok((await kept(page)).includes(canary));

    await page.getByRole('button', { name: 'Erase everything' }).click();
    assert.ok(!(await kept(page)).includes(canary), 'it is not kept any more');
    for (const address of [WORKBOOK, LESSON.address]) {
      await held.open(address, page);
      assert.ok(!(await page.content()).includes(canary), `${address} shows it`);
      const values = await page.locator('textarea').evaluateAll((fields) => fields.map((field) => field.value));
      assert.ok(!values.join().includes(canary), `${address} holds it`);
    }
    none(sent.filter((request) => request.includes(canary) || !request.includes(held.server.root)), 'requests');
  });

  it('are as long on paper as they are', async () => {
    const page = await held.open(LESSON.address);
    await fillAll(page, 'a long answer that goes on and on, over many lines, '.repeat(6));
    await held.open(LESSON.address, page);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 640, height: 900 });
    const cut = await page.locator('textarea').evaluateAll((fields) => fields
      .filter((field) => field.scrollHeight > field.clientHeight + 1 || field.scrollWidth > field.clientWidth + 1)
      .map((field) => `${field.className}: ${field.scrollWidth} × ${field.scrollHeight} in ${field.clientWidth} × ${field.clientHeight}`));
    none(cut, 'cut off');
  });
});

describe('two tabs', () => {
  const held = withDevice();

  it('show each other\'s changes, and leave alone what is being typed', async () => {
    const [one, two] = [await held.open(LESSON.address), await held.open(LESSON.address)];
    const fields = (page) => page.locator('textarea.answer');
    await fields(two).nth(1).pressSequentially('typing here');
    await fields(one).nth(0).fill('from the other tab');
    await fields(one).nth(1).fill('the same field');
    await two.waitForFunction(() => document.querySelector('textarea.answer')?.value === 'from the other tab');
    assert.equal(await fields(two).nth(1).inputValue(), 'typing here');
    await two.keyboard.type(' still');
    assert.equal(await fields(two).nth(1).inputValue(), 'typing here still');
    await one.bringToFront();
    await fields(one).nth(0).focus();
    await one.waitForFunction(() => document.querySelectorAll('textarea.answer')[1]?.value === 'typing here still');
  });

  it('agree on what My workbook shows, erases and stops saving', async () => {
    const [page, workbook] = [await held.open(LESSON.address), await held.open(WORKBOOK)];
    await blank(page).fill('a word');
    await workbook.getByText('a word').waitFor();
    await blank(page).blur();
    await workbook.getByRole('button', { name: 'Erase everything' }).click();
    await page.waitForFunction(() => document.querySelector('textarea.blank')?.value === '');
    await workbook.getByLabel('Save what I write').uncheck();
    await page.getByText('Saving is off.').waitFor();
    await blank(page).fill('not kept');
    assert.match(await notice(page).textContent(), /Not saved: saving is off/);
    assert.ok(!(await kept(page)).includes('not kept'));
    await workbook.getByLabel('Save what I write').check();
    await workbook.getByText('not kept').waitFor();
    assert.ok((await kept(page)).includes('not kept'), 'what is on the screen is kept as soon as it may be');
  });
});

describe('a private lesson', () => {
  const held = withDevice();

  it('leaves nothing on the device: no answer, no place, no mark that it was read', async () => {
    const page = await held.open(PRIVATE.address);
    await page.getByText('Nothing that you write on this page is saved').waitFor();
    await fillAll(page, 'for nobody else');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    assert.ok(await page.locator('#done').count() === 0, 'it cannot be marked as done');
    await held.open(LESSON.address, page);
    const left = await kept(page);
    assert.ok(!left.includes('for nobody else') && !left.includes(PRIVATE.code), left);
    await held.open(PRIVATE.address, page);
    assert.equal(await blank(page).inputValue(), '');
  });
});

describe('a browser that keeps nothing', () => {
  const held = withDevice();
  const ways = {
    'has no storage': () => Object.defineProperty(window, 'localStorage', { value: null }),
    'throws at the name of storage': () => Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
    }),
    'throws at every call': () => {
      for (const name of ['getItem', 'setItem', 'removeItem', 'key']) {
        Storage.prototype[name] = () => { throw new DOMException('No.', 'SecurityError'); };
      }
    },
  };
  for (const [how, refuse] of Object.entries(ways)) {
    it(`${how}: it is said, and nothing on the screen is lost`, async () => {
      await held.device.addInitScript(refuse);
      const page = await held.open(LESSON.address);
      assert.match(await keepWords(page).textContent(), /does not let pages save anything/);
      await fillAll(page, 'still here');
      assert.match(await notice(page).textContent(), /Not saved/);
      assert.match(await blank(page).inputValue(), /still here/);
      const workbook = await held.open(WORKBOOK);
      assert.match(await workbook.locator('#state').textContent(), /does not let pages save anything/);
      assert.ok(await workbook.getByLabel('Save what I write').isHidden(), 'there is nothing to turn on');
    });
  }

  it('says of every choice that it is gone on the next page', async () => {
    await held.device.addInitScript(ways['has no storage']);
    const page = await held.open('index.html');
    const gone = /cannot be saved here/;
    await page.locator('#week-which button').first().click();
    assert.match(await page.locator('#week-said').textContent(), gone);
    await page.locator('#choose > summary').click();
    await page.locator('#choose [type=checkbox]').first().check();
    assert.match(await page.locator('#choose-said').textContent(), gone);
    await page.locator('#every > summary').click();
    await page.locator('#every [data-code] button').first().click();
    assert.match(await page.locator('#plan-said').textContent(), gone);
    await page.getByRole('button', { name: 'Reading', exact: true }).click();
    const panel = await page.locator('#comfort').innerText();
    assert.match(panel, gone);
    assert.doesNotMatch(panel, /are kept on this device/);
  });
});

describe('a full browser', () => {
  const held = withDevice();

  it('says so, loses nothing on the screen, and keeps it when there is room again', async () => {
    const page = await held.open(LESSON.address);
    await page.evaluate(() => {
      for (let size = 1 << 22; size >= 1; size >>= 1) {
        try {
          for (let at = 0; ; at += 1) localStorage.setItem(`full ${size} ${at}`, 'x'.repeat(size));
        } catch {
          // Smaller, then.
        }
      }
    });
    await blank(page).fill('no room for this');
    assert.match(await notice(page).textContent(), /no more room/);
    assert.match(await keepWords(page).textContent(), /no more room/);
    assert.equal(await blank(page).inputValue(), 'no room for this');
    const workbook = await held.open(WORKBOOK);
    assert.match(await workbook.locator('#state').textContent(), /no more room/);
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('full')) localStorage.removeItem(key);
    });
    await blank(page).press('End');
    await page.keyboard.type('!');
    assert.match(await notice(page).textContent(), /^(Saved|$)/);
    assert.match(await keepWords(page).textContent(), /saved as you type/);
    assert.ok((await kept(page)).includes('no room for this!'));
  });
});

describe('My workbook', () => {
  const held = withDevice({ acceptDownloads: true });

  /** My workbook with two answers of one lesson and a row of a table of another. */
  async function workbook() {
    const page = await held.open(LESSON.address);
    await blank(page).fill('the first answer');
    await page.locator('textarea.lines').first().fill('the second answer');
    await held.open(TABLE.address, page);
    const row = page.locator('tr:has(.cell)').first();
    await row.locator('.cell').first().fill('in a cell');
    await held.open(WORKBOOK, page);
    return page;
  }

  it('shows answers by lesson, under their questions, in the order of the curriculum', async () => {
    const page = await workbook();
    const titles = await page.locator('#kept h2').allInnerTexts();
    const codes = [LESSON, TABLE].map(({ code }) => code);
    const order = lessons.map(({ code }) => code).filter((code) => codes.includes(code));
    assert.deepEqual(titles.map((title) => title.split(' ')[0]), order);
    const question = await page.locator('dl > div').filter({ hasText: 'the first answer' }).locator('dt').innerText();
    const lesson = await held.open(LESSON.address);
    assert.equal(question, await blank(lesson).getAttribute('aria-label'));
    await page.getByRole('link', { name: `Change: ${question}` }).click();
    await page.waitForURL((url) => url.href.includes(LESSON.address));
    await page.waitForFunction(() => document.querySelector(':target')?.value === 'the first answer');
  });

  it('keeps what belongs to a lesson that is gone', async () => {
    const page = await workbook();
    await page.evaluate(() => {
      for (const [key, value] of Object.entries(localStorage)) {
        localStorage.setItem(key.replace(/answer:[A-Z]+-\d+/, 'answer:OLD-7'), value);
      }
    });
    await held.open(WORKBOOK, page);
    const gone = page.locator('#kept > section').last();
    assert.match(await gone.innerText(), /^OLD-7/);
    assert.match(await gone.innerText(), /not part of the site any more/);
  });

  it('erases one answer, one lesson or everything, each with undo, by keyboard alone', async () => {
    const page = await workbook();
    const all = await written(page);
    const before = await kept(page);
    const one = page.locator('dl > div').filter({ hasText: 'the first answer' }).getByRole('button');
    const lesson = page.locator('#kept > section').first().getByRole('button', { name: 'Erase all of this lesson' });
    for (const button of [one, lesson, page.getByRole('button', { name: 'Erase everything' })]) {
      await button.focus();
      await page.keyboard.press('Enter');
      assert.notEqual(await kept(page), before);
      assert.notEqual(await written(page), all);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'undo', 'undo is at hand');
      await page.keyboard.press('Enter');
      assert.equal(await written(page), all);
      assert.deepEqual(JSON.parse(await kept(page)), JSON.parse(before));
      assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the place is not lost');
    }
    await one.click();
    await lesson.click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.equal(await written(page), all, 'one after the other is undone, the last one first');
    assert.ok(await page.locator('#undo-bar').isHidden());
  });

  it('reaches all that it offers by Tab', async () => {
    const page = await workbook();
    await page.locator('main').focus();
    const reached = new Set();
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim()));
    }
    const missing = ['print', 'export', 'import', 'saving', 'erase-all', 'Change', 'Erase', 'Erase all of this lesson']
      .filter((name) => !reached.has(name));
    none(missing.map((name) => `${name} is not reached`), WORKBOOK);
  });

  it('prints as a clean document', async () => {
    const page = await workbook();
    await page.emulateMedia({ media: 'print' });
    const printed = await page.locator('main').innerText();
    for (const text of ['the first answer', 'the second answer', 'in a cell']) assert.ok(printed.includes(text), text);
    none(await page.evaluate(() => [...document.querySelectorAll('main :is(button, input, .button, .acts, nav)')]
      .filter((element) => element.checkVisibility())
      .map((element) => `a control is printed: ${element.outerHTML.slice(0, 80)}`)), WORKBOOK);
  });

  it('shows a question as it was asked, also in another language, which it names for voices', { skip: !TRANSLATED }, async () => {
    const [home] = TRANSLATED.split('/');
    const page = await held.open(TRANSLATED);
    await blank(page).fill('una palabra');
    await blank(page).blur();
    await held.open(WORKBOOK, page);
    const entry = page.locator('#kept dl > div');
    for (const part of ['dt', '.written p']) assert.equal(await entry.locator(part).getAttribute('lang'), home);
    await entry.getByRole('link', { name: /^Change/ }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(WORKBOOK));
    // The answer is in the lesson in either language.
    await page.waitForFunction(() => document.querySelector('textarea.blank')?.value === 'una palabra');
    await held.open(`${home}/${WORKBOOK}`, page);
    assert.equal(await entry.locator('dt').getAttribute('lang'), null);
  });

  it('goes into a file and comes back from it', async () => {
    const page = await workbook();
    const answers = () => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.includes('answer:')).sort());
    const before = await answers();
    const all = await written(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save a copy as a file' }).click(),
    ]);
    const file = await download.path();
    const { format, version } = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual([format, version], ['curricle-workbook', 1]);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.locator('#import').setInputFiles(file);
    await page.getByText('New from the file: 3.').waitFor();
    assert.equal(await written(page), all);
    assert.deepEqual(await answers(), before);
    await page.locator('#import').setInputFiles(file);
    await page.getByText('New from the file: 0. Here already: 3.').waitFor();
  });
});

describe('a file that is brought in', () => {
  const held = withDevice();
  const FILE = { format: 'curricle-workbook', version: 1 };
  const KEY = 'answer:TR-1:a0123456789ab';
  const ANSWER = { title: 'A lesson', part: 'A part', place: 1, question: 'What?', value: 'This.' };
  const folder = mkdtempSync(join(tmpdir(), 'curricle-'));
  after(() => rmSync(folder, { recursive: true }));
  // A real file: one that is handed over as bytes goes through the test's own line to the browser, which is slow for a large one.
  const bring = (page, content) => {
    const file = join(folder, 'workbook.json');
    writeFileSync(file, Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content));
    return page.locator('#import').setInputFiles(file);
  };

  it('changes nothing when it is not a workbook', async () => {
    const page = await held.open(WORKBOOK);
    const before = await kept(page);
    const wrong = [
      ['not JSON', '<h1>no</h1>', /not a workbook/],
      ['nothing', '', /not a workbook/],
      ['deep', '['.repeat(1_000_000), /not a workbook/],
      ['a list', [], /not a workbook/],
      ['null', 'null', /not a workbook/],
      ['another format', { ...FILE, format: 'other', kept: {} }, /not a workbook/],
      ['no answers', { ...FILE, kept: null }, /not a workbook/],
      ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80]), /not a workbook/],
      ['newer', { ...FILE, version: 2, kept: {} }, /another version/],
      ['large', Buffer.alloc(21_000_000, ' '), /too large/],
    ];
    for (const [what, content, told] of wrong) {
      await bring(page, content);
      await page.waitForFunction((told) => new RegExp(told).test(document.getElementById('said').textContent), told.source);
      assert.equal(await kept(page), before, what);
      await page.evaluate(() => document.getElementById('said').replaceChildren());
    }
  });

  it('leaves out what it should not hold, and shows the rest as text', async () => {
    const page = await held.open(WORKBOOK);
    const evil = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
    const entries = JSON.stringify({
      [KEY]: { ...ANSWER, title: evil, part: evil, question: evil, value: evil, extra: evil },
      'answer:TR-1:a0123456789ac': { ...ANSWER, value: { toString: 'x' } },
      'answer:TR-1:a0123456789ad': { ...ANSWER, value: ['<b>'], words: ['x'] },
      'answer:TR-1:a0123456789ae': { ...ANSWER, value: ['ok'], words: 'x' },
      'answer:TR-1:a0123456789af': 'text',
      'answer:TR 1:a0123456789ab': ANSWER,
      'answer:TR-1:../../x': ANSWER,
      'saving-off': true,
      'something else': 1,
      constructor: ANSWER,
      plan: ['TR-1', { evil }],
    });
    const proto = `,"__proto__":${JSON.stringify(ANSWER)}}`;
    await bring(page, `{"format":"curricle-workbook","version":1,"kept":${entries.slice(0, -1)}${proto}}`);
    await page.getByText('New from the file: 1.').waitFor();
    assert.match(await page.locator('#said').textContent(), /Left out because they could not be read: 11\./);
    assert.equal(await page.locator('#kept img, #kept script').count(), 0);
    assert.notEqual(await page.title(), 'owned');
    assert.ok((await written(page)).includes('<img src=x'));
    assert.ok(!(await kept(page)).includes('extra'));
    assert.equal(await page.evaluate(() => ({}).value), undefined);
  });

  it('is added to what is here, and says what it did', async () => {
    const page = await held.open(WORKBOOK);
    const other = (id) => `answer:TR-1:a0123456789${id}`;
    await bring(page, { ...FILE, kept: { [KEY]: ANSWER, [other('cc')]: ANSWER } });
    await page.getByText('New from the file: 2. Here already: 0.').waitFor();
    const mine = await written(page);
    await bring(page, { ...FILE, kept: { [KEY]: { ...ANSWER, value: 'That.' }, [other('cc')]: ANSWER, [other('dd')]: ANSWER } });
    await page.getByText('New from the file: 1. Here already: 1. Different here, and left as they are: 1.').waitFor();
    assert.ok(!(await written(page)).includes('That.'));
    await page.getByRole('button', { name: 'Use the answers from the file' }).click();
    assert.ok((await written(page)).includes('That.'));
    for (let at = 0; at < 2; at += 1) await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await written(page), mine);
  });
});

describe('every state of My workbook', () => {
  const held = withDevice({ reducedMotion: 'reduce' });

  for (const [how, options] of [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
  ]) {
    it(`axe finds nothing, on 320 px, ${how}`, async () => {
      const page = await held.device.newPage();
      await page.emulateMedia(options);
      await page.setViewportSize({ width: 320, height: 640 });
      const faults = [];
      const look = async (state) => {
        faults.push(...await axeFinds(page, state));
        const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (wide > 320) faults.push(`${state}: ${wide} px wide`);
      };
      await held.open(WORKBOOK, page);
      await look('empty');
      await held.open(LESSON.address, page);
      await fillAll(page, 'a-very-long-word-'.repeat(8));
      await look('a lesson that is filled in');
      await held.open(WORKBOOK, page);
      await look('with answers');
      await page.getByRole('button', { name: /^Erase:/ }).first().click();
      await look('after one is erased');
      await page.getByLabel('Save what I write').uncheck();
      await look('saving is off');
      await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { value: null }));
      await held.open(WORKBOOK, page);
      await look('storage refused');
      none(faults, WORKBOOK);
    });
  }
});
