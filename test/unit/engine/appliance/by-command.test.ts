import { afterEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../../../electron/engine/appliance/appliance';
import { openByCommand } from '../../../../electron/engine/appliance/by-command';
import { parseProfile } from '../../../../electron/engine/appliance/profile';
import reference from '../../../../resources/profiles/reference.json';
import { open } from '../../../contract/appliance-contract';
import { type Clerk, clerk } from '../../../contract/clerk';
import { failureOf } from '../failure-of';
import {
  applianceReply,
  type CommandServer,
  type HeardCommand,
  identityAnswer,
  json,
  type Reply,
  startCommandServer,
} from './command-server';

let server: CommandServer;
let appliance: Appliance;
let desk: Clerk;

const isProbe = (command: string): boolean => /^(?:echo|id) /.test(command);
/** What was run, without what finds out whether the login has a shell and rights. */
const heard = (): readonly HeardCommand[] => server.heard.filter((run) => !isProbe(run.command));

/** An appliance that answers to everything but probes as `reply` says. */
async function start(reply: (command: string) => Reply, profile?: unknown): Promise<void> {
  server = await startCommandServer((command) => (isProbe(command) ? undefined : reply(command)));
  desk = clerk(['right']);
  const endpoint = { host: '127.0.0.1', port: server.port, user: 'epproot' };
  const opened = profile === undefined ? open : openByCommand(parseProfile(profile));
  appliance = await opened('target', endpoint, desk.desk, new AbortController().signal);
}

afterEach(async () => {
  appliance.close();
  await server.stop();
});

const disk = '{"sizeBytes":10,"freeBytes":5}';

describe('an answer', () => {
  it('is read whatever else is in it', async () => {
    await start(() => ({ out: `  {"sizeBytes":10,"freeBytes":5,"new":{"a":[1]}}\r\n` }));
    expect(await appliance.disk()).toEqual({ sizeBytes: 10, freeBytes: 5 });
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'segmentation fault'],
    ['colours', `\u001b[32m${disk}\u001b[0m`],
    ['a greeting before it', `Welcome!\n${disk}`],
    ['another shape', '{"size":"10"}'],
    ['numbers that cannot be', '{"sizeBytes":-1,"freeBytes":1.5}'],
    ['two of them', `${disk}\n${disk}`],
    ['a list', `[${disk}]`],
    ['null', 'null'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x1b])],
    ['half of one', disk.slice(0, 12)],
  ])('with %s is not believed', async (_what, out) => {
    await start(() => ({ out }));
    const failure = await failureOf(() => appliance.disk());
    expect(failure.code).toBe('appliance.answer-unreadable');
    expect(failure.facts['command']).toBe('eppctl disk');
    expect(failure.facts['seen']).not.toMatch(/\p{Cc}/u);
    expect(String(failure.facts['seen']).length).toBeLessThanOrEqual(200);
  });

  it('of megabytes is cut off', async () => {
    await start(() => ({ out: 'x'.repeat(2_000_000) }));
    expect((await failureOf(() => appliance.disk())).code).toBe('appliance.answer-too-long');
  });

  it('with the key in it is never shown, however odd', async () => {
    await start(() => ({ out: '{"id":"b-1","key":"TOPSECRET"} extra', err: 'TOPSECRET' }));
    const unreadable = await failureOf(() => appliance.prepareBackup('n', 'd'));
    expect(unreadable.code).toBe('appliance.answer-unreadable');
    expect(JSON.stringify(unreadable)).not.toContain('TOPSECRET');
  });
});

describe('the network settings', () => {
  it('without a name server are not believed, because nobody could set them again', async () => {
    await start((command) => applianceReply({ network: { dns: [] } })(command) ?? {});
    expect(await failureOf(() => appliance.identity())).toMatchObject({
      code: 'appliance.answer-unreadable',
      facts: { command: 'eppctl network' },
    });
  });
});

