import { MantineProvider } from '@mantine/core';
import { act, configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { App } from '../../../renderer/app';
import { openMigration, useApp } from '../../../renderer/store';
import type { ConnectionTest } from '../../../shared/connection-test';
import type { Pushes, Reply } from '../../../shared/contract';
import type { FailureCode, FailureFacts } from '../../../shared/failure';
import type { InspectionRun } from '../../../shared/inspection';
import type { MigrationState } from '../../../shared/migration';

// Asking of each element whether it is hidden takes most of the time; the browser tests look at that.
configure({ defaultHidden: true });

type Call = { readonly command: string; readonly input: unknown };
type Answers = Readonly<Record<string, unknown>>;

/** An answer that is a failure. */
export const refuse = (
  code: FailureCode,
  facts: FailureFacts = {},
): { readonly refuse: unknown } => ({
  refuse: { code, facts },
});

const nothingKnown: Answers = {
  'take-opened': [],
  'list-connections': { connections: [], keeping: 'yes' },
  'list-ssh-hosts': { hosts: [], notes: [] },
  'ways-of': { source: [], target: [] },
  'list-agent-keys': { keys: [], problem: 'none' },
};

/** What ~/.ssh/config says that has nothing on any host. */
const asTyped = (input: unknown) => ({
  endpoint: { host: String(Object(input).text).replace(/^.*@|:\d+$/g, ''), port: 22 },
  identityNames: [],
  notes: [],
});

/**
 * The whole window over a shell that only remembers what it was asked. `answers` are by command; what is not named
 * answers null, or an empty list. An answer may be a function of the input.
 */
export async function openWindow(state?: MigrationState, answers: Answers = {}) {
  const calls: Call[] = [];
  const hears = new Map<string, (value: unknown) => void>();
  const epp = {
    call: async (command: string, input: unknown): Promise<Reply<unknown>> => {
      calls.push({ command, input });
      const usual = command.startsWith('list-') ? [] : null;
      const answer = { 'resolve-host': asTyped, ...nothingKnown, ...answers }[command] ?? usual;
      const value = typeof answer === 'function' ? await answer(input) : answer;
      return typeof value === 'object' && value !== null && 'refuse' in value
        ? ({ ok: false, failure: value.refuse } as Reply<unknown>)
        : { ok: true, value };
    },
    listen: (push: string, hear: (value: unknown) => void) => {
      hears.set(push, hear);
      return () => undefined;
    },
    pathTicket: async (file: File) => ({ ticket: 'dropped', name: file.name }),
  };
  const tell = <Name extends keyof Pushes>(push: Name, value: Pushes[Name]): void =>
    hears.get(push)?.(value);
  Object.defineProperty(window, 'epp', { value: epp, configurable: true });
  useApp.setState(useApp.getInitialState(), true);
  if (state) {
    useApp.setState({ migrations: { [state.id]: state } });
    openMigration(state.id);
  }
  // Waits for what the page asks by itself when it comes.
  const { unmount } = await act(async () =>
    render(
      <MantineProvider env="test">
        <App />
      </MantineProvider>,
    ),
  );
  return {
    user: userEvent.setup({ delay: null }),
    unmount,
    /** What the page asked for so far, of one command or of all. */
    asked: (command?: string) => calls.filter((call) => !command || call.command === command),
    /** A snapshot from the engine. */
    push: (next: MigrationState) => act(async () => tell('migration-changed', next)),
    /** Any other push. */
    tell: <Name extends keyof Pushes>(push: Name, value: Pushes[Name]) =>
      act(async () => tell(push, value)),
    pushInspection: (run: InspectionRun) => act(async () => tell('inspection-changed', run)),
    pushTest: (next: ConnectionTest) => act(async () => tell('test-changed', next)),
    pushTrial: (next: Pushes['trial-told']) => act(async () => tell('trial-told', next)),
  };
}
