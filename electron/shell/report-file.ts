import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fail } from '../../shared/failure';

const endings = { html: 'html', text: 'txt', json: 'json' } as const;

/** The path of a migration's report below the data folder; throws `file.unreadable` where there is none. */
export async function reportFile(
  dataFolder: string,
  id: string,
  format: keyof typeof endings,
): Promise<string> {
  const path = join(dataFolder, 'migrations', id, `report.${endings[format]}`);
  // Links are followed first, so that the path opened is the one that was looked at.
  const [folder, real] = await Promise.all([
    realpath(dataFolder).catch(() => ''),
    realpath(path).catch(() => ''),
  ]);
  if (real !== '' && real.startsWith(folder + sep)) return real;
  return fail('file.unreadable', { file: path, seen: 'no such report' });
}
