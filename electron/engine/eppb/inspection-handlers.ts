import type { InspectionFormat, inspectionCommands } from '../../../shared/inspecting';
import type { Inspection } from '../../../shared/inspection';
import type { Handlers } from '../../../shared/wire';
import { pathOf } from '../file-path';
import { givenKey } from './given-key';
import type { Inspections } from './inspections';

export type InspectingParts = {
  readonly inspections: Inspections;
  readonly textOf: (found: Inspection, format: InspectionFormat, now: Date) => string;
  readonly writeExport: (path: string, text: string) => Promise<void>;
};

/** What a front end asks of the files that are being inspected. */
export function inspectionHandlers({
  inspections,
  textOf,
  writeExport,
}: InspectingParts): Handlers<keyof typeof inspectionCommands> {
  return {
    'start-inspection': async ({ file, target, key }) => ({
      id: inspections.start({
        ...{ path: pathOf(file), target },
        ...(key && { key: await givenKey(key) }),
      }),
    }),
    'cancel-inspection': async ({ id }) => {
      await inspections.cancel(id);
      return null;
    },
    'end-inspection': async ({ id }) => {
      await inspections.end(id);
      return null;
    },
    'fit-inspection': async ({ id, target }) => {
      inspections.fit(id, target);
      return null;
    },
    'read-bytes': async ({ id, offset, length }) => ({
      hex: (await inspections.readBytes(id, offset, length)).toString('hex'),
    }),
    'inspection-entries': async ({ id, from, count }) => ({
      entries: inspections.entries(id, from, count),
      total: inspections.found(id).archive?.entries.length ?? 0,
    }),
    'compare-files': async ({ id, other }) => inspections.compare(id, other),
    'save-inspection': async ({ id, format, file }) => {
      const path = pathOf(file);
      await writeExport(path, textOf(inspections.found(id), format, new Date()));
      return { path };
    },
  };
}
