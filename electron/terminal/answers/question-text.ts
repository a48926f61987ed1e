import { type Counts, countedEntities } from '../../../shared/appliance';
import { formatBytes } from '../../../shared/bytes';
import type { MigrationState, Question, QuestionKind } from '../../../shared/migration';
import { noSwitchWords, revertWords } from '../../../shared/words/cutover';

type Asked<Kind extends QuestionKind> = Question & { readonly kind: Kind };

/** What is said before a question: a title and lines below it. */
export type QuestionText = readonly [title: string, lines: readonly string[]];

/** What a restore replaces and with what. */
export const restoreWords = (
  { targetName, sourceName, replaced }: Asked<'confirm-restore'>,
  { facts }: MigrationState,
): QuestionText => [
  `Replace everything on ${targetName}?`,
  [
    `There now, will be replaced: ${countsWords(replaced)}.`,
    ...(facts.baseline ? [`Comes from ${sourceName}: ${countsWords(facts.baseline)}.`] : []),
    `Backups that lie on ${targetName} are lost. ${sourceName} is not touched.`,
  ],
];

/** What is proven before the point of no return, and the way back. */
export const powerOffWords = (
  { sourceName, address, last }: Asked<'power-off'>,
  { facts }: MigrationState,
): QuestionText => [
  `Power off ${sourceName}? This is the point of no return.`,
  [
    last
      ? `The new server is proven at its own address. Clients that still know ${address} reach nobody from now on.`
      : `Clients reach nobody at ${address} until the new server has this address.`,
    `Proven so far: nothing is missing on the new server${
      facts.backup ? `; the backup of ${formatBytes(facts.backup.size)} is the same on both` : ''
    }; the key is saved.`,
    `The way back: power on the virtual machine of ${sourceName} by hand before the new server has its address. Never run both at one address.`,
  ],
];

/** The settings that the new server takes over. */
export const moveWords = ({
  targetName,
  from,
  to,
  revertAfterSeconds,
  noSwitch,
}: Asked<'move-address'>): QuestionText => [
  `Give the old address to ${targetName}?`,
  [
    'The old server is proven silent. Clients need no change.',
    `Address      ${from} → ${to.address}/${to.prefix}`,
    `Gateway      ${to.gateway}`,
    `DNS servers  ${to.dns.length === 0 ? 'none' : to.dns.join(', ')}`,
    ...(revertAfterSeconds === undefined ? [] : [revertWords(revertAfterSeconds)]),
    ...(noSwitch ? [noSwitchWords] : []),
  ],
];

const countsWords = (counts: Counts): string =>
  countedEntities.map((entity) => `${entity} ${counts[entity]}`).join(', ');
