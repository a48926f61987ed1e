import { confirm, input, select } from '@inquirer/prompts';
import { estimateOf } from '../../../shared/estimate-of';
import { fail } from '../../../shared/failure';
import { type Finding, findingKey } from '../../../shared/finding';
import { findingRules, isBlocking, standingOf } from '../../../shared/finding-rules';
import type {
  Answer,
  MigrationState,
  StatementGiven,
  WaiverGiven,
} from '../../../shared/migration';
import { describeFinding } from '../../../shared/words/findings';
import { estimateLines } from '../estimate-text';
import { countsWords, findingLines, findingText } from '../finding-text';
import type { Terminal } from '../terminal';
import type { PromptContext } from './prompting';

type Said = { readonly statements: StatementGiven[]; readonly waivers: WaiverGiven[] };
type Choice = 'holds' | 'holds-not' | 'waive' | 'leave' | 'again' | 'stop';

/**
 * Shows what the checks found, has the person say how it is where nothing could be measured or why to go on in spite of it, one
 * finding after the other, and then whether to go on.
 */
export async function reviewByPerson(
  state: MigrationState,
  context: PromptContext,
  terminal: Terminal,
  listed = false,
): Promise<Answer> {
  const { print, paint, width } = terminal;
  const { findings } = state;
  const said: Said = { statements: [], waivers: [] };
  const answer = (action: 'go-on' | 'look-again' | 'stop'): Answer => ({
    kind: 'review-findings',
    action,
    ...said,
  });
  // Where nothing blocks it is not the findings that end it, but the person.
  const stop = (): Answer =>
    findings.some(isBlocking) ? answer('stop') : fail('migration.cancelled');
  print();
  print(paint('bold', `What the checks found: ${countsWords(findings)}`));
  // The same list twice says nothing new.
  if (!listed) for (const line of findingLines(findings, width())) print(line);
  print();
  for (const line of estimateLines(estimateOf(state), width(), paint)) print(line);
  for (const finding of findings.filter(isOpen)) {
    print();
    for (const line of findingText(finding, width(), paint)) print(line);
    const choice = await select(
      { message: describeFinding(finding).title, choices: choicesFor(finding) },
      context,
    );
    if (choice === 'again') return answer('look-again');
    if (choice === 'stop') return stop();
    await note(choice, finding, said, context);
  }
  if (findings.some((finding) => isBlocking(finding) && !isSaid(finding, said))) {
    const choice = await select(
      { message: 'Something still blocks', choices: blockedChoices },
      context,
    );
    return choice === 'again' ? answer('look-again') : stop();
  }
  const choice = await select({ message: 'Go on?', choices: endChoices }, context);
  return choice === 'stop' ? stop() : answer(choice);
}

/** What a person has to decide about: what blocks, and what nobody has said how it is. */
const isOpen = (finding: Finding): boolean =>
  isBlocking(finding) || standingOf(finding) === 'unknown';

const again = { name: 'Look again: I have settled it', value: 'again' } as const;
const stopHere = { name: 'Stop here; nothing has been changed', value: 'stop' } as const;
const blockedChoices = [again, stopHere];
const endChoices = [
  { name: 'Go on', value: 'go-on' },
  { name: 'Look again', value: 'look-again' },
  stopHere,
] as const;

function choicesFor(finding: Finding): readonly { name: string; value: Choice }[] {
  const { waivable } = findingRules[finding.id];
  return [
    ...(finding.level === 'unknown'
      ? ([
          { name: 'It holds: I know it', value: 'holds' },
          { name: 'It does not hold', value: 'holds-not' },
        ] as const)
      : []),
    again,
    ...(waivable
      ? ([{ name: 'Go on in spite of it, with a reason', value: 'waive' }] as const)
      : []),
    { name: 'Leave it for now', value: 'leave' },
    stopHere,
  ];
}

async function note(
  choice: Choice,
  finding: Finding,
  said: Said,
  context: PromptContext,
): Promise<void> {
  const { id, on } = finding;
  if (choice === 'holds' || choice === 'holds-not') {
    const holds = choice === 'holds';
    said.statements.push({ id, on, holds, note: await noteFor(finding, holds, context) });
    // That it does not hold may be a reason not to go on, or one to say why to go on.
    const { worst, waivable } = findingRules[id];
    if (holds || worst !== 'error' || !waivable) return;
    const message = 'Go on in spite of it?';
    if (!(await confirm({ message, default: false }, context))) return;
  } else if (choice !== 'waive') return;
  const reason = await input(
    {
      message: 'Why? It stands in the report',
      validate: (typed) => typed.trim().length >= 3 || 'A reason is needed.',
    },
    context,
  );
  said.waivers.push({ id, on, reason: reason.trim() });
}

async function noteFor(finding: Finding, holds: boolean, context: PromptContext): Promise<string> {
  const { note: needed } = findingRules[finding.id];
  const asked = {
    none: 'How do you know? (may stay empty)',
    text: 'How do you know?',
    'name-and-time': 'Name of the snapshot, and when it was completed',
  }[needed];
  const message = holds ? asked : 'What is the matter? (may stay empty)';
  const may = !holds || needed === 'none';
  const typed = await input(
    { message, validate: (text) => may || text.trim() !== '' || 'A note is needed.' },
    context,
  );
  return typed.trim();
}

/** True where what the person said takes the block away. */
function isSaid(finding: Finding, { statements, waivers }: Said): boolean {
  const key = findingKey(finding);
  return (
    statements.some((each) => findingKey(each) === key && each.holds) ||
    waivers.some((each) => findingKey(each) === key)
  );
}
