// Prints what failed, in full, and one line for each group of tests: a log that is read only when something is wrong.

export default async function* report(source) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    const test = data.details?.type !== 'suite';
    if (type === 'test:pass' && test && data.nesting > 0) passed += 1;
    if (type === 'test:fail') {
      const error = data.details.error.cause ?? data.details.error;
      const told = data.details.error.failureType === 'subtestsFailed';
      if (!told) {
        failed += 1;
        const lines = error.code === 'ERR_ASSERTION' ? error.message : (error.stack ?? String(error));
        // Playwright colours its messages for a terminal.
        const plain = lines.replaceAll(/\x1b\[\d*m/g, '').trimEnd();
        yield `  FAILED ${data.name}\n${plain.replace(/^/gm, '    ')}\n`;
      }
    }
  }
  yield `  ${passed} browser tests passed, ${failed} failed\n`;
}
