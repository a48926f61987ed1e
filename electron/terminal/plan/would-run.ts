import type { Side } from '../../../shared/appliance';
import { type HandOperation, handOperations, type Way } from '../../../shared/hand-work';
import type { MigrationState } from '../../../shared/migration';
import { serverAddress } from '../../../shared/plan';
import type { StepId } from '../../../shared/steps';
import { waysOf } from '../../../shared/ways';
import { operationWords, wayWords } from '../../../shared/words/by-hand';
import { sideWords } from '../../../shared/words/sides';
import { stepWords } from '../../../shared/words/steps';
import { hasCommandFor } from '../../engine/appliance/has-command';
import type { OperationName } from '../../engine/appliance/operations';
import { fillPlaces } from '../../engine/appliance/placeholders';
import type { Profile } from '../../engine/appliance/profile';
import { quote } from '../../engine/ssh/quote';
import { columns, hanging } from '../layout';
import type { Terminal } from '../terminal';

/** A command that a whole run would run after the checks, or what it would do over SFTP. */
export type WouldRun = {
  readonly type: 'would-run';
  readonly step: StepId;
  readonly side: Side;
  readonly address: string;
  readonly command: string;
  readonly changes: boolean;
};

type Doing = OperationName | { readonly sftp: string; readonly changes: boolean };

/** What the steps after the checks ask of the servers, in their order; test/journey/terminal-plan.test.ts compares it with a real run. */
const doings: readonly (readonly [StepId, Side, Doing])[] = [
  ['request-backup', 'source', 'backups'],
  ['request-backup', 'source', 'prepareBackup'],
  ['take-baseline', 'source', 'counts'],
  ['take-baseline', 'source', 'certificate'],
  ['take-baseline', 'target', 'certificate'],
  ['take-baseline', 'source', 'identity'],
  ['take-baseline', 'source', 'network'],
  ['take-baseline', 'source', 'clientsSeen'],
  ['take-baseline', 'source', 'services'],
  ['take-baseline', 'source', 'licence'],
  ['create-backup', 'source', 'backup'],
  ['create-backup', 'source', 'startBackup'],
  ['download-backup', 'target', 'disk'],
  ['download-backup', 'source', { sftp: 'sftp get {file}', changes: false }],
  ['download-backup', 'target', { sftp: 'sftp put {file}', changes: true }],
  ['upload-backup', 'target', 'hash'],
  ['validate-restore', 'target', 'hash'],
  ['validate-restore', 'source', 'identity'],
  ['validate-restore', 'source', 'network'],
  ['validate-restore', 'target', 'identity'],
  ['validate-restore', 'target', 'network'],
  ['validate-restore', 'target', 'disk'],
  ['validate-restore', 'target', 'services'],
  ['validate-restore', 'target', 'restoreJob'],
  ['validate-restore', 'target', 'backups'],
  ['hold-clients', 'target', 'clients'],
  ['restore-backup', 'target', 'restoreJob'],
  ['restore-backup', 'target', { sftp: 'sftp put {incoming}/epp-migration.json', changes: true }],
  ['restore-backup', 'target', 'backups'],
  ['restore-backup', 'target', 'counts'],
  ['restore-backup', 'target', 'importBackup'],
  ['verify-target', 'target', 'identity'],
  ['verify-target', 'target', 'network'],
  ['verify-target', 'target', 'counts'],
  ['verify-target', 'target', 'services'],
  ['verify-target', 'target', 'licence'],
  ['verify-target', 'target', 'logs'],
  ['recheck-plan', 'source', 'identity'],
  ['recheck-plan', 'source', 'network'],
  ['recheck-plan', 'source', 'counts'],
  ['recheck-plan', 'source', 'backups'],
  ['recheck-plan', 'target', 'identity'],
  ['recheck-plan', 'target', 'network'],
  ['recheck-plan', 'target', 'counts'],
  ['recheck-plan', 'target', 'services'],
  ['recheck-plan', 'target', 'restoreJob'],
  ['power-off-source', 'source', 'powerOff'],
  ['power-off-source', 'target', 'neighbour'],
  ['move-address', 'target', 'neighbour'],
  ['move-address', 'target', 'setAddressForNow'],
  ['prove-takeover', 'target', 'identity'],
  ['prove-takeover', 'target', 'network'],
  ['prove-takeover', 'target', 'counts'],
  ['prove-takeover', 'target', 'confirmAddress'],
  ['admit-clients', 'target', 'clients'],
  ['admit-clients', 'target', 'enableClients'],
  ['await-clients', 'target', 'identity'],
  ['await-clients', 'target', 'network'],
  ['await-clients', 'target', 'clientsSeen'],
];

/** The new server has the old address then. */
const afterMove: ReadonlySet<StepId> = new Set([
  'prove-takeover',
  'admit-clients',
  'await-clients',
]);

