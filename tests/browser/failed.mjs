// Prints the test files in which something failed, a line each.

import { relative } from 'node:path';

export default async function* failed(source) {
  for await (const { type, data } of source) {
    // A test names the file that calls `it`, which may be support.mjs; a file names itself, but only here.
    const isFile = data.nesting === 0 && data.name?.endsWith('.test.mjs');
    if (type === 'test:complete' && isFile && !data.details.passed) yield `./${relative('.', data.name)}\n`;
  }
}
