import type { MigrationState } from '../migration';

type GivenUp = Pick<MigrationState['givenUp'][number], 'ready' | 'reason'>;

/** What the key and the kit of a backup that was given up are still good for. */
export function keyOfGivenUpWords({ ready, reason }: GivenUp): string {
  if (!ready) return 'Its key and its kit are worthless.';
  if (reason === 'key-wrong') return 'The key that was shown for it does not open it.';
  return 'Keep its kit: should the key be found, it opens that backup wherever a copy is.';
}
