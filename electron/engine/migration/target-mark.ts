import { Buffer } from 'node:buffer';
import { isFailure } from '../../../shared/failure';
import { markBytes, markName, markSchema, type TargetMark } from '../../../shared/target-mark';
import type { Tools } from './step';

/** The mark that lies on the new server, whoever left it; undefined where there is none that can be read. */
export async function readMark(folder: string, tools: Tools): Promise<TargetMark | undefined> {
  const path = `${folder}/${markName}`;
  try {
    const { files } = await tools.appliance('target');
    const size = await files.size(path);
    if (size === undefined || size > markBytes) return undefined;
    const file = await files.open(path, 'read');
    try {
      const into = Buffer.alloc(size);
      let length = 0;
      for (let read = -1; length < size && read !== 0; length += read)
        read = await file.read(into.subarray(length), size - length, length);
      const parsed = markSchema.safeParse(JSON.parse(into.toString('utf8', 0, length)));
      return parsed.success ? parsed.data : undefined;
    } finally {
      await file.close();
    }
  } catch (thrown) {
    tools.signal.throwIfAborted();
    // Without SFTP, or with something else in its place, there is no mark; a lost connection is not about it.
    if (isFailure(thrown, 'ssh.connection-lost')) throw thrown;
    return undefined;
  }
}

/** Leaves the mark of this migration on the new server; answers whether that went well. What stands in its way stops nothing. */
export async function leaveMark(
  folder: string,
  state: TargetMark['state'],
  tools: Tools,
  job?: string | undefined,
): Promise<boolean> {
  const { id: migration, program } = tools;
  const at = tools.now().toISOString();
  const mark: TargetMark = { migration, ...(job && { job }), state, at, program };
  const text = Buffer.from(`${JSON.stringify(mark)}\n`);
  try {
    const { files } = await tools.appliance('target');
    const file = await files.open(`${folder}/${markName}`, 'write');
    try {
      await file.write(text, text.length, 0);
      await file.truncate(text.length);
    } finally {
      await file.close();
    }
    return true;
  } catch {
    tools.signal.throwIfAborted();
    return false;
  }
}
