// Places to write: each has a name that a screen reader says, and an id of its own.

const FIELDS = new Set([
  'textbox', 'searchbox', 'checkbox', 'radio', 'slider', 'spinbutton', 'combobox', 'listbox', 'switch', 'Date',
]);

export const fields = {
  async find(page, server, address) {
    const { faults } = await page.evaluate(() => {
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
      return { faults };
    });

    // The names that Chromium itself would hand to a screen reader.
    const session = await page.context().newCDPSession(page);
    const met = async () => {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      return nodes.filter((node) => !node.ignored && FIELDS.has(node.role?.value));
    };
    // A field for a file is a button to a screen reader.
    const shown = () => page.evaluate(() => [...document.querySelectorAll('input:not([type=hidden], [type=file]), textarea, select')]
      .filter((field) => field.checkVisibility({ visibilityProperty: true })).length);
    let [count, fields] = [await shown(), await met()];
    // A script that begins after the first paint may just have put cards away; what is shown and never met is a fault.
    for (let waited = 0; fields.length < count && waited < 3000; waited += 100) {
      await page.waitForTimeout(100);
      [count, fields] = [await shown(), await met()];
    }
    for (const field of fields) {
      if (field.name?.value?.trim()) continue;
      const { node } = await session.send('DOM.describeNode', { backendNodeId: field.backendDOMNodeId });
      const told = [];
      for (let at = 0; at < (node.attributes ?? []).length; at += 2) {
        told.push(`${node.attributes[at]}="${node.attributes[at + 1]}"`);
      }
      faults.push(`a field has no name: <${node.localName} ${told.join(' ')}>`);
    }
    if (fields.length < count) {
      faults.push(`${count} fields are shown, but a screen reader meets only ${fields.length}`);
    }
    await session.detach();
    return faults;
  },
};
