// No page is wider than a small phone, also in the largest letters, on a computer that shows four times as large, and where a person has
// their own browser set lines and words apart.

/** WCAG 1.4.12: a page must stand this much space. */
const APART = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

/** What stands out of the page, where it is wider than the screen. */
const wider = (page, how) => page.evaluate((how) => {
  const wide = document.scrollingElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const culprits = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element))
    .slice(0, 3)
    .map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`
      + ` to ${Math.ceil(element.getBoundingClientRect().right)} px`);
  return [`${wide} px wide on a screen of ${innerWidth} px${how}: ${culprits.join(', ')}`];
}, how);

/** Help and the way out whose letters stand one under another. */
const squeezed = (page) => page.evaluate(() => [...document.querySelectorAll('.bar a')]
  .filter((link) => link.getClientRects().length > 0 && link.getBoundingClientRect().height > 2 * link.getBoundingClientRect().width)
  .map((link) => `“${link.textContent.trim()}” has no room on a screen of ${innerWidth} × ${innerHeight} px`));

/** Numbers to call that stand on two lines: nobody can read them out. */
const broken = (page) => page.evaluate(() => {
  const faults = [];
  for (const link of document.querySelectorAll('a[href^="tel:"], a[href^="sms:"]')) {
    const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const { 0: number, index } of walker.currentNode.data.matchAll(/\d[\d-]*\d/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + number.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => top));
        if (lines.size > 1) faults.push(`${number} stands on ${lines.size} lines`);
      }
    }
  }
  return faults;
});

export const width = {
  async find(page) {
    const faults = [];
    // The last is what WCAG 1.4.10 asks for; a phone with its keyboard open is as low.
    for (const [width, height] of [[360, 640], [360, 300], [320, 256]]) {
      await page.setViewportSize({ width, height });
      faults.push(...await wider(page, ''), ...await squeezed(page));
    }
    await page.setViewportSize({ width: 320, height: 640 });
    faults.push(...await wider(page, ''), ...await broken(page));
    await page.evaluate(() => Object.assign(document.documentElement.dataset, { size: 'xxlarge', space: 'wide' }));
    faults.push(...await wider(page, ' in the largest letters'));
    await page.evaluate((apart) => {
      for (const name of ['size', 'space']) delete document.documentElement.dataset[name];
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(apart);
      document.adoptedStyleSheets = [sheet];
    }, APART);
    faults.push(...await wider(page, ' with words set apart'));
    await page.evaluate(() => { document.adoptedStyleSheets = []; });
    return faults;
  },
};
