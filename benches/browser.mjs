// A hundred handouts against ten prints of a browser: `node benches/browser.mjs PROGRAM FOLDER`, with the built program and the folder of
// a built site. Debian's Chromium prints ten handouts of that site, one after the other, as a script would that knows no other way.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [PROGRAM, FOLDER] = process.argv.slice(2);
const all = existsSync(FOLDER ?? '') ? readdirSync(FOLDER, { recursive: true }) : [];
const pages = all.filter((path) => /^[^/]+\/handouts\/[^/]+\/index\.html$/.test(path)).sort().map((path) => join(FOLDER, path));
if (!existsSync(PROGRAM ?? '') || pages.length < 10) {
  console.error('Name the program and the folder of a built site: node benches/browser.mjs target/release/curricle public');
  process.exit(2);
}

const MODULES = ['WE', 'TR', 'ST', 'RE', 'RP', 'MI', 'AR', 'PE', 'LB'];

const out = mkdtempSync(join(tmpdir(), 'handouts-'));
try {
  const seconds = (job) => {
    const begin = performance.now();
    job();
    return (performance.now() - begin) / 1000;
  };
  const ours = seconds(() => {
    const all = MODULES.flatMap((module) => ['handouts', module]);
    for (const paper of ['letter', 'a4']) {
      execFileSync(PROGRAM, ['print', ...all, '--paper', paper, '-o', join(out, paper)], { stdio: 'ignore' });
    }
  });
  const made = ['letter', 'a4'].flatMap((paper) => readdirSync(join(out, paper))).length;
  const browser = seconds(() => {
    for (const [at, page] of pages.slice(0, 10).entries()) {
      execFileSync('chromium', [
        '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', `--user-data-dir=${join(out, 'profile')}`,
        `--print-to-pdf=${join(out, `${at}.pdf`)}`, pathToFileURL(resolve(page)).href,
      ], { stdio: 'ignore' });
    }
  });
  const each = ours / made * 100;
  console.log(`${made} handouts: ${ours.toFixed(1)} s, so 100: ${each.toFixed(1)} s; 10 prints of a browser: ${browser.toFixed(1)} s; ratio ${(each / browser).toFixed(2)}`);
} finally {
  rmSync(out, { recursive: true, force: true });
}
