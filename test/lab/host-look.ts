import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { until } from '../contract/patience';
import type { Host } from './host';
import type { HostAnswer } from './host-config';
import { neighbour } from './host-net';

/** Whether anybody is at an address, by ping or by ARP, as this computer sees it. */
export const answers = async (address: string): Promise<boolean> =>
  (await neighbour(address, 0.4)).answers;
/** Resolves as soon as somebody is there. */
export const comes = (address: string) => until(() => answers(address), Boolean);
/** Whether a port takes connections. */
export const portOpen = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const trial = connect({ host, port });
    trial.setTimeout(500, () => trial.destroy());
    trial.once('connect', () => resolve(true)).on('error', () => {});
    trial.once('connect', () => trial.destroy()).once('close', () => resolve(false));
  });
/** Resolves as soon as it does. */
export const opens = (host: string, port: number) => until(() => portOpen(host, port), Boolean);
/** Resolves as soon as it does not. */
export const closes = (host: string, port: number) =>
  until(
    () => portOpen(host, port),
    (isOpen) => !isOpen,
  );

/** Resolves when every process of a host has ended. */
export const goesOff = (host: Host) =>
  until(
    async () => host.isOn(),
    (on) => !on,
  );

/** The network card that this computer believes to be at an address, without asking. */
export const believed = (address: string): string | undefined =>
  /lladdr (\S+)/.exec(execFileSync('ip', ['neigh', 'show', address], { encoding: 'utf8' }))?.[1];

/** What a host answers to a command: its lines, or the error. */
export const ask = async (host: Host, line: string, stdin?: string) => {
  const words = line.split(' ');
  const order = { order: 'eppctl', words, ...(stdin === undefined ? {} : { stdin }) } as const;
  const { stdout, stderr, exitCode } = (await host.order(order)) as HostAnswer;
  const lines = (exitCode === 0 ? stdout : stderr).trimEnd().split('\n');
  return { exitCode, lines: lines.filter((text) => text !== '').map((text) => JSON.parse(text)) };
};

/** The words that give a host another address. */
export const move = (to: string, more = ''): string =>
  `network set-address ${to} --prefix 24 --gateway ${to.replace(/\d+$/, '1')} --dns 10.0.0.2${more}`;

/** The interface behind which an address is. */
export const bridgeOf = (address: string): string =>
  /dev (\S+)/.exec(execFileSync('ip', ['route', 'get', address], { encoding: 'utf8' }))?.[1] ?? '';
