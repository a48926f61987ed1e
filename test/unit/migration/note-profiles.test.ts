import { expect, it } from 'vitest';
import type { Profiles } from '../../../electron/engine/appliance/load-profile';
import { noteProfiles } from '../../../electron/engine/migration/note-profiles';
import type { UntimedEvent } from '../../../electron/engine/migration/untimed-event';
import { fold } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { failureOf } from '../engine/failure-of';

const at = '2026-11-24T18:00:00.000Z';
const server = (host: string) => ({ host, port: 22, user: 'root', profile: '/p.json' });
const made = fold(undefined, {
  ...{ at, type: 'migration-created', id: 'm1' },
  plan: { source: server('a'), target: { ...server('b'), profile: undefined }, until: 'done' },
});

/** Begins a run where the profile has this hash; what is written down of it, and the state after that. */
function begin(before: MigrationState, sha256: string, taken = false) {
  const profiles: Profiles = {
    load: () => {
      throw new Error('it is not needed here');
    },
    note: (profile) => ({ profile, name: 'mine', sha256 }),
  };
  const events: UntimedEvent[] = [];
  noteProfiles(before, profiles, (event) => events.push(event), taken);
  const state = events.reduce(
    (left, each) => fold(left, { ...each, at } as MigrationEvent),
    before,
  );
  return { events, state };
}

it('a profile is written down once, for the side that names one', () => {
  const { events, state } = begin(made, 'abc');
  expect(events).toEqual([
    { type: 'profile-noted', side: 'source', profile: '/p.json', name: 'mine', sha256: 'abc' },
  ]);
  expect(begin(state, 'abc').events).toEqual([]);
});

it('another one stops whoever goes on, and nobody who goes back', async () => {
  const { state } = begin(made, 'abc');
  expect(await failureOf(() => begin(state, 'xyz'))).toEqual({
    code: 'profile.changed',
    facts: { profile: '/p.json', before: 'abc', now: 'xyz' },
  });
  expect(begin(state, 'xyz', true).state.profiles?.source?.sha256).toBe('xyz');
});
