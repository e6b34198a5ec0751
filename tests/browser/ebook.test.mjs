// The e-book by Ace, the checker of the DAISY Consortium: it opens every document in a browser.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PUBLIC, files } from './support.mjs';

const ACE = fileURLToPath(new URL('node_modules/@daisy/ace-cli/bin/ace.js', import.meta.url));

describe('E-books', () => {
  for (const path of files.filter((path) => path.endsWith('.epub'))) {
    it(`Ace finds nothing in ${path}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'curricle-ace-'));
      try {
        const env = { ...process.env, PUPPETEER_EXECUTABLE_PATH: '/usr/bin/chromium', HOME: folder };
        // It may wait for its own browser without end.
        await promisify(execFile)(process.execPath, [ACE, '--force', '--outdir', folder, join(PUBLIC, path)], { env, timeout: 300_000 });
        const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
        const faults = report.assertions.flatMap(({ 'earl:testSubject': subject, assertions }) => assertions
          .map(({ 'earl:test': test, 'earl:result': result }) => `${subject.url}: ${test['dct:title']}: ${result['dct:description']}`));
        assert.deepEqual(faults, []);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