describe('a refusal', () => {
  const refusal = (word: string, exit: number) => ({
    err: `${JSON.stringify({ error: word, message: `because of ${word}` })}\n`,
    exit,
  });

  it.each([
    ['busy', 5, 'appliance.busy'],
    ['restarting', 75, 'appliance.busy'],
    ['wrong-key', 6, 'key.wrong'],
    ['no-space', 7, 'transfer.no-space'],
    ['not-found', 4, 'transfer.source-file-missing'],
    ['refused', 3, 'appliance.command-failed'],
    ['usage', 2, 'appliance.command-failed'],
  ])('for “%s” (exit %i) is %s', async (word, exit, code) => {
    await start(() => refusal(word, exit));
    const failure = await failureOf(() => appliance.importBackup('/incoming/a b', 't-1', 'KEY'));
    expect(failure).toMatchObject({ code, facts: { seen: `because of ${word}` } });
    expect(failure.facts['command']).toBe("eppctl backup import '/incoming/a b' --request t-1");
  });

  it('for a backup that is not there names it', async () => {
    await start(() => refusal('not-found', 4));
    expect(await failureOf(() => appliance.backup('b-7'))).toMatchObject({
      code: 'backup.vanished',
      facts: { id: 'b-7' },
    });
  });

  it('in words of its own is shown as it is', async () => {
    await start(() => ({ err: '\u001b[31mPermission denied\u001b[0m\n', exit: 126 }));
    expect((await failureOf(() => appliance.disk())).facts).toEqual({
      command: 'eppctl disk',
      exitCode: 126,
      seen: 'Permission denied',
    });
  });

  it('that repeats what was on standard input does not give it away', async () => {
    await start(() => ({ err: 'bad key: OPENSESAME', exit: 1 }));
    const failure = await failureOf(() => appliance.importBackup('/f', 't', 'OPENSESAME'));
    expect(failure.facts['seen']).toBe('bad key: …');
  });

  it.each([
    ['as it is', 'OPEN"SESAME', 'bad key: OPEN"SESAME', 'bad key: …'],
    ['escaped in broken JSON', 'OPEN"SESAME', '{"bad key": "OPEN\\"SESAME"', '{"bad key": "…"'],
    ['without its control characters', 'OPEN\tSESAME', 'bad key: OPEN\tSESAME', 'bad key: …'],
  ])(
    'that repeats the key %s does not give it away, whatever else was on standard input',
    async (_how, key, err, seen) => {
      const { importBackup } = reference.operations;
      const operations = { ...reference.operations };
      operations.importBackup = { ...importBackup, stdin: '{request} {key}\n' };
      await start(() => ({ err, exit: 1 }), { ...reference, operations });
      const failure = await failureOf(() => appliance.importBackup('/f', 't-1', key));
      expect(heard()[0]?.stdin).toBe(`t-1 ${key}\n`);
      expect(failure.facts['seen']).toBe(seen);
    },
  );
});

describe('a machine that is no appliance', () => {
  it.each<[string, Reply, string]>([
    ['without the command', { err: 'sh: eppctl: not found', exit: 127 }, 'sh: eppctl: not found'],
    ['with another command of this name', { out: '\u001b[2J 1) A\n 2) B\n' }, '1) A  2) B'],
    ['that says nothing', {}, ''],
    ['of another make', json({ ...identityAnswer, product: 'Something Else' }), 'Something Else'],
  ])('%s is told as such', async (_what, reply, seen) => {
    await start(() => reply);
    expect(await failureOf(() => appliance.identity())).toEqual({
      code: 'appliance.not-one',
      facts: { host: '127.0.0.1', port: server.port, seen },
    });
  });

  it('is not one that is only restarting', async () => {
    await start(() => ({ err: '{"error":"restarting","message":"wait"}', exit: 75 }));
    expect((await failureOf(() => appliance.identity())).code).toBe('appliance.busy');
  });
});

describe('a command', () => {
  it('takes every value as one word, and secrets on standard input only', async () => {
    await start(() => ({ out: '{"id":"b-1","key":"K","job":"r-1"}' }));
    await appliance.prepareBackup("a'b c", '$(reboot); `id` "x" \\');
    await appliance.importBackup('/incoming/ä', 'token', "k'e y");
    expect(heard()).toEqual([
      {
        command: `eppctl backup prepare --name 'a'\\''b c' --description '$(reboot); \`id\` "x" \\'`,
        stdin: '',
      },
      { command: "eppctl backup import '/incoming/ä' --request token", stdin: "k'e y" },
    ]);
    const told = desk.seen.commands.filter((run) => !isProbe(run.command));
    expect(told.map((run) => run.command)).toEqual(heard().map((found) => found.command));
    expect(told.every((run) => run.changes && run.exitCode === 0)).toBe(true);
  });

  it('that was cut off in the middle is told with no exit code of the server', async () => {
    await start(() => () => server.cut());
    expect((await failureOf(() => appliance.powerOff())).code).toBe('ssh.connection-lost');
    expect(desk.seen.commands.at(-1)).toMatchObject({ command: 'eppctl power off', exitCode: -1 });
  });
});
