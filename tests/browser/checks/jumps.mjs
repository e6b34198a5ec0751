// Nothing jumps when a page is first opened, by a person of whom nothing is kept yet, while its letters come late.

export const jumps = {
  async watch(page) {
    await page.addInitScript(() => {
      localStorage.clear();
      window.jumps = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          window.jumps.push([value, ...sources.map(({ node }) => (node?.parentElement ?? node)?.outerHTML?.slice(0, 120))]);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
  },

  async find(page) {
    await page.evaluate(() => document.fonts.ready);
    const jumps = await page.evaluate(() => window.jumps);
    const sum = jumps.reduce((sum, [value]) => sum + value, 0);
    return sum < 0.005 ? [] : [`jumps by ${sum.toFixed(3)}: ${jumps.map((jump) => jump.join(' | ')).join('\n    ')}`];
  },
};
