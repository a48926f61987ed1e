import { Button, List, Text } from '@mantine/core';
import { knownBy } from '../../shared/known-by';
import type { MigrationState } from '../../shared/migration';
import { serverAddress } from '../../shared/plan';
import { type RollBack, rollBackStepIds } from '../../shared/roll-back';
import { wayBack } from '../../shared/way-back';
import { describeFailure } from '../../shared/words/failures';
import { instructionWords, rollBackWords } from '../../shared/words/way-back';
import { client } from '../bridge';
import { DoneIcon, FailedIcon, RunningIcon, WaitingIcon } from '../parts/icons';
import { PageBody } from '../parts/page-body';
import { ProofList } from '../parts/proof-list';
import { Section } from '../parts/section';
import { Standing } from '../parts/standing';
import css from '../parts/step-list.module.css';
import { useAction } from '../parts/use-action';
import { WayBackPart } from '../parts/way-back-part';
import { serverName } from '../server-face';
import { goHome } from '../store';
import { formatTime } from '../when';
import { frameWords, runningWords } from '../words/en';
import { backWords } from '../words/en-way-back';

/** Going back to the old server: under way, stopped in the middle, or done. */
export function RollingBack({ state }: { readonly state: MigrationState }) {
  const { busy, failure, run } = useAction();
  const source = serverName(state, 'source');
  const { id, status, rollBack } = state;
  const isRunning = status === 'running';
  const isDone = status === 'rolled-back';
  const words = state.failure && !isRunning ? describeFailure(state.failure) : undefined;
  const how = isDone ? 'done' : isRunning ? 'running' : 'stopped';
  const why = {
    done: backWords.doneWhy,
    running: backWords.runningWhy,
    stopped: backWords.stoppedWhy,
  };
  return (
    <PageBody
      title={words?.title ?? backWords[how](source)}
      why={words?.seen ?? why[how]}
      wide
      failure={failure}
      arrival={how}
      actions={
        <>
          {!isRunning && (
            <Button variant={isDone ? 'filled' : 'default'} onClick={goHome}>
              {frameWords.backHome}
            </Button>
          )}
          {isRunning && (
            <Button
              variant="default"
              disabled={busy}
              onClick={() => void run(() => client.call('cancel-migration', { id }))}
            >
              {frameWords.stop}
            </Button>
          )}
          {how === 'stopped' && (
            <Button
              disabled={busy}
              onClick={() => void run(() => client.call('roll-back', { id }))}
            >
              {backWords.goOn}
            </Button>
          )}
        </>
      }
    >
      {how === 'stopped' && <Standing state={state} needed={words?.needed} />}
      {isRunning && rollBack && (
        <Standing state={state}>
          {rollBack.waits ? (
            <Waits state={state} rollBack={rollBack} />
          ) : (
            <Steps rollBack={rollBack} isRunning />
          )}
        </Standing>
      )}
      {isDone && (
        <Standing state={state}>
          <Remains state={state} />
        </Standing>
      )}
      {isDone && rollBack && (
        <Section title={wayBack(state).names.source}>
          <ProofList proofs={proofs(state, rollBack)} />
        </Section>
      )}
      {rollBack && (how === 'stopped' || (isRunning && rollBack.waits)) && (
        <Steps rollBack={rollBack} isRunning={isRunning} />
      )}
      <WayBackPart state={state} />
    </PageBody>
  );
}

function Waits({
  state,
  rollBack,
}: {
  readonly state: MigrationState;
  readonly rollBack: RollBack;
}) {
  const { busy, failure, run } = useAction();
  const { waits } = rollBack;
  if (!waits) return null;
  const { id, plan } = state;
  return (
    <Section title={backWords.waits}>
      <Text role="status">{rollBackWords.waits[waits](wayBack(state).names)}</Text>
      {plan.practice !== undefined && waits === 'source-on' && (
        <>
          <Button
            mt="sm"
            disabled={busy}
            onClick={() => void run(() => client.call('power-on-practice', { id }))}
          >
            {backWords.switchOn}
          </Button>
          <Text size="sm" c="dimmed" mt={4}>
            {failure ? describeFailure(failure).seen : backWords.switchOnHint}
          </Text>
        </>
      )}
    </Section>
  );
}

function Steps({
  rollBack,
  isRunning,
}: {
  readonly rollBack: RollBack;
  readonly isRunning: boolean;
}) {
  const icons = { waiting: WaitingIcon, running: RunningIcon, done: DoneIcon, failed: FailedIcon };
  return (
    <Section title={backWords.steps}>
      <ol className={css['list']} aria-label={backWords.steps}>
        {rollBackStepIds.map((step) => {
          const told = rollBack.steps[step];
          const how = told === 'running' && !isRunning ? 'waiting' : told;
          const Icon = icons[how];
          return (
            <li key={step} data-state={how}>
              <span className={css['icon']}>
                <Icon />
              </span>
              <span>{rollBackWords.steps[step]}</span>
              <span className={css['state']}>{runningWords.stepStates[how]}</span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function Remains({ state }: { readonly state: MigrationState }) {
  const back = wayBack(state);
  return (
    <Section title={backWords.remains}>
      <List type="ordered" spacing="xs">
        {back.instructions.map((instruction) => (
          <List.Item key={instruction.id}>{instructionWords(back, instruction).what}</List.Item>
        ))}
      </List>
    </Section>
  );
}

function proofs(state: MigrationState, { facts }: RollBack): readonly string[] {
  const { sourceBack, silence, targetOff, backup } = facts;
  const { plan } = state;
  const { proofs: words } = backWords;
  return [
    sourceBack
      ? words.hostKey(serverAddress(plan.source), sourceBack.hostKey, knownBy(state, 'source'))
      : '',
    sourceBack
      ? sourceBack.fewer.length > 0
        ? words.fewer(sourceBack.fewer.join(', '))
        : words.counts
      : '',
    targetOff === 'command' || targetOff === 'person' ? words.off[targetOff] : '',
    typeof silence === 'object' ? words.silent(formatTime(silence.silentSince)) : '',
    backup === 'kept' || backup === 'deleted' ? words[backup] : '',
  ].filter(Boolean);
}
