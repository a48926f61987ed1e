import { expect } from 'vitest';
import { createHandlers, type ShellPorts } from '../../../electron/shell/handlers';
import { createTickets } from '../../../electron/shell/tickets';
import { consoleCommands } from '../../../shared/console-view';
import type { CommandName } from '../../../shared/contract';
import { answer, connect } from '../../../shared/wire';

/** The shell's handlers before an engine that answers everything with the same, and what they passed on to it. */
export function openHandlers(ports: Partial<ShellPorts> = {}, engineSays: unknown = null) {
  const passedOn: [CommandName, unknown][] = [];
  const engine = connect(
    async (command, input) => {
      passedOn.push([command, input]);
      return { ok: true, value: engineSays };
    },
    () => () => undefined,
  );
  const tickets = createTickets();
  const handlers = createHandlers(engine, tickets, {
    chooseFile: async () => undefined,
    takeOpened: () => [],
    choosePlace: async () => undefined,
    copyText: async () => undefined,
    forgetCopied: async () => undefined,
    print: async () => true,
    openDocument: async () => undefined,
    openReport: async () => undefined,
    // Its commands are tried in the real window.
    console: Object.fromEntries(
      Object.keys(consoleCommands).map((name) => [name, async () => null]),
    ) as unknown as ShellPorts['console'],
    consoleShowed: async () => [],
    confirmTrial: async () => true,
    ...ports,
  });
  const call = (command: string, input: unknown) => answer(handlers, command, input);
  return { call, passedOn, tickets, handlers };
}

/** What a page gets for what it may not ask. */
export const refused = {
  ok: false,
  failure: { code: 'contract.bad-input', facts: expect.anything() },
};
