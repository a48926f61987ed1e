import { Anchor, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Side } from '../../shared/appliance';
import { awaitedBackup } from '../../shared/awaited-backup';
import type { HandQuestion } from '../../shared/hand-work';
import type { MigrationState } from '../../shared/migration';
import { entriesOf, handGiven, keptEntries, missingFrom, withFile } from '../hand-given';
import { ConsoleAddress } from '../parts/console-address';
import { ConsoleBeside } from '../parts/console-beside';
import { FailureNotice } from '../parts/failure-notice';
import { FileToHand } from '../parts/file-to-hand';
import { goToField, HandFields } from '../parts/hand-fields';
import type { HandFileGiven } from '../parts/hand-file';
import { HandGuide } from '../parts/hand-guide';
import { HandKey } from '../parts/hand-key';
import { HandWay } from '../parts/hand-way';
import { PageBody } from '../parts/page-body';
import { PracticeLogin } from '../parts/practice-login';
import { Section } from '../parts/section';
import { leavesOf, StopButton } from '../parts/stop-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { setReviewer } from '../reviewing';
import { keepDraft, useApp } from '../store';
import { byHandWords, handTitles } from '../words/en-by-hand';
import type { Asked } from './asked';
import css from './do-by-hand.module.css';

/** Something is done at a server by the person: what to do, the console where it is done here, and what to enter of it. */
export function DoByHand({ state, question }: Asked<'do-by-hand'>) {
  const { side, serverName, operation, way, guide, fields, fault } = question;
  const answering = useAnswer(state, question);
  const stop = useAction();
  // What is asked anew after it was done once begins empty: it has to be read again.
  const times = state.handWork.filter((work) => work.side === side && work.operation === operation);
  const draft = `${state.id} ${side} ${operation} ${times.length}`;
  const [called, setCalled] = useState(0);
  const [typed, setTyped] = useState(() => entriesOf(fields, useApp.getState().handDrafts[draft]));
  const [chosen, setChosen] = useState<HandFileGiven>();
  const by = useApp((app) => app.reviewer);
  const seen = useSeen(state.id, side);
  const caught = useCaught(state, side);
  const byConsole = way === 'console';
  const file = chosen ?? caught;
  const entered = withFile(typed, file !== undefined);
  const enter = (name: string, value: string): void => {
    const next = { ...typed, [name]: value };
    setTyped(next);
    keepDraft(draft, keptEntries(fields, next));
  };
  const wantsFile = fields.some(({ form }) => form === 'file');
  const answer = (): void => {
    answering.send({
      kind: 'do-by-hand',
      action: 'done',
      ...handGiven(fields, entered),
      ...(wantsFile && file && { file: { ticket: file.ticket } }),
      ...(by.trim() !== '' && { by: by.trim() }),
      ...(byConsole && seen !== '' && { seen }),
    });
  };
  const missing = missingFrom(fields, entered, file !== undefined);
  const ready = missing.length === 0 && !answering.busy;
  const [first] = missing;
  const goToFirst = (): void => {
    setCalled(called + 1);
    if (first) requestAnimationFrame(() => goToField(first));
  };
  const form = (
    <form
      id="answer"
      className={css['guide']}
      data-beside={byConsole}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) answer();
      }}
    >
      <div>
        {fault && !answering.busy && <FailureNotice failure={fault} key={question.id} />}
        <PracticeLogin plan={state.plan} side={side} />
        {!byConsole && <ConsoleAddress state={state} side={side} />}
        <HandGuide guide={guide} operation={operation} />
      </div>
      <div>
        {question.file && <FileToHand file={question.file} byConsole={byConsole} />}
        {question.needsKey && <HandKey migrationId={state.id} />}
        <Section title={byHandWords.enter}>
          <HandFields
            fields={fields}
            entered={entered}
            onEnter={enter}
            file={file}
            onFile={setChosen}
            disabled={answering.busy}
            byConsole={byConsole}
          />
        </Section>
        <TextInput
          label={byHandWords.by}
          description={byHandWords.byHint}
          value={by}
          maxLength={100}
          mb="md"
          onChange={(event) => setReviewer(event.currentTarget.value)}
        />
        <HandWay question={question} answering={answering} />
      </div>
    </form>
  );
  return (
    <PageBody
      title={handTitles[operation](serverName)}
      why={byHandWords.why[whyOf(question)]}
      wide={byConsole ? 'whole' : true}
      leaves={leavesOf(state)}
      hindrance={
        first && (
          <Anchor component="button" type="button" inherit onClick={goToFirst}>
            {byHandWords.missing(missing.map(({ label }) => label))}
          </Anchor>
        )
      }
      failure={answering.failure ?? stop.failure}
      actions={
        <>
          <StopButton asker={state} action={stop} />
          <Button type="submit" form="answer" disabled={!ready}>
            {byHandWords.done}
          </Button>
        </>
      }
    >
      {byConsole ? (
        <ConsoleBeside
          state={state}
          side={side}
          serverName={serverName}
          takes={wantsFile}
          hands={question.file !== undefined}
          called={called}
        >
          {form}
        </ConsoleBeside>
      ) : (
        form
      )}
    </PageBody>
  );
}

/** In the console beside the steps it is said, too, what this program does of itself there. */
function whyOf({ way, fields, file }: HandQuestion): keyof typeof byHandWords.why {
  if (way === 'hand') return 'hand';
  if (file) return 'hands';
  return fields.some(({ form }) => form === 'file') ? 'takes' : 'console';
}

/** What the console says, as evidence for the report. */
const useSeen = (id: string, side: Side): string =>
  useApp(({ console: view }) =>
    view?.id === id && view.side === side && view.state === 'open'
      ? [`${view.address}${view.path}`, view.title, ...view.meanings.map(({ words }) => words)]
          .filter((text) => text !== '')
          .join(' · ')
          .slice(0, 2000)
      : '',
  );

/** The file that the console gave for the backup that is awaited, once it is whole. */
const useCaught = (state: MigrationState, side: Side): HandFileGiven | undefined => {
  const download = useApp(({ console: view }) =>
    view?.id === state.id && view.side === side ? view.download : undefined,
  );
  return download?.ticket === undefined || download.awaited !== awaitedBackup(state, side)
    ? undefined
    : { ticket: download.ticket, name: download.name, caught: true };
};
