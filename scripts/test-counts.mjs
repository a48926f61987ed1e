// Counts of passed, failed and skipped tests, from what each runner reports.

/** @typedef {{ passed: number, failed: number, skipped: number, reason?: string | undefined }} Counts */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** @param {Counts} counts */
export const lineOf = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * A runner that ended badly without naming a failed test (it crashed, or a file did not even load) is one failure, so
 * that nothing broken can look like nothing tested.
 * @param {Counts} counts
 * @param {number} code
 * @returns {Counts}
 */
const honest = (counts, code) =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile
 * @param {{ testResults: VitestFile[] } | null} report of Vitest's `json` reporter; null when there is none
 * @param {number} code
 */
export function countVitest(report, code) {
  const counts = { ...NOTHING };
  for (const file of report?.testResults ?? []) {
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    const brokenFile = file.status === 'failed';
    const named = file.assertionResults.some(({ status }) => status === 'failed');
    if (brokenFile && !named) counts.failed += 1;
  }
  return honest(counts, report ? code : code || 1);
}

/**
 * @typedef {{ expected: number, unexpected: number, flaky: number, skipped: number }} PlaywrightStats
 * @param {{ stats: PlaywrightStats } | null} report of Playwright's `json` reporter; null when there is none
 * @param {number} code
 * @param {string} [reason] why the tests were only listed
 */
export function countPlaywright(report, code, reason) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  if (reason !== undefined) {
    return { ...NOTHING, skipped: expected + unexpected + flaky + skipped, reason };
  }
  return honest(
    { passed: expected + flaky, failed: unexpected, skipped },
    report ? code : code || 1,
  );
}
