import { readdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { type KitPlaceWarning, kitPlaceWarnings } from '../../../shared/kit';

/**
 * What speaks against keeping a kit at `path`, where the backup is kept in `backupFolder`. Neither has to be there yet;
 * links are followed. What cannot be looked at counts as fine.
 */
export async function placeWarnings(
  path: string,
  backupFolder: string,
  temporary: readonly string[] = temporaryFolders(),
): Promise<readonly KitPlaceWarning[]> {
  const [folder, backups] = await Promise.all([real(dirname(path)), real(backupFolder)]);
  const found: Readonly<Record<KitPlaceWarning, boolean>> = {
    'beside-backup': isWithin(folder, backups) || (await holdsBackup(folder)),
    'same-drive': await onSameDrive(folder, backups),
    'sync-folder': namesSync(folder) || namesSync(resolve(path)) || (await hasSyncMark(folder)),
    'temporary-folder': await isTemporary(folder, temporary),
  };
  return kitPlaceWarnings.filter((warning) => found[warning]);
}

/** Where a path leads when its links are followed, as far as it is there. */
async function real(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    const above = dirname(whole);
    return above === whole ? whole : join(await real(above), relative(above, whole));
  }
}

const isWithin = (inner: string, outer: string): boolean => {
  const way = relative(folded(outer), folded(inner));
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || parse(way).root !== '');
};

/** Windows and macOS take no notice of case in names. */
const folded = (path: string): string =>
  process.platform === 'win32' || process.platform === 'darwin' ? path.toLowerCase() : path;

const holdsBackup = async (folder: string): Promise<boolean> =>
  (await namesIn(folder)).some((name) => /\.eppb$/i.test(name));

async function onSameDrive(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([driveOf(a), driveOf(b)]);
  return one !== undefined && one === other;
}

async function driveOf(folder: string): Promise<bigint | undefined> {
  try {
    return (await stat(folder, { bigint: true })).dev;
  } catch {
    const above = dirname(folder);
    return above === folder ? undefined : driveOf(above);
  }
}

/** Folders of programs that copy what is in them to other computers. Several add a company or an account to the name. */
const syncNames = [
  /^onedrive(?:$| - )/i,
  /^sharepoint$/i,
  /^dropbox(?:$| \(.*\)$)/i,
  /^google ?drive(?:$|[ -(])/i,
  /^googledrive-/i,
  /^my drive$/i,
  /^(?:icloud ?drive|mobile documents|com~apple~clouddocs|cloudstorage)$/i,
  /^(?:nextcloud|owncloud|seafile|syncthing|synology ?drive|cloudstation)\d*$/i,
  /^(?:box|box sync|pcloud ?drive|pcloudsync|mega|megasync|mega downloads|tresorit|sync|resilio sync|proton ?drive|koofr|yandex\.?disk|magentacloud|hidrive)$/i,
];

const namesSync = (path: string): boolean =>
  path.split(/[\\/]/).some((part) => syncNames.some((name) => name.test(part)));

const syncMarks = [
  /^\.stfolder/,
  /^\.dropbox(?:\.cache)?$/,
  /^\.(?:_)?sync_[0-9a-f]*\.db$/,
  /^\.(?:nextcloud|owncloud)sync\.log$/,
  /^\.seafile-data$/,
  /^\.synologyworkingdirectory$/i,
  /^\.megaignore$/,
  /^\.tmp\.drivedownload$/,
];

/** A file that such a program leaves in the uppermost of its folders. */
async function hasSyncMark(folder: string): Promise<boolean> {
  const names = await namesIn(folder);
  if (names.some((name) => syncMarks.some((mark) => mark.test(name)))) return true;
  const above = dirname(folder);
  return above !== folder && hasSyncMark(above);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function isTemporary(folder: string, temporary: readonly string[]): Promise<boolean> {
  const found = await Promise.all(temporary.map(real));
  return found.some((place) => isWithin(folder, place));
}

/** Folders that the system empties, as far as it says. */
function temporaryFolders(): readonly string[] {
  const { TEMP, TMP, TMPDIR } = process.env;
  const unix = process.platform === 'win32' ? [] : ['/tmp', '/var/tmp', '/dev/shm'];
  const named = [tmpdir(), TEMP, TMP, TMPDIR].filter((place) => place !== undefined);
  return [...named, ...unix].filter((place) => place !== '');
}
