import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ChosenFile } from '../../shared/contract';
import type { Inspection } from '../../shared/inspection';
import { client, ticketOf } from '../bridge';
import { DropZone } from '../parts/drop-zone';
import { InspectionResult } from '../parts/inspection-result';
import { KeyCheck } from '../parts/key-check';
import { PageBody } from '../parts/page-body';
import { useAction } from '../parts/use-action';
import { goHome } from '../store';
import { frameWords } from '../words/en';
import { inspectWords } from '../words/en-places';

/** What a file is. It is only read. */
export function Inspect() {
  const { busy, failure, run } = useAction();
  const [reading, setReading] = useState<string>();
  const [found, setFound] = useState<{ readonly file: ChosenFile; readonly result: Inspection }>();

  const inspect = (get: () => Promise<ChosenFile | null>): void =>
    void run(async () => {
      const file = await get();
      if (!file) return;
      setFound(undefined);
      setReading(file.name);
      try {
        const result = await client.call('inspect-file', { file: { ticket: file.ticket } });
        setFound({ file, result });
      } finally {
        setReading(undefined);
      }
    });
  return (
    <PageBody
      title={inspectWords.title}
      why={inspectWords.why}
      failure={failure}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button
            disabled={busy}
            onClick={() => inspect(() => client.call('choose-file', { purpose: 'inspect' }))}
          >
            {inspectWords.choose}
          </Button>
        </>
      }
    >
      <DropZone
        disabled={busy}
        reading={reading === undefined ? undefined : inspectWords.reading(reading)}
        onDrop={(file) => inspect(() => ticketOf(file))}
      />
      <div role="status">{found && <InspectionResult result={found.result} />}</div>
      {found?.result.sidecar?.manifest.keyCheck && (
        <KeyCheck
          file={found.file}
          differs={found.result.sidecar.file === 'differs'}
          key={found.file.ticket}
        />
      )}
    </PageBody>
  );
}
