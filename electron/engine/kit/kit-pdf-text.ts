import { inflateSync } from 'node:zlib';

/** Limits of what is taken for a kit: one of 1000 characters has a few pages and less than 1 MB of content. */
const pagesMost = 60;
const textMost = 2_000_000;
const streamMost = 16_000_000;
const contentMost = 64_000_000;
const partsMost = 5000;
const millisecondsMost = 20_000;

/** The lines of a PDF, or why they are not read. */
export type PdfRead =
  | { readonly lines: readonly string[] }
  | { readonly lines?: undefined; readonly seen: string };

/** Reads the text of a PDF. Scripts, forms and attachments in it are left alone. */
export async function readPdfText(bytes: Buffer): Promise<PdfRead> {
  const tooMuch = refusal(bytes);
  if (tooMuch) return { seen: tooMuch };
  const { getDocument } = await import('unpdf/pdfjs');
  const task = getDocument({
    // A copy: the library takes over what it is given.
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 1,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PdfRead>((resolve) => {
    timer = setTimeout(
      () => resolve({ seen: 'a PDF that takes too long to read' }),
      millisecondsMost,
    );
  });
  try {
    return await Promise.race([textOf(task), late]);
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : '';
    return {
      seen: name === 'PasswordException' ? 'a PDF with a password' : 'a PDF that cannot be read',
    };
  } finally {
    clearTimeout(timer);
    await task.destroy().catch(() => undefined);
  }
}

type PdfTask = ReturnType<typeof import('unpdf/pdfjs')['getDocument']>;

async function textOf(task: PdfTask): Promise<PdfRead> {
  const document = await task.promise;
  if (document.numPages > pagesMost) return { seen: `a PDF of ${document.numPages} pages` };
  let text = '';
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    for (const item of items) {
      if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
    }
    text += '\n';
    page.cleanup();
    if (text.length > textMost) return { seen: 'a PDF with far more text than a kit has' };
  }
  return { lines: text.split('\n') };
}

/**
 * Why a PDF is not opened at all: a few bytes of it can unpack to gigabytes, and nothing in the library stops that. Each
 * packed part is unpacked here first, as far as the limit. Parts that are packed twice, which no program makes for a kit,
 * are refused.
 */
function refusal(bytes: Buffer): string | undefined {
  const source = bytes.toString('latin1');
  if (/\/Filter\s*\[[^\]]*\/\w+[^\]]*\/\w+/.test(source)) return 'a PDF that is packed twice';
  if (/\/(?:LZWDecode|JBIG2Decode|JPXDecode)/.test(source)) {
    return 'a PDF that no kit was printed to';
  }
  let content = 0;
  let parts = 0;
  for (const match of source.matchAll(/(?<!end)stream[^\r\n]{0,200}(?:\r\n?|\n)/g)) {
    const packed = bytes.subarray(match.index + match[0].length);
    // The low half of a packed part's first byte names the way of packing.
    if (((packed[0] ?? 0) & 0x0f) !== 8) continue;
    content += unpackedLength(packed);
    parts++;
    if (content > contentMost || parts > partsMost) {
      return 'a PDF that holds far more than a kit does';
    }
  }
  return undefined;
}

/** Bytes that a packed part unpacks to; a damaged one may come to as much as is allowed. */
function unpackedLength(packed: Buffer): number {
  try {
    return inflateSync(packed, { maxOutputLength: streamMost }).length;
  } catch (thrown) {
    const tooLarge = (thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return tooLarge ? Number.POSITIVE_INFINITY : streamMost;
  }
}
