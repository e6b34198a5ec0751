// Lighthouse on a page of each kind, in its slow mobile profile: `node benches/lighthouse.mjs FOLDER` of a built site.
//
// It prints the four scores, the first contentful paint and the layout shift of each, and fails where they fall short. Lighthouse
// itself comes from npm when it is first asked for (a minute); each page takes about 20 s, so this is no part of `tests/run`.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const FOLDER = process.argv[2];
if (!existsSync(join(FOLDER ?? '', 'index.html'))) {
  console.error('Name the folder of a built site: node benches/lighthouse.mjs public');
  process.exit(2);
}

/** One of each kind, or those that are named behind the folder. */
const PAGES = process.argv.length > 3 ? process.argv.slice(3) : [
  'index.html',
  'triggers/index.html',
  'triggers/what-is-a-trigger/index.html',
  'triggers/handouts/the-trigger-chain/index.html',
  'es/stress/sort-it/index.html',
  'help/index.html',
  'search/index.html',
  'offline/index.html',
  'my-workbook/index.html',
  'glossary/index.html',
  'sources/index.html',
  'downloads/index.html',
  'schedule/index.html',
  'art/lines-and-patterns/index.html',
];

const TYPES = {
  '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.txt': 'text/plain', '.webmanifest': 'application/manifest+json', '.woff2': 'font/woff2', '.xml': 'application/xml',
};

/** A plain static host, which compresses text as any host does. */
const server = createServer((request, response) => {
  const path = join(FOLDER, decodeURIComponent(new URL(request.url, 'http://host').pathname));
  if (!existsSync(path)) return response.writeHead(404).end();
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const isText = type.startsWith('text') || /javascript|json|svg|xml/.test(type);
  response.writeHead(200, {
    'content-type': isText ? `${type}; charset=utf-8` : type,
    'cache-control': path.includes('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    ...(isText && { 'content-encoding': 'gzip' }),
  });
  const bytes = readFileSync(path);
  return response.end(isText ? gzipSync(bytes) : bytes);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const root = `http://127.0.0.1:${server.address().port}/`;

let isShort = false;
console.log('| Page | Performance | Accessibility | Best practices | SEO | First paint | Shift |\n|---|---|---|---|---|---|---|');
for (const address of PAGES) {
  const { stdout } = await promisify(execFile)('npx', [
    '--yes', 'lighthouse@12', root + address, '--quiet', '--output=json', '--output-path=stdout',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update',
  ], { env: { CHROME_PATH: '/usr/bin/chromium', ...process.env }, maxBuffer: 1e9 });
  const { categories, audits } = JSON.parse(stdout);
  const scores = ['performance', 'accessibility', 'best-practices', 'seo'].map((name) => Math.round(categories[name].score * 100));
  const paint = audits['first-contentful-paint'].numericValue;
  const shift = audits['cumulative-layout-shift'].numericValue;
  console.log(`| ${address} | ${scores.join(' | ')} | ${(paint / 1000).toFixed(2)} s | ${shift.toFixed(3)} |`);
  const wrong = Object.values(audits).filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0);
  for (const { id, title } of wrong) console.log(`    ${id}: ${title}`);
  isShort ||= scores.some((score) => score < 100) || paint >= 1000 || shift > 0.001;
}
server.close();
process.exitCode = isShort ? 1 : 0;
