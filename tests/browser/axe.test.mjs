// Every page against WCAG 2.2 A and AA and axe's best practices: light, dark, and on a screen of 320 px.

import { axeFinds, eachPage } from './support.mjs';

const DESK = { width: 1280, height: 900 };

eachPage('axe finds nothing', async (page, server, address) => {
  const faults = [];
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(server.url(address));
  for (const [how, colorScheme, viewport] of [
    ['light', 'light', DESK],
    ['dark', 'dark', DESK],
    ['320 px', 'light', { width: 320, height: 640 }],
  ]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    faults.push(...await axeFinds(page, how));
  }
  return faults;
});
