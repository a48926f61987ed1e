import type { ConnectionTest, Stage } from '../../shared/connection-test';
import { stageWords } from '../../shared/words/stages';
import { type StageState, stageGroups, stageState, tookOf } from '../test-view';
import { testWords } from '../words/en-connect';
import { DoneIcon, FailedIcon, RunningIcon, SkippedIcon, StoppedIcon, WaitingIcon } from './icons';
import css from './stage-list.module.css';

const icons = {
  waiting: WaitingIcon,
  running: RunningIcon,
  done: DoneIcon,
  failed: FailedIcon,
  skipped: SkippedIcon,
  unfinished: StoppedIcon,
  unreached: WaitingIcon,
} as const satisfies Record<StageState, unknown>;

/** The stages of a test with state, time and what was seen; jump hosts as groups before. */
export function StageList({ test }: { readonly test: ConnectionTest }) {
  const groups = stageGroups(test);
  return groups.map(({ title, stages }) => (
    <div key={title} className={css['group']}>
      {groups.length > 1 && <div className={css['title']}>{title}</div>}
      <ol className={css['list']} aria-label={groups.length > 1 ? title : testWords.stages}>
        {stages.map((stage) => (
          <StageRow key={stage.stage} stage={stage} state={stageState(stage, test)} />
        ))}
      </ol>
    </div>
  ));
}

function StageRow({ stage, state }: { readonly stage: Stage; readonly state: StageState }) {
  const Icon = icons[state];
  const { milliseconds, seen } = stage;
  return (
    <li data-state={state}>
      <span className={css['icon']}>
        <Icon size={18} />
      </span>
      <span className={css['name']}>{stageWords[stage.stage]}</span>
      <span className={css['state']}>
        {testWords.states[state]}
        {milliseconds !== undefined &&
          (state === 'done' || state === 'failed') &&
          `, ${tookOf(milliseconds)}`}
      </span>
      {seen && <span className={css['seen']}>{seen}</span>}
    </li>
  );
}
