import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { learnedOf } from '../../../../electron/engine/guide/linux-learned';
import { probesJsonSchema, probesSchema } from '../../../../electron/engine/guide/linux-probes';
import { linuxReaders } from '../../../../electron/engine/guide/linux-readers';
import { linuxProbes } from '../../../../shared/probes';
import { bionic, trusty } from './linux-answers';

const root = join(import.meta.dirname, '../../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const file = read('resources/families/linux-probes.json') as { probes: { probe: string }[] };

describe('the file of probes', () => {
  it('has each of them once, in their order', () => {
    expect(probesSchema.parse(file).probes.map(({ probe }) => probe)).toEqual(linuxProbes);
  });

  it.each([
    [['rm', '-rf', '/']],
    [['cat', '/etc/os-release', ';', 'reboot']],
    [['cat', '/etc/os-release; reboot']],
    [['env', 'LC_ALL=C', 'systemctl', 'stop', 'nginx']],
    [['ip', 'addr', 'add', '10.0.0.1/24', 'dev', 'eth0']],
    [['env', 'LC_ALL=C', 'date', '-s', '2020-01-01']],
    [['sudo', 'cat', '/etc/shadow']],
  ])('takes no command such as %j', (words) => {
    const [first] = probesSchema.parse(file).probes;
    const changed = { ...first, tries: [{ words, reads: 'kernel' }] };
    const { success, error } = probesSchema.safeParse({ probes: [changed] });
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toBe('it may change something');
  });

  it('has the schema that is published', () => {
    const published = read('resources/schemas/linux-probes.schema.json');
    expect(published).toEqual(JSON.parse(JSON.stringify(probesJsonSchema())));
  });
});

describe('what all probes tell together', () => {
  const told = [
    linuxReaders['ip-addresses'](bionic.ipAddr, 0) ?? {},
    linuxReaders['ip-route'](bionic.ipRoute, 0) ?? {},
    linuxReaders['resolv-conf'](bionic.resolved, 0) ?? {},
    linuxReaders.df(trusty.df, 0) ?? {},
    linuxReaders['df-inodes'](trusty.inodes, 0) ?? {},
    { memoryBytes: 4096 },
    { cores: 2 },
  ];

  it('is the network of the address that is connected to, never of the internal one', () => {
    const dns = ['10.20.30.2', '10.20.30.3'];
    const network = { address: '10.20.30.40', prefix: 23, gateway: '10.20.30.1', dns };
    expect(learnedOf(told, '10.20.30.40').network).toEqual(network);
    expect(learnedOf(told, 'epp.example.test').network).toEqual(network);
    expect(learnedOf(told, '111.33.33.111').network).toEqual(network);
    expect(learnedOf(told, '2001:db8::40').network).toMatchObject({ address: '2001:db8::40' });
    expect(learnedOf(told, '10.20.30.40').mac).toBe('00:50:56:9a:1b:2c');
  });

  it('is a disk with its inodes and a machine with both its sizes', () => {
    const { disk, machine } = learnedOf(told, '');
    expect(disk).toMatchObject({ sizeBytes: 9710936 * 1024, inodes: 624624 });
    expect(machine).toEqual({ cores: 2, memoryBytes: 4096 });
    expect(learnedOf([{ cores: 2 }], '')).toEqual({});
  });
});
