import type { ChoosePurpose, CommandInput, EngineCommandName } from '../../shared/contract';
import { fail } from '../../shared/failure';
import type { FileReference } from '../../shared/file-reference';
import type { HandAnswer } from '../../shared/hand-work';
import type { KitPaper } from '../../shared/kit';
import type { Client, Handlers } from '../../shared/wire';
import { shownOnPages } from '../../shared/words/by-hand';
import type { ConsoleDesk } from './console/console-desk';
import { endpointTickets } from './endpoint-tickets';
import type { Tickets, TicketUse } from './tickets';
import { loginOf, trialLines } from './trial-lines';

/** What the shell can do for a page beyond the engine. */
export type ShellPorts = {
  /** Asks for a file to open; undefined when cancelled. */
  readonly chooseFile: (purpose: ChoosePurpose) => Promise<string | undefined>;
  /** Files that were opened with this program from outside and not been taken yet. */
  readonly takeOpened: () => readonly string[];
  /** Asks for a place to save at; undefined when cancelled. */
  readonly choosePlace: (suggestedName: string) => Promise<string | undefined>;
  /** Throws `clipboard.refused`. */
  readonly copyText: (text: string) => Promise<void>;
  readonly forgetCopied: () => Promise<void>;
  /** Prints a page by the system's dialog: false where the person gave up. Throws `kit.no-printer`. */
  readonly print: (html: string, paper: KitPaper) => Promise<boolean>;
  readonly openDocument: (id: string, document: 'way-back' | 'reminder') => Promise<void>;
  readonly openReport: (id: string, format: 'html' | 'text' | 'json') => Promise<void>;
  /** The web consoles of the appliances. */
  readonly console: ConsoleDesk['handlers'];
  /** As of `ConsoleDesk`. */
  readonly consoleShowed: ConsoleDesk['showed'];
  /** Shows a person what a trial of a profile would run, and where; false where that is not wanted. */
  readonly confirmTrial: (login: string, commands: readonly string[]) => Promise<boolean>;
};

