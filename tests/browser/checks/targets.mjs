// Fields, links and buttons have room for a thumb.

import { homeOf } from '../support.mjs';

export const targets = {
  async find(page, server, address) {
    return page.evaluate((root) => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
      const faults = [];
      const measure = (what, element, least, box) => {
        if (!element.checkVisibility({ visibilityProperty: true }) || box.width === 0) return;
        // Half a pixel of rounding is no fault.
        if (box.width + 0.5 < least || box.height + 0.5 < least) {
          const name = (element.textContent.trim() || element.getAttribute('aria-label') || element.id).slice(0, 40);
          faults.push(`${what} “${name}” is ${Math.round(box.width)} × ${Math.round(box.height)} px, not ${least}`);
        }
      };
      const union = (boxes) => {
        const left = Math.min(...boxes.map((box) => box.left));
        const top = Math.min(...boxes.map((box) => box.top));
        return {
          width: Math.max(...boxes.map((box) => box.right)) - left,
          height: Math.max(...boxes.map((box) => box.bottom)) - top,
        };
      };
      for (const link of document.querySelectorAll('nav a')) {
        measure('the navigation link', link, 24, link.getBoundingClientRect());
      }
      for (const field of document.querySelectorAll('input:not([type=hidden]), textarea, select, main button, summary')) {
        // A tap on a label is a tap on its box.
        const parts = [field, ...(field.labels ?? [])].filter((part) => part.checkVisibility());
        if (parts.length > 0) measure('the field', field, 24, union(parts.map((part) => part.getBoundingClientRect())));
      }
      // Links within a sentence are as large as its letters; those that stand by themselves are for shaking hands.
      const away = [...document.querySelectorAll('a[href^="tel:"], a[href^="sms:"], a, button')]
        .filter((element) => !element.closest('main'))
        .filter((element) => /^(tel|sms):/.test(element.getAttribute('href') ?? '')
          || element.href?.split('#')[0] === `${root}help/index.html`
          || element.matches('[data-leave], [class*=leave], [id*=leave]'));
      for (const element of away) measure('help or leave', element, 44, element.getBoundingClientRect());
      return faults;
    }, server.root + homeOf(address));
  },
};
