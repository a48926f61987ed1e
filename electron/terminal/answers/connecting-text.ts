import { type HostKey, webKeyType } from '../../../shared/appliance';
import {
  type AlgorithmKind,
  algorithmKinds,
  implicitMac,
  type KeyOrigin,
} from '../../../shared/connecting';
import { asHexPairs, consoleCommand } from '../../../shared/fingerprint';
import type { Question, QuestionKind } from '../../../shared/migration';
import { formatAddress } from '../../../shared/plan';
import { isWeak } from '../../../shared/weak-algorithms';
import { algorithmKindWords } from '../../../shared/words/algorithms';
import type { QuestionText } from './question-text';
import { applianceWords, keyWords, serverAtWords, serverWords } from './server-words';

type Asked<Kind extends QuestionKind> = Question & { readonly kind: Kind };

const certificateCompared =
  'Compare the SHA-256 fingerprint with that of the certificate which its administrator has, or which a browser beside the server shows. Nothing secret was sent so far.';
const pastedFrom = (type: string): string =>
  type === webKeyType ? 'the fingerprint from there' : 'what the console printed';
/** How to answer whether it is the same. */
export const trustMessage = ({ type }: HostKey): string =>
  `Is it the same? yes, once, no, or paste ${pastedFrom(type)}`;
const nothingSent = 'Compare it on the server’s own console; nothing secret was sent so far:';

/** The new key of a server, and how to compare it. */
export const trustWords = (asked: Asked<'trust-host'>): QuestionText => [
  asked.hop === undefined
    ? `Is this really ${applianceWords(asked)}? ${formatAddress(asked)} shows this ${keyWords(asked.hostKey)}:`
    : `Is this really ${serverWords(asked)}? It shows this host key:`,
  [
    ...fingerprints(asked.hostKey),
    ...(asked.authority
      ? [
          `Your ${originWords(asked.authority)} trusts a certificate authority for this name. This program cannot check certificates, so it asks you.`,
        ]
      : []),
    ...compareWords(asked.hostKey),
  ],
];

/** What is compared: of a certificate as browsers and openssl show it, and as it is written down. */
const fingerprints = ({ type, sha256, md5 }: HostKey): readonly string[] =>
  type === webKeyType
    ? [...beside('SHA-256  ', halves(asHexPairs(sha256))), `In plans and reports: ${sha256}`]
    : [`${sha256}  (${type})`, md5];

/** How to compare it; nobody has a command for a certificate at a server without SSH. */
const compareWords = ({ type }: HostKey): readonly string[] =>
  type === webKeyType ? [certificateCompared] : [nothingSent, consoleCommand(type)];

/** The new and the accepted key of a server, and where the accepted one came from. */
export const replaceWords = (asked: Asked<'replace-host-key'>): QuestionText => {
  const { hostKey, expected, origin } = asked;
  return [
    `${capital(serverAtWords(asked))} shows another ${keyWords(hostKey)} than before.`,
    [
      ...beside('Shown now  ', fingerprints(hostKey)),
      ...beside('Accepted   ', fingerprints(expected)),
      `It was accepted in ${originWords(origin)}.`,
      `Either ${whyAnother(asked)}, or somebody is in between and wants your password.`,
      ...compareWords(hostKey),
    ],
  ];
};

function whyAnother({ hostKey, restored }: Asked<'replace-host-key'>): string {
  if (restored === true) return `the restore gave the server another ${keyWords(hostKey)}`;
  return hostKey.type === webKeyType
    ? 'its certificate was made anew, by a new setup, an import or with another name or address'
    : 'the server was set up anew';
}
/** In two lines that fit on every terminal. */
const halves = (pairs: string): readonly string[] => [pairs.slice(0, 48), pairs.slice(48)];

const beside = (label: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `${index === 0 ? label : ' '.repeat(label.length)}${line}`);

/** `FILE, line 3, on 2026-11-24`. */
export const originWords = ({ file, line, acceptedAt }: KeyOrigin): string =>
  [
    file,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(acceptedAt === undefined ? [] : [`on ${acceptedAt.slice(0, 10)}`]),
  ].join(', ');

/** What both sides know where they have nothing in common, and what would be used. */
export const legacyWords = (asked: Asked<'allow-legacy'>): QuestionText => {
  const { gap, ours, theirs, would } = asked;
  return [
    `Use weak algorithms with ${serverWords(asked)}?`,
    [
      ...gap.flatMap((kind) => [
        `Nothing in common for the ${algorithmKindWords[kind]}:`,
        `  This program: ${listed(ours[kind])}`,
        `  The server: ${listed(theirs[kind])}`,
      ]),
      'If you allow it, these would be used:',
      ...algorithmKinds
        .filter((kind) => would[kind] !== '')
        .map((kind) => `  ${capital(algorithmKindWords[kind])}: ${marked(kind, would[kind])}`),
      'Somebody with means who is in between could break them. It is for this server alone, and it is said at the end.',
    ],
  ];
};

/** An algorithm with the remark that it is weak, where it is. */
export function marked(kind: AlgorithmKind, name: string): string {
  if (name === implicitMac) return 'by the encryption itself';
  return isWeak(kind, name) ? `${name} (weak)` : name;
}

/** Why a version is asked for, and where to read it. */
export const versionWords = (asked: Asked<'enter-version'>): QuestionText => [
  `Which version does ${applianceWords(asked)} have?`,
  [
    `${asked.host} says “${asked.seen}”, which is no version. Nothing is assumed.`,
    'Its web page shows the version in the lower right corner, after the login.',
  ],
];

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.join(', ');

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
