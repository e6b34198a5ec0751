// Without JavaScript: everything can be read, walked through and written in.

import { describe, it } from 'node:test';
import { PHONE, eachPage, lessons, none, withBrowser } from './support.mjs';

const options = { ...PHONE, javaScriptEnabled: false };

/** It shows all its text. */
const shown = {
  async find(page) {
    return page.evaluate(() => {
      const faults = [];
      const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode.data.trim();
        const element = texts.currentNode.parentElement;
        // What only a script can do waits for it; a trail of links may be shorter on a phone.
        if (text === '' || element.closest('script, style, template, noscript, button, option, svg, nav, .with-script')) continue;
        // What is folded opens by itself, without script.
        const folded = element.closest('details:not([open])');
        const shown = folded ? folded.querySelector('summary') : element;
        if (!shown?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
          faults.push(`this text is not shown: “${text.slice(0, 80)}”`);
        }
      }
      return faults;
    });
  },
};

/** It can be written in. */
const writable = {
  async find(page) {
    const faults = [];
    // What is folded is opened the way a person does it.
    for (const folded of await page.locator('main details').all()) {
      if (!await folded.evaluate((element) => element.open)) await folded.locator('> summary').click();
    }
    const texts = await page.locator('main').locator('textarea, input[type=text], input:not([type])').all();
    for (const field of texts.slice(0, 5)) {
      await field.fill('a kind word');
      if (await field.inputValue() !== 'a kind word') faults.push(`${await told(field)} does not keep what is typed`);
    }
    for (const kind of ['checkbox', 'radio']) {
      const field = page.locator(`main input[type=${kind}]`).first();
      if (await field.count() === 0) continue;
      await field.check();
      if (!await field.isChecked()) faults.push(`${await told(field)} cannot be chosen`);
    }
    return faults;
  },
};

eachPage('a lesson without script', [shown, writable], { addresses: lessons.map((lesson) => lesson.address), options });

describe('the way through without script', () => {
  const held = withBrowser(options);

  it('“next” leads through every lesson in order', async () => {
    const page = await held.context.newPage();
    await page.goto(held.server.url(lessons[0].address));
    for (const [at, lesson] of lessons.entries()) {
      const address = page.url().replace(held.server.root, '').split('#')[0];
      if (address !== lesson.address) {
        none([`“next” of ${lessons[at - 1].address} leads here, not to ${lesson.address}`], address);
      }
      if (at + 1 === lessons.length) break;
      const next = page.locator('a[rel~=next]');
      if (await next.count() === 0) none(['has no link with rel="next" to the lesson after it'], address);
      await next.last().click();
      // A busy machine may take a while; a wrong page is named at the top of the loop.
      await page.waitForURL(held.server.url(lessons[at + 1].address)).catch(() => {});
    }
    await page.close();
  });

  it('the front page leads to a lesson by taps', async () => {
    const page = await held.context.newPage();
    await page.goto(held.server.url('index.html'));
    const [module] = lessons[0].address.split('/');
    for (const to of [`${module}/index.html`, lessons[0].address]) {
      const links = page.locator(`main a[href$="${to.split('/').slice(-2).join('/')}"]`);
      if (await links.count() === 0) none([`its main part has no link to ${to}`], page.url());
      await links.first().click();
      await page.waitForURL(held.server.url(to));
    }
    await page.close();
  });
});

function told(field) {
  return field.evaluate((element) => element.outerHTML.slice(0, 120));
}
