import type { FileKind } from '../../../shared/eppb';
import { isPracticeV2 } from './practice-v2';

/** What the first bytes of a file show; a gzip file may still turn out to be a practice backup. */
export function kindOfHead(head: Buffer): Exclude<FileKind, 'practice-v1'> {
  if (head.length === 0) return 'empty';
  if (isPracticeV2(head)) return 'practice-v2';
  if (begins(head, 0x1f, 0x8b)) return 'gzip';
  if (begins(head, 0x50, 0x4b, 0x03, 0x04) || begins(head, 0x50, 0x4b, 0x05, 0x06)) return 'zip';
  const text = textOf(head);
  if (text === undefined) return 'unknown';
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(
    text,
  )
    ? 'html'
    : 'text';
}

const begins = (head: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

/** The beginning as text, or undefined where it holds what text does not. */
function textOf(head: Buffer): string | undefined {
  const start = head.subarray(0, 4096);
  try {
    // `stream`: a character that is cut at the end is no fault.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return /[^\P{Cc}\s]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
