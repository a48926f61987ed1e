import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { internalAddress } from '../../../../shared/appliance';
import { failureOf } from '../failure-of';
import {
  applianceReply,
  identityAnswer,
  networkAnswer,
  type Reply,
  startCommandServer,
} from './command-server';
import { hasty, host, type Opened, openAt } from './opened';

const { privilege } = hasty.probes;
/** Waits long enough for a busy computer. */
const patient = {
  ...hasty,
  probes: {
    ...hasty.probes,
    ...(privilege && { privilege: { ...privilege, timeoutSeconds: 10 } }),
  },
};

const cleanUp: (() => unknown)[] = [];
let opened: Opened;

async function start(
  reply: (command: string) => Reply | undefined,
  wish: Parameters<typeof openAt>[1] = {},
): Promise<void> {
  const server = await startCommandServer(reply);
  cleanUp.push(server.stop);
  opened = await openAt(server.port, wish);
  cleanUp.push(opened.appliance.close);
}

afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

const who = () => opened.appliance.identity();
/** Waits so many milliseconds before it says this, and so many before it ends. */
const slowly =
  (before: number, out: string, after = 0): Reply =>
  async (channel) => {
    await pause(before);
    channel.write(out);
    await pause(after);
    channel.exit(0);
    channel.end();
  };

describe('what an appliance tells of itself', () => {
  const { address, gateway } = networkAnswer;
  const other = '10.0.0.7';

  it('has its role, its addresses and how far its clock is ahead', async () => {
    const time = new Date(Date.now() + 3_600_000).toISOString();
    const network = { addresses: [address, other] };
    await start(applianceReply({ identity: { role: 'standalone', time }, network }));
    const identity = await who();
    expect(identity).toMatchObject({ role: 'standalone', addresses: [address, other] });
    expect(identity).not.toHaveProperty('time');
    expect(Math.abs((identity.clockAheadSeconds ?? 0) - 3600)).toBeLessThanOrEqual(1);
  });

  it('was true in the middle between question and answer', async () => {
    const late = (): Reply =>
      slowly(800, JSON.stringify({ ...identityAnswer, time: new Date().toISOString() }), 1200);
    const operations = { identity: { ...hasty.operations.identity, timeoutSeconds: 5 } };
    const profile = { ...hasty, operations: { ...hasty.operations, ...operations } };
    await start((command) => (command === 'eppctl identity' ? late() : applianceReply()(command)), {
      profile,
    });
    expect((await who()).clockAheadSeconds).toBe(-1);
  });

  it('has nothing to do with the time that sudo took before', async () => {
    await start(
      (command) => {
        if (command === 'id -u') return slowly(900, '1001');
        if (command === 'sudo -n true') return slowly(900, '');
        const time = new Date().toISOString();
        return applianceReply({ identity: { time } }, 'sudo -n ')(command);
      },
      { known: true, profile: patient },
    );
    expect((await who()).clockAheadSeconds).toBe(0);
  });

  it('may lack all of that', async () => {
    await start(applianceReply());
    const identity = await who();
    for (const name of ['role', 'clockAheadSeconds', 'addresses', 'versionFrom'])
      expect(identity).not.toHaveProperty(name);
  });

  it.each<[string, Parameters<typeof applianceReply>[0]]>([
    ['a role without end', { identity: { role: 'x'.repeat(201) } }],
    ['a time that is none', { identity: { time: 'noon' } }],
    ['addresses without end', { network: { addresses: Array(101).fill(address) } }],
    ['addresses that are none', { network: { addresses: ['localhost'] } }],
  ])('is not believed with %s', async (_what, change) => {
    await start(applianceReply(change));
    expect((await failureOf(who)).code).toMatch(/not-one|answer-unreadable/);
  });

  it('never has the address that all of them have inside', async () => {
    const addresses = [address, internalAddress, other];
    await start(applianceReply({ network: { addresses } }));
    expect(await who()).toMatchObject({ network: { address }, addresses: [address, other] });
  });

  it.each([
    ['the first other one', [internalAddress, other, address], other],
    ['the one that answered just now', [other, internalAddress, host], host],
  ])('has instead of it %s', async (_which, addresses, expected) => {
    await start(applianceReply({ network: { address: internalAddress, addresses } }));
    const identity = await who();
    expect(identity.network).toMatchObject({ address: expected, gateway });
    expect(identity.addresses).not.toContain(internalAddress);
  });

  it('is of no use with that address alone', async () => {
    await start(applianceReply({ network: { address: internalAddress } }));
    expect(await failureOf(who)).toEqual({
      code: 'appliance.answer-unreadable',
      facts: { command: 'eppctl network', seen: internalAddress },
    });
  });
});
