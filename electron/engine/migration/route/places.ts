import { join } from 'node:path';
import type { Facts } from '../../../../shared/facts';
import { fail } from '../../../../shared/failure';
import type { Tools } from '../step';
import { freeHereFor } from './decide-route';

/** Where the copy of a backup lies on this computer. */
export const localPath = ({ name }: Facts['request'], { folder }: Pick<Tools, 'folder'>): string =>
  join(folder, `${name}.eppb`);

/** Where the new server wants the file. */
export const remotePath = ({ name }: Facts['request'], { incoming }: Facts['target']): string =>
  `${incoming}/${name}.eppb`;

/** Throws `transfer.no-space` where a file of `size` bytes does not fit here. */
export async function needRoomHere(path: string, size: number, tools: Tools): Promise<void> {
  const missing = size - (await freeHereFor(path, tools.folder));
  if (missing > 0) fail('transfer.no-space', { where: 'this computer', required: size, missing });
}

/** Throws `transfer.no-space` where a file of `size` bytes does not fit on the new server; what of it is there counts. */
export async function needRoomThere(path: string, size: number, tools: Tools): Promise<void> {
  const target = await tools.appliance('target');
  // A file that a person takes there lies on this computer first; what they upload by themselves is not measured.
  const here = target.isHere?.(path) ? await target.files.room?.(path) : undefined;
  const { freeBytes } = here ?? (await target.disk());
  const there = (await target.files.size(`${path}.part`)) ?? 0;
  const missing = size - there - freeBytes;
  if (missing > 0) fail('transfer.no-space', { where: 'the new server', required: size, missing });
}
