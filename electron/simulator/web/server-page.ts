import { formatBytes } from '../../../shared/bytes';
import { facts } from './frame';
import { type Page, reading } from './page';

const size = (value: unknown): string =>
  typeof value === 'number' ? `${formatBytes(value)} (${value} bytes)` : 'not available';

/** What the server is and has. */
export const serverPage: Page = async ({ machine }) => {
  const identity = await reading(machine, ['identity']);
  const disk = await reading(machine, ['disk']);
  const hardware = await reading(machine, ['machine']);
  const database = await reading(machine, ['database']);
  const { sizeBytes, freeBytes } = disk;
  const used =
    typeof sizeBytes === 'number' && typeof freeBytes === 'number'
      ? sizeBytes - freeBytes
      : undefined;
  const told = (name: string): string => String(identity[name] ?? 'not available');
  return {
    title: 'Server Information',
    body: facts([
      ['Server Version', told('version')],
      ['Server ID', told('machineId')],
      ['Host name', told('hostname')],
      ['Operating system', told('os')],
      ['Server time', told('time')],
      ['Disk used', size(used)],
      ['Disk free', size(freeBytes)],
      ['Disk size', size(sizeBytes)],
      ['Memory', size(hardware['memoryBytes'])],
      ['Processor cores', String(hardware['cores'] ?? 'not available')],
      ['Database size', size(database['bytes'])],
    ]),
  };
};
