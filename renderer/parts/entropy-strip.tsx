import { Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { Inspection } from '../../shared/inspection';
import { findingWords } from '../../shared/words/inspection-findings';
import { type EntropyRun, entropyRuns, longestRuns } from '../entropy-runs';
import { formatNumber } from '../words/en';
import { entropyWords } from '../words/en-inspect';
import css from './entropy-strip.module.css';
import { Section } from './section';
import { SteadyButton } from './steady-button';

/** Units of the drawing; it is stretched to the room that there is. */
const [width, height] = [1024, 80];

/** More runs are told as a number. */
const runsTold = 8;

type Props = {
  readonly found: Inspection;
  readonly onShow: (offset: number) => void;
};

/** The entropy of a file from its beginning to its end, with what was noticed at a place in it; the same in words below. */
export function EntropyStrip({ found, onShow }: Props) {
  const { entropy, size, findings } = found;
  if (!entropy || size === 0) {
    return (
      <Section title={entropyWords.title}>
        <Text c="dimmed">{entropyWords.none}</Text>
      </Section>
    );
  }
  const runs = entropyRuns(entropy, size);
  const told = longestRuns(runs, runsTold);
  const marks = findings.flatMap((finding) =>
    finding.at === undefined ? [] : [{ at: finding.at, says: findingWords(finding).says }],
  );
  const x = (offset: number): number => (Math.min(offset, size) / size) * width;
  return (
    <Section title={entropyWords.title}>
      <Text c="dimmed" mb="sm">
        {entropyWords.why}
      </Text>
      <figure className={css['figure']}>
        <div className={css['scale']} aria-hidden="true">
          <span>{entropyWords.top}</span>
          <span>{entropyWords.bottom}</span>
        </div>
        <svg
          role="img"
          aria-label={entropyWords.text(
            told.map(runText).join('; '),
            marks.map(({ says, at }) => entropyWords.mark(says, formatNumber(at))).join(''),
          )}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
        >
          <path className={css['grid']} d={`M0 0H${width}M0 ${height / 2}H${width}`} />
          {runs
            .filter(({ disorder }) => disorder === 'uniform')
            .map(({ from, to }) => (
              <rect
                key={from}
                className={css['uniform']}
                {...{ x: x(from), y: 0, width: Math.max(1, x(to) - x(from)), height }}
              />
            ))}
          {entropy.bits.map((bits, index) => {
            const from = x(index * entropy.blockBytes);
            const to = x((index + 1) * entropy.blockBytes);
            const tall = (bits / 8) * height;
            return (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: its place is what it is
                key={index}
                data-high={bits >= 7.5}
                className={css['block']}
                {...{ x: from, y: height - tall, width: Math.max(0.5, to - from), height: tall }}
              />
            );
          })}
          {marks.map(({ at, says }) => (
            <path key={`${at} ${says}`} className={css['mark']} d={`M${x(at)} 0V${height}`} />
          ))}
        </svg>
        <figcaption className={css['caption']} aria-hidden="true">
          <span>{entropyWords.begin}</span>
          <span>{entropyWords.end(formatBytes(size))}</span>
        </figcaption>
      </figure>
      <ul className={css['runs']}>
        {told.map((run) => (
          <li key={run.from} data-disorder={run.disorder}>
            <span>{runText(run)}</span>
            <SteadyButton
              name={entropyWords.show(formatNumber(run.from))}
              onPress={() => onShow(run.from)}
            >
              {entropyWords.showShort}
            </SteadyButton>
          </li>
        ))}
        {runs.length > told.length && (
          <li>{entropyWords.more(formatNumber(runs.length - told.length))}</li>
        )}
      </ul>
    </Section>
  );
}

const runText = ({ from, to, disorder, bits }: EntropyRun): string =>
  entropyWords.run(
    formatBytes(from),
    formatBytes(to),
    entropyWords.disorder[disorder],
    bits.toFixed(1),
  );
