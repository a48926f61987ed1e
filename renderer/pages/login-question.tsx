import type { Question } from '../../shared/migration';
import type { Asker } from '../parts/use-answer';
import { AllowLegacy } from './allow-legacy';
import { AnswerPrompts } from './answer-prompts';
import { EnterPassphrase } from './enter-passphrase';
import { EnterPassword } from './enter-password';
import { EnterVersion } from './enter-version';
import { ReplaceHostKey } from './replace-host-key';
import { TrustHost } from './trust-host';

/** The page of a question about connecting, or nothing for another question. A key makes a new page of each question. */
export function LoginQuestion({
  asker,
  question,
}: {
  readonly asker: Asker;
  readonly question: Question;
}) {
  const key = `${asker.id} ${question.id}`;
  switch (question.kind) {
    case 'trust-host':
      return <TrustHost asker={asker} question={question} key={key} />;
    case 'replace-host-key':
      return <ReplaceHostKey asker={asker} question={question} key={key} />;
    case 'enter-password':
      return <EnterPassword asker={asker} question={question} key={key} />;
    case 'enter-passphrase':
      return <EnterPassphrase asker={asker} question={question} key={key} />;
    case 'answer-prompts':
      return <AnswerPrompts asker={asker} question={question} key={key} />;
    case 'allow-legacy':
      return <AllowLegacy asker={asker} question={question} key={key} />;
    case 'enter-version':
      return <EnterVersion asker={asker} question={question} key={key} />;
    default:
      return null;
  }
}