/** Serves every command of the contract: files by ticket only, the engine's commands by the engine. */
export function createHandlers(engine: Client, tickets: Tickets, ports: ShellPorts): Handlers {
  const pathOf = (use: TicketUse, file: FileReference): { readonly path: string } => {
    if ('ticket' in file) return { path: tickets.redeem(use, file.ticket) };
    return fail('contract.bad-input', { where: 'file', seen: 'a path where a ticket belongs' });
  };
  const { redeem, issue } = endpointTickets(tickets);
  const passOn =
    <Name extends EngineCommandName>(name: Name) =>
    (input: CommandInput<Name>) =>
      engine.call(name, input);

  /** What was entered and stood on the console's pages is evidence. */
  const withShown = async (answer: HandAnswer, questionId: string): Promise<HandAnswer> => {
    const shown = await ports.consoleShowed(questionId, Object.values(answer.given));
    if (shown.length === 0) return answer;
    const seen = [answer.seen ?? '', shownOnPages(shown)].filter((text) => text !== '').join(' · ');
    return { ...answer, seen: seen.slice(0, 2000) };
  };

  let printing = false;
  const printOne = async (
    page: () => Promise<string>,
    paper: KitPaper,
  ): Promise<{ readonly printed: boolean }> => {
    if (printing) return fail('kit.no-printer', { seen: 'Another dialog for printing is open' });
    printing = true;
    try {
      return { printed: await ports.print(await page(), paper) };
    } finally {
      printing = false;
    }
  };
  return {
    'list-migrations': passOn('list-migrations'),
    'list-damaged': passOn('list-damaged'),
    'start-migration': async ({ plan }) =>
      engine.call('start-migration', {
        plan: { ...plan, source: redeem(plan.source), target: redeem(plan.target) },
      }),
    'resume-migration': passOn('resume-migration'),
    'cancel-migration': passOn('cancel-migration'),
    'set-pace': passOn('set-pace'),
    'set-route': passOn('set-route'),
    'switch-way': passOn('switch-way'),
    'ways-of': passOn('ways-of'),
    'console-tunnel': async () =>
      fail('contract.bad-input', { where: 'command', seen: 'a page that asks for the way' }),
    'hand-key': async () =>
      fail('contract.bad-input', { where: 'command', seen: 'a page that asks for the key' }),
    'roll-back': passOn('roll-back'),
    'give-up-source': passOn('give-up-source'),
    'save-way-back': ({ file, ...input }) =>
      engine.call('save-way-back', { ...input, file: pathOf('place-way-back', file) }),
    'way-back-page': passOn('way-back-page'),
    'save-reminder': ({ file, ...input }) =>
      engine.call('save-reminder', { ...input, file: pathOf('place-reminder', file) }),
    'print-way-back': ({ id }) =>
      printOne(async () => (await engine.call('way-back-page', { id })).html, 'A4'),
    'open-document': async ({ id, document }) => {
      await ports.openDocument(id, document);
      return null;
    },
    'power-on-practice': (input) => engine.call('power-on-practice', input),
    'console-fields': passOn('console-fields'),
    'read-console': passOn('read-console'),
    'forget-migration': passOn('forget-migration'),
    'answer-question': async ({ answer, ...question }) => {
      const named =
        'kit' in answer && answer.kit
          ? { ...answer, kit: pathOf('kit', answer.kit) }
          : 'file' in answer && answer.file
            ? { ...answer, file: pathOf('backup', answer.file) }
            : answer;
      return engine.call('answer-question', {
        ...question,
        answer: named.kind === 'do-by-hand' ? await withShown(named, question.questionId) : named,
      });
    },
    'reveal-key': passOn('reveal-key'),
    'save-kit': ({ file, ...input }) =>
      engine.call('save-kit', { ...input, file: pathOf('place-kit', file) }),
    'kit-page': async () =>
      fail('contract.bad-input', { where: 'command', seen: 'a page that asks for the kit' }),
    'copy-key': async ({ id }) => {
      await ports.copyText((await engine.call('reveal-key', { id })).key);
      return null;
    },
    'forget-copied': async () => {
      await ports.forgetCopied();
      return null;
    },
    'print-kit': (input) =>
      printOne(async () => (await engine.call('kit-page', input)).html, input.paper ?? 'A4'),
    'export-findings': ({ file, ...input }) =>
      engine.call('export-findings', { ...input, file: pathOf('place-findings', file) }),
    'note-worksheet': passOn('note-worksheet'),
    'export-worksheet': ({ file, ...input }) =>
      engine.call('export-worksheet', { ...input, file: pathOf('place-worksheet', file) }),
    'save-window-plan': ({ file, ...input }) =>
      engine.call('save-window-plan', { ...input, file: pathOf('place-window-plan', file) }),
    'save-plan': async ({ plan, file }) =>
      engine.call('save-plan', {
        plan: { ...plan, source: redeem(plan.source), target: redeem(plan.target) },
        file: pathOf('place-plan', file),
      }),
    'start-inspection': ({ file, key, ...input }) =>
      engine.call('start-inspection', {
        ...{ ...input, file: pathOf('inspect', file) },
        ...(key && { key: key.kit ? { ...key, kit: pathOf('kit', key.kit) } : key }),
      }),
    'cancel-inspection': passOn('cancel-inspection'),
    'end-inspection': passOn('end-inspection'),
    'fit-inspection': passOn('fit-inspection'),
    'read-bytes': passOn('read-bytes'),
    'inspection-entries': passOn('inspection-entries'),
    'compare-files': passOn('compare-files'),
    'save-inspection': ({ file, ...input }) =>
      engine.call('save-inspection', { ...input, file: pathOf('place-inspection', file) }),
    'take-opened': async () => ports.takeOpened().map((path) => tickets.issue('inspect', path)),
    'check-key': ({ file, kit, ...input }) =>
      engine.call('check-key', {
        ...input,
        file: pathOf('inspect', file),
        ...(kit && { kit: pathOf('kit', kit) }),
      }),
    'start-library': ({ folder, ...input }) =>
      engine.call('start-library', { ...input, folder: pathOf('library', folder) }),
    'cancel-library': passOn('cancel-library'),
    'set-library-target': passOn('set-library-target'),
    'save-library': ({ file, ...input }) =>
      engine.call('save-library', { ...input, file: pathOf('place-library', file) }),
    'library-path': async () =>
      fail('contract.bad-input', { where: 'command', seen: 'a page that asks for a path' }),
    'open-library-row': async (input) =>
      tickets.issue('inspect', (await engine.call('library-path', input)).path),
    'test-connection': async (input) =>
      engine.call('test-connection', { ...input, endpoint: redeem(input.endpoint) }),
    'end-test': passOn('end-test'),
    'list-tests': async (input) => {
      const tests = await engine.call('list-tests', input);
      return tests.map((test) => ({ ...test, endpoint: issue(test.endpoint) }));
    },
    'list-ssh-hosts': passOn('list-ssh-hosts'),
    'resolve-host': async (input) => {
      const resolved = await engine.call('resolve-host', input);
      return { ...resolved, endpoint: issue(resolved.endpoint) };
    },
    'list-agent-keys': async ({ agent }) =>
      engine.call(
        'list-agent-keys',
        agent === undefined ? {} : { agent: tickets.redeem('agent', agent) },
      ),
    'list-connections': async (input) => {
      const { connections, keeping } = await engine.call('list-connections', input);
      return {
        connections: connections.map((each) => ({ ...each, endpoint: issue(each.endpoint) })),
        keeping,
      };
    },
    'save-connection': async ({ name, endpoint }) =>
      engine.call('save-connection', { name, endpoint: redeem(endpoint) }),
    'forget-connection': passOn('forget-connection'),
    'profile-facts': passOn('profile-facts'),
    'profile-template': passOn('profile-template'),
    'read-profile': ({ file }) => engine.call('read-profile', { file: pathOf('profile', file) }),
    'check-profile': passOn('check-profile'),
    'read-profile-answer': passOn('read-profile-answer'),
    'try-profile': async ({ endpoint, ...input }) => {
      const reached = redeem(endpoint);
      const { text, values, operation } = input;
      const look = await engine.call('check-profile', { text, values });
      if (!(await ports.confirmTrial(loginOf(reached), trialLines(look, operation)))) return null;
      return engine.call('try-profile', { ...input, endpoint: reached });
    },
    'save-profile': async ({ file, ...input }) => {
      // What was opened by its person may be written over, everything else is chosen anew.
      const place = pathOf(input.seal === undefined ? 'place-profile' : 'profile', file);
      const saved = await engine.call('save-profile', { ...input, file: place });
      return { ...saved, ticket: tickets.issue('profile', place.path).ticket };
    },
    'export-profile': ({ file, ...input }) =>
      engine.call('export-profile', { ...input, file: pathOf('place-profile-export', file) }),
    'start-practice': (input) => engine.call('start-practice', input),
    'choose-file': async ({ purpose }) => {
      const path = await ports.chooseFile(purpose);
      return path === undefined ? null : tickets.issue(purpose, path);
    },
    'choose-place': async ({ purpose, suggestedName }) => {
      const path = await ports.choosePlace(suggestedName);
      return path === undefined ? null : tickets.issue(`place-${purpose}`, path);
    },
    'copy-text': async ({ text }) => {
      await ports.copyText(text);
      return null;
    },
    'open-report': async ({ id, format }) => {
      await ports.openReport(id, format);
      return null;
    },
    ...ports.console,
  };
}
