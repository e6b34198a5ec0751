// On a phone help is on every page, one tap away, in the language of the page.

import { homeOf } from '../support.mjs';

export const help = {
  async find(page, server, address) {
    const faults = [];
    const root = server.root + homeOf(address);
    const help = await page.evaluate((root) => {
      const shown = (link) => link.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const inView = (link) => {
        const box = link.getBoundingClientRect();
        return shown(link) && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
      };
      const links = [...document.querySelectorAll('a[href]')];
      const ways = links.filter((link) => link.href.split('#')[0] === `${root}help/index.html`);
      const calls = links.filter((link) => link.getAttribute('href') === 'tel:988');
      return {
        way: ways.some(shown),
        call: calls.some(shown),
        near: [...ways, ...calls].some(inView),
      };
    }, root);
    if (!help.way) faults.push('shows no link to the help page of its language');
    if (!help.call) faults.push('shows no link to call 988 (tel:988)');
    if (!help.near) faults.push('help is not one tap away: on a phone no link to it is in view when the page opens');
    return faults;
  },
};
