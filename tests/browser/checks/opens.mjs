// A page opens cleanly and sends nothing anywhere else.

/** What each page links to and what can be linked to on it, by its address. */
export const seen = new Map();

export const opens = {
  async watch(page, server, faults) {
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (url.startsWith(server.root) || /^(data|blob):/.test(url)) return;
      faults.push(`asks for ${url}, which is not of this site: nothing may leave the device`);
    });
    page.on('requestfailed', (request) => {
      faults.push(`${request.url()} did not load: ${request.failure()?.errorText}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.url()} answers ${response.status()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`Content-Security-Policy ${event.violatedDirective} stopped ${event.blockedURI || event.sample}`);
      });
    });
  },

  async find(page, server, address) {
    const faults = [];
    const about = await page.evaluate(() => ({
      policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
      language: document.documentElement.lang,
      title: document.title.trim(),
      headings: document.querySelectorAll('h1').length,
      cookies: document.cookie,
      links: [...document.querySelectorAll('[href], [src]')]
        .filter((element) => element.getAttribute('rel') !== 'canonical')
        .map((element) => element.href?.baseVal ?? element.href ?? element.src),
      ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
    }));
    seen.set(address, about);
    if (about.headings !== 1) faults.push(`has ${about.headings} h1, not one`);
    if (about.title === '') faults.push('has no title');
    if (about.language === '') faults.push('does not say its language (html lang)');
    if (about.cookies !== '') faults.push(`sets a cookie: ${about.cookies}`);
    const source = /(default|script)-src [^;]*'self'|default-src 'none'/;
    if (!source.test(about.policy)) faults.push('has no Content-Security-Policy that allows only the site itself');
    for (const loose of ["'unsafe-inline'", "'unsafe-eval'", '*', 'http:', 'https:']) {
      if (about.policy.includes(loose)) faults.push(`its Content-Security-Policy allows ${loose}`);
    }
    return faults;
  },
};
