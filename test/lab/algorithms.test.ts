import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostKeyOf } from '../../electron/engine/ssh/fingerprint';
import type { Outcome } from './connect';
import { type KindName, kinds } from './kinds';
import { type Lab, openLab } from './lab';
import {
  noElectronBecause,
  type OtherRuntime,
  type RuntimeName,
  type Runtimes,
  startRuntimes,
} from './other-runtime';
import { noSshdBecause } from './sshd';
import { buildPrograms } from './stand';
import { tableOf } from './table';

buildPrograms();
const reason = noSshdBecause() ?? noElectronBecause();
if (reason) console.log(`skipped, the algorithms in Electron: ${reason}`);

const both = ['node', 'electron'] as const satisfies RuntimeName[];
const names = Object.keys(kinds) as readonly KindName[];

describe.skipIf(reason)('the algorithms', () => {
  let lab: Lab;
  let runtimes: Runtimes;
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    lab = await openLab();
    runtimes = await startRuntimes(both);
  });
  afterAll(async () => {
    const cell = (outcome: Outcome | undefined): string =>
      outcome?.failure?.code ?? `ok  ${outcome?.algorithms ?? ''}`;
    const rows = names.map((name) => {
      const cells = both.map((which) => cell(outcomes.get(`${which} ${name}`)));
      return [name, cells] as const;
    });
    console.log(tableOf('lab, algorithms', ['in Node', 'in Electron'], rows));
    await runtimes?.stop();
    await lab?.close();
  });

  const of = (which: RuntimeName): OtherRuntime =>
    runtimes.all.find(({ name }) => name === which) as OtherRuntime;
  const ask = async (which: RuntimeName, name: KindName, legacy: boolean): Promise<Outcome> => {
    const endpoint = lab.byKey(lab.servers[name]);
    const outcome = await of(which).connect({ endpoint, legacy, identify: true });
    outcomes.set(`${which} ${name}`, outcome);
    return outcome;
  };

  it('run in the runtimes that they are said to run in', () => {
    expect(of('node').hello.electron).toBeUndefined();
    expect(of('electron').hello.electron).toMatch(/^\d+\./);
  });

  describe.each(both)('in %s', (which) => {
    it.each(['modern', 'like-6.6', 'hardened'] as const)('of %s need no consent', async (name) => {
      const outcome = await ask(which, name, false);
      expect(outcome.failure).toBeUndefined();
      expect(outcome.identity?.product).toBe('Endpoint Protector');
      expect(outcome.asked).not.toContain('legacy');
      expect(outcome.algorithms).toMatch(/curve25519-sha256/);
    });

    it('of legacy-14 need consent, and nothing else', async () => {
      const refused = await ask(which, 'legacy-14', false);
      expect(refused.failure).toMatchObject({ code: 'ssh.no-common-algorithm' });
      expect(refused.asked).toEqual(['legacy']);
      const outcome = await ask(which, 'legacy-14', true);
      expect(outcome.failure).toBeUndefined();
      expect(outcome.algorithms).toMatch(/diffie-hellman-group14-sha1/);
    });
  });

  it('of group 1 are there in Node, with consent', async () => {
    const outcome = await ask('node', 'legacy', true);
    expect(outcome.failure).toBeUndefined();
    expect(outcome.algorithms).toMatch(/diffie-hellman-group1-sha1/);
  });

  it('of group 1 are impossible in Electron, and nobody is asked to allow them in vain', async () => {
    const outcome = await ask('electron', 'legacy', true);
    expect(outcome.failure?.code).toBe('ssh.no-common-algorithm');
    expect(JSON.stringify(outcome.failure?.facts)).toContain('diffie-hellman-group1-sha1');
    expect(outcome.asked).not.toContain('legacy');
  });

  it('leave a host key of each type usable', async () => {
    const { folder } = lab.servers.modern;
    const endpoint = lab.byKey(lab.servers.modern);
    for (const type of kinds.modern.hostKeys) {
      const line = readFileSync(join(folder, `host-key-${type}.pub`), 'utf8');
      const hostKey = hostKeyOf(Buffer.from(line.split(' ')[1] ?? '', 'base64'));
      for (const runtime of runtimes.all) {
        const outcome = await runtime.connect({ endpoint, known: [hostKey] });
        expect(outcome.failure).toBeUndefined();
        expect(outcome.hostKey?.sha256).toBe(hostKey.sha256);
      }
    }
  });
});
