import { addressMoves, cutoverOf } from '../../../shared/cutover';
import { silenceOf } from '../../../shared/facts';
import { knownBy } from '../../../shared/known-by';
import { knownHostsChange } from '../../../shared/known-hosts-change';
import type { MigrationState } from '../../../shared/migration';
import { serverAddress } from '../../../shared/plan';
import { knownHostsWords, policyWords, silenceRows } from '../../../shared/words/cutover';
import type { ReportSection } from './report-section';

/** What became of the old server and of its address, how that was proven, and what other administrators have to type. */
export function cutoverSections(state: MigrationState): readonly ReportSection[] {
  const { facts, plan } = state;
  const { moved, takeover, seenOff } = facts;
  const silence = silenceOf(facts);
  const change = knownHostsChange(state);
  const place = serverAddress(addressMoves(plan) ? plan.source : plan.target);
  return [
    {
      heading: 'The cutover',
      rows: [
        ['By the plan', policyWords[cutoverOf(plan).source].name],
        ['Old server silent since', silence?.silentSince ?? ''],
        ...(silence ? silenceRows(silence).map(([name, seen]) => [name, seen]) : []),
        [
          'Network cards',
          silence?.cards
            ? `old server ${cardWords(silence.cards.source)}; new server ${cardWords(silence.cards.target)}`
            : '',
        ],
        ['Address moved', moved ? `${moved.network.address}/${moved.network.prefix}` : ''],
        ['Moved', moved?.by === undefined ? '' : movedWords[moved.by]],
        [
          'Answers there',
          takeover ? `${place} with ${knownBy(state, 'target')} ${takeover.hostKey}` : '',
        ],
        ['Proven', takeover?.provenAt ?? ''],
        ['Told to keep the address', takeover?.confirmed ? 'yes' : ''],
        [
          'Watched afterwards',
          seenOff?.watchedSeconds === undefined
            ? ''
            : `${seenOff.watchedSeconds} s; nobody but the new server answered there`,
        ],
      ],
    },
    ...(change
      ? [
          {
            heading: knownHostsWords.title,
            rows: [
              ['Why', knownHostsWords.why(change.address)],
              ...change.commands.map((command, index) => [String(index + 1), command]),
              ['Compare', knownHostsWords.compare(change.fingerprint)],
            ],
          },
        ]
      : []),
  ];
}

const movedWords = {
  command: 'by command',
  hand: 'by hand',
  found: 'found at the address already',
} as const;

const cardWords = ({
  told,
  seen,
}: {
  readonly told?: string | undefined;
  readonly seen?: string | undefined;
}): string => told ?? seen ?? 'not known';
