import { Text } from '@mantine/core';
import type { InspectionFinding } from '../../shared/inspection';
import { findingWords } from '../../shared/words/inspection-findings';
import { inspectWords } from '../words/en-inspect';
import { FailedIcon, InfoIcon, WarningIcon } from './icons';
import css from './inspection-findings.module.css';
import { Section } from './section';
import { SteadyButton } from './steady-button';

const icons = { error: FailedIcon, warning: WarningIcon, info: InfoIcon } as const;

type Props = {
  readonly findings: readonly InspectionFinding[];
  /** Whether the file was read to its end: only then nothing is nothing. */
  readonly whole: boolean;
  readonly onShow: (offset: number) => void;
};

/** What was noticed about a file, and what to do about it. */
export function InspectionFindings({ findings, whole, onShow }: Props) {
  if (findings.length === 0 && !whole) return null;
  return (
    <Section title={inspectWords.findings}>
      {findings.length === 0 && <Text c="dimmed">{inspectWords.noFindings}</Text>}
      {findings.length > 0 && (
        <ul className={css['list']} aria-label={inspectWords.findings}>
          {findings.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one code may be found more than once
            <li key={`${index} ${finding.code}`} data-level={finding.level}>
              <Finding finding={finding} onShow={onShow} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Finding({
  finding,
  onShow,
}: {
  readonly finding: InspectionFinding;
  readonly onShow: Props['onShow'];
}) {
  const Icon = icons[finding.level];
  const { says, advice } = findingWords(finding);
  const { at } = finding;
  return (
    <>
      <span className={css['mark']}>
        <Icon />
        {inspectWords.levels[finding.level]}
      </span>
      <div>
        <p className={css['says']}>{says}</p>
        {advice !== '' && <p className={css['advice']}>{advice}</p>}
        {at !== undefined && (
          <SteadyButton name={inspectWords.showBytesOf(says)} onPress={() => onShow(at)}>
            {inspectWords.showBytes}
          </SteadyButton>
        )}
      </div>
    </>
  );
}
