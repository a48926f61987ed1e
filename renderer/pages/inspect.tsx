import { Button, Tabs } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ChosenFile } from '../../shared/contract';
import { client, ticketOf } from '../bridge';
import { inspect } from '../inspecting';
import { ArchivePart } from '../parts/archive-part';
import { ComparePart } from '../parts/compare-part';
import { DropZone } from '../parts/drop-zone';
import { DumpPart } from '../parts/dump-part';
import { EntropyStrip } from '../parts/entropy-strip';
import { HexView, type Looking } from '../parts/hex-view';
import { InspectionOverview } from '../parts/inspection-overview';
import { InspectionVerdict } from '../parts/inspection-verdict';
import { PageBody } from '../parts/page-body';
import { useAction } from '../parts/use-action';
import { go, goHome, useApp } from '../store';
import { frameWords } from '../words/en';
import { inspectWords } from '../words/en-inspect';
import { libraryWords } from '../words/en-library';

type Part = 'overview' | 'contents' | 'bytes' | 'compare';
const atBegin: Looking = { offset: 0, marked: false };

/** What a file is, whether it will do, and what is in it. It is only read; no server is needed. */
export function Inspect() {
  const { first, second } = useApp(({ inspecting }) => inspecting);
  const fromLibrary = useApp(({ place }) => place.at === 'inspect' && place.from === 'library');
  const choosing = useAction();
  const [part, setPart] = useState<Part>('overview');
  const [looking, setLooking] = useState(atBegin);
  const region = useRef<HTMLDivElement>(null);
  const led = useRef(false);
  const file = first?.file;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is looked at from its beginning
  useEffect(() => {
    setPart('overview');
    setLooking(atBegin);
  }, [file]);
  useEffect(() => {
    if (led.current && looking.marked) region.current?.focus();
    led.current = false;
  }, [looking]);

  const take = (get: () => Promise<ChosenFile | null>): void =>
    void choosing.run(async () => {
      const chosen = await get();
      if (chosen) await inspect(chosen);
    });
  const show = (offset: number): void => {
    led.current = true;
    setPart('bytes');
    setLooking({ offset, marked: true });
  };
  const { run } = first ?? {};
  const found = run?.found;
  return (
    <PageBody
      title={inspectWords.title}
      why={inspectWords.why}
      failure={choosing.failure}
      // What had the focus may be gone with the file before.
      arrival={first?.run.id}
      wide
      actions={
        <>
          <Button variant="default" onClick={fromLibrary ? () => go({ at: 'library' }) : goHome}>
            {fromLibrary ? libraryWords.back : frameWords.backHome}
          </Button>
          <Button
            disabled={choosing.busy}
            onClick={() => take(() => client.call('choose-file', { purpose: 'inspect' }))}
          >
            {first ? inspectWords.another : inspectWords.choose}
          </Button>
        </>
      }
    >
      <DropZone
        small={first !== undefined}
        says={first ? inspectWords.dropAnother : inspectWords.drop}
        onDrop={(dropped) => take(() => ticketOf(dropped))}
      />
      {first && run && <InspectionVerdict run={run} onAgain={() => void inspect(first.file)} />}
      {first && run && found && (
        <Tabs value={part} onChange={(value) => setPart(value as Part)} keepMounted={false} mt="md">
          <Tabs.List mb="md" aria-label={inspectWords.parts}>
            <Tabs.Tab value="overview">{inspectWords.overview}</Tabs.Tab>
            {(found.archive || found.dump) && (
              <Tabs.Tab value="contents">{inspectWords.contents}</Tabs.Tab>
            )}
            <Tabs.Tab value="bytes">{inspectWords.bytes}</Tabs.Tab>
            <Tabs.Tab value="compare">{inspectWords.compare}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="overview">
            <InspectionOverview file={first.file} run={run} found={found} onShow={show} />
          </Tabs.Panel>
          <Tabs.Panel value="contents">
            {found.archive && (
              <ArchivePart key={`${run.id} ${run.stage}`} id={run.id} archive={found.archive} />
            )}
            {found.dump && <DumpPart dump={found.dump} />}
          </Tabs.Panel>
          <Tabs.Panel value="bytes">
            <EntropyStrip found={found} onShow={show} />
            <HexView
              id={run.id}
              size={found.size}
              looking={looking}
              onLook={setLooking}
              region={region}
            />
          </Tabs.Panel>
          <Tabs.Panel value="compare">
            <ComparePart first={first} second={second} onShow={show} />
          </Tabs.Panel>
        </Tabs>
      )}
    </PageBody>
  );
}
