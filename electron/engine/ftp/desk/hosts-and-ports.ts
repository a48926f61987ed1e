/** An address and a port as PORT and EPRT write them. */
export type HostAndPort = { readonly host: string; readonly port: number };

/** `192,0,2,7,195,80` */
export function readPort(text: string): HostAndPort | undefined {
  const numbers = /^\d{1,3}(?:,\d{1,3}){5}$/.test(text) ? text.split(',').map(Number) : [];
  if (numbers.length === 0 || numbers.some((number) => number > 255)) return undefined;
  const [high = 0, low = 0] = numbers.slice(4);
  return { host: numbers.slice(0, 4).join('.'), port: high * 256 + low };
}

/** `|1|192.0.2.7|50000|`, with any mark between. */
export function readEprt(text: string): HostAndPort | undefined {
  const found = /^([!-~])([12])\1([0-9a-fA-F.:]+)\1(\d{1,5})\1$/.exec(text);
  return found ? { host: found[3] ?? '', port: Number(found[4]) } : undefined;
}

/** `192,0,2,7,195,80` of an IPv4 address; undefined for another. */
export const writePort = ({ host, port }: HostAndPort): string | undefined =>
  /^\d+\.\d+\.\d+\.\d+$/.test(host)
    ? [...host.split('.'), port >> 8, port & 255].join(',')
    : undefined;
