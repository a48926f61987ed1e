import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { formatBytes } from '../../../shared/bytes';
import { fail, isFailure } from '../../../shared/failure';
import type { KitForm } from '../../../shared/kit';
import { openRegular } from '../eppb/open-regular';
import { kindOfFile, textIn } from './file-kind-for-kit';
import { readHtmlKit, readTextKit } from './kit-page-read';
import { readPdfText } from './kit-pdf-text';
import { type BlockRead, type KitRecord, readBlock } from './kit-record';

/** More than any kit has. */
const bytesMost = 8_000_000;
const headBytes = 4096;

/**
 * Reads a saved recovery kit; what it is, is told by its content. Throws `kit.not-one`, `kit.damaged` and
 * `file.unreadable`.
 */
export async function readKit(path: string): Promise<KitRecord & { readonly form: KitForm }> {
  const file = basename(path);
  const bytes = await bytesOf(path, file);
  const { form, read } = await readAs(bytes, file);
  switch (read.found) {
    case 'record':
      return { ...read.record, form };
    case 'damaged':
      return fail('kit.damaged', { file, seen: read.seen });
    case 'absent':
      return fail('kit.not-one', { file, seen: another[form] });
  }
}

const another = {
  text: 'a text that is no recovery kit',
  html: 'a web page that is no recovery kit',
  pdf: 'a PDF that is no recovery kit',
} as const satisfies Record<KitForm, string>;

async function readAs(
  bytes: Buffer,
  file: string,
): Promise<{ readonly form: KitForm; readonly read: BlockRead }> {
  if (isPdf(bytes)) {
    const pdf = await readPdfText(bytes);
    if (!pdf.lines) return fail('kit.not-one', { file, seen: pdf.seen });
    return { form: 'pdf', read: readBlock(pdf.lines) };
  }
  const kind = kindOfFile(bytes, file);
  if (kind !== undefined) return fail('kit.not-one', { file, seen: kind });
  const text = textIn(bytes);
  if (text === undefined) return fail('kit.not-one', { file, seen: 'a file of unknown kind' });
  return /<(?:!doctype html|html|body|head)\b/i.test(text.slice(0, headBytes))
    ? { form: 'html', read: readHtmlKit(text) }
    : { form: 'text', read: readTextKit(text) };
}

/** Some programs write something before the mark. */
const isPdf = (bytes: Buffer): boolean =>
  bytes.subarray(0, 1024).toString('latin1').includes('%PDF-');

async function bytesOf(path: string, file: string): Promise<Buffer> {
  const handle = await opened(path, file);
  try {
    const { size } = await handle.stat();
    const most = size > bytesMost ? headBytes : bytesMost + 1;
    const bytes = await firstBytes(handle, most);
    if (size > bytesMost || bytes.length > bytesMost) {
      const kind = kindOfFile(bytes, file);
      const large = `${formatBytes(Math.max(size, bytes.length))}, far more than a kit has`;
      return fail('kit.not-one', { file, seen: kind ? `${kind}, ${large}` : `a file of ${large}` });
    }
    return bytes;
  } catch (thrown) {
    if (isFailure(thrown)) throw thrown;
    const { code } = thrown as NodeJS.ErrnoException;
    return fail('file.unreadable', { file, seen: code ?? 'unreadable' }, thrown);
  } finally {
    await handle.close();
  }
}

async function opened(path: string, file: string): Promise<FileHandle> {
  try {
    return await openRegular(path);
  } catch (thrown) {
    if (!isFailure(thrown, 'file.not-a-file')) throw thrown;
    return fail('kit.not-one', { file, seen: thrown.failure.facts['seen'] ?? 'no file' }, thrown);
  }
}

/** At most so many bytes; a file of /proc has a size of 0 and content all the same. */
async function firstBytes(handle: FileHandle, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(65_536, most - length)));
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(parts);
}
