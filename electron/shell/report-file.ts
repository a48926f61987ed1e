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
  return await ownFile(dataFolder, id, `report.${endings[format]}`, 'no such report');
}

const documents = { 'way-back': 'way-back.html', reminder: 'old-server.ics' } as const;

/** The path of what a migration keeps beside its journal; throws `file.unreadable` where there is none. */
export const documentFile = (
  dataFolder: string,
  id: string,
  document: keyof typeof documents,
): Promise<string> => ownFile(dataFolder, id, documents[document], 'no such file');

async function ownFile(
  dataFolder: string,
  id: string,
  name: string,
  missing: string,
): Promise<string> {
  const path = join(dataFolder, 'migrations', id, name);
  // Links are followed first, so that the path opened is the one that was looked at.
  const [folder, real] = await Promise.all([
    realpath(dataFolder).catch(() => ''),
    realpath(path).catch(() => ''),
  ]);
  if (real !== '' && real.startsWith(folder + sep)) return real;
  return fail('file.unreadable', { file: path, seen: missing });
}
