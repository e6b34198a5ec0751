// Every page against WCAG 2.2 A and AA and axe's best practices: light, dark, and on a screen of 320 px.

import axe from 'axe-core';
import { eachPage } from './support.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const DESK = { width: 1280, height: 900 };

eachPage('axe finds nothing', async (page, server, address) => {
  const faults = [];
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(server.url(address));
  await page.evaluate(axe.source);
  for (const [how, colorScheme, viewport] of [
    ['light', 'light', DESK],
    ['dark', 'dark', DESK],
    ['320 px', 'light', { width: 320, height: 640 }],
  ]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const found = await page.evaluate(
      (tags) => window.axe.run({ runOnly: tags, resultTypes: ['violations'] }),
      TAGS,
    );
    for (const { id, help, nodes } of found.violations) {
      const where = nodes.slice(0, 3).map((node) => {
        const [first] = [...node.any, ...node.all, ...node.none];
        return `\n      ${node.html.slice(0, 160)}${first ? ` (${first.message})` : ''}`;
      });
      faults.push(`${how}: ${id}, ${help}, ${nodes.length} ×${where.join('')}`);
    }
  }
  return faults;
});
