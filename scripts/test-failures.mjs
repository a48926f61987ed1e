// Which tests failed, from what each runner reports: told once more at the very end, where nobody has to look for them.

import { stripVTControlCharacters } from 'node:util';

/** Lines of a failure's text that are told; the whole of it stands in the stage's output. */
const LINES = 12;

/**
 * `again`: it failed, and passed when it was tried once more.
 * @typedef {{ test: string, text: string, again: boolean }} TestFailure
 */

/**
 * @param {{ testResults: { name?: string, status: string, message?: string,
 *   assertionResults: { status: string, fullName?: string, failureMessages?: string[] }[] }[] } | null} report of Vitest's `json` reporter
 * @param {string} root
 * @returns {TestFailure[]}
 */
export function failuresOfVitest(report, root) {
  return (report?.testResults ?? []).flatMap(({ name = '', status, message = '', ...file }) => {
    const path = name.replace(`${root}/`, '').replace(root, '');
    const failed = file.assertionResults.flatMap((result) => {
      const [text] = result.failureMessages ?? [];
      if (result.status !== 'failed' && text === undefined) return [];
      const again = result.status === 'passed';
      return [{ test: `${path} > ${result.fullName ?? ''}`, text: begin(text ?? ''), again }];
    });
    if (status !== 'failed' || failed.some(({ again }) => !again)) return failed;
    return [...failed, { test: path, text: begin(message), again: false }];
  });
}

/**
 * @typedef {{ title: string, tests: { status: string, results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ title: string, suites?: Suite[], specs?: Spec[] }} Suite
 * @param {{ suites?: Suite[] } | null} report of Playwright's `json` reporter
 * @returns {TestFailure[]}
 */
export function failuresOfPlaywright(report) {
  /** @type {(suite: Suite, above: string) => TestFailure[]} */
  const of = (suite, above) => {
    const path = above === '' ? suite.title : `${above} > ${suite.title}`;
    const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ status, results }) => ({
          test: `${path} > ${title}`,
          text: begin(results.find(({ error }) => error)?.error?.message ?? ''),
          again: status === 'flaky',
        })),
    );
    return [...own, ...(suite.suites ?? []).flatMap((inner) => of(inner, path))];
  };
  return (report?.suites ?? []).flatMap((suite) => of(suite, ''));
}

/** @param {string} text */
const begin = (text) =>
  stripVTControlCharacters(text).trim().split('\n').slice(0, LINES).join('\n  ');

/**
 * What is told at the end; nothing where every test passed at once.
 * @param {readonly TestFailure[]} failures
 */
export function tellFailures(failures) {
  const failed = failures.filter(({ again }) => !again);
  const shaky = failures.filter(({ again }) => again);
  const lines = (/** @type {readonly TestFailure[]} */ some) =>
    some.map(({ test, text }) => `- ${test}\n  ${text}`).join('\n');
  return [
    ...(failed.length > 0 ? [`These failed:\n${lines(failed)}`] : []),
    ...(shaky.length > 0
      ? [`These failed once and passed when tried again, which is a fault too:\n${lines(shaky)}`]
      : []),
  ].join('\n\n');
}
