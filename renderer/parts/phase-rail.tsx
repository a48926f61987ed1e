import { formatDuration } from '../../shared/bytes';
import type { MigrationState } from '../../shared/migration';
import { phaseWords } from '../../shared/words/steps';
import { type PhaseState, type PhaseView, phaseViews } from '../phase-states';
import { frameWords, phaseStateWords } from '../words/en';
import {
  AskingIcon,
  DoneIcon,
  FailedIcon,
  NoReturnIcon,
  RunningIcon,
  StoppedIcon,
  WaitingIcon,
} from './icons';
import css from './phase-rail.module.css';
import { useNow } from './use-now';

const icons = {
  waiting: WaitingIcon,
  running: RunningIcon,
  asking: AskingIcon,
  done: DoneIcon,
  failed: FailedIcon,
  stopped: StoppedIcon,
} as const satisfies Record<PhaseState, unknown>;

/** Where the migration is: every phase with icon and word, and the line that cannot be crossed back. */
export function PhaseRail({ state }: { readonly state: MigrationState }) {
  const now = useNow();
  return (
    <aside className={css['rail']} aria-label={frameWords.phases}>
      <ol>
        {phaseViews(state, now).map((view) => (
          <Phase key={view.phase} view={view} />
        ))}
      </ol>
    </aside>
  );
}

function Phase({ view }: { readonly view: PhaseView }) {
  const Icon = icons[view.state];
  const here = view.state !== 'waiting' && view.state !== 'done';
  const noReturn = view.phase === 'clients';
  return (
    <li data-state={view.state} aria-current={here ? 'step' : undefined}>
      {noReturn && (
        <span className={css['no-return']}>
          <NoReturnIcon size={16} />
          {frameWords.pointOfNoReturn}
        </span>
      )}
      <span className={css['phase']}>
        <span className={css['icon']}>
          <Icon />
        </span>
        <span className={css['name']}>{phaseWords[view.phase]}</span>
        <span className={css['state']}>
          {phaseStateWords[view.state]}
          {view.took !== undefined && ` · ${formatDuration(view.took)}`}
        </span>
      </span>
    </li>
  );
}
