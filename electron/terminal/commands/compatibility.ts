import { type Judgement, judge, type VerdictId } from '../../../shared/compatibility';
import { formatVersion, parseVersion } from '../../../shared/version';
import { confidenceWords, rulesWords, verdictWords } from '../../../shared/words/compatibility';
import { type LoadedRules, loadRules } from '../../engine/rules/load-rules';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { hanging } from '../layout';
import type { Desk } from '../ports';
import type { Style } from '../terminal';

const indent = 13;

const shown: Readonly<
  Record<VerdictId, { readonly mark: string; readonly style: Style; readonly exitCode: number }>
> = {
  accepted: { mark: '✓', style: 'green', exitCode: 0 },
  caution: { mark: '!', style: 'yellow', exitCode: 1 },
  conflicting: { mark: '!', style: 'yellow', exitCode: 1 },
  refused: { mark: '✗', style: 'red', exitCode: 9 },
  unknown: { mark: '✗', style: 'red', exitCode: 9 },
};

/** `compatibility`: whether a server of one version can be migrated to one of another; asks no server. */
export async function compatibility(source: string, target: string, desk: Desk): Promise<Ending> {
  const loaded = loadRules(desk.ports.dataFolder);
  const judgement = judge(loaded.rules, source, target);
  const pair = { source: asRead(source), target: asRead(target) };
  desk.screen.item({ type: 'compatibility', ...pair, ...judgement });
  desk.screen.write(judgementText(pair, cleanAll(judgement), desk));
  if (loaded.leftAside) desk.screen.write(leftAsideText(cleanAll(loaded.leftAside), desk));
  return { ...finished, exitCode: shown[judgement.verdict].exitCode };
}

const asRead = (text: string): string => {
  const version = parseVersion(text);
  return version ? formatVersion(version) : text;
};

type Pair = { readonly source: string; readonly target: string };

function judgementText(pair: Pair, judgement: Judgement, { terminal }: Desk): string {
  const { paint, width } = terminal;
  const { verdict, reason, instead, documented, confidence } = judgement;
  const line = (label: string, text: string): string[] =>
    text === '' ? [] : [hanging(`  ${label}`, text, width(), indent)];
  const { mark, style } = shown[verdict];
  return [
    paint('bold', `${pair.source} to ${pair.target}`),
    hanging('', paint(style, `${mark} ${verdictWords[verdict]}`), width(), 0),
    ...line('Why', reason),
    ...line('What to do', instead),
    ...documented.flatMap((title, index) => line(index === 0 ? 'Documented' : '', title)),
    ...line('Certainty', confidenceWords[confidence]),
    ...line('Rules', rulesWords(judgement)),
  ].join('\n');
}

const leftAsideText = (
  { file, name, date }: NonNullable<LoadedRules['leftAside']>,
  { terminal }: Desk,
): string =>
  hanging(
    '  Note',
    `${file} (${name}, of ${date}) is not newer than the rules of this program and was left aside.`,
    terminal.width(),
    indent,
  );
