import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import { sameName } from '../../engine/login/same-name';
import { checkKitPlace } from '../kit-file';

/** What is answered later, and can be known to be wrong before anything is changed. */
export type LaterAnswers = {
  readonly kit?: string | undefined;
  readonly overwrite?: string | undefined;
  readonly powerOff?: string | undefined;
  readonly isolate?: string | undefined;
};

/** Throws `plan.invalid` where a name is not that of the server it is for, and as `checkKitPlace` where no kit can be written to its place. */
export async function lookAhead(
  { kit, overwrite, powerOff, isolate }: LaterAnswers,
  state: MigrationState,
): Promise<void> {
  isName('the name to overwrite', overwrite, 'new', state.facts.target?.hostname);
  isName('the name to power off', powerOff, 'old', state.facts.source?.hostname);
  isName('the name to isolate', isolate, 'old', state.facts.source?.hostname);
  if (kit !== undefined) await checkKitPlace(kit, state);
}

function isName(
  where: string,
  typed: string | undefined,
  which: string,
  name: string | undefined,
): void {
  if (typed === undefined || name === undefined || sameName(typed, name)) return;
  fail('plan.invalid', { where, seen: `${typed}, but the ${which} server is called ${name}` });
}
