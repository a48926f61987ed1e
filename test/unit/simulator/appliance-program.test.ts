import { spawnSync } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../electron/simulator/appliance-program';
import { loadMachine } from '../../../electron/simulator/file-machine';
import { temporaryFolder, until, untilChanged } from './practice-client';

/** A machine in a folder and the program on it; what it puts into the background runs here too. */
async function machineIn(root: string, ...options: readonly string[]) {
  const background: Promise<number>[] = [];
  const program = async (args: readonly string[], stdin = '') => {
    let stdout = '';
    let stderr = '';
    const exitCode = await runProgram(['--root', root, ...args], {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      stdin: async () => stdin,
      inBackground: (more) => {
        background.push(program(more.slice(2)).then((answer) => answer.exitCode));
      },
      onHost: async (own, rest) => {
        const ran = spawnSync(own, rest, { encoding: 'utf8', input: stdin });
        stdout += ran.stdout;
        stderr += ran.stderr;
        return ran.status ?? -1;
      },
    });
    return { stdout, stderr, exitCode };
  };
  await program([
    'init',
    '--time-scale',
    '0.05',
    '--computers',
    '10',
    '--backup-bytes',
    '1000',
    ...options,
  ]);
  const eppctl = async (line: string, stdin?: string) => {
    const { stdout, stderr, exitCode } = await program(['--', ...line.split(' ')], stdin);
    return { exitCode, ...JSON.parse(exitCode === 0 ? stdout || '{}' : stderr) };
  };
  return { program, eppctl, idle: () => Promise.all(background) };
}

