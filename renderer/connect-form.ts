import type { Side } from '../shared/appliance';
import type { ConfigNote } from '../shared/connecting';
import type { ConnectionTest } from '../shared/connection-test';
import type { Cutover } from '../shared/cutover';
import type { Failure } from '../shared/failure';
import { usualKeepDays } from '../shared/keep-source';
import type { Plan } from '../shared/plan';
import { type Draft, emptyDraft, entryOf } from './endpoint-draft';

/** What is entered for one server, and the test of it. */
export type FormSide = {
  readonly draft: Draft;
  /** The last test and what it was of (`entryOf`). */
  readonly test?: { readonly id: string; readonly entry: string } | undefined;
  /** The text that ~/.ssh/config was asked about last. */
  readonly looked?: string | undefined;
  /** The alias in ~/.ssh/config that it was filled from. */
  readonly alias?: string | undefined;
  /** What ~/.ssh/config said of the host that is entered. */
  readonly given?: Draft | undefined;
  /** What ~/.ssh/config asks for that is not done. */
  readonly notes: readonly ConfigNote[];
  /** Why ~/.ssh/config could not be asked. */
  readonly problem?: Failure | undefined;
  /** Which of its folded parts are open. */
  readonly open: Readonly<Partial<Record<'login' | 'saving', boolean>>>;
};

/** All that is entered on the connect page; it outlives the page, which gives way to questions. */
export type ConnectForm = {
  readonly source: FormSide;
  readonly target: FormSide;
  /** Pauses before the cutover. */
  readonly rehearse: boolean;
  /** Absent: the usual way. */
  readonly cutover?: Cutover | undefined;
  /** Stops once it is proven that the restore can work. */
  readonly validate: boolean;
  /** How long it is waited for the clients, where it is not as usual. */
  readonly clients?: Plan['clients'];
  /** For how many days the old server is kept after the end. */
  readonly keepSourceDays: number;
  /** Whether the new server makes a backup of its own before the old one is given up. */
  readonly firstBackup: boolean;
};

const emptySide: FormSide = { draft: emptyDraft, notes: [], open: {} };
export const emptyForm: ConnectForm = {
  ...{ source: emptySide, target: emptySide },
  ...{ rehearse: false, validate: false, firstBackup: true, keepSourceDays: usualKeepDays },
};

export const sides = ['source', 'target'] as const satisfies readonly Side[];

/** Tests by id. */
export type Tests = Readonly<Record<string, ConnectionTest>>;

/** The test of a side, and whether it is of what is entered now. */
export function testOf(
  { test, draft }: FormSide,
  tests: Tests,
): { readonly test: ConnectionTest; readonly holds: boolean } | undefined {
  const known = test && tests[test.id];
  return known && { test: known, holds: test.entry === entryOf(draft) };
}

/** Which test asks, and which asked last. */
export type Asking = { readonly asking?: string | undefined; readonly asked?: string | undefined };

export function askingNow(form: ConnectForm, tests: Tests, before: Asking): Asking {
  const asking = askingTest(form, tests, before.asking);
  return { asking, asked: asking ?? before.asked };
}

/**
 * The test whose question is shown. One that is shown stays until it is answered, so that a question of the other server
 * does not take the page away from under the person's hands.
 */
function askingTest(
  form: ConnectForm,
  tests: Tests,
  shown: string | undefined,
): string | undefined {
  const asking = sides
    .map((side) => form[side].test?.id)
    .filter((id) => id !== undefined)
    .filter((id) => tests[id]?.status === 'running' && tests[id]?.question !== undefined);
  return asking.find((id) => id === shown) ?? asking[0];
}

/** Whether a snapshot of a test is newer than what is known; a test that ended does not run again. */
export function isNews(known: ConnectionTest | undefined, test: ConnectionTest): boolean {
  if (!known) return true;
  if (known.status !== 'running' && test.status === 'running') return false;
  return known.updatedAt <= test.updatedAt;
}
