import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ChosenFile } from '../../shared/contract';
import { type Failure, toFailure } from '../../shared/failure';
import type { FileComparison } from '../../shared/file-comparison';
import type { InspectionRun } from '../../shared/inspection';
import { client, ticketOf } from '../bridge';
import { inspect } from '../inspecting';
import type { InspectedFile } from '../inspecting-files';
import { compareWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import { ComparedFiles } from './compared-files';
import { DropZone } from './drop-zone';
import { InspectionVerdict } from './inspection-verdict';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

type Props = {
  readonly first: InspectedFile;
  readonly second: InspectedFile | undefined;
  readonly onShow: (offset: number) => void;
};

/** Looks into a second file and holds both against each other. */
export function ComparePart({ first, second, onShow }: Props) {
  const choosing = useAction();
  const take = (get: () => Promise<ChosenFile | null>): void =>
    void choosing.run(async () => {
      const file = await get();
      if (file) await inspect(file, 'second');
    });
  return (
    <Section title={compareWords.title}>
      <Text c="dimmed" mb="sm">
        {compareWords.why}
      </Text>
      <DropZone small says={compareWords.drop} onDrop={(file) => take(() => ticketOf(file))} />
      <SteadyButton
        size="sm"
        off={choosing.busy}
        onPress={() => take(() => client.call('choose-file', { purpose: 'inspect' }))}
      >
        {compareWords.choose}
      </SteadyButton>
      {second && (
        <InspectionVerdict run={second.run} onAgain={() => void inspect(second.file, 'second')} />
      )}
      {second && <Compared first={first.run} second={second.run} onShow={onShow} />}
      {choosing.failure && <ActionFailure failure={choosing.failure} />}
    </Section>
  );
}

type Both = { readonly first: InspectionRun; readonly second: InspectionRun };

function Compared({ first, second, onShow }: Both & Pick<Props, 'onShow'>) {
  const { comparison, failure, comparing } = useComparison(first, second);
  return (
    <>
      <Text c="dimmed" role="status" mt="xs">
        {!comparison && (comparing ? compareWords.comparing : compareWords.waits)}
      </Text>
      {comparison && first.found && second.found && (
        <ComparedFiles {...{ comparison, first: first.found, second: second.found, onShow }} />
      )}
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}

/** Asked for once both are read to their ends. */
function useComparison(first: InspectionRun, second: InspectionRun) {
  const [comparison, setComparison] = useState<FileComparison>();
  const [failure, setFailure] = useState<Failure>();
  const comparing = first.stage === 'done' && second.stage === 'done';
  useEffect(() => {
    setComparison(undefined);
    setFailure(undefined);
    if (!comparing) return;
    let wanted = true;
    void client.call('compare-files', { id: first.id, other: second.id }).then(
      (compared) => wanted && setComparison(compared),
      (thrown: unknown) => wanted && setFailure(toFailure(thrown)),
    );
    return () => {
      wanted = false;
    };
  }, [comparing, first.id, second.id]);
  return { comparison, failure, comparing };
}
