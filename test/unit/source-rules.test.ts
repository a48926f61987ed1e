// Rules about the sources that no compiler knows.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const AREAS = ['shared', 'electron', 'renderer', 'scripts', 'test'];
const LONGEST = 250;

const sources = AREAS.flatMap((area) =>
  readdirSync(join(root, area), { recursive: true, encoding: 'utf8' }).map((file) =>
    join(area, file),
  ),
).filter((file) => ['.ts', '.tsx', '.mjs', '.cjs'].includes(extname(file)));

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the sources', () => {
  it(`have at most ${LONGEST} lines a file, or say why not`, () => {
    const tooLong = sources.filter((file) => {
      const lines = textOf(file).trimEnd().split('\n');
      return (
        lines.length > LONGEST && !lines.slice(0, 10).some((line) => /Long because: /.test(line))
      );
    });
    expect(tooLong).toEqual([]);
  });

  it('hold no two versions of a line, as a merge leaves them', () => {
    expect(sources.filter((file) => /^(<{7}|>{7}) /m.test(textOf(file)))).toEqual([]);
  });

  it('have names that say what is inside', () => {
    const banned = /(^|[-.])(utils?|helpers?|common|managers?|services?|base|misc)([-.]|$)/;
    expect(sources.filter((file) => banned.test(basename(file)))).toEqual([]);
    expect(sources.filter((file) => /[A-Z_]/.test(basename(file)))).toEqual([]);
  });

  it('go through the ports in steps and checks, never to an adapter', () => {
    const adapter = /from '(\.\.\/)+(ssh\/|appliance\/by-)/;
    const layers = /^electron\/engine\/(migration|preflight)\//;
    const offenders = sources.filter((file) => layers.test(file) && adapter.test(textOf(file)));
    expect(offenders).toEqual([]);
  });

  it('import each other in no circle', { timeout: 60_000 }, async () => {
    const { output } = await cruise(
      ['shared', 'electron', 'renderer'],
      {
        baseDir: root,
        doNotFollow: { path: 'node_modules' },
        tsPreCompilationDeps: true,
        ruleSet: {
          forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }],
        },
        validate: true,
      },
      { extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json'] },
    );
    const { modules, summary } = output as ICruiseResult;
    const seen = modules.filter((module) => module.source.startsWith('shared/'));
    expect(seen.some((module) => module.dependencies.length > 0)).toBe(true);
    const circles = summary.violations.map(({ cycle }) => cycle?.map((module) => module.name));
    expect(circles).toEqual([]);
  });
});
