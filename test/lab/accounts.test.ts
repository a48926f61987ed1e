import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FailureCode } from '../../shared/failure';
import { type AccountName, accounts, labPassword, secondAnswer, sudoSays } from './accounts';
import { connect, type Outcome } from './connect';
import { type Lab, openLab } from './lab';
import { noSshdBecause } from './sshd';
import { buildPrograms } from './stand';
import { tableOf } from './table';

buildPrograms();
const reason = noSshdBecause();

/** What becomes of each account that is not simply root's, by password and by key. */
const ends: readonly (readonly [AccountName, FailureCode | 'ok', FailureCode | 'ok'])[] = [
  ['password-expired', 'ssh.password-expired', 'ssh.password-expired'],
  ['account-expired', 'ssh.account-locked', 'ssh.account-locked'],
  // A server does not tell a locked password from a wrong one; a key opens the account all the same.
  ['locked', 'ssh.authentication', 'ok'],
  ['nologin', 'ssh.no-shell', 'ssh.no-shell'],
  ['menu', 'ssh.no-shell', 'ssh.no-shell'],
  ['sudo-password', 'ssh.sudo', 'ssh.sudo'],
  ['sudo-tty', 'ssh.sudo', 'ssh.sudo'],
  ['sudo-terminal', 'ssh.sudo', 'ssh.sudo'],
  ['sudo-nobody', 'ssh.sudo', 'ssh.sudo'],
  ['sudo-works', 'ok', 'ok'],
];

describe.skipIf(reason)('an account of a real server', () => {
  let lab: Lab;
  const rows: [string, string[]][] = [];

  beforeAll(async () => {
    lab = await openLab(['modern']);
  });
  afterAll(async () => {
    console.log(tableOf('lab, accounts', ['by password', 'by key'], rows));
    await lab?.close();
  });

  const login = async (user: AccountName, byKey: boolean, password: string): Promise<Outcome> => {
    const { identityFiles, ...endpoint } = lab.byKey(lab.servers.modern);
    return await connect({
      endpoint: { ...endpoint, user, ...(byKey && identityFiles ? { identityFiles } : {}) },
      ...{ password, code: secondAnswer(), identify: true },
    });
  };

  it.for(ends)('named %s ends with its reason', async ([user, byPassword, byKey], { skip }) => {
    if (lab.noAccountsBecause !== undefined) skip(`no accounts: ${lab.noAccountsBecause}`);
    const first = await login(user, false, labPassword);
    const second = await login(user, true, 'unused');
    const code = ({ failure }: Outcome): string => failure?.code ?? 'ok';
    rows.push([user, [code(first), code(second)]]);
    expect([code(first), code(second)]).toEqual([byPassword, byKey]);
    expect(JSON.stringify([first, second])).not.toContain(labPassword);
  });

  const refusing = Object.entries(sudoSays) as readonly [keyof typeof sudoSays, string][];
  it.for(refusing)('named %s is told what sudo said', async ([user, words], { skip }) => {
    if (lab.noAccountsBecause !== undefined) skip(`no accounts: ${lab.noAccountsBecause}`);
    const { failure } = await login(user, true, 'unused');
    const seen = words.replaceAll('\n', ' ').slice(0, 200);
    expect(failure).toMatchObject({ code: 'ssh.sudo', facts: { user, seen } });
  });

  it('that is not root does everything through sudo, and nothing without', async ({ skip }) => {
    if (lab.noAccountsBecause !== undefined) skip(`no accounts: ${lab.noAccountsBecause}`);
    const { identity, failure } = await login('sudo-works', true, 'unused');
    expect(failure).toBeUndefined();
    expect(identity).toMatchObject({ hostname: 'OLD-EPP', role: 'standalone' });
    // The machine's own files are root's alone.
    const asUser = ['--reuid', String(accounts['sudo-works'].uid), '--clear-groups'];
    const eppctl = [join(lab.servers.modern.folder, 'bin/eppctl'), 'identity'];
    const without = spawnSync('setpriv', [...asUser, ...eppctl], { encoding: 'utf8' });
    expect(without.stderr).toContain('EACCES');
  });

  it('with a key and two rounds after it is opened by all three', async ({ skip }) => {
    if (lab.noAccountsBecause !== undefined) skip(`no accounts: ${lab.noAccountsBecause}`);
    const { failure, asked } = await login('keyandcode', true, labPassword);
    expect(failure).toBeUndefined();
    expect(asked.length).toBe(3);
  });

  it('with a wrong second factor is refused as such, not asked for ever', async ({ skip }) => {
    if (lab.noAccountsBecause !== undefined) skip(`no accounts: ${lab.noAccountsBecause}`);
    const { host, port } = lab.servers.modern;
    const outcome = await connect({
      endpoint: { host, port, user: 'twofactor', agent: false },
      ...{ password: labPassword, code: 'wrong' },
    });
    expect(outcome.failure?.code).toBe('ssh.authentication');
    expect(outcome.asked.length).toBeLessThan(10);
  });
});
