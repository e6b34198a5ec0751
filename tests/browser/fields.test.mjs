// Places to write: each has a name that a screen reader says, an id of its own, and room for a thumb.

import { PHONE, eachPage } from './support.mjs';

const FIELDS = new Set([
  'textbox', 'searchbox', 'checkbox', 'radio', 'slider', 'spinbutton', 'combobox', 'listbox', 'switch', 'Date',
]);

eachPage('every field has a name', async (page, server, address) => {
  // Only when no script comes any more: some fold away what is not wanted yet.
  await page.goto(server.url(address), { waitUntil: 'networkidle' });
  const inPage = await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
    const faults = [];
    const groups = new Set();
    for (const radio of document.querySelectorAll('input[type=radio]')) {
      const group = radio.closest('fieldset, [role=radiogroup], [role=group]');
      const named = group?.querySelector(':scope > legend')?.textContent.trim()
        || group?.getAttribute('aria-label')?.trim()
        || document.getElementById(group?.getAttribute('aria-labelledby'))?.textContent.trim();
      if (!named && !groups.has(radio.name)) faults.push(`the choices “${radio.name}” have no question (legend)`);
      groups.add(radio.name);
    }
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`the id “${id}” stands twice`);
    // A field for a file is a button to a screen reader.
    const fields = [...document.querySelectorAll('input:not([type=hidden], [type=file]), textarea, select')]
      .filter((field) => field.checkVisibility());
    return { faults, count: fields.length };
  });

  // The names that Chromium itself would hand to a screen reader.
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const fields = nodes.filter((node) => !node.ignored && FIELDS.has(node.role?.value));
  const faults = inPage.faults;
  for (const field of fields) {
    if (field.name?.value?.trim()) continue;
    const { node } = await session.send('DOM.describeNode', { backendNodeId: field.backendDOMNodeId });
    const told = [];
    for (let at = 0; at < (node.attributes ?? []).length; at += 2) {
      told.push(`${node.attributes[at]}="${node.attributes[at + 1]}"`);
    }
    faults.push(`a field has no name: <${node.localName} ${told.join(' ')}>`);
  }
  if (fields.length < inPage.count) {
    faults.push(`${inPage.count} fields are shown, but a screen reader meets only ${fields.length}`);
  }
  return faults;
}, { options: PHONE });

eachPage('targets are large enough for a thumb', async (page, server, address) => {
  await page.goto(server.url(address));
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
  }, server.root);
}, { options: PHONE });
