import { formatDuration } from '../../shared/bytes';
import type { MigrationState, StepState } from '../../shared/migration';
import { phaseOf, stepIds } from '../../shared/steps';
import { wordsOfStep } from '../../shared/words/steps';
import { currentPhase } from '../current-step';
import { runningWords } from '../words/en';
import { DoneIcon, FailedIcon, RunningIcon, WaitingIcon } from './icons';
import css from './step-list.module.css';

const icons = {
  waiting: WaitingIcon,
  running: RunningIcon,
  done: DoneIcon,
  failed: FailedIcon,
} as const;

/** The steps of the phase that runs; nothing where it has only one. */
export function StepList({ state }: { readonly state: MigrationState }) {
  const steps = stepIds.filter((step) => phaseOf[step] === currentPhase(state));
  if (steps.length < 2) return null;
  return (
    <ol className={css['list']} aria-label={runningWords.steps}>
      {steps.map((step) => {
        const { state: how, ...times } = state.steps[step];
        const Icon = icons[how];
        return (
          <li key={step} data-state={how}>
            <span className={css['icon']}>
              <Icon />
            </span>
            <span>{wordsOfStep(step, state.plan).title}</span>
            <span className={css['state']}>
              {runningWords.stepStates[how]}
              {took(times)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const took = ({ startedAt, endedAt }: Omit<StepState, 'state'>): string =>
  startedAt && endedAt ? `, ${formatDuration(Date.parse(endedAt) - Date.parse(startedAt))}` : '';
