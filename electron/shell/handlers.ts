import type { CommandInput, EngineCommandName, FileReference } from '../../shared/contract';
import { fail } from '../../shared/failure';
import type { Endpoint, Plan } from '../../shared/plan';
import type { Client, Handlers } from '../../shared/wire';
import type { Tickets, TicketUse } from './tickets';

/** What the shell can do for a page beyond the engine. */
export type ShellPorts = {
  /** Asks for a file to open; undefined when cancelled. */
  readonly chooseFile: (purpose: 'inspect' | 'identity') => Promise<string | undefined>;
  /** Asks for a place to save at; undefined when cancelled. */
  readonly choosePlace: (suggestedName: string) => Promise<string | undefined>;
  readonly copyText: (text: string) => Promise<void>;
  readonly openReport: (id: string, format: 'html' | 'text' | 'json') => Promise<void>;
};

/** Serves every command of the contract: files by ticket only, the engine's commands by the engine. */
export function createHandlers(engine: Client, tickets: Tickets, ports: ShellPorts): Handlers {
  const pathOf = (use: TicketUse, file: FileReference): { readonly path: string } => {
    if ('ticket' in file) return { path: tickets.redeem(use, file.ticket) };
    return fail('contract.bad-input', { where: 'file', seen: 'a path where a ticket belongs' });
  };
  const withIdentity = (endpoint: Endpoint): Endpoint =>
    endpoint.identityFile === undefined
      ? endpoint
      : { ...endpoint, identityFile: tickets.redeem('identity', endpoint.identityFile) };
  const withIdentities = (plan: Plan): Plan => ({
    ...plan,
    source: withIdentity(plan.source),
    target: withIdentity(plan.target),
  });
  const passOn =
    <Name extends EngineCommandName>(name: Name) =>
    (input: CommandInput<Name>) =>
      engine.call(name, input);

  return {
    'list-migrations': passOn('list-migrations'),
    'list-damaged': passOn('list-damaged'),
    'start-migration': ({ plan }) => engine.call('start-migration', { plan: withIdentities(plan) }),
    'resume-migration': passOn('resume-migration'),
    'cancel-migration': passOn('cancel-migration'),
    'forget-migration': passOn('forget-migration'),
    'answer-question': passOn('answer-question'),
    'reveal-key': passOn('reveal-key'),
    'save-kit': ({ id, file }) => engine.call('save-kit', { id, file: pathOf('place', file) }),
    'inspect-file': ({ file }) => engine.call('inspect-file', { file: pathOf('inspect', file) }),
    'start-practice': (input) => engine.call('start-practice', input),
    'choose-file': async ({ purpose }) => {
      const path = await ports.chooseFile(purpose);
      return path === undefined ? null : tickets.issue(purpose, path);
    },
    'choose-place': async ({ suggestedName }) => {
      const path = await ports.choosePlace(suggestedName);
      return path === undefined ? null : tickets.issue('place', path);
    },
    'copy-text': async ({ text }) => {
      await ports.copyText(text);
      return null;
    },
    'open-report': async ({ id, format }) => {
      await ports.openReport(id, format);
      return null;
    },
  };
}