/** The profile that each side is asked by. */
export type ProfileOf = (side: Side) => Profile;

/**
 * The commands that would come after the checks, with the words of the profile and what is known of their values. What the profile has
 * no command for is left out: a person is asked, or it stays unknown.
 */
export const wouldRun = (state: MigrationState, profileOf: ProfileOf): readonly WouldRun[] =>
  doings.flatMap(([step, side, doing]) => {
    const { plan } = state;
    const address = serverAddress(afterMove.has(step) ? plan.source : plan[side]);
    const place = { type: 'would-run', step, side, address } as const;
    const isWeb = plan[side].access === 'web';
    if (typeof doing === 'object')
      return isWeb ? [] : [{ ...place, command: doing.sftp, changes: doing.changes }];
    const profile = profileOf(side);
    const known = profile.operations[doing];
    const operation = byPersonToo(doing);
    const way = operation && wayIn(state, side, operation, profile);
    if (operation && way && way !== 'command') {
      const command = `(${wayWords[way]}) ${operationWords[operation]}`;
      return [{ ...place, command, changes: !reading.has(operation) }];
    }
    // What nobody can tell by hand is not asked.
    if (isWeb || !known) return [];
    const { words, changes } = known;
    const command = [...prefixOf(side, state, profile), ...words].map(fillBy(state)).join(' ');
    return [{ ...place, command, changes }];
  });

/** What changes nothing at an appliance, also by hand. */
const reading: ReadonlySet<HandOperation> = new Set([
  'identity',
  'disk',
  'counts',
  'services',
  'licence',
  'clients',
  'backups',
  'backup',
  'restoreJob',
]);

/** The operation of the port that a command belongs to, where a person may carry it out as well. */
function byPersonToo(doing: OperationName): HandOperation | undefined {
  if (doing === 'enableClients' || doing === 'disableClients') return 'setClients';
  if (doing === 'setAddressForNow') return 'setAddress';
  return handOperations.find((each) => each === doing);
}

const wayIn = (
  { plan, switched }: MigrationState,
  side: Side,
  operation: HandOperation,
  profile: Profile,
): Way | undefined =>
  waysOf(plan[side], (each) => hasCommandFor(profile, each), false, switched[side]).find(
    (each) => each.operation === operation,
  )?.way;

/** The words before each command, such as `sudo -n`, where the checks needed them on this server. */
function prefixOf(
  side: Side,
  { commands }: MigrationState,
  { probes, operations }: Profile,
): readonly string[] {
  const sudo = probes.privilege?.sudo ?? [];
  if (sudo.length === 0) return [];
  const begin = [...sudo, ...operations.identity.words].map(quote).join(' ');
  const needed = commands.some((run) => run.side === side && run.command.startsWith(begin));
  return needed ? sudo : [];
}

/** Puts in what is known before the run; the rest stays in braces. */
function fillBy({ facts }: MigrationState): (word: string) => string {
  const network = facts.source?.network;
  const known: Readonly<Record<string, string>> = network
    ? {
        address: network.address,
        prefix: String(network.prefix),
        gateway: network.gateway,
        dns: network.dns.join(','),
      }
    : {};
  return (word) => {
    // A value has its place in braces; every other word is quoted as it will be.
    const open = fillPlaces(word, (name, all) => known[name] ?? all);
    return /^[\w@%+=:,./{}-]+$/.test(open) ? open : quote(open);
  };
}

/** The same for people: what ran, then what would run. */
export function dryRunLines(
  state: MigrationState,
  profileOf: ProfileOf,
  { width, paint }: Pick<Terminal, 'width' | 'paint'>,
): readonly string[] {
  const later = wouldRun(state, profileOf);
  const ran = state.commands.map(({ side, command, changes }) => [
    changes ? 'changes' : 'reads',
    sideWords[side],
    command,
  ]);
  const steps = [...new Set(later.map(({ step }) => step))];
  const rows = columns(
    later.map(({ changes, side, address, command }) => [
      changes ? 'changes' : 'reads',
      `${sideWords[side]} ${address}`,
      command,
    ]),
  );
  return [
    '',
    paint('bold', 'What ran; it only reads:'),
    ...columns(ran).map((row) => `  ${row}`),
    '',
    paint('bold', 'What a whole run would run after that; none of it was run:'),
    ...steps.flatMap((step) => [
      `  ${stepWords[step].title}`,
      ...later.flatMap((each, index) => (each.step === step ? [`    ${rows[index] ?? ''}`] : [])),
    ]),
    '',
    hanging(
      '',
      'What stands in braces is known only during the run. Commands that read are repeated until a job is done. The System Backup Key goes over stdin, never on a command line.',
      width(),
      0,
    ),
  ];
}
