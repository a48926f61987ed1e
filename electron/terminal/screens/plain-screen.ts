import type { MigrationEvent, MigrationState, Question } from '../../../shared/migration';
import { algorithmKindWords } from '../../../shared/words/algorithms';
import { stepWords } from '../../../shared/words/steps';
import { noteWords } from '../../../shared/words/transfer';
import { originWords } from '../answers/connecting-text';
import { keyWords, serverWords } from '../answers/server-words';
import { cleanAll } from '../clean';
import { findingLines } from '../finding-text';
import { hanging } from '../layout';
import { learnedWords } from '../learned-words';
import { isStuck, progressWords, shareOf } from '../progress-words';
import type { Terminal } from '../terminal';
import { tookOf, tookWords } from '../took';
import { archivePace, archiveTeller } from './archive-lines';
import { backupNews } from './backup-news';
import { endWords } from './end-words';
import { rollBackNews } from './roll-back-news';
import type { Screen } from './screen';
import { stageTeller } from './stage-lines';

const progressInterval = 10_000;
const progressParts = 10;
const part = (share: number): number => Math.floor(share * progressParts);

/** Lines with the time, for log files and schedulers: nothing is drawn twice. */
export function plainScreen(terminal: Terminal, now: () => number = Date.now): Screen {
  const tellStages = stageTeller(terminal.paint);
  const tellSaving = archiveTeller(terminal.paint);
  const tellPace = archivePace(now);
  const asked = new Set<string>();
  let told = '';
  let step = { startedAt: 0, toldAt: 0, toldShare: 0, toldDoing: '' };
  const line = (text: string, at: string = new Date(now()).toISOString()): void => {
    for (const each of text.split('\n')) terminal.print(`${at.slice(0, 19)}Z  ${each}`);
  };

  const progress = (event: MigrationEvent & { readonly type: 'progress' }): void => {
    const share = shareOf(event.progress);
    const { doing = '' } = event.progress;
    const stuck = isStuck(doing) && doing !== step.toldDoing;
    if (share <= step.toldShare && !stuck) return;
    const further = part(share) > part(step.toldShare);
    // The first time it is told at once, so that a log says why nothing moves.
    const first = stuck && !isStuck(step.toldDoing);
    if (!further && !first && now() - step.toldAt < progressInterval) return;
    step = { ...step, toldAt: now(), toldShare: share, toldDoing: doing };
    const words = progressWords(event.progress, now() - step.startedAt, now()).trim();
    line(`  ${stepWords[event.step].title}: ${words}`, event.at);
  };

  /** The same list twice says nothing new. */
  const tellFindings = ({ at, findings }: MigrationEvent & { readonly type: 'findings-made' }) => {
    const list = findingLines(cleanAll(findings), 100).join('\n');
    if (list !== told && list !== '') line(list, at);
    told = list;
  };

  const tell = (event: MigrationEvent, state: MigrationState): void => {
    switch (event.type) {
      case 'migration-created':
        line(`Migration ${event.id}`, event.at);
        return;
      case 'step-started':
        step = { startedAt: now(), toldAt: now(), toldShare: 0, toldDoing: '' };
        line(`${stepWords[event.step].doing}`, event.at);
        return;
      case 'step-done': {
        const learned = learnedWords(event.step, cleanAll(state));
        const took = event.found ? 'was done before' : tookWords(tookOf(state.steps[event.step]));
        const said = learned === '' ? '' : `: ${learned}`;
        line(`✓ ${stepWords[event.step].title}${said} (${took})`, event.at);
        return;
      }
      case 'findings-made':
        tellFindings(event);
        return;
      case 'question-asked':
        for (const each of questionLines(cleanAll(event.question))) line(`  ${each}`, event.at);
        return;
      case 'progress':
        progress(event);
        return;
      case 'transfer-noted':
        line(`  ${noteWords(event.step, cleanAll(event.note))}`, event.at);
        return;
      case 'hand-work-done':
      case 'way-switched':
      case 'route-chosen':
      case 'kit-saved':
      case 'backup-given-up':
        for (const each of backupNews(cleanAll(event), cleanAll(state)))
          line(`  ${each}`, event.at);
        return;
      case 'roll-back-step':
      case 'roll-back-failed':
        for (const each of rollBackNews(event, cleanAll(state))) line(each, event.at);
        return;
      default:
    }
  };

  return {
    show: (_id, event, state) => tell(event, state),
    showTest: (test) => {
      const width = terminal.width();
      for (const each of [
        ...tellStages(test, width),
        ...tellSaving(test, width),
        ...tellPace(test),
      ])
        terminal.print(each);
      const { question } = test;
      if (!question || asked.has(question.id)) return;
      asked.add(question.id);
      for (const each of questionLines(cleanAll(question)))
        terminal.print(hanging('    ', each, terminal.width(), 4));
    },
    say: (text) => line(`  ${text}`),
    listed: () => told !== '',
    write: (text) => terminal.print(text),
    item: () => undefined,
    stepAside: () => () => undefined,
    offerPause: () => undefined,
    end: (ending) => endWords(ending, terminal),
  };
}

/** What somebody who reads the lines later needs to know of a question: host keys and algorithms that there were. */
function questionLines(question: Question): readonly string[] {
  switch (question.kind) {
    case 'trust-host': {
      const { sha256, md5 } = question.hostKey;
      const what = keyWords(question.hostKey);
      return [`${capital(serverWords(question))} shows the ${what} ${sha256} (${md5})`];
    }
    case 'replace-host-key': {
      const { hostKey, expected, origin } = question;
      return [
        `${capital(serverWords(question))} shows the ${keyWords(hostKey)} ${hostKey.sha256} (${hostKey.md5})`,
        `in place of ${expected.sha256} (${expected.md5}), accepted in ${originWords(origin)}`,
      ];
    }
    case 'allow-legacy': {
      const { gap, theirs } = question;
      return gap.map((kind) => {
        const named = theirs[kind].join(', ') || 'nothing';
        return `${capital(serverWords(question))} knows only ${named} for the ${algorithmKindWords[kind]}`;
      });
    }
    default:
      return [];
  }
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
