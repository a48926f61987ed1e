import { fail } from '../../../../shared/failure';
import type { Appliance } from '../appliance';

/**
 * Takes a file that lay ready for a person to the appliance after all, and has it hashed there. Throws `transfer.hash-mismatch` where
 * other bytes arrived.
 */
export async function sendFile(
  here: Pick<Appliance, 'files' | 'hash'>,
  file: string,
  to: Pick<Appliance, 'files' | 'hash'>,
  there: string,
): Promise<void> {
  const from = await here.files.open(file, 'read');
  try {
    const into = await to.files.open(there, 'write');
    try {
      const block = Buffer.alloc(Math.min(from.requestBytes, into.requestBytes));
      let offset = 0;
      for (;;) {
        const read = await from.read(block, block.length, offset);
        if (read === 0) break;
        await into.write(block, read, offset);
        offset += read;
      }
      await into.truncate(offset);
    } finally {
      await into.close();
    }
  } finally {
    await from.close();
  }
  const [seen, expected] = [await to.hash(there), await here.hash(file)];
  if (seen.sha256 !== expected.sha256)
    fail('transfer.hash-mismatch', {
      ...{ where: 'the new server', seen: seen.sha256, expected: expected.sha256 },
    });
}
