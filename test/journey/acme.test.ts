import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProfiles } from '../../electron/engine/appliance/load-profile';
import { dryRunLines, wouldRun } from '../../electron/terminal/plan/would-run';
import { goodEnd, goodEndOf, onStage, type Stage, setStage } from './stage';

const acmeProfile = join(import.meta.dirname, '..', 'acme', 'acme.profile.jsonc');

/** A pair of Acme Guards, and a copy of the profile that may be changed. */
async function acmeStage(): Promise<{ stage: Stage; file: string }> {
  const stage = await setStage({ dialect: 'acme' });
  const file = join(stage.dataFolder, 'mine.jsonc');
  cpSync(acmeProfile, file);
  return { stage, file };
}

const planOf = ({ pair }: Stage, profile: string) => ({
  source: { ...pair.plan.source, profile },
  target: { ...pair.plan.target, profile },
});

test('an appliance with other commands and other words is migrated by a profile alone', async () => {
  const { stage, file } = await acmeStage();
  await onStage(Promise.resolve(stage), async () => {
    const { ended, events } = await stage.start({}, planOf(stage, file));
    const state = await ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(state.facts.source?.product).toBe('Acme Guard');
    expect(state.profiles?.source).toMatchObject({ profile: file, name: 'acme' });
    const programs = new Set(stage.pair.machine('source').record.commands.map(firstWord));
    expect([...programs].sort()).toEqual(['acme', 'echo']);
    const { text = '' } = state.facts.report ?? {};
    expect(readFileSync(text, 'utf8')).toContain(state.profiles?.target?.sha256);
    const told = JSON.stringify(events);
    expect(told).not.toContain('Recovery key');
  });
});

const firstWord = (line: string): string => line.split(' ')[0] ?? '';

test('a profile that changed is noticed where a run goes on, and taken only by a person’s word', async () => {
  const { stage, file } = await acmeStage();
  await onStage(Promise.resolve(stage), async () => {
    const first = await stage.start({}, { ...planOf(stage, file), until: 'check' });
    const checked = await first.ended;
    expect(checked.status).toBe('paused');

    const { load } = openProfiles(stage.dataFolder);
    const profileOf = () => load(file).profile;
    const commands = wouldRun(checked, profileOf).map(({ command }) => command);
    expect(commands).toContain('acme halt');
    expect(commands.filter((command) => command.startsWith('eppctl'))).toEqual([]);
    const paint = (_style: string, text: string) => text;
    expect(dryRunLines(checked, profileOf, { width: () => 100, paint }).join('\n')).toContain(
      'acme restore from {file} --tag {request}',
    );

    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"halt"', '"halt", "now"'));
    const again = stage.engine.handlers['resume-migration']({ id: first.id });
    await expect(again).rejects.toMatchObject({ failure: { code: 'profile.changed' } });
    const { ended } = stage.watch(first.id);
    await stage.engine.handlers['resume-migration']({ id: first.id, profile: file });
    await stage.engine.handlers['cancel-migration']({ id: first.id, because: 'person' });
    expect((await ended).profiles?.source?.sha256).not.toBe(checked.profiles?.source?.sha256);
  });
});
