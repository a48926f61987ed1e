import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { stepWords } from '../../../shared/words/steps';
import { cleanAll } from '../clean';
import { findingLines } from '../finding-text';
import { learnedWords } from '../learned-words';
import { progressWords, shareOf } from '../progress-words';
import type { Terminal } from '../terminal';
import { tookOf, tookWords } from '../took';
import { endWords } from './end-words';
import type { Screen } from './screen';

const progressInterval = 10_000;
const progressShare = 0.1;

/** Lines with the time, for log files and schedulers: nothing is drawn twice. */
export function plainScreen(terminal: Terminal, now: () => number = Date.now): Screen {
  let step = { startedAt: 0, toldAt: 0, toldShare: 0 };
  const line = (text: string, at: string = new Date(now()).toISOString()): void => {
    for (const each of text.split('\n')) terminal.print(`${at.slice(0, 19)}Z  ${each}`);
  };

  const progress = (event: MigrationEvent & { readonly type: 'progress' }): void => {
    const share = shareOf(event.progress);
    const due = share - step.toldShare >= progressShare || now() - step.toldAt >= progressInterval;
    if (!due || share <= step.toldShare) return;
    step = { ...step, toldAt: now(), toldShare: share };
    const words = progressWords(event.progress, now() - step.startedAt).trim();
    line(`  ${stepWords[event.step].title}: ${words}`, event.at);
  };

  const tell = (event: MigrationEvent, state: MigrationState): void => {
    switch (event.type) {
      case 'migration-created':
        line(`Migration ${event.id}`, event.at);
        return;
      case 'step-started':
        step = { startedAt: now(), toldAt: now(), toldShare: 0 };
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
        for (const each of findingLines(cleanAll(event.findings), 100)) line(each, event.at);
        return;
      case 'progress':
        progress(event);
        return;
      default:
    }
  };

  return {
    show: (_id, event, state) => tell(event, state),
    say: (text) => line(`  ${text}`),
    write: (text) => terminal.print(text),
    item: () => undefined,
    stepAside: () => () => undefined,
    end: (ending) => endWords(ending, terminal),
  };
}
