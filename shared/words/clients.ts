import type { ClientsBack, ClientsQuestion, ClientsSwitched } from '../clients';
import type { Facts } from '../facts';
import type { Progress } from '../progress';

/** Sentences about the clients, the same in the window, the terminal and the report. `time` writes a moment as people there read it. */
type Time = (at: string) => string;

/** `412 of 430 computers back; first at 21:03:12`. */
export const backWords = (
  back: number,
  expected: number,
  firstAt: string | undefined,
  time: Time,
  what = 'computers back',
): string =>
  `${back} of ${expected} ${what}${firstAt === undefined ? '' : `; first at ${time(firstAt)}`}`;

/** The same while it is waited for them. */
export const awaitedWords = ({ done, total, clients }: Progress, time: Time): string =>
  backWords(done, total, clients?.firstAt, time);

/** How the wait for the clients ended, as one sentence. */
export function clientsBackWords({ counted, said, elsewhere }: ClientsBack, time: Time): string {
  if (elsewhere)
    return 'Nobody was waited for: clients come to the new server’s own address once they are told of it';
  if (!counted)
    return said?.holds
      ? `Nobody could count the clients; ${said.by} said that they are back`
      : `Nobody could count the clients; ${said?.by ?? 'somebody'} went on without knowing whether they are back`;
  const { back, expected, firstAt } = counted;
  if (expected === 0) return 'The old server had seen no computer in its last day';
  const sentence = backWords(back, expected, firstAt, time);
  return said ? `${sentence}; ${said.by} went on without the others` : sentence;
}

/** How it came that clients are kept away, or let in. */
export const switchedWords = ({ how, by = '' }: ClientsSwitched, on: boolean): string =>
  ({
    found: on ? 'was on already' : 'was off already',
    switched: on ? 'switched on' : 'switched off',
    person: `${on ? 'on' : 'off'}, as ${by} said`,
    waived: `${by} went on although clients may reach the new server`,
    late: 'the restore was done before',
  })[how];

/** What is to be said of the certificate that clients see at the old address. */
export const certificateWords = {
  target: 'The certificate at the old address is the new server’s own, as it was before the move.',
  source: 'The certificate at the old address is the one that the old server had.',
  changed:
    'The certificate at the old address is neither the one that the new server had before nor that of the old server. Clients that trust only the former certificate will not come back: import it on the new server again, or give those clients the new one.',
} as const satisfies Record<'target' | 'source' | 'changed', string>;

/** What is not as it should be with the clients at the end: none, or sentences that a person has to read. */
export function clientsWarnings(
  { takeover, clientsBack, held }: Partial<Facts>,
  time: Time,
): readonly string[] {
  const { counted, said } = clientsBack ?? {};
  const unsure = said?.holds === false && clientsBack;
  return [
    ...(held?.how === 'waived'
      ? ['Client communication on the new server was not off during the restore.']
      : []),
    ...(takeover?.certificate?.was === 'changed' ? [certificateWords.changed] : []),
    ...(unsure ? [`${clientsBackWords(unsure, time)}.`] : []),
    ...(unsure && counted?.file !== undefined
      ? [`Those missing are listed in ${counted.file}.`]
      : []),
  ];
}

type ByPerson = ClientsQuestion & { readonly kind: 'clients-by-person' };

/** Why a person is asked. */
const whyWords = {
  'no-command': 'This server tells nothing of it.',
  unchanged: 'The server was told to switch it and says that it has not.',
  'no-list':
    'The old server did not tell which computers reach it, so there is nothing to compare with.',
} as const;

const aboutWords = {
  off: {
    title: (server: string) => `Is client communication switched off on ${server}?`,
    lines: (server: string) => [
      `Switch client communication off on the web page of ${server}, or keep clients away by a firewall, and say so here.`,
      'A client that reports to the new server before it is restored and verified leaves rows there that nobody expects.',
    ],
    yes: 'It is off',
    no: 'It is not off: stop here',
  },
  on: {
    title: (server: string) => `Is client communication switched on at ${server}?`,
    lines: (server: string) => [
      `${server} is verified and has its place. Switch client communication on at its web page, open the firewall where it was closed, and say so here.`,
    ],
    yes: 'It is on',
    no: 'It is not on: stop here',
  },
  back: {
    title: (server: string) => `Are the clients back on ${server}?`,
    lines: (server: string) => [
      `Look at Device Control > Computers on ${server}, sorted by Last Seen: computers that were seen since the move are back.`,
      'What you say is written down with your name. Nothing of it is measured.',
    ],
    yes: 'They are back',
    no: 'Go on without knowing',
  },
} as const;

/** What a person is asked who sees what the program cannot. */
export function byPersonWords({ about, serverName, why }: ByPerson) {
  const { title, lines, yes, no } = aboutWords[about];
  return { title: title(serverName), lines: [whyWords[why], ...lines(serverName)], yes, no };
}

/** What a person is asked when the time is over and computers are missing. */
export const missingWords = {
  title: (missing: number) =>
    missing === 1 ? '1 computer has not come back' : `${missing} computers have not come back`,
  why: 'The time that the plan gives them is over. Some may be switched off or travelling; where whole sites are missing, look at name, address and certificate. Going on takes nothing from them: a client that comes later is served.',
  enough: (enough: number) => `The plan waits for ${enough}.`,
  first: (shown: number, all: number) =>
    shown < all ? `The first ${shown} of those missing` : 'Those missing',
  file: (file: string) => `All of them: ${file}`,
  waitOn: 'Wait on',
  goOn: 'Go on without them',
} as const;
