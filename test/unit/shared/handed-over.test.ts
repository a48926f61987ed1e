import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../shared/plan';
import type { ChosenRoute } from '../../../shared/route';
import { handedOver, routeLine, routeSentences } from '../../../shared/words/route';

const chosen: ChosenRoute = {
  ...{ source: 'sftp', target: 'sftp', copy: 'first' },
  because: { source: 'has-sftp', target: 'has-sftp', copy: 'begun' },
};
const plan = (access: 'ssh' | 'web') =>
  parsePlan({
    source: { host: '10.0.0.1', user: 'root', ...(access === 'web' && { access }) },
    target: { host: '10.0.0.2', user: 'root' },
  });
const importedBy = {
  type: 'hand-work-done',
  side: 'target',
  operation: 'importBackup',
  way: 'hand',
  given: {},
  by: 'Ada',
  proof: 'stated',
  at: '2026-11-24T02:00:00.000Z',
} as const;

describe('the way of a backup that a person takes or gives', () => {
  it('is not said to be SFTP without SSH', () => {
    const sentences = routeSentences(chosen, handedOver({ plan: plan('web'), handWork: [] }));
    expect(sentences).toEqual([
      'From the old server: a person downloads it there and hands it to this program.',
      'To the new server: this program brings it over SFTP (it has SFTP, so nobody has to do anything).',
    ]);
  });

  it('is said for one that was imported by hand although there is SSH', () => {
    const handed = handedOver({ plan: plan('ssh'), handWork: [importedBy] });
    expect([...handed]).toEqual(['target']);
    expect(routeLine(chosen, handed)).toMatch(/over SFTP; a person uploads it there/);
  });

  it('stays as it was where nobody hands anything over', () => {
    const handed = handedOver({ plan: plan('ssh'), handWork: [] });
    expect(routeSentences(chosen, handed)).toEqual(routeSentences(chosen));
    expect(routeSentences(chosen)).toHaveLength(3);
  });
});
