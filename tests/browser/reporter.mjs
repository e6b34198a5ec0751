// Prints what failed, in full, and one line for each group of tests: a log that is read only when something is wrong.

export default async function* report(source) {
  let passed = 0;
  let failed = 0;
  // What has begun and not ended: a test that hangs is never told of by itself.
  const begun = new Set();
  for await (const { type, data } of source) {
    const test = data.details?.type !== 'suite';
    if (type === 'test:dequeue') begun.add(data.name);
    if (type === 'test:complete') begun.delete(data.name);
    if (type === 'test:pass' && test && data.nesting > 0) passed += 1;
    if (type === 'test:fail') {
      const { failureType, cause } = data.details.error;
      const error = cause ?? data.details.error;
      if (failureType !== 'subtestsFailed') {
        failed += 1;
        const lines = error.code === 'ERR_ASSERTION' ? error.message : (error.stack ?? String(error));
        // Playwright colours its messages for a terminal.
        const plain = lines.replaceAll(/\x1b\[\d*m/g, '').trimEnd();
        const hangs = failureType === 'testTimeoutFailure' ? `\nbegun and not ended: ${[...begun].join(', ')}` : '';
        yield `  FAILED ${data.name}\n${`${plain}${hangs}`.replace(/^/gm, '    ')}\n`;
      }
    }
  }
  yield `  ${passed} browser tests passed, ${failed} failed\n`;
}
