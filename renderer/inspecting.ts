import type { ChosenFile, CommandInput } from '../shared/contract';
import { toFailure } from '../shared/failure';
import type { InspectionRun } from '../shared/inspection';
import { client } from './bridge';
import type { InspectedFile, InspectedPlace } from './inspecting-files';
import { go, useApp } from './store';

type KeyGiven = CommandInput<'start-inspection'>['key'];

/** A push that came before the answer which tells whose it is. */
let early: InspectionRun | undefined;

const put = (place: InspectedPlace, inspected: InspectedFile | undefined): void =>
  useApp.setState(({ inspecting }) => ({ inspecting: { ...inspecting, [place]: inspected } }));

/** Begins to look into a file, in the place of the one that was looked into there. The key is handed on and not kept. */
export async function inspect(
  file: ChosenFile,
  place: InspectedPlace = 'first',
  key?: KeyGiven,
): Promise<void> {
  forget(place);
  if (place === 'first') forget('second');
  const run: InspectionRun = { id: '', stage: 'reading', name: file.name, read: 0, total: 0 };
  const mine: InspectedFile = { file, run };
  put(place, mine);
  const { target } = useApp.getState().inspecting;
  try {
    const { id } = await client.call('start-inspection', {
      ...{ file: { ticket: file.ticket }, target },
      ...(key && { key }),
    });
    // Another file may have come meanwhile.
    if (useApp.getState().inspecting[place] !== mine) return end(id);
    put(place, { file, run: early?.id === id ? early : { ...run, id } });
  } catch (thrown) {
    if (useApp.getState().inspecting[place] !== mine) return;
    put(place, { file, run: { ...run, stage: 'failed', failure: toFailure(thrown) } });
  }
}

/** Takes in how far an inspection is. */
export function hearInspection(run: InspectionRun): void {
  const { inspecting } = useApp.getState();
  for (const place of ['first', 'second'] as const) {
    const known = inspecting[place];
    if (known?.run.id === run.id) put(place, { ...known, run });
    if (known?.run.id === '') early = run;
  }
}

/** No longer looks into what is there; the engine forgets it, too. */
export function forget(place: InspectedPlace): void {
  const known = useApp.getState().inspecting[place];
  if (!known) return;
  put(place, undefined);
  if (known.run.id !== '') end(known.run.id);
}

/** What is gone already is as good as ended. */
const end = (id: string): void => void client.call('end-inspection', { id }).catch(() => undefined);

/** Judges the first file for a server of another version, now and from now on. */
export async function fitFor(target: string): Promise<void> {
  useApp.setState(({ inspecting }) => ({ inspecting: { ...inspecting, target } }));
  const id = useApp.getState().inspecting.first?.run.id ?? '';
  if (id !== '') await client.call('fit-inspection', { id, target });
}

/** Goes to the file that was opened with this program from outside, the last one where there are several. */
export async function takeOpened(): Promise<void> {
  const opened = await client.call('take-opened', {});
  const last = opened.at(-1);
  if (!last) return;
  go({ at: 'inspect' });
  await inspect(last);
}
