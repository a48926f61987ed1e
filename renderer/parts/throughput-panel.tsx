import { memo } from 'react';
import type { MigrationState } from '../../shared/migration';
import type { Throughput } from '../../shared/throughput';
import { slowerWords } from '../../shared/words/transfer';
import { isMoving, throughputOf } from '../throughput';
import { chartWords } from '../words/en';
import { ThroughputChart } from './throughput-chart';
import css from './throughput-panel.module.css';
import { useNow } from './use-now';

/** How many seconds the chart shows, at first and at last. */
const [shortest, longest] = [30, 180];

/** How fast the file of the running step moved in the last minutes, and what holds it up. */
export function ThroughputPanel({ state }: { readonly state: MigrationState }) {
  const now = useNow();
  const slower = isMoving(state, now) && state.progress?.slower;
  return (
    <div className={css['panel']}>
      <p className={css['head']}>
        <strong>{chartWords.title}</strong>
        <span>{slower ? slowerWords(slower, state.pace.bytesPerSecond) : ''}</span>
      </p>
      <Chart heard={throughputOf(state)} now={now} />
    </div>
  );
}

type ChartProps = { readonly heard: Throughput | undefined; readonly now: number };

/** Drawn once a second, however often the snapshots come. */
const Chart = memo(({ heard, now }: ChartProps) => {
  const rates = heard?.rates(now, longest) ?? [];
  return <ThroughputChart rates={rates} seconds={Math.max(shortest, rates.length)} />;
});
