import type { Engine } from '../../electron/engine/engine';
import { standingOf } from '../../shared/finding-rules';
import type { Answer, MigrationEvent, MigrationState, Question } from '../../shared/migration';

/** Somebody who sits before the engine and answers its questions; any answer can be replaced, `undefined` leaves it open. */
export type Person = {
  readonly password: string;
  readonly answers?: Partial<{
    [Kind in Question['kind']]: (
      question: Question & { readonly kind: Kind },
      key: string,
    ) => Answer | undefined | Promise<Answer | undefined>;
  }>;
};

export type Watched = {
  readonly events: readonly MigrationEvent[];
  readonly keys: readonly string[];
  /** Settles with the state after the run's last event. */
  readonly ended: Promise<MigrationState>;
};

/**
 * Answers a migration's questions and keeps its events until its run ends. `notebook` is where the person writes keys down; it may
 * outlive the run.
 */
export function attend(
  engine: Engine,
  id: string,
  person: Person,
  notebook: string[] = [],
): Watched {
  const events: MigrationEvent[] = [];
  const keys: string[] = [];
  const ended = new Promise<MigrationState>((resolve, reject) => {
    const leave = engine.onEvent((of, event, state) => {
      if (of !== id) return;
      events.push(event);
      if (event.type === 'question-asked')
        answer(engine, id, event.question, person, { keys, notebook }, state).catch(reject);
      if (event.type === 'run-ended') {
        leave();
        setImmediate(() => resolve(state));
      }
    });
  });
  return { events, keys, ended };
}

async function answer(
  engine: Engine,
  id: string,
  question: Question,
  person: Person,
  { keys, notebook }: { readonly keys: string[]; readonly notebook: string[] },
  state: MigrationState,
): Promise<void> {
  if (question.kind === 'save-key') {
    // A person reads the key from the screen before anything is typed.
    const { key } = await engine.handlers['reveal-key']({ id });
    if (keys.at(-1) !== key) keys.push(key);
    if (notebook.at(-1) !== key) notebook.push(key);
  }
  const key = notebook.at(-1) ?? '';
  const own = person.answers?.[question.kind] as
    | ((question: Question, key: string) => Answer | undefined | Promise<Answer | undefined>)
    | undefined;
  const given = own ? await own(question, key) : usual(question, person.password, key, state);
  if (given)
    await engine.handlers['answer-question']({ id, questionId: question.id, answer: given });
}

function usual(question: Question, password: string, key: string, state: MigrationState): Answer {
  switch (question.kind) {
    case 'trust-host':
      return { kind: 'trust-host', accept: true };
    case 'enter-password':
      return { kind: 'enter-password', secret: password };
    case 'enter-passphrase':
      return { kind: 'enter-passphrase', secret: password };
    case 'answer-prompts':
      return { kind: 'answer-prompts', secrets: question.prompts.map(() => password) };
    case 'allow-legacy':
      return { kind: 'allow-legacy', accept: false };
    case 'replace-host-key':
      return { kind: 'replace-host-key', typedName: 'no' };
    case 'enter-version':
      return { kind: 'enter-version', version: '' };
    case 'review-findings':
      return review(state);
    case 'save-key':
      return { kind: 'save-key', secret: key };
    case 'confirm-restore':
      return { kind: 'confirm-restore', typedName: question.targetName };
    case 'enter-key':
      return { kind: 'enter-key', secret: key };
    // Without a default answer: the journeys that meet them bring their own.
    case 'do-by-hand':
    case 'bring-file':
    case 'put-file':
    case 'open-ftp':
    case 'use-console':
      throw new Error(`nobody was told how to answer ${question.kind}`);
    // As most people: what nobody can measure is looked at, and those that are missing are waited for.
    case 'clients-by-person':
      return { kind: 'clients-by-person', holds: true };
    case 'clients-missing':
      return { kind: 'clients-missing', action: 'wait-on' };
    case 'accept-drift':
      return { kind: 'accept-drift', action: 'stop' };
    case 'power-off':
      return { kind: 'power-off', typedName: question.sourceName };
    case 'isolate-source':
      return { kind: 'isolate-source', typedName: question.sourceName };
    case 'keep-address':
      return { kind: 'keep-address', accept: true };
    case 'move-address':
      return { kind: 'move-address', accept: true };
  }
}

/** Says that everything holds which nobody can measure, and stops where something is wrong. */
function review({ findings }: MigrationState): Answer {
  const wrong = findings.some((finding) => standingOf(finding) === 'error');
  return {
    kind: 'review-findings',
    action: wrong ? 'stop' : 'go-on',
    statements: findings
      .filter((finding) => standingOf(finding) === 'unknown')
      .map(({ id, on }) => ({ id, on, holds: true, note: 'nightly, 2026-11-26 02:00' })),
    waivers: [],
  };
}
