import type { GuideStep } from '../../shared/guide';
import type { FamilyGuess, LinuxProbes, WebAnswer, WebProbes } from '../../shared/probes';
import { describeFailure } from '../../shared/words/failures';
import { confidenceWords } from '../../shared/words/guide';
import {
  guessWords,
  notFollowedWords,
  probeLabels,
  probeWords,
  signWords,
} from '../../shared/words/probes';
import { hanging } from './layout';
import type { Paint } from './terminal';

const indent = 17;
type Layout = { readonly width: number; readonly paint: Paint };

const line = (label: string, text: string, { width }: Layout): string =>
  hanging(`  ${label}`, text, width, indent);

const sourced = ({ source, confidence }: Pick<GuideStep, 'source' | 'confidence'>): string =>
  `${source} (${confidence})`;

/** What the web port shows. */
export function webText(web: WebProbes, layout: Layout): string {
  const { host, port, certificates, tls, answers, failure } = web;
  const { paint } = layout;
  const certificate = certificates.flatMap((each, index) => [
    line(index === 0 ? 'Certificate' : 'signed by', each.subject, layout),
    line('', each.selfSigned ? 'signed by itself' : `issued by ${each.issuer}`, layout),
    line('', `from ${each.notBefore.slice(0, 10)} to ${each.notAfter.slice(0, 10)}`, layout),
    line('', `SHA-256 ${each.sha256}`, layout),
  ]);
  return [
    paint(
      'bold',
      `Web console at ${host.includes(':') ? `[${host}]` : host}:${port}, without logging in`,
    ),
    ...certificate,
    line('Encryption', tls, layout),
    ...answers.flatMap((answer) => answerLines(answer, layout)),
    ...(failure ? [paint('yellow', line('', describeFailure(failure).seen, layout))] : []),
  ].join('\n');
}

function answerLines(answer: WebAnswer, layout: Layout): readonly string[] {
  const { url, status, title, server, location, notFollowed } = answer;
  return [
    line('Page', `${new URL(url).pathname} answers ${status}`, layout),
    ...(title === undefined ? [] : [line('Title', `“${title}”`, layout)]),
    ...(server === undefined ? [] : [line('Server', server, layout)]),
    ...(location === undefined ? [] : [line('Leads to', location, layout)]),
    ...(notFollowed === undefined ? [] : [line('', notFollowedWords[notFollowed], layout)]),
  ];
}

/** What the Linux behind it tells, each with the command and where that is described. */
export function linuxText({ sshServer, results, learned }: LinuxProbes, layout: Layout): string {
  const { paint } = layout;
  return [
    paint('bold', 'Over SSH, with commands that only look'),
    line('SSH server', sshServer, layout),
    ...results.flatMap(({ probe, command, source, failure }) => [
      failure
        ? paint('yellow', line(probeLabels[probe], describeFailure(failure).title, layout))
        : line(probeLabels[probe], probeWords(probe, learned) ?? 'not told', layout),
      paint(
        'dim',
        line('', command === '' ? `not asked, ${source}` : `${command}, ${source}`, layout),
      ),
    ]),
  ].join('\n');
}

/** Which family it may be, why, and what is publicly known of that. */
export function guessText(guess: FamilyGuess, about: readonly GuideStep[], layout: Layout): string {
  const { paint } = layout;
  const signs =
    guess.signs.length === 0
      ? [
          line(
            'Why',
            'Nothing that was seen speaks for one. Say --seen with the version of its web console.',
            layout,
          ),
        ]
      : guess.signs.flatMap((sign, index) => [
          line(
            index === 0 ? 'Why' : '',
            `${sign.contradicted ? 'Against it: ' : ''}${signWords(sign)}`,
            layout,
          ),
          paint('dim', line('', sourced(sign), layout)),
        ]);
  const known = about.flatMap((fact, index) => [
    line(index === 0 ? 'Known of it' : '', fact.text, layout),
    paint('dim', line('', sourced(fact), layout)),
  ]);
  const legend = Object.entries(confidenceWords).map(([name, words]) => `${name}: ${words}`);
  return [
    paint('bold', `Family: ${guessWords(guess)}`),
    ...signs,
    ...known,
    line('How sure', legend.join('; '), layout),
  ].join('\n');
}
