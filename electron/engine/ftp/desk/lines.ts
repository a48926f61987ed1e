const lineBytesMax = 1024;

/** Telnet's own signals, which clients send around ABOR. */
const telnet = /\xff(?:[\xfb-\xfe].|[\xf0-\xfa\xff])/gs;

/**
 * Cuts what a control connection brings into lines; undefined where one is longer than 1024 bytes. Names are UTF-8; what is not is
 * replaced and so fits no name.
 */
export function lineCutter(): (piece: Buffer) => readonly string[] | undefined {
  let rest = '';
  return (piece) => {
    rest += piece.toString('latin1');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if ([...lines, rest].some(({ length }) => length > lineBytesMax)) return undefined;
    return lines.map((line) =>
      Buffer.from(line.replace(telnet, '').replace(/\r$/, ''), 'latin1').toString('utf8'),
    );
  };
}
