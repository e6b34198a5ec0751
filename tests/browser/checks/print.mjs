// A lesson sent to a printer: with its code and title, without the site around it.

import { lessons } from '../support.mjs';

export const print = {
  async find(page, server, address) {
    const lesson = lessons.find((lesson) => lesson.address === address);
    if (!lesson) return [];
    const { code, title } = lesson;
    await page.emulateMedia({ media: 'print' });
    const faults = await page.evaluate(({ code, title }) => {
      const faults = [];
      const shown = (element) => element.checkVisibility({ visibilityProperty: true });
      const plain = (text) => text.replaceAll(/[\s'’"“”]+/g, ' ').trim();
      const told = (element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`;
      for (const element of document.body.querySelectorAll('*')) {
        if (!shown(element)) continue;
        if (element.matches('nav')) faults.push(`navigation is printed: ${told(element)}`);
        const { position } = getComputedStyle(element);
        // The heads of a table may stick; on paper they stand where they are.
        if (/fixed|sticky/.test(position) && !element.closest('table')) faults.push(`a ${position} bar is printed: ${told(element)}`);
        if (element.matches('audio, video, button')) faults.push(`a control is printed: ${told(element)}`);
      }
      const heading = document.querySelector('h1');
      if (!heading || !shown(heading)) faults.push('its title is not printed');
      else if (!plain(heading.innerText).includes(plain(title))) faults.push(`prints “${heading.innerText}”, not “${title}”`);
      if (!document.body.innerText.includes(code)) faults.push(`its code ${code} is not printed`);
      return faults;
    }, { code, title });
    await page.emulateMedia({ media: null });
    return faults;
  },
};
