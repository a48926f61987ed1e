import type { CertificateBefore } from '../../../shared/facts';
import type { MigrationState } from '../../../shared/migration';
import {
  certificateWords,
  clientsBackWords,
  clientsWarnings,
  switchedWords,
} from '../../../shared/words/clients';
import type { ReportSection } from './report-section';

/** Who was kept away and let in, who came back, and which certificate clients see. */
export function clientsSection({ facts }: MigrationState): ReportSection {
  const { before, held, takeover, admitted, clientsBack } = facts;
  const { certificate } = takeover ?? {};
  const rows = [
    ['Computers that reached the old server in its last day', beforeWords(before)],
    [
      'Client communication on the new server, before the restore',
      held && switchedWords(held, false),
    ],
    ['Certificate of the old server before', certificateBefore(before?.certificates.source)],
    ['Certificate of the new server before', certificateBefore(before?.certificates.target)],
    ['Certificate at the old address after', certificate?.seen],
    ['', certificate && certificateWords[certificate.was]],
    ['Client communication after the takeover', admitted && switchedWords(admitted, true)],
    ['Clients', clientsBack && clientsBackWords(clientsBack, String)],
    ['First of them', clientsBack?.counted?.firstAt],
    ['Those missing', clientsBack?.counted?.file],
    ['Looked until', clientsBack?.endedAt],
  ];
  return {
    heading: 'The clients',
    rows: rows.flatMap(([name = '', text]) => (text ? [[name, text]] : [])),
  };
}

/** What people have to do about the clients. */
export const clientsRemaining = ({ facts }: MigrationState): readonly string[] => [
  ...clientsWarnings(facts, String),
  ...(facts.clientsBack?.counted && !facts.clientsBack.said
    ? [
        'Look after the computers that are still missing: Device Control > Computers, sorted by Last Seen.',
      ]
    : ['Look whether clients check in: Device Control > Computers, sorted by Last Seen.']),
];

const beforeWords = (before: MigrationState['facts']['before']): string | undefined =>
  before && (before.clients ? `${before.clients.count} (until ${before.clients.at})` : 'not told');

/** As it was shown, else as the server told it. */
const certificateBefore = ({ told, seen }: CertificateBefore = {}): string | undefined =>
  seen ?? (told === undefined ? undefined : `${told} (told by the server)`);
