import { describe, expect, it } from 'vitest';
import { testStages } from '../../../../electron/engine/login/test-stages';
import type { Endpoint } from '../../../../shared/plan';

const endpoint: Endpoint = {
  ...{ host: '10.0.0.2', port: 22, user: 'u' },
  via: [{ host: 'jump', port: 22, user: 'j' }],
};
const server = { host: '10.0.0.2', port: 22 };
const jump = { host: 'jump', port: 22, hop: 1 };

function begin() {
  let now = 1000;
  const stages = testStages(endpoint, () => now);
  const of = (at: object, stage: string) =>
    stages
      .list()
      .find((each) => each.stage === stage && each.server.hop === ('hop' in at ? 1 : undefined));
  return { stages, of, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('the stages of a test', () => {
  it('are those of the jump hosts up to the login, then all of the server', () => {
    const names = begin()
      .stages.list()
      .map(({ stage, server: { hop } }) => `${hop ?? ''}${stage}`);
    expect(names.slice(0, 6).join(' ')).toBe(
      '1dns 1tcp 1banner 1key-exchange 1host-key 1authentication',
    );
    expect(names.slice(6)).toHaveLength(10);
  });

  it('take the time that they take, without the time that a person takes', () => {
    const { stages, of, pass } = begin();
    stages.tell(jump, 'host-key', 'running');
    pass(5);
    stages.pause();
    pass(60_000);
    stages.goOn();
    pass(2);
    stages.tell(jump, 'host-key', 'done', 'a key');
    expect(of(jump, 'host-key')).toMatchObject({ state: 'done', milliseconds: 7, seen: 'a key' });
    expect(of(server, 'host-key')?.state).toBe('waiting');
  });

  it('stay over when a connection is made anew', () => {
    const { stages, of } = begin();
    stages.tell(jump, 'tcp', 'running');
    stages.tell(jump, 'tcp', 'done', 'first');
    stages.tell(jump, 'tcp', 'running');
    expect(of(jump, 'tcp')).toMatchObject({ state: 'done', seen: 'first' });
  });

  it('end at the one that ran, or at the next one where none did', () => {
    const running = begin();
    running.stages.tell(jump, 'dns', 'done');
    running.stages.tell(jump, 'tcp', 'running');
    running.stages.fail();
    expect(running.of(jump, 'tcp')?.state).toBe('failed');
    const between = begin();
    between.stages.tell(jump, 'dns', 'done');
    between.stages.fail();
    expect(between.of(jump, 'tcp')?.state).toBe('failed');
  });
});
