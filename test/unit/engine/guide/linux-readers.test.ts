import { describe, expect, it } from 'vitest';
import { linuxReaders } from '../../../../electron/engine/guide/linux-readers';
import { bionic, bookworm, jammy, trusty } from './linux-answers';

type Name = keyof typeof linuxReaders;
const read = (name: Name, text: string, heardAt = 0) => linuxReaders[name](text, heardAt);
const gib = 1024 ** 3;

describe('a reader of a real answer', () => {
  it('reads the system', () => {
    const system = { id: 'ubuntu', version: '14.04', name: 'Ubuntu 14.04.6 LTS' };
    expect(read('os-release', trusty.osRelease)).toEqual({ system });
    expect(read('os-release', trusty.lsbRelease)).toEqual({ system });
    expect(read('os-release', jammy.osRelease)?.system?.version).toBe('22.04');
  });

  it('reads disks and inodes', () => {
    const read14 = read('df', trusty.df);
    expect(read14?.space).toEqual({ sizeBytes: 9710936 * 1024, freeBytes: 6074224 * 1024 });
    expect(read14?.mounted?.map(({ mount }) => mount)).toEqual(['/', '/var/eppfiles']);
    expect(read('df', bookworm.df)?.space?.freeBytes).toBeGreaterThan(70 * gib);
    expect(read('df-inodes', trusty.inodes)?.inodes).toEqual({
      inodes: 624624,
      freeInodes: 502779,
    });
    expect(
      read('df-inodes', 'Filesystem Inodes IUsed IFree IUse% Mounted\n/dev/sdb 0 0 0 - /'),
    ).toEqual({});
  });

  it('reads addresses of ip and of both kinds of ifconfig', () => {
    const mac = '00:50:56:9a:1b:2c';
    expect(read('ip-addresses', bionic.ipAddr)?.ownAddresses).toEqual([
      { card: 'ens160', address: '10.20.30.40', prefix: 23, mac },
      { card: 'ens160', address: '111.33.33.111', prefix: 24, mac },
      { card: 'ens160', address: '2001:db8::40', prefix: 64, mac },
      { card: 'veth1', address: '172.17.0.1', prefix: 16, mac: '02:42:00:00:00:01' },
    ]);
    expect(read('ifconfig', trusty.ifconfig)?.ownAddresses).toMatchObject([
      { card: 'eth0', address: '192.168.0.201', prefix: 24, mac: '00:0c:29:1f:aa:07' },
      { address: '111.33.33.111' },
    ]);
    expect(read('ifconfig', jammy.ifconfig)?.ownAddresses).toEqual([
      { card: 'ens33', address: '10.0.0.21', prefix: 26, mac: '52:54:00:12:34:56' },
      { card: 'ens33', address: '2001:db8::21', prefix: 64, mac: '52:54:00:12:34:56' },
    ]);
  });

  it('reads gateways and name servers', () => {
    expect(read('ip-route', bionic.ipRoute)).toEqual({ gateway: '10.20.30.1' });
    expect(read('ip-route', '10.0.0.0/24 dev eth0 scope link')).toEqual({});
    expect(read('netstat-route', trusty.route)).toEqual({ gateway: '192.168.0.1' });
    expect(read('resolv-conf', bionic.resolved)).toEqual({ dns: ['10.20.30.2', '10.20.30.3'] });
  });

  it('reads listening ports, and which of them are for the server alone', () => {
    expect(read('ss', trusty.ss)?.ports).toEqual([
      { port: 22, outside: true },
      { port: 443, outside: true },
      { port: 3306, outside: false },
    ]);
    expect(read('ss', bookworm.ss)?.ports).toEqual([
      { port: 22, outside: true },
      { port: 631, outside: false },
      { port: 33317, outside: false },
    ]);
    expect(read('netstat', jammy.netstat)?.ports).toEqual([
      { port: 53, outside: false },
      { port: 443, outside: true },
      { port: 6379, outside: false },
    ]);
    expect(read('ss', 'State Recv-Q Send-Q')).toEqual({ ports: [] });
  });

  it('reads services of systemd, Upstart and System V', () => {
    expect(read('systemctl', bionic.systemctl)?.services).toEqual([
      { name: 'alt-php56-fpm', running: true },
      { name: 'cron', running: true },
      { name: 'mysql', running: false },
      { name: 'nginx', running: true },
      { name: 'systemd-sysctl', running: false },
    ]);
    expect(read('initctl', trusty.initctl)?.services).toContainEqual({
      name: 'mysql',
      running: true,
    });
    expect(read('initctl', trusty.initctl)?.services).toContainEqual({
      name: 'rsyslog',
      running: false,
    });
    expect(read('service-status', trusty.status)?.services).toEqual([
      { name: 'alt-php56-fpm', running: true },
      { name: 'apparmor', running: false },
      { name: 'cron', running: true },
      { name: 'syslog-ng', running: true },
    ]);
  });

  it('reads the small ones', () => {
    expect(read('uptime', '37059.34 19514.55\n')).toEqual({ uptimeSeconds: 37059 });
    expect(read('clock', '1795738937 +0200\n', 1795738930_400)).toEqual({
      ...{ clockAheadSeconds: 7, zone: '+0200' },
    });
    expect(read('meminfo', bookworm.meminfo)).toEqual({ memoryBytes: 24731708 * 1024 });
    expect(read('cores', '2\n')).toEqual({ cores: 2 });
    expect(read('kernel', 'Linux 3.13.0-170-generic x86_64\n')).toEqual({
      kernel: 'Linux 3.13.0-170-generic x86_64',
    });
    expect(read('hostname', 'epp-old\n')).toEqual({ hostname: 'epp-old' });
    expect(read('machine-id', '3d1219c7c4c5404aaa1f6d2a48adfda4\n')).toEqual({
      machineId: '3d1219c7c4c5404aaa1f6d2a48adfda4',
    });
  });
});

describe('a reader of anything else', () => {
  const names = Object.keys(linuxReaders) as Name[];
  const strange = [
    ...[
      '',
      '\n\n\n',
      bookworm.noSystemd,
      'sh: 1: ss: not found',
      '<html><title>500</title></html>',
    ],
    ...['1) System Backup\n2) Networking\n0) Exit\n> ', '\u0000\u001b[2J', '{"error":"usage"}'],
  ];
  const anyText = new Set<Name>(['kernel', 'hostname']);

  it.each(names.filter((name) => !anyText.has(name)))('%s makes nothing of it', (name) => {
    for (const text of strange) expect(read(name, text)).toBeUndefined();
  });

  it.each(names)(
    '%s is done with a megabyte of it in no time, and keeps no control character',
    (name) => {
      const floods = [
        ...['\u001b[31m', 'a', ' ', '\n', 'x=', '[', '0.0.0.0 ', 'inet ', 'nameserver '],
        ...[
          '/dev/sda1 9 9 9 9% /\n',
          'LISTEN 0 0 *:443\n',
          ' [ + ]  a\n',
          'a.service loaded a running\n',
        ],
      ];
      for (const flood of floods) {
        const before = performance.now();
        const answer = read(name, flood.repeat(1_000_000 / flood.length));
        expect(performance.now() - before).toBeLessThan(1000);
        expect(JSON.stringify(answer) ?? '').not.toMatch(/\\u00[01]|\\n/);
      }
    },
  );
});
