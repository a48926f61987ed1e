import { describe, expect, it } from 'vitest';
import { plannedPause } from '../../../shared/pause';
import { parsePlan } from '../../../shared/plan';
import { endsAfter, reachesCutOver, untilIds } from '../../../shared/steps';
import { pauseWords } from '../../../shared/words/pause';
import { endedAt } from '../renderer/states';

describe('how far a run goes', () => {
  it('is a phase, or the proof before the restore', () => {
    expect(untilIds.indexOf('validate-restore')).toBe(untilIds.indexOf('restore') - 1);
    const servers = { source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } };
    expect(parsePlan({ ...servers, until: 'validate-restore' }).until).toBe('validate-restore');
    expect(() => parsePlan({ ...servers, until: 'verify-target' })).toThrow('plan.invalid');
  });

  it('ends after the step, or after the last step of the phase', () => {
    expect(endsAfter('validate-restore', 'validate-restore', 'hold-clients')).toBe(true);
    expect(endsAfter('restore', 'validate-restore', 'hold-clients')).toBe(false);
    expect(endsAfter('transfer', 'upload-backup', 'validate-restore')).toBe(true);
    expect(untilIds.filter(reachesCutOver)).toEqual(['cut-over', 'clients', 'done']);
  });
});

describe('a pause that was planned', () => {
  it('is known by the step that comes next', () => {
    const verify = endedAt('recheck-plan', 'stopped', { until: 'verify' });
    expect(plannedPause(verify)).toBe('verify');
    expect(pauseWords('verify')).toMatch(/pause before the cutover.*may last days/);
    const early = endedAt('hold-clients', 'stopped', { until: 'validate-restore' });
    expect(plannedPause(early)).toBe('validate-restore');
    expect(plannedPause(endedAt('restore-backup', 'stopped', { until: 'verify' }))).toBeUndefined();
    expect(plannedPause(endedAt('recheck-plan', 'cancelled', { until: 'verify' }))).toBeUndefined();
  });
});
