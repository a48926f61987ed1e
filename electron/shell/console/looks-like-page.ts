/** How much of a file is looked at for that. */
export const headBytes = 2048;

/** True where a file begins as a web page does: a server that has logged somebody out answers with one whatever was asked for. */
export function looksLikePage(head: Uint8Array): boolean {
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(head.subarray(0, headBytes));
  const start = text.replace(/^\ufeff/, '').replace(/^(\s+|<!--[\s\S]*?-->|<\?xml[^>]*>)+/, '');
  return /^<(!doctype\s+html|html|head|body|script|title|meta|div|center)[\s>]/i.test(start);
}
