import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { login } from '../unit/simulator/practice-client';
import { writePlan } from './terminal-plan-file';
import { buildOnce, linesOf, openPlace, type Place, passwords, resultOf } from './terminal-program';

let place: Place | undefined;
beforeAll(buildOnce);
afterEach(async () => {
  await place?.close();
  place = undefined;
});

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('a run that is only to validate', () => {
  test('stops before the restore, says what is proven, and goes on', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const plan = await writePlan(place);
    const first = run(['run', plan, '--validate-only'], passwords(pair));
    expect(await first.exitCode, first.stderr()).toBe(11);
    const said = oneLine(first.stdout());
    expect(said).toContain('Prove that the restore can work');
    expect(said).toMatch(/Stopped after “Prove that the restore can work”, as planned/);
    expect(said).toMatch(/Nothing is restored\. It was proven on the new server/);
    expect(pair.machine('target').restoresStarted).toBe(0);
    const status = run(['status']);
    expect(await status.exitCode).toBe(0);
    expect(oneLine(status.stdout())).toMatch(/Pause Nothing is restored\./);
    const second = run(['resume', '--plan', plan, '--json'], passwords(pair));
    expect(await second.exitCode, second.stderr()).toBeLessThan(2);
    expect(pair.machine('target').restoresStarted).toBe(1);
  });

  test('is not only looking', async () => {
    place = await openPlace();
    const wrong = place.run(['run', 'plan.json', '--validate-only', '--until', 'verify']);
    expect(await wrong.exitCode).toBe(64);
  });
});

describe('a pause before the cutover', () => {
  test('is told by the end and by status, and what has changed meanwhile waits for a word', async () => {
    place = await openPlace();
    const { pair, run } = place;
    const plan = await writePlan(place);
    const first = run(['run', plan, '--until', 'verify'], passwords(pair));
    expect(await first.exitCode, first.stderr()).toBe(11);
    expect(oneLine(first.stdout())).toContain('This is the pause before the cutover.');
    expect(first.stdout()).toMatch(
      /Licence: valid, full[^→]*→ valid, trial[^,]*,[^,]*,[^,]*,\s+differs, as it may/,
    );
    expect(first.stdout()).toMatch(/Computers: (\d+) → \1, as it should be/);
    const status = run(['status']);
    await status.exitCode;
    const text = oneLine(status.stdout());
    expect(text).toContain('This is the pause before the cutover.');
    expect(text).toContain('Next Look again before the cutover');

    const { one } = await login(pair.source);
    const { id } = await one('backup prepare --name by-hand --description none');
    await one(`backup start ${id}`);
    const second = run(['resume', '--plan', plan], passwords(pair));
    expect(await second.exitCode).toBe(11);
    expect(oneLine(second.stderr())).toMatch(/what has changed since the backup.*--accept-drift/);
    expect(pair.machine('source').power).toBe('on');

    const third = run(['resume', '--plan', plan, '--accept-drift', '--json'], passwords(pair));
    expect(await third.exitCode, third.stderr()).toBeLessThan(2);
    expect(resultOf(third.stdout()).outcome).toBe('finished');
    const asked = linesOf(third.stdout()).flatMap((line) =>
      line.type === 'question-asked' && line.question.kind === 'accept-drift'
        ? line.question.rows
        : [],
    );
    expect(asked).toMatchObject([{ what: 'backup', now: 'by-hand' }]);
  });
});
