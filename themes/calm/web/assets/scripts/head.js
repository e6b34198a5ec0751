// The one script that runs before the page is painted, so that nothing changes its looks later; a classic one, because a
// page opened from a disk may load no modules. What it reads, `comfort.js` keeps by `store.js`, under the same name.

{
  const { documentElement: page } = document;
  const title = document.querySelector('title');
  const icon = document.querySelector('link[rel=icon]');
  const own = { title: title.textContent, icon: icon.getAttribute('href') };

  /** Gives the page the looks that somebody chose: attributes for the style sheet, and a title and icon that say nothing. */
  const wear = ({ discreet, ...looks }) => {
    for (const name of ['size', 'space', 'font', 'theme']) {
      if (looks[name]) page.dataset[name] = looks[name];
      else delete page.dataset[name];
    }
    title.textContent = discreet ? title.dataset.plain : own.title;
    icon.setAttribute('href', discreet ? icon.dataset.plain : own.icon);
  };

  const kept = () => {
    try {
      const { pathname } = new URL(page.dataset.root || '.', location.href);
      return JSON.parse(localStorage.getItem(`curricle:${pathname}:looks`)) ?? {};
    } catch {
      return {};
    }
  };

  wear(kept());
  addEventListener('looks', ({ detail }) => wear(detail));
}

/** In milliseconds: a browser that does not say when it has painted has done so by then. */
const PAINT_AT_MOST = 2000;

if (location.protocol !== 'file:') {
  // What only a script can do is shown from the first paint on, so that nothing moves later.
  const { classList } = document.documentElement;
  classList.add('scripted');
  // What a person reads comes first: no script takes its turn on a slow line. A tab behind others is not painted, and is not waited for.
  const painted = new Promise((done) => {
    if (document.hidden) done();
    new PerformanceObserver(done).observe({ type: 'paint', buffered: true });
    setTimeout(done, PAINT_AT_MOST);
  });
  document.addEventListener('DOMContentLoaded', async () => {
    try {
      await painted;
      await import('./main.js');
      // All that scripts do on this page has begun.
      classList.add('started');
    } catch (fault) {
      // A page must not promise what does not work: that answers are kept, before all.
      classList.remove('scripted');
      throw fault;
    }
  });
}
