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

/** How an operation of a side goes, and how else it may. */
export type OperationWay = {
  readonly operation: HandOperation;
  readonly way: Way;
  readonly possible: readonly Way[];
};

/** Of both servers, in the order of the port. */
export type WaysOfBoth = Readonly<Record<Side, readonly OperationWay[]>>;

const askedOfEach = ['identity', 'disk', 'counts', 'licence', 'backups'] as const;
/** What a migration usually asks of a side and a person can do as well; services and clients are told by a command or by nobody. Whatever else somebody has given a way to is shown as well. */
const usuallyAsked: Readonly<Record<Side, ReadonlySet<HandOperation>>> = {
  source: new Set([
    ...askedOfEach,
    ...(['prepareBackup', 'startBackup', 'backup', 'deleteBackup', 'powerOff'] as const),
  ]),
  target: new Set([
    ...askedOfEach,
    ...(['setClients', 'importBackup', 'restoreJob', 'setAddress'] as const),
  ]),
};

/** What a migration asks of both servers, and which way each of it goes by what is known now. */
export function waysOfBoth(
  state: Pick<MigrationState, 'plan' | 'switched'>,
  hasCommand: (side: Side, operation: HandOperation) => boolean,
  hasConsole: boolean,
): WaysOfBoth {
  const of = (side: Side): readonly OperationWay[] => {
    const endpoint = state.plan[side];
    const switched = state.switched[side];
    const has = (operation: HandOperation): boolean => hasCommand(side, operation);
    return waysOf(endpoint, has, hasConsole, switched).flatMap(({ operation, way }) => {
      const named = switched?.[operation] ?? endpoint.ways?.[operation];
      if (!usuallyAsked[side].has(operation) && named === undefined) return [];
      const command = endpoint.access !== 'web' && has(operation) ? (['command'] as const) : [];
      // The cutover's pages have their own steps for what is done elsewhere.
      if (operation === 'powerOff' || operation === 'setAddress')
        return {
          operation,
          way: command.length > 0 ? cutoverWay(operation, state) : 'hand',
          possible: [...command, 'hand'],
        };
      const console = hasConsole ? (['console'] as const) : [];
      return { operation, way, possible: [...command, ...console, 'hand'] };
    });
  };
  return { source: of('source'), target: of('target') };
}
