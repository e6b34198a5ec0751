// Prints the files in which something failed, a line each.

import { relative } from 'node:path';

export default async function* failed(source) {
  const files = new Set();
  for await (const { type, data } of source) if (type === 'test:fail') files.add(data.file);
  for (const file of files) yield `./${relative('.', file)}\n`;
}
