import type { ChildProcess } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canWatch } from '../canary/processes';
import { setScene } from '../canary/scene';
import { keyFrom, keyLabel } from '../canary/secrets';
import { resultOf } from './terminal-program';

/*
 * Migrations with passwords and a key that nobody else has. Afterwards they are looked for wherever a program can leave something: the
 * kit holds the key, and nothing else holds anything.
 */

const run = ['run', 'plan.json', '--kit', 'kit.txt'];
const resume = ['resume', '--plan', 'plan.json', '--json'];

test.concurrent('a whole migration leaves no secret anywhere but in the kit', async ({
  onTestFinished,
}) => {
  const scene = await setScene(onTestFinished);
  const { home, pair } = scene.place;
  const { passwords } = scene;
  const ended = await scene.run([...run, '--json']);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(pair.machine('target').address).toBe(pair.source.host);
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const [backup = '', ...others] = ['.eppb', '.jsonl', '.html'].map((kind) =>
    files.find((file) => file.endsWith(kind)),
  );
  for (const file of [backup, ...others]) expect(file).toMatch(/^migrations/);
  const inspect = ['inspect', join(home, backup), '--key-stdin'];
  const stdin = `${keyFrom(scene.computer.kit).text}\n`;
  expect((await scene.run(inspect, { stdin })).exitCode).toBe(0);
  expect((await scene.run(['status', resultOf(ended.stdout).id ?? ''])).exitCode).toBe(0);
  expect(await scene.leaks('with a kit')).toEqual([]);
  expect(scene.leftBehind()).toEqual([]);

  // The same search finds what is planted where the program writes.
  const planted = join(home, 'migrations', 'planted.log');
  const { text } = keyFrom(scene.computer.kit);
  writeFileSync(planted, `${Buffer.from(`a:${text}`).toString('base64')} ${passwords.target}`);
  expect(await scene.leaks('with a kit')).toEqual([
    `password of the new server, plain, in ${planted}`,
    `${keyLabel}, base64, in ${planted}`,
  ]);
  rmSync(planted);
  const env = { PLANTED: passwords.source };
  expect((await scene.run(['--version'], { env })).exitCode).toBe(0);
  const found = await scene.leaks('with a kit');
  if (canWatch) {
    expect(found.length).toBeGreaterThan(0);
    for (const leak of found) {
      expect(leak).toMatch(/^password of the old server, [\w-]+, in \/proc\/\d+\/environ \(.+\)$/);
    }
  }
});

test.concurrent('the key of the new server’s first backup is in its own kit and nowhere else', async ({
  onTestFinished,
}) => {
  const scene = await setScene(onTestFinished);
  const ended = await scene.run([...run, '--new-kit', 'new-kit.txt', '--json']);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(ended.stdout).toContain('"type":"first-backup-proven"');
  expect(keyFrom(scene.newKit).text).not.toBe(keyFrom(scene.computer.kit).text);
  expect(await scene.leaks('with a kit')).toEqual([]);
  expect(scene.leftBehind()).toEqual([]);
});

test.concurrent.for([
  ['a restore that fails', 'target', 'fail-restore'],
  ['a key that does not open the backup', 'source', 'wrong-key'],
] as const)('%s tells no secret', async ([_what, side, fault], { onTestFinished }) => {
  const scene = await setScene(onTestFinished, { faults: { [side]: { [fault]: true } } });
  const ended = await scene.run(run);
  expect([2, 7, 11], ended.stderr).toContain(ended.exitCode);
  expect(ended.stderr).toMatch(/Do next/);
  expect(await scene.leaks('with a kit')).toEqual([]);
  expect(scene.leftBehind()).toEqual([]);
});

test.concurrent('a password that a server refuses is told nowhere', async ({ onTestFinished }) => {
  const scene = await setScene(onTestFinished);
  const { mistyped, target } = scene.passwords;
  const ended = await scene.run(run, { lines: [mistyped, target] });
  expect(ended.exitCode, ended.stderr).toBe(6);
  expect(await scene.leaks('without a kit')).toEqual([]);
});

test.concurrent('a program that is killed, and one that breaks down, leave no secret behind', async ({
  onTestFinished,
}) => {
  const scene = await setScene(onTestFinished, { timeScale: 0.3 });
  const endAt =
    (seen: string, signal: NodeJS.Signals) =>
    (stdout: string, child: ChildProcess): void => {
      if (stdout.includes(seen)) child.kill(signal);
    };
  const killed = await scene.run([...run, '--json'], {
    seen: endAt('"type":"progress","step":"create-backup"', 'SIGKILL'),
  });
  expect(killed.exitCode).toBeNull();
  expect(await scene.leaks('with a kit')).toEqual([]);

  // It finds the key in the kit.
  const broken = await scene.run(resume, {
    seen: endAt('"type":"progress","step":"restore-backup"', 'SIGABRT'),
  });
  expect(broken.exitCode).toBeNull();
  expect(await scene.leaks('with a kit')).toEqual([]);
  expect(scene.leftBehind()).toEqual([]);

  // What stands in the environment is seen there, and nowhere else.
  const env = { EPP_BACKUP_KEY: keyFrom(scene.computer.kit).text };
  const ended = await scene.run(resume, { env });
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(await scene.leaks('with a kit')).toEqual([]);
  expect(scene.leftBehind()).toEqual([]);
});
