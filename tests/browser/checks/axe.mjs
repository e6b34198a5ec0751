// WCAG 2.2 A and AA and axe's best practices: light, dark, and on a screen of 320 px.

import { axeFinds } from '../support.mjs';

const DESK = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 640 };

/** The rules that colours decide. */
const ON_COLOURS = ['color-contrast', 'link-in-text-block'];

/** All that is shown, with where it stands. */
const layout = (page) => page.evaluate(() => [...document.body.querySelectorAll('*')].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && [x, y, width, height].map(Math.round).join();
}).join(' '));

export const axe = {
  async find(page) {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(DESK);
    const faults = await axeFinds(page, 'light');
    const light = await layout(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Where the same stands in the same places, only what colours decide can be other than in the light.
    const rules = await layout(page) === light ? ON_COLOURS : undefined;
    faults.push(...await axeFinds(page, 'dark', rules));
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(SMALL);
    return [...faults, ...await axeFinds(page, '320 px')];
  },
};
