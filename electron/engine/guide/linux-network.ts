import { isIP } from 'node:net';
import { prefixOfMask } from '../../../shared/netmask';
import type { OwnAddress } from '../../../shared/probes';
import { tidyMac } from '../../../shared/silence';
import { linesOf, type Reader } from './probe-lines';

/** `ip addr show`: a line of each card, then of its link, then of its addresses. */
export const readAddresses: Reader = (text) => {
  const found: OwnAddress[] = [];
  let card: string | undefined;
  let mac: string | undefined;
  for (const line of linesOf(text)) {
    const head = /^\d{1,6}: ([^\s:@]{1,40})/.exec(line)?.[1];
    if (head !== undefined) [card, mac] = [head, undefined];
    const link = /^link\/ether ([0-9a-f:]{17})\b/.exec(line)?.[1];
    if (link !== undefined) mac = tidyMac(link);
    const [, address = '', bits] = /^inet6? ([0-9a-fA-F:.]{2,45})\/(\d{1,3})\b/.exec(line) ?? [];
    if (card !== undefined && isIP(address) > 0)
      found.push({ card, address, prefix: Number(bits), ...(mac !== undefined && { mac }) });
  }
  return card === undefined ? undefined : { ownAddresses: found.filter(isOuter) };
};

/** `ifconfig -a`, both as net-tools 1.60 (Ubuntu 14.04) and 2.10 write it; the card's own number comes before or after its addresses. */
export const readIfconfig: Reader = (text) => {
  const found: OwnAddress[] = [];
  const macs = new Map<string, string | undefined>();
  let card: string | undefined;
  for (const line of linesOf(text)) {
    card = /^([^\s:]{1,40}):? +(?:Link encap:|flags=)/.exec(line)?.[1] ?? card;
    if (card === undefined) continue;
    const ether = /(?:\bHWaddr|^ether) ([0-9a-fA-F:]{17})\b/.exec(line)?.[1];
    if (ether !== undefined) macs.set(card, tidyMac(ether));
    const four = /^inet (?:addr:)?([\d.]{7,15}) .*?(?:Mask:|netmask )([\d.]{7,15})/.exec(line);
    const six = /^inet6 (?:addr: )?([\da-fA-F:.]{2,45})(?:\/| +prefixlen )(\d{1,3})\b/.exec(line);
    const address = four?.[1] ?? six?.[1] ?? '';
    const prefix = four ? prefixOfMask(four[2] ?? '') : Number(six?.[2]);
    if (isIP(address) > 0 && prefix !== undefined) found.push({ card, address, prefix });
  }
  const withMac = (each: OwnAddress): OwnAddress => {
    const mac = macs.get(each.card);
    return mac === undefined ? each : { ...each, mac };
  };
  return card === undefined ? undefined : { ownAddresses: found.filter(isOuter).map(withMac) };
};

/** Not those of the loopback and of the link alone. */
const isOuter = ({ address }: OwnAddress): boolean =>
  !/^(?:127\.|::1$|fe80:|169\.254\.)/i.test(address);

/** The first gateway of a table of routes; nothing where the table has none. */
export const readGateway =
  (form: RegExp): Reader =>
  (text) => {
    const lines = linesOf(text);
    const gateway = lines
      .map((line) => form.exec(line)?.[1] ?? '')
      .find((found) => isIP(found) > 0 && found !== '0.0.0.0');
    if (gateway !== undefined) return { gateway };
    return lines.some((line) => /\bdev \S|^Kernel IP routing/.test(line)) ? {} : undefined;
  };

/** `nameserver` lines; one on the server itself only asks others. */
export const readNameServers: Reader = (text) => {
  const servers = linesOf(text).flatMap((line) => {
    const server = /^nameserver +(\S{2,60})$/.exec(line)?.[1];
    return server !== undefined && isIP(server) > 0 ? [server] : [];
  });
  return servers.length > 0 ? { dns: servers.slice(0, 10) } : undefined;
};
