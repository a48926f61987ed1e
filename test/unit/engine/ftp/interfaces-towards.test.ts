import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { interfacesTowards } from '../../../../electron/engine/ftp/interfaces-towards';

const face = (cidr: string, internal = false): NetworkInterfaceInfo => {
  const address = cidr.split('/')[0] ?? '';
  const rest = { address, netmask: '', mac: '', internal, cidr };
  return address.includes(':')
    ? { ...rest, family: 'IPv6', scopeid: 0 }
    : { ...rest, family: 'IPv4' };
};
const interfaces = {
  lo: [face('127.0.0.1/8', true), face('::1/128', true)],
  vpn: [face('10.0.0.5/8')],
  eth0: [face('192.0.2.7/24'), face('2001:db8::7/64'), face('fe80::7/64')],
  eth1: [face('10.20.30.40/24')],
};
const noRoute = async () => undefined;

it('puts an address in the server’s own network first, the smaller network before the larger', async () => {
  const found = await interfacesTowards('10.20.30.1', interfaces, noRoute);
  expect(found).toEqual([
    { name: 'eth1', address: '10.20.30.40', because: 'same-network' },
    { name: 'vpn', address: '10.0.0.5', because: 'same-network' },
    { name: 'eth0', address: '192.0.2.7', because: 'other' },
    { name: 'lo', address: '127.0.0.1', because: 'this-computer-only' },
  ]);
});

it('puts the way that the system would take before the others', async () => {
  const found = await interfacesTowards('198.51.100.1', interfaces, async () => '10.0.0.5');
  expect(found.map(({ name, because }) => [name, because])).toEqual([
    ['vpn', 'route'],
    ['eth0', 'other'],
    ['eth1', 'other'],
    ['lo', 'this-computer-only'],
  ]);
});

it('offers addresses of the same kind, and none that needs a zone', async () => {
  const found = await interfacesTowards('2001:db8::1', interfaces, noRoute);
  expect(found.map(({ address }) => address)).toEqual(['2001:db8::7', '::1']);
});

it('offers all of them where the server is known by name only', async () => {
  const found = await interfacesTowards('epp.example', interfaces, noRoute);
  expect(found).toHaveLength(6);
  expect(found.at(-1)?.because).toBe('this-computer-only');
});

it('asks this computer for its routes', async () => {
  const [first] = await interfacesTowards('127.0.0.1');
  expect(first).toMatchObject({ address: '127.0.0.1', because: 'same-network' });
});
