import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  neighboursBySystem,
  type SystemEdge,
} from '../../../../electron/engine/neighbour/by-system';
import {
  ofArp,
  ofIpNeigh,
  ofProcFile,
} from '../../../../electron/engine/neighbour/neighbour-table';
import { ping } from '../../../../electron/engine/neighbour/ping';
import { type ProgramEnd, runProgram } from '../../../../electron/engine/neighbour/run-program';
import { whereabouts } from '../../../../electron/engine/neighbour/same-network';
import { tidyMac } from '../../../../shared/silence';

const mac = '52:54:00:12:34:56';
const face = (cidr: string, internal = false): NetworkInterfaceInfo => ({
  ...{ address: cidr.split('/')[0] ?? '', netmask: '', mac: '', internal, cidr },
  ...(cidr.includes(':')
    ? ({ family: 'IPv6', scopeid: 0 } as const)
    : ({ family: 'IPv4' } as const)),
});
const interfaces = {
  lo: [face('127.0.0.1/8', true), face('::1/128', true)],
  eth0: [face('10.0.0.5/24'), face('fe80::7/64')],
};

describe('a ping', () => {
  const sent = '1 packets transmitted, 0 received, 100% packet loss, time 0ms';
  const unreachable = 'From 10.0.0.5 icmp_seq=1 Destination Host Unreachable\n';
  it.each<[string, NodeJS.Platform, ProgramEnd, object]>([
    ['answered', 'linux', ok('64 bytes from 10.0.0.10: icmp_seq=1 ttl=64'), { state: 'answers' }],
    ['not answered', 'linux', ended(1, `${unreachable}${sent}`), { state: 'quiet' }],
    ['not answered on macOS', 'darwin', ended(2, sent), { state: 'quiet' }],
    [
      'not allowed',
      'linux',
      ended(2, '', 'ping: socket: Operation not permitted'),
      unknown('not-allowed'),
    ],
    [
      'without a network',
      'linux',
      ended(2, '', 'ping: connect: Network is unreachable'),
      unknown('unclear'),
    ],
    ['without a program', 'linux', { failed: 'no-program' }, unknown('no-program')],
    [
      'answered on Windows',
      'win32',
      ok('Antwort von 10.0.0.10: Bytes=32 Zeit<1ms TTL=128'),
      { state: 'answers' },
    ],
    [
      'answered by IPv6 on Windows',
      'win32',
      ok('Reply from fe80::a: time=1ms \r\n'),
      { state: 'answers' },
    ],
    [
      'answered by a router on Windows',
      'win32',
      ok('Reply from 10.0.0.1: Destination host unreachable.\r\nSent = 1, Received = 1,'),
      { state: 'quiet' },
    ],
    [
      'not answered on Windows',
      'win32',
      ended(1, 'Request timed out.\r\nLost = 1 (100% loss),'),
      { state: 'quiet' },
    ],
  ])('%s', async (_name, platform, end, seen) => {
    expect(await ping('10.0.0.10', platform, async () => end)).toEqual(seen);
  });

  it('is sent with the arguments of the system', async () => {
    const ran: unknown[] = [];
    const run = async (...command: unknown[]) => {
      ran.push(command);
      return ok('');
    };
    await ping('10.0.0.10', 'linux', run);
    await ping('10.0.0.10', 'win32', run);
    await ping('fe80::1', 'darwin', run);
    expect(ran).toEqual([
      ['ping', ['-c', '1', '-W', '1', '10.0.0.10']],
      ['ping', ['-n', '1', '-w', '1000', '10.0.0.10']],
      ['ping6', ['-c', '1', '-n', 'fe80::1']],
    ]);
  });
});

