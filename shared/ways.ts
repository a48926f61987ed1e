import type { Side } from './appliance';
import { type CutoverWay, cutoverOf } from './cutover';
import { type HandOperation, handOperations, type Way, type WaysOfSide } from './hand-work';
import type { MigrationState } from './migration';
import type { Endpoint, Plan } from './plan';

/** What decides which way an operation goes. */
export type WayWish = {
  /** What somebody said in the middle of a run; goes before everything else. */
  readonly switched?: WaysOfSide | undefined;
  readonly endpoint: Pick<Endpoint, 'access' | 'ways'>;
  /** Whether the profile has a command for it. */
  readonly hasCommand: boolean;
  /** Whether the front end can show the appliance's web console beside the question. */
  readonly hasConsole: boolean;
};

/** Which way an operation goes. A command is taken only where there is one and a login over SSH. */
export function wayOf(
  operation: HandOperation,
  { switched, endpoint, hasCommand, hasConsole }: WayWish,
): Way {
  const mayBeCommand = hasCommand && endpoint.access !== 'web';
  const byPerson = hasConsole ? 'console' : 'hand';
  const wished = switched?.[operation] ?? endpoint.ways?.[operation];
  if (wished === 'hand') return 'hand';
  if (wished === 'console') return byPerson;
  return mayBeCommand ? 'command' : byPerson;
}

/** The ways of all operations of a side, in the order of the port, for looking at a plan. */
export const waysOf = (
  endpoint: Pick<Endpoint, 'access' | 'ways'>,
  hasCommand: (operation: HandOperation) => boolean,
  hasConsole: boolean,
  switched?: WaysOfSide,
): readonly { readonly operation: HandOperation; readonly way: Way }[] =>
  handOperations.map((operation) => ({
    operation,
    way: wayOf(operation, {
      ...{ switched, endpoint, hasConsole },
      hasCommand: hasCommand(operation),
    }),
  }));

/** Who carries out a part of the cutover: a person, where there is no login over SSH or where somebody said so. */
export function cutoverWay(
  operation: 'powerOff' | 'setAddress',
  { plan, switched }: Pick<MigrationState, 'plan' | 'switched'>,
): CutoverWay {
  const side: Side = operation === 'powerOff' ? 'source' : 'target';
  const said = switched[side]?.[operation] ?? plan[side].ways?.[operation];
  if (plan[side].access === 'web') return 'hand';
  if (said !== undefined) return said === 'command' ? 'command' : 'hand';
  return cutoverOf(plan).by;
}

/** True where one of the servers is known by its certificate alone. */
export const hasWebOnly = ({ source, target }: Pick<Plan, 'source' | 'target'>): boolean =>
  source.access === 'web' || target.access === 'web';
