import { expect, test } from 'vitest';
import { tellRestored } from '../../../electron/engine/migration/restored-key';
import { describeFailure } from '../../../shared/words/failures';
import { runningAt, stateOf } from '../renderer/states';

test('a changed host key is laid to the restore only for the new server and once it has begun', () => {
  const restoring = stateOf(runningAt('restore-backup'));
  const { host, port } = restoring.plan.target;
  const changed = {
    code: 'ssh.host-key-changed',
    facts: { host, port, seen: 'SHA256:x' },
  } as const;
  const told = tellRestored(changed, restoring);
  expect(told.facts['restored']).toBe(true);
  expect(describeFailure(told).todo).toMatch(/restore can give.*console.*ssh-keygen/);
  expect(tellRestored(changed, stateOf(runningAt('upload-backup')))).toBe(changed);
  const { source } = restoring.plan;
  const other = { ...changed, facts: { ...changed.facts, host: source.host } };
  expect(tellRestored(other, restoring)).toBe(other);
  const hop = { ...changed, facts: { ...changed.facts, hop: 1 } };
  expect(tellRestored(hop, restoring)).toBe(hop);
});
