import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { answers, reachOver } from '../../../../electron/engine/ssh/reach';
import type { Endpoint } from '../../../../shared/plan';
import { failureOf } from '../failure-of';
import { scriptedDesk } from './servers-desk';
import { startRecorder } from './servers-recording';
import { startTcp } from './servers-tcp';

const { signal } = new AbortController();

/** A server behind a jump host, and the link to that, which can freeze: nothing passes any more, nothing ends. */
async function behindJumpHost() {
  const server = await startRecorder();
  const jump = await startRecorder({ forwardsTo: server });
  let frozen = false;
  const link = await startTcp((socket) => {
    const onward = connect(jump.port, jump.host);
    onward.on('error', () => {});
    socket.on('data', (bytes) => frozen || onward.write(bytes));
    onward.on('data', (bytes) => frozen || socket.write(bytes));
    onward.on('close', () => socket.destroy());
  });
  const endpoint: Endpoint = {
    ...{ host: '127.0.0.1', port: server.port, user: 'u' },
    via: [{ host: '127.0.0.1', port: link.port, user: 'j', agent: false }],
  };
  const { desk } = scriptedDesk({ trust: true, passwords: ['right'] });
  return {
    ...{ endpoint, jump },
    reach: reachOver(desk, signal),
    freeze: () => {
      frozen = true;
    },
  };
}

describe('whether a server answers', () => {
  it('is not known where its name is not found', async () => {
    const failure = await failureOf(() => answers('no-such-server.invalid', 22, 2000));
    expect(failure.code).toBe('ssh.unknown-host');
  });

  it('is asked over its jump host', async () => {
    const { reach, endpoint } = await behindJumpHost();
    expect(await reach.answers(endpoint, 2000)).toBe(true);
    reach.close();
  });

  it('is not known where the jump host does not answer any more', async () => {
    const { reach, endpoint, freeze } = await behindJumpHost();
    expect(await reach.answers(endpoint, 2000)).toBe(true);
    freeze();
    const failure = await failureOf(() => reach.answers(endpoint, 200));
    expect(failure).toMatchObject({ code: 'ssh.timeout', facts: { hop: 1 } });
  });

  it('nor where the jump host ends while the host key is looked at', async () => {
    const { reach, endpoint, jump, freeze } = await behindJumpHost();
    expect(await reach.answers(endpoint, 2000)).toBe(true);
    freeze();
    const looking = failureOf(() => reach.hostKeyAt(endpoint));
    jump.cut();
    expect((await looking).facts).toMatchObject({ hop: 1 });
  });
});
