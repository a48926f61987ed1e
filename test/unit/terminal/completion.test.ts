import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { everyShape, shapeOf } from '../../../electron/terminal/command-shape';
import { completionScript, shells } from '../../../electron/terminal/completion';
import { describeProgram } from '../../../electron/terminal/describe-program';
import { manualPage } from '../../../electron/terminal/manual';
import { exitCodes } from '../../../shared/failure';

const program = shapeOf(describeProgram('1.2.3', () => undefined));
const folder = mkdtempSync(join(tmpdir(), 'epp-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Formats manual pages; not there everywhere. */
const formatter = 'groff';

const has = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).error === undefined;

describe('completion', () => {
  test.each(shells)('of %s knows every command and every option', (shell) => {
    const script = completionScript(shell, program);
    for (const { path, options } of everyShape(program)) {
      for (const word of path) expect(script).toContain(word);
      for (const option of options) {
        const long = option.names.at(-1) ?? '';
        expect(script).toContain(shell === 'fish' ? `-l ${long.slice(2)}` : long);
      }
    }
    expect(script).not.toMatch(/undefined|\[object/);
  });

  test.each(shells.filter((shell) => has(shell, '--version')))(
    'of %s is a script that the shell reads without complaint',
    (shell) => {
      const file = join(folder, `completion.${shell}`);
      writeFileSync(file, completionScript(shell, program));
      expect(() => execFileSync(shell, ['-n', file], { stdio: 'pipe' })).not.toThrow();
    },
  );

  test.skipIf(!has('bash', '--version')).each([
    ['', 'demo connect run'],
    ['plan ', 'init validate schema'],
    ['plan init r', 'rehearsal'],
    ['run --pre', '--preflight-only'],
    ['run plan.json --until ve', 'verify'],
    ['demo --preset m', 'matching mismatched'],
    ['run my', 'my plan.json'],
    ['status ', ''],
  ])('of bash completes “epp-migrate %s” with “%s”', (line, words) => {
    writeFileSync(join(folder, 'my plan.json'), '');
    const script = `${completionScript('bash', program)}
      COMP_WORDS=(epp-migrate "$@"); COMP_CWORD=$#; _epp_migrate; echo "\${COMPREPLY[*]}"`;
    const said = execFileSync('bash', ['-c', script, 'bash', ...line.split(' ')], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(said.trim().startsWith(words) && (words !== '' || said.trim() === '')).toBe(true);
  });
});

describe('the manual page', () => {
  const page = manualPage(program, '1.2.3');
  test('names every command, option and exit code', () => {
    const text = page.replaceAll('\\-', '-');
    for (const { usage, options } of everyShape(program).slice(1)) {
      expect(text).toContain(usage);
      for (const { names } of options) expect(text).toContain(`.B ${names.join(', ')}`);
    }
    for (const [code, meaning] of Object.entries(exitCodes))
      expect(text.toLowerCase()).toContain(`.B ${code}\n${meaning}`.toLowerCase());
  });

  test.skipIf(!has(formatter, '--version'))('is roff without a warning', () => {
    const { stderr } = spawnSync(formatter, ['-man', '-Tutf8', '-ww', '-k'], {
      input: page,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });
});
