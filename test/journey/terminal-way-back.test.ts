import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readState } from '../../electron/engine/migration/journal';
import { openPlace, type Place } from './terminal-program';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
  const server = (host: string) => ({ host, user: 'epproot' });
  const plan = { plan: 1, source: server('10.0.0.20'), target: server('10.0.0.30') };
  writeFileSync(join(place.desk, 'plan.json'), JSON.stringify({ ...plan, keepSourceDays: 7 }));
});
afterEach(async () => {
  await place?.close();
});

const run = async (...args: readonly string[]) => {
  const running = place.run(args);
  const exitCode = await running.exitCode;
  return { exitCode, out: running.stdout(), err: running.stderr() };
};
const theId = (): string => readdirSync(join(place.home, 'migrations'))[0] ?? 'none';
const folderOf = (id: string): string => join(place.home, 'migrations', id);

describe('the way back in a terminal', () => {
  test('is said from a stopped migration, kept as files, and gone by name alone', async () => {
    const first = await run('run', 'plan.json', '--practice', '--until', 'verify');
    expect(first.exitCode, first.err).toBe(11);
    const id = theId();
    expect(first.out).toContain(`epp-migrate roll-back ${id}`);

    const said = await run('way-back');
    expect(said.exitCode).toBe(0);
    expect(said.out).toMatch(/is restored and verified.*runs\s+unchanged/s);
    const json = (await run('way-back', id, '--json')).out.split('\n').filter(Boolean);
    expect(JSON.parse(json[0] ?? '')).toMatchObject({
      type: 'way-back',
      stage: 'verified',
      noReturn: 'ahead',
      instructions: [{ id: 'prove-source' }, { id: 'settle-backup' }, { id: 'discard-target' }],
    });
    for (const name of ['way-back.txt', 'way-back.html'])
      expect(readFileSync(join(folderOf(id), name), 'utf8')).toContain('is restored and verified');

    const unnamed = await run('roll-back', id);
    expect(unnamed.exitCode).toBe(11);
    expect(unnamed.err).toContain('--yes-roll-back NAME');
    const wrong = await run('roll-back', id, '--yes-roll-back', 'OLD-EPP');
    expect(wrong.exitCode).toBe(11);
    expect(wrong.err).toContain('rollback.declined');
    expect(readState(join(folderOf(id), 'journal.jsonl'))?.rollBack).toBeUndefined();

    const back = await run('roll-back', id, '--yes-roll-back', 'new-epp', '--delete-backup');
    expect(back.exitCode, back.err).toBe(0);
    expect(back.out).toContain('Gone back: OLD-EPP serves the clients again.');
    expect(back.out).toContain('It was deleted on the old server.');
    expect((await run('resume', id)).exitCode).toBe(64);
    expect((await run('status')).out).toContain('gone back to the old server');
  });

  test('after the end keeps the old server until somebody says that it is gone', async () => {
    const { exitCode, out, err } = await run('run', 'plan.json', '--practice');
    expect(exitCode, err).toBeLessThanOrEqual(1);
    expect(out).toContain('Keep');
    const id = theId();
    expect(existsSync(join(folderOf(id), 'old-server.ics'))).toBe(true);
    expect((await run('status')).out).toMatch(/Keep +Keep the old server until .*, 7 more\s+days/);
    const short = await run('decommission', id, '--note', 'x');
    expect(short.exitCode).toBe(64);
    const gone = await run('decommission', id, '--note', 'archived on tape 0815', '--by', 'Jane');
    expect(gone.exitCode, gone.err).toBe(0);
    expect(gone.out).toMatch(/given up on .* by Jane: archived on tape 0815/);
    const status = (await run('status', '--json')).out;
    expect(status).toContain('"sourceGivenUp"');
    expect((await run('status')).out).not.toContain('more days');
    expect((await run('roll-back', id, '--yes-roll-back', 'NEW-EPP')).err).toContain(
      'rollback.not-possible',
    );
    expect((await run('decommission', id, '--note', 'once more')).exitCode).toBe(64);
  });

  test.each([
    'Powering off the new server',
    'Waiting for the old server',
    'Proving that the old server is back',
  ])('goes on after the program was killed at “%s”', async (title) => {
    const first = await run('run', 'plan.json', '--practice', '--until', 'cut-over');
    expect(first.exitCode, first.err).toBe(11);
    const id = theId();
    const journal = join(folderOf(id), 'journal.jsonl');
    expect(readFileSync(join(folderOf(id), 'way-back.txt'), 'utf8')).toMatch(
      /proven; it lets no\s+client in yet/,
    );
    const killed = place.run(['roll-back', id, '--yes-roll-back', 'NEW-EPP']);
    await killed.until(new RegExp(`Z  ${title}`));
    killed.child.kill('SIGKILL');
    await killed.exitCode;
    const between = readState(journal);
    expect(between?.rollBack?.from).toBe('proven');
    expect(neverBoth()).toBe(true);
    // Nobody has to type the name again; the other way is closed.
    expect((await run('resume', id)).err).toContain('rollback.begun');
    const back = await run('roll-back', id);
    expect(back.exitCode, `${back.out}\n${back.err}`).toBe(0);
    const { status, rollBack } = readState(journal) ?? {};
    expect(status).toBe('rolled-back');
    expect(rollBack?.facts).toMatchObject({
      targetOff: 'command',
      found: 'source',
      backup: 'kept',
    });
    expect(rollBack?.facts.sourceBack?.fewer).toEqual([]);
  });
});

/** Whether at most one practice machine is on with the old address, by what the pair has saved. */
function neverBoth(): boolean {
  const [name = ''] = readdirSync(join(place.home, 'practice'));
  const { machines } = JSON.parse(
    readFileSync(join(place.home, 'practice', name, 'pair.json'), 'utf8'),
  );
  const { source, target } = machines;
  const same = source.network.address === target.network.address;
  return !same || source.power === 'off' || target.power === 'off';
}
