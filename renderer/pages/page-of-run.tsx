import type { HandQuestion } from '../../shared/hand-work';
import type { MigrationState } from '../../shared/migration';
import { isLooking } from '../looking';
import type { Page } from '../page-of';
import { useJudged } from '../parts/use-judged';
import { useApp } from '../store';
import { AcceptDrift } from './accept-drift';
import { AtConsole } from './at-console';
import { BringFile } from './bring-file';
import { ClientsByPerson } from './clients-by-person';
import { ClientsMissing } from './clients-missing';
import { ConfirmRestore } from './confirm-restore';
import { DoByHand } from './do-by-hand';
import { Done } from './done';
import { EnterKey } from './enter-key';
import { Failed } from './failed';
import { IsolateSource } from './isolate-source';
import { KeepAddress } from './keep-address';
import { LoginQuestion } from './login-question';
import { MoveAddress } from './move-address';
import { OpenFtp } from './open-ftp';
import { Opening } from './opening';
import { PowerOff } from './power-off';
import { PutFile } from './put-file';
import { ReviewFindings } from './review-findings';
import { RollingBack } from './rolling-back';
import { Running } from './running';
import { SaveKey } from './save-key';
import { Stopped } from './stopped';

/** Another failure makes another page; what is written into the worksheet meanwhile does not. */
const failureOf = ({ steps, failedStep }: MigrationState): string =>
  `${failedStep} ${failedStep && steps[failedStep].endedAt}`;

/** One page for all tries of one piece of work. */
const handKey = ({ side, operation, way }: HandQuestion): string => `${side} ${operation} ${way}`;

/**
 * The page within a migration. Keys make a new page of each question, so that nothing typed for one is left over for the
 * next, and the heading takes the focus.
 */
export function PageOfRun({
  page,
  state,
}: {
  readonly page: Page;
  readonly state: MigrationState | undefined;
}) {
  const review = useApp(({ reviews }) => (state ? reviews[state.id] : undefined));
  const judged = useJudged(state);
  if (!state) return <Opening />;
  if (page === 'failed') return <Failed state={state} key={failureOf(state)} />;
  if (page === 'stopped') return <Stopped state={state} />;
  if (page === 'rolling-back') return <RollingBack state={state} />;
  if (page === 'done') return <Done state={state} />;
  const { question } = state;
  const looking = isLooking(state, review);
  // While it looks again the page of findings stays, so that the place in it is kept.
  if (question?.kind === 'review-findings' || (!question && looking))
    return <ReviewFindings state={state} key={state.id} />;
  // One page for all tries: what was typed stays for correction.
  if (judged?.kind === 'save-key')
    return <SaveKey state={state} question={judged} key={judged.backupName} />;
  if (judged?.kind === 'enter-key')
    return <EnterKey state={state} question={judged} key={judged.backupName} />;
  if (!question || page === 'running') return <Running state={state} />;
  switch (question.kind) {
    case 'confirm-restore':
      return <ConfirmRestore state={state} question={question} key={question.id} />;
    case 'bring-file':
      return <BringFile state={state} question={question} key={question.id} />;
    case 'put-file':
      return <PutFile state={state} question={question} key={question.id} />;
    case 'open-ftp':
      // What was typed stays for correction.
      return <OpenFtp state={state} question={question} key={question.side} />;
    case 'use-console':
      return <AtConsole state={state} question={question} key={question.id} />;
    case 'do-by-hand':
      return <DoByHand state={state} question={question} key={handKey(question)} />;
    case 'accept-drift':
      return <AcceptDrift state={state} question={question} key={question.id} />;
    case 'clients-by-person':
      return <ClientsByPerson state={state} question={question} key={question.id} />;
    case 'clients-missing':
      return <ClientsMissing state={state} question={question} key={question.id} />;
    case 'power-off':
      return <PowerOff state={state} question={question} key={question.id} />;
    case 'isolate-source':
      return <IsolateSource state={state} question={question} key={question.id} />;
    case 'keep-address':
      return <KeepAddress state={state} question={question} key={question.id} />;
    case 'move-address':
      return <MoveAddress state={state} question={question} key={question.id} />;
    default:
      return <LoginQuestion asker={state} question={question} />;
  }
}
