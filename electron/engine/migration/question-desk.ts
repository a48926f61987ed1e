import { randomBytes } from 'node:crypto';
import type { Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import type { Answer, Question, QuestionKind } from '../../../shared/migration';
import { sameName } from '../login/same-name';
import type { Ask, Tools } from './step';
import type { UntimedEvent } from './untimed-event';

/** Where steps put questions and a front end brings answers; one question at a time. */
export type QuestionDesk = {
  readonly ask: Tools['ask'];
  /** Throws `contract.bad-input` where this is no answer to the open question. */
  readonly answer: (questionId: string, answer: Answer) => void;
};

type Open = { readonly question: Question; readonly settle: (answer: Answer) => void };

type Waiting = { readonly side: Side | undefined; readonly begin: () => void };

type Told = UntimedEvent & { readonly type: 'question-asked' | 'question-answered' };

export function openQuestionDesk(emit: (event: Told) => void, signal: AbortSignal): QuestionDesk {
  let open: Open | undefined;
  const waiting: Waiting[] = [];
  let busy = false;
  let at: Side | undefined;

  /** What a person does at one server is asked before what is to be done at the other. */
  const next = (): void => {
    if (busy) return;
    const same = waiting.findIndex(({ side }) => side !== undefined && side === at);
    const [chosen] = waiting.splice(Math.max(0, same), 1);
    if (!chosen) return;
    busy = true;
    at = chosen.side;
    chosen.begin();
  };

  const put = (asked: Ask<QuestionKind>, until?: AbortSignal): Promise<Answer> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      until?.throwIfAborted();
      const question = { ...asked, id: `q-${randomBytes(6).toString('hex')}` } as Question;
      const abort = (): void => {
        open = undefined;
        reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      const { id, kind } = question;
      // Nobody has to answer it any more; with the whole run its end says so.
      const withdraw = (): void => {
        if (signal.aborted || open?.question !== question) return;
        signal.removeEventListener('abort', abort);
        open = undefined;
        try {
          emit({ type: 'question-answered', questionId: id, kind, accepted: false });
          reject(until?.reason);
        } catch (thrown) {
          reject(thrown);
        }
      };
      until?.addEventListener('abort', withdraw, { once: true });
      const settle = (answer: Answer): void => {
        signal.removeEventListener('abort', abort);
        until?.removeEventListener('abort', withdraw);
        open = undefined;
        const accepted = accepts(question, answer);
        try {
          emit({ type: 'question-answered', questionId: id, kind, accepted });
        } catch (thrown) {
          reject(thrown);
          throw thrown;
        }
        resolve(answer);
      };
      open = { question, settle };
      emit({ type: 'question-asked', question });
    });

  return {
    ask: ((asked: Ask<QuestionKind>, until?: AbortSignal) =>
      new Promise<Answer>((resolve, reject) => {
        const over = (): void => {
          busy = false;
          next();
        };
        const begin = (): void => {
          const answered = put(asked, until);
          answered.then(over, over);
          answered.then(resolve, reject);
        };
        waiting.push({ side: asked.kind === 'do-by-hand' ? asked.side : undefined, begin });
        queueMicrotask(next);
      })) as Tools['ask'],
    answer: (questionId, answer) => {
      if (open?.question.id !== questionId) {
        fail('contract.bad-input', {
          where: 'questionId',
          seen: 'this question is not open any more',
        });
      }
      if (open.question.kind !== answer.kind) {
        fail('contract.bad-input', { where: 'answer.kind', seen: answer.kind });
      }
      open.settle(answer);
    },
  };
}

/** Whether an answer is a yes; what was typed as a secret is judged by its step. */
function accepts(question: Question, answer: Answer): boolean {
  switch (answer.kind) {
    case 'trust-host':
    case 'allow-legacy':
    case 'move-address':
    case 'keep-address':
      return answer.accept;
    case 'accept-drift':
      return answer.action === 'go-on';
    case 'replace-host-key':
      return question.kind === 'replace-host-key' && sameName(answer.typedName, question.host);
    case 'confirm-restore':
      return question.kind === 'confirm-restore' && sameName(answer.typedName, question.targetName);
    case 'power-off':
    case 'isolate-source':
      return question.kind === answer.kind && sameName(answer.typedName, question.sourceName);
    default:
      return true;
  }
}
