import { formatBytes, formatDuration } from '../../shared/bytes';
import { chartWords } from '../words/en';
import css from './throughput-chart.module.css';

/** Units of the drawing; it is stretched to the room that there is. */
const [width, height] = [600, 100];

type Props = {
  /** Bytes a second, one for each second, the newest last. */
  readonly rates: readonly number[];
  /** How many seconds are drawn, of which the last ones are known. */
  readonly seconds: number;
};

/** How fast the file moved in the last minutes, as a line over a scale that ends at a round number. */
export function ThroughputChart({ rates, seconds }: Props) {
  const top = roundUp(Math.max(...rates, 0));
  const span = formatDuration(seconds * 1000);
  const points = rates.map((rate, index) => {
    const x = width - ((rates.length - 1 - index) * width) / (seconds - 1);
    return `${x.toFixed(1)},${(height - (rate / top) * height).toFixed(1)}`;
  });
  const [first = ''] = (points[0] ?? '').split(',');
  return (
    <figure className={css['figure']}>
      <svg
        role="img"
        aria-label={textOf(rates)}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
      >
        <path className={css['scale']} d={`M0 0H${width}M0 ${height / 2}H${width}`} />
        {points.length > 1 && (
          <>
            <path
              className={css['area']}
              d={`M${first},${height}L${points.join('L')}L${width},${height}Z`}
            />
            <path className={css['line']} d={`M${points.join('L')}`} />
          </>
        )}
        <path className={css['ground']} d={`M0 ${height}H${width}`} />
      </svg>
      <figcaption className={css['caption']} aria-hidden="true">
        <span>{chartWords.ago(span)}</span>
        <span>{rates.length > 1 && chartWords.top(formatBytes(top))}</span>
        <span>{chartWords.now}</span>
      </figcaption>
    </figure>
  );
}

function textOf(rates: readonly number[]): string {
  const last = rates.at(-1);
  if (last === undefined || rates.length < 2) return chartWords.none;
  const average = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const [lowest, highest] = [Math.min(...rates), Math.max(...rates)];
  return chartWords.text({
    span: formatDuration(rates.length * 1000),
    now: formatBytes(last),
    lowest: formatBytes(lowest),
    highest: formatBytes(highest),
    average: formatBytes(average),
  });
}

/** The next number above of 1, 2 or 5 with zeros. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((each) => each * power >= value) ?? 10;
  return factor * power;
}