describe('practice-appliance', () => {
  it('backs up and restores with real paths, the work going on in the background', async () => {
    const [old, fresh] = [await temporaryFolder(), await temporaryFolder()];
    const source = await machineIn(old);
    const { id, key } = await source.eppctl('backup prepare --name first --description x');
    expect(await source.eppctl(`backup start ${id}`)).toMatchObject({ state: 'generating' });
    const ready = await untilChanged(() => source.eppctl(`backup status ${id}`), 'generating');
    expect(ready).toMatchObject({ state: 'ready', file: join(old, 'backups', 'first.eppb') });
    expect((await stat(ready['file'])).size).toBe(ready['size']);

    // The target takes it from its own folder only.
    const target = await machineIn(fresh, '--side', 'target');
    expect(await target.eppctl(`hash ${ready['file']}`)).toMatchObject({ exitCode: 4 });
    await writeFile(
      join(fresh, 'incoming', 'a'),
      await import('node:fs').then((fs) => fs.readFileSync(ready['file'])),
    );
    await target.eppctl(`backup import ${join(fresh, 'incoming', 'a')} --request t`, `${key}\n`);
    await until(async () => (await target.eppctl('restore status')).state === 'done');
    expect(await target.eppctl('counts')).toMatchObject({ computers: 10 });
    await Promise.all([source.idle(), target.idle()]);
    expect(loadMachine(old).begun).toMatchObject({ backups: 1 });
    expect(loadMachine(fresh).begun).toMatchObject({ restores: 1 });
  });

  it('answers many at once, one after the other', async () => {
    const root = await temporaryFolder();
    const { eppctl } = await machineIn(root);
    const names = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(names.map((name) => eppctl(`backup prepare --name ${name} --description x`)));
    expect(loadMachine(root).backups.map(({ id }) => id)).toEqual([
      'b-1',
      'b-2',
      'b-3',
      'b-4',
      'b-5',
    ]);
  });

  it('waits for no lock whose owner is gone', async () => {
    const root = await temporaryFolder();
    const { eppctl } = await machineIn(root);
    await writeFile(join(root, 'work', 'lock'), '4194999');
    expect(await eppctl('counts')).toMatchObject({ computers: 10 });
  });

  it('notes address and power', async () => {
    const { eppctl, program } = await machineIn(await temporaryFolder());
    await eppctl('network set-address 10.0.0.9 --prefix 24 --gateway 10.0.0.1 --dns 10.0.0.2');
    await until(async () => (await eppctl('network')).address === '10.0.0.9');
    await eppctl('power off');
    await until(async () => JSON.parse((await program(['state'])).stdout).power === 'off');
    expect(await eppctl('identity')).toMatchObject({ exitCode: 3, error: 'refused' });
  });

  it('switches faults, and ends a work that is no longer wanted', async () => {
    const root = await temporaryFolder();
    const { eppctl, program, idle } = await machineIn(root);
    await program(['fault', 'disk-full', '{"freeBytes":100}']);
    expect(await eppctl('disk')).toMatchObject({ freeBytes: 100 });
    await eppctl('backup prepare --name a --description x');
    await eppctl('backup start b-1');
    expect(await untilChanged(() => eppctl('backup status b-1'), 'generating')).toMatchObject({
      state: 'failed',
      reason: 'no-space',
    });
    await program(['fault', 'disk-full', 'off']);
    await eppctl('backup prepare --name b --description x');
    await eppctl('backup start b-2');
    await eppctl('backup delete b-2');
    await idle();
    expect(loadMachine(root)).toMatchObject({ backups: [{ id: 'b-1' }], trash: [] });
  });

  it('lets the host around it answer what only a host knows', async () => {
    const root = await temporaryFolder();
    const { program } = await machineIn(root);
    const ask = async (line: string, stdin?: string) => {
      const { stdout, exitCode } = await program(['--', ...line.split(' ')], stdin);
      return [exitCode, stdout];
    };
    const host = async (name: string, mode = 0o755) => {
      await mkdir(join(root, 'host'), { recursive: true });
      const text = `#!/bin/sh\necho ${name} "$@" "$(cat)"\nexit 7\n`;
      await writeFile(join(root, 'host', name), text, { mode });
    };
    expect(await ask('fan speed')).toEqual([2, '']);
    await host('fan-speed');
    await host('clients');
    expect(await ask('fan speed --since x', 'typed')).toEqual([7, 'fan-speed --since x typed\n']);
    expect(await ask('clients')).toEqual([7, 'clients \n']);
    // A command of two words is its own, whatever is named by the first.
    expect(await ask('clients enable')).toEqual([0, '{"enabled":true}\n']);
    // What cannot be run, or lies elsewhere, takes nothing.
    await host('counts', 0o644);
    expect(await ask('counts')).toEqual([0, expect.stringContaining('"computers":10')]);
    await host('../outside');
    expect(await ask('../outside')).toEqual([2, '']);
  });

  it('has archives and, in use, an earlier backup, at real paths', async () => {
    const [old, used] = [await temporaryFolder(), await temporaryFolder()];
    const archives = async (root: string, ...options: readonly string[]) => {
      const { program } = await machineIn(root, ...options);
      const { stdout } = await program(['--', 'archives']);
      return stdout.split('\n').slice(0, -1);
    };
    const lines = await archives(old);
    expect(lines).toHaveLength(5);
    const { path, size } = JSON.parse(lines[0] ?? '');
    expect(path).toBe(join(old, 'archives', 'audit-log', 'audit-1.csv'));
    expect((await stat(path)).size).toBe(size);
    expect(await archives(await temporaryFolder(), '--side', 'target')).toEqual([]);
    expect(await archives(used, '--side', 'target', '--in-use')).toHaveLength(5);
    const [backup] = loadMachine(used).backups;
    expect(backup).toMatchObject({ name: 'earlier', state: 'ready', version: '5.2.0.6' });
    expect((await stat(backup?.file ?? '')).size).toBe(backup?.written?.size);
  });

  it('says how it is used', async () => {
    const { program } = await machineIn(await temporaryFolder());
    expect(await program(['nonsense'])).toMatchObject({ exitCode: 2 });
    await expect(program(['init', '--preset', 'none'])).rejects.toThrow('no such preset');
  });
});
