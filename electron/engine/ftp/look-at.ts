import { FTPError, parseList } from 'basic-ftp';
import { fail } from '../../../shared/failure';
import type { Found } from '../transport/transport';
import { clean } from './clean-path';
import { ftpFailure, isNo, isUnknown } from './ftp-failure';
import type { FtpLine } from './ftp-line';

/** Size of a file in bytes, or undefined where there is none (or a folder, for all that the server tells). */
export async function sizeOf(line: FtpLine, path: string): Promise<number | undefined> {
  try {
    const { message } = await line.ask(`SIZE ${clean(path)}`);
    const size = /^213[ -]+(\d{1,16})\b/.exec(message)?.[1];
    if (size !== undefined) return Number(size);
    return fail('ftp.refused', { command: 'SIZE', seen: line.spoken.hush(message) });
  } catch (thrown) {
    if (isUnknown(thrown)) return (await factsOf(line, path))?.size;
    if (thrown instanceof FTPError && thrown.code === 550) return undefined;
    return ftpFailure(thrown, line.spoken, { command: 'SIZE', path });
  }
}

/** What is in a place: by MLST where the server has it; else a size is a file, what can be entered a folder. */
export async function lookAt(line: FtpLine, path: string): Promise<Found | undefined> {
  if (line.features.has('MLST')) return factsOf(line, path);
  const size = await sizeOf(line, path);
  if (size !== undefined) return { kind: 'file', size, modifiedAt: await modifiedAt(line, path) };
  return (await isFolder(line, path)) ? { kind: 'folder', size: 0 } : undefined;
}

async function factsOf(line: FtpLine, path: string): Promise<Found | undefined> {
  try {
    const { message } = await line.ask(`MLST ${clean(path)}`);
    const facts = /^\s+(\S*=.*)$/m.exec(message)?.[1];
    const [entry] = facts === undefined ? [] : parseList(`${facts}\r\n`);
    if (!entry) return fail('ftp.refused', { command: 'MLST', seen: line.spoken.hush(message) });
    const kind = entry.isFile
      ? 'file'
      : entry.isDirectory
        ? 'folder'
        : entry.isSymbolicLink
          ? 'link'
          : 'other';
    return { kind, size: entry.size, modifiedAt: entry.modifiedAt?.getTime() };
  } catch (thrown) {
    if (thrown instanceof FTPError && [501, 550].includes(thrown.code)) return undefined;
    return ftpFailure(thrown, line.spoken, { command: 'MLST', path });
  }
}

/** Undefined where the server does not tell; milliseconds since 1970. */
async function modifiedAt(line: FtpLine, path: string): Promise<number | undefined> {
  try {
    const { message } = await line.ask(`MDTM ${path}`);
    const [, year, month, day, hours, minutes, seconds] =
      /^213 (\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(message) ?? [];
    if (seconds === undefined) return undefined;
    const parts = [year, Number(month) - 1, day, hours, minutes, seconds].map(Number);
    return Date.UTC(...(parts as [number, number, number, number, number, number]));
  } catch (thrown) {
    if (isNo(thrown)) return undefined;
    return ftpFailure(thrown, line.spoken, { command: 'MDTM', path });
  }
}

async function isFolder(line: FtpLine, path: string): Promise<boolean> {
  try {
    const { message } = await line.ask('PWD');
    const before = /"((?:[^"]|"")+)"/.exec(message)?.[1]?.replaceAll('""', '"');
    if (before === undefined) return false;
    await line.ask(`CWD ${path}`);
    await line.ask(`CWD ${before}`);
    return true;
  } catch (thrown) {
    if (isNo(thrown)) return false;
    return ftpFailure(thrown, line.spoken, { command: 'CWD', path });
  }
}
