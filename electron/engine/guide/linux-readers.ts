import { readAddresses, readGateway, readIfconfig, readNameServers } from './linux-network';
import { readInitctl, readServiceStatus, readSystemctl } from './linux-running';
import { columnsOf, firstLine, linesOf, type Reader, type Told, wholeNumber } from './probe-lines';

/** `NAME=value` lines as os-release and lsb-release have them. */
const readSystem: Reader = (text) => {
  const values = new Map<string, string>();
  for (const line of linesOf(text)) {
    const match = /^([A-Z_]{1,40})=(["']?)(.{0,200})\2$/.exec(line);
    if (match?.[1] !== undefined) values.set(match[1], match[3] ?? '');
  }
  const id = values.get('ID') ?? values.get('DISTRIB_ID')?.toLowerCase();
  if (id === undefined || id === '') return undefined;
  const version = values.get('VERSION_ID') ?? values.get('DISTRIB_RELEASE') ?? '';
  const name = values.get('PRETTY_NAME') ?? values.get('DISTRIB_DESCRIPTION') ?? id;
  return { system: { id, version, name } };
};

/** The file systems of `df -P -k`, without those that live in memory; undefined without `/`. */
const readDf: Reader = (text) => {
  const mounted = linesOf(text).flatMap((line) => {
    const [device = '', blocks, , free, , mount] = columnsOf(line);
    const [size, left] = [wholeNumber(blocks), wholeNumber(free)];
    if (size === undefined || left === undefined || mount === undefined) return [];
    if (!device.startsWith('/dev/') && mount !== '/') return [];
    return [{ device, mount, sizeBytes: size * 1024, freeBytes: left * 1024 }];
  });
  const root = mounted.find(({ mount }) => mount === '/');
  return root && { space: { sizeBytes: root.sizeBytes, freeBytes: root.freeBytes }, mounted };
};

/** Of `/` by `df -P -i`; some file systems count no inodes and show 0. */
const readInodes: Reader = (text) => {
  for (const line of linesOf(text)) {
    const [, all, , free, , mount] = columnsOf(line);
    const [inodes, freeInodes] = [wholeNumber(all), wholeNumber(free)];
    if (mount !== '/' || inodes === undefined || freeInodes === undefined) continue;
    return inodes === 0 ? {} : { inodes: { inodes, freeInodes } };
  }
  return undefined;
};

/** Seconds since 1970 and the zone, as `1795738937 +0200`. */
const readClock: Reader = (text, heardAt) => {
  const match = /^(\d{9,11}) ([+-]\d{4})$/.exec(firstLine(text, 40) ?? '');
  if (match?.[2] === undefined) return undefined;
  return { clockAheadSeconds: Math.round(Number(match[1]) - heardAt / 1000), zone: match[2] };
};

const readMemory: Reader = (text) => {
  const line = linesOf(text).find((each) => each.startsWith('MemTotal:'));
  const kilobytes = wholeNumber(line === undefined ? undefined : columnsOf(line)[1]);
  return kilobytes ? { memoryBytes: kilobytes * 1024 } : undefined;
};

/** The port after the last colon of the fourth column of the lines with this mark. */
const readListening =
  (mark: RegExp): Reader =>
  (text) => {
    const lines = linesOf(text);
    if (!lines.some((line) => /^(?:State|Active|Proto|LISTEN|tcp)/.test(line))) return undefined;
    const found = new Map<number, boolean>();
    for (const line of lines.filter((each) => mark.test(each))) {
      const local = columnsOf(line)[3] ?? '';
      const at = local.lastIndexOf(':');
      const port = wholeNumber(local.slice(at + 1));
      if (at < 0 || port === undefined || port < 1 || port > 65_535) continue;
      found.set(port, found.get(port) === true || !isInside(local.slice(0, at)));
    }
    const ports = [...found].map(([port, outside]) => ({ port, outside }));
    return { ports: ports.sort((a, b) => a.port - b.port) };
  };

/** True for an address that only the server itself reaches. */
const isInside = (address: string): boolean =>
  /^(?:127\.|\[?::1\]?$|\[?::ffff:127\.|localhost)/.test(address);

/** A text on one line of at most so many characters. */
const readText =
  (max: number, form: RegExp, put: (value: string) => Told): Reader =>
  (text) => {
    const value = firstLine(text, max);
    return value !== undefined && form.test(value) ? put(value) : undefined;
  };

/** Every reader that `linux-probes.json` may name. */
export const linuxReaders = {
  'os-release': readSystem,
  kernel: readText(200, /./, (kernel) => ({ kernel })),
  hostname: readText(253, /^[^\s/]+$/, (hostname) => ({ hostname })),
  'machine-id': readText(64, /^[0-9a-f]{32}$/, (machineId) => ({ machineId })),
  uptime: readText(100, /^\d{1,12}\.\d+ /, (value) => ({
    uptimeSeconds: Number.parseInt(value, 10),
  })),
  clock: readClock,
  df: readDf,
  'df-inodes': readInodes,
  meminfo: readMemory,
  cores: readText(4, /^[1-9]\d*$/, (value) => ({ cores: Number(value) })),
  'ip-addresses': readAddresses,
  ifconfig: readIfconfig,
  'ip-route': readGateway(/^default via (\S+)/),
  'netstat-route': readGateway(/^0\.0\.0\.0 +(\S+)/),
  'resolv-conf': readNameServers,
  ss: readListening(/^LISTEN\b/),
  netstat: readListening(/^tcp/),
  systemctl: readSystemctl,
  initctl: readInitctl,
  'service-status': readServiceStatus,
} as const satisfies Record<string, Reader>;
