import type { ChosenFile } from '../../shared/contract';
import type { Inspection, InspectionRun } from '../../shared/inspection';
import { inspect } from '../inspecting';
import { FitPart } from './fit-part';
import { InspectionFacts } from './inspection-facts';
import { InspectionFindings } from './inspection-findings';
import { KeyCheck } from './key-check';
import { SaveInspection } from './save-inspection';

type Props = {
  readonly file: ChosenFile;
  readonly run: InspectionRun;
  readonly found: Inspection;
  readonly onShow: (offset: number) => void;
};

/** What was noticed, what the file is, whether it will do, whether a key belongs to it, and a report of it. */
export function InspectionOverview({ file, run, found, onShow }: Props) {
  const { sidecar, layers } = found;
  const whole = run.stage === 'done';
  const openable = layers.some(({ container }) => container === 'practice-v2');
  const checkable = sidecar?.manifest.keyCheck !== undefined;
  return (
    <>
      <InspectionFindings findings={found.findings} whole={whole} onShow={onShow} />
      <InspectionFacts found={found} />
      <FitPart found={found} />
      {whole && (checkable || openable) && (
        <KeyCheck
          key={file.ticket}
          file={file}
          checkable={checkable}
          differs={sidecar?.file === 'differs'}
          onOpen={openable ? (key) => void inspect(file, 'first', key) : undefined}
        />
      )}
      {whole && <SaveInspection id={run.id} name={found.name} />}
    </>
  );
}