describe('the table of neighbours', () => {
  const line = (state: string) => `10.0.0.10 dev eth0 lladdr ${mac} ${state}\n`;
  it.each([
    [line('REACHABLE'), { state: 'answers', mac }],
    [line('STALE'), { state: 'answers', mac }],
    [line('PERMANENT'), { state: 'not-measured', reason: 'old-entry', mac }],
    ['10.0.0.10 dev eth0 FAILED\n', { state: 'quiet' }],
    ['10.0.0.10 dev eth0 INCOMPLETE\n', { state: 'quiet' }],
    ['', { state: 'quiet' }],
  ])('by ip neigh: %j', (text, seen) => {
    expect(ofIpNeigh(text)).toEqual(seen);
  });

  const head = 'IP address       HW type     Flags       HW address            Mask     Device\n';
  it.each([
    [
      `10.0.0.10        0x1         0x2         ${mac}     *        eth0`,
      { state: 'not-measured', reason: 'old-entry', mac },
    ],
    [
      '10.0.0.10        0x1         0x0         00:00:00:00:00:00     *        eth0',
      { state: 'quiet' },
    ],
    [`10.0.0.101       0x1         0x2         ${mac}     *        eth0`, { state: 'quiet' }],
  ])('by the file of Linux: %j', (text, seen) => {
    expect(ofProcFile(`${head}${text}\n`, '10.0.0.10')).toEqual(seen);
  });

  it.each([
    ['? (10.0.0.10) at 52:54:0:12:34:56 on en0 ifscope [ethernet]', true],
    ['  10.0.0.10             52-54-00-12-34-56     dynamic   ', true],
    ['? (10.0.0.10) at (incomplete) on en0 ifscope [ethernet]', false],
    ['10.0.0.10 (10.0.0.10) -- no entry', false],
    ['No ARP Entries Found.', false],
    [`? (10.0.0.101) at ${mac} on en0`, false],
  ])('by arp: %j', (text, known) => {
    expect(ofArp(text, '10.0.0.10')).toEqual(
      known ? { state: 'not-measured', reason: 'old-entry', mac } : { state: 'quiet' },
    );
  });

  it('has network cards in one form', () => {
    expect(tidyMac('52-54-00-AB-0-1')).toBe('52:54:00:ab:00:01');
    expect(
      ['', '00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '(incomplete)', '1:2:3'].map(tidyMac),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('where an address is', () => {
  it.each([
    ['127.64.1.2', 'this-computer'],
    ['::1', 'this-computer'],
    ['10.0.0.5', 'this-computer'],
    ['10.0.0.10', 'same-network'],
    ['fe80::9%eth0', 'same-network'],
    ['10.0.1.10', 'behind-router'],
    ['2001:db8::1', 'behind-router'],
  ])('%s', (address, where) => {
    expect(whereabouts(address, interfaces)).toBe(where);
  });
});

describe('what a system tells', () => {
  const edge = (more: Partial<SystemEdge> = {}): SystemEdge & { readonly ran: string[][] } => {
    const ran: string[][] = [];
    return {
      ran,
      platform: 'linux',
      run: async (program, args) => {
        ran.push([program, ...args]);
        return program === 'ping' ? ended(1, '1 packets transmitted') : ok('');
      },
      readText: async () => '',
      interfaces: () => interfaces,
      addressOf: async (host) => (host === 'old.example' ? '10.0.0.10' : host),
      ...more,
    };
  };

  it('is asked by number, never by a name', async () => {
    const system = edge();
    const { pings, macAt } = neighboursBySystem(system);
    expect([await pings('old.example'), await macAt('old.example')]).toEqual([
      { state: 'quiet' },
      { state: 'quiet' },
    ]);
    expect(system.ran.map((each) => each.at(-1))).toEqual(['10.0.0.10', '10.0.0.10']);
  });

  it('is not asked of this computer itself, nor its table of what a router hides', async () => {
    const system = edge();
    const { pings, macAt } = neighboursBySystem(system);
    expect(await pings('127.70.0.1')).toEqual(unknown('this-computer'));
    expect(await macAt('10.9.0.1')).toEqual(unknown('behind-router'));
    expect(system.ran).toEqual([]);
  });

  it('is nothing where a name leads nowhere', async () => {
    const lost = edge({ addressOf: () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await neighboursBySystem(lost).pings('gone')).toEqual(unknown('unclear'));
  });

  it('comes from the file where there is no program', async () => {
    const old = edge({
      run: async () => ({ failed: 'no-program' }),
      readText: async () => `x\n10.0.0.10 0x1 0x2 ${mac} * eth0\n`,
    });
    expect(await neighboursBySystem(old).macAt('10.0.0.10')).toEqual({
      ...unknown('old-entry'),
      mac,
    });
  });
});

describe('a program of the system', () => {
  it('ends with a code and its words', async () => {
    const end = await runProgram(process.execPath, ['-e', 'console.log("out"); process.exit(3)']);
    expect(end).toEqual({ exitCode: 3, stdout: 'out\n', stderr: '' });
  });
  it('that is missing is said to be', async () => {
    expect(await runProgram('no-such-program-here', [])).toEqual({ failed: 'no-program' });
  });
  it('gets its arguments as they are', async () => {
    const end = await runProgram(process.execPath, [
      '-e',
      'console.log(process.argv[1])',
      '$(id);',
    ]);
    expect(end).toMatchObject({ stdout: '$(id);\n' });
  });
});

function ok(stdout: string): ProgramEnd {
  return { exitCode: 0, stdout, stderr: '' };
}
function ended(exitCode: number, stdout: string, stderr = ''): ProgramEnd {
  return { exitCode, stdout, stderr };
}
function unknown(reason: string) {
  return { state: 'not-measured', reason };
}
