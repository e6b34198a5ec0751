// No page is wider than a small phone, also in the largest letters, and where a person has their own browser set lines and words apart.

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

export const width = {
  async find(page) {
    const faults = [];
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 640 });
      faults.push(...await wider(page, ''));
    }
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
