import { Group, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { HandFile } from '../../shared/hand-work';
import { fileName } from '../asking-server';
import { byHandWords } from '../words/en-by-hand';
import { CopyButton } from './copy-button';
import { FactList } from './fact-list';
import { Section } from './section';

/** The file that the appliance gets: by its own file chooser here, or elsewhere from where it lies. */
export function FileToHand({
  file: { path, size, sha256 },
  byConsole,
}: {
  readonly file: HandFile;
  readonly byConsole: boolean;
}) {
  return (
    <Section title={byHandWords.handed}>
      <Text size="sm" mb="xs">
        {byConsole ? byHandWords.handedHint : byHandWords.handedElsewhere}
      </Text>
      <FactList
        stacked
        rows={[
          byConsole
            ? { name: byHandWords.name, value: fileName(path), mono: true }
            : { name: byHandWords.path, value: path, mono: true },
          { name: byHandWords.size, value: formatBytes(size) },
          { name: 'SHA-256', value: sha256, mono: true },
        ]}
      />
      {!byConsole && (
        <Group mt="xs">
          <CopyButton text={path} label={byHandWords.copyPath} name={byHandWords.copyOf(path)} />
        </Group>
      )}
    </Section>
  );
}
