import { type Counts, countedEntities } from '../../../shared/appliance';
import { formatBytes } from '../../../shared/bytes';
import type { MigrationState, Question, QuestionKind } from '../../../shared/migration';
import { noSwitchWords, revertWords } from '../../../shared/words/cutover';
import { driftMeans, driftTitle } from '../../../shared/words/drift';
import { loginWords, markWords } from '../../../shared/words/restore-announced';
import { openProof, provenWords } from '../../../shared/words/restore-proof';

type Asked<Kind extends QuestionKind> = Question & { readonly kind: Kind };

/** What is said before a question: a title and lines below it. */
export type QuestionText = readonly [title: string, lines: readonly string[]];

/** What a restore replaces and with what. */
export const restoreWords = (
  { targetName, sourceName, replaced, lostBackups = [], logins, mark }: Asked<'confirm-restore'>,
  { facts }: MigrationState,
): QuestionText => [
  `Replace everything on ${targetName}?`,
  [
    `There now, will be replaced: ${countsWords(replaced)}.`,
    ...(facts.baseline ? [`Comes from ${sourceName}: ${countsWords(facts.baseline)}.`] : []),
    `Backups that lie on ${targetName} are lost${
      lostBackups.length === 0 ? '; there are none' : `: ${lostBackups.join(', ')}`
    }. Its accounts are lost, too. ${sourceName} is not touched.`,
    ...(mark ? [markWords(mark)] : []),
    ...(facts.validated?.proofs ?? []).map(
      ({ part, seen, open }) => `${provenWords[part]}: ${open ? `${openProof}: ` : ''}${seen}.`,
    ),
    ...(logins ? [loginWords(logins, sourceName, targetName)] : []),
  ],
];

/** What has changed, and what that means. */
export const driftWords = ({ rows }: Asked<'accept-drift'>): QuestionText => [
  'Something is not as it was when the backup began. Cut over all the same?',
  rows.map((row) => {
    const values = [row.before, row.now].filter(Boolean).join(' → ');
    return `${driftTitle(row)}${values === '' ? '' : `: ${values}`}. ${driftMeans(row)}`;
  }),
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
