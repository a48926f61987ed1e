import { statfsSync } from 'node:fs';
import { checked } from '../../electron/simulator/checked';
import { exitCodes, Refusal, refuse } from '../../electron/simulator/refusal';
import { type HostAnswer, placesOfHost } from './host-config';
import { errorsSince } from './host-logs';
import type { HostMoves } from './host-move';
import { interfaceNow, neighbour, otherAt } from './host-net';
import type { HostParts } from './host-parts';
import { says } from './host-practice';
import type { HostRestarts } from './host-restart';
import { servedCertificate } from './host-web';

const day = 86_400_000;

/** Answers a command of the appliance with these arguments. */
type Answer = (args: readonly string[]) => Promise<HostAnswer>;

/** What the answers are made from; `powerOff` comes about a moment after it was called. */
export type AnswerTools = {
  readonly parts: HostParts;
  readonly restarts: HostRestarts;
  readonly moves: HostMoves;
  readonly powerOff: () => void;
};

/** Every command that a host answers itself, by its words joined by hyphens. */
export function hostAnswers({ parts, restarts, moves, powerOff }: AnswerTools) {
  const { config, machine, database, web, sshd } = parts;
  const seen = async (since: number) => [...(await web.seenSince(since))];
  const switchClients = async (enabled: boolean): Promise<HostAnswer> => {
    const answer = await machine.answer(['clients', enabled ? 'enable' : 'disable']);
    if (answer.exitCode === 0) await web.serveClients(enabled);
    return answer;
  };
  return {
    counts: () =>
      machine.amended(['counts'], async () => [
        database.runs() ? await database.counts() : refuse('refused', 'the database does not run'),
      ]),
    services: () =>
      machine.amended(['services'], async (lines) => {
        const down = lines.filter(({ running }) => running === false).map(({ name }) => name);
        const real = { nginx: web.runs(), mysql: database.runs(), sshd: sshd.runs() };
        return Object.entries(real).map(([name, running]) => ({
          name,
          running: running && !down.includes(name),
        }));
      }),
    disk: () =>
      machine.amended(['disk'], async ([told]) => {
        const { bavail, bsize } = statfsSync(`${placesOfHost(config.folder).root}/incoming`);
        return [{ ...told, freeBytes: Math.min(Number(told?.['freeBytes']), bavail * bsize) }];
      }),
    logs: (args) =>
      machine.amended(['logs', ...args], async (lines) =>
        [...lines, ...errorsSince(config.folder, Date.parse(args[1] ?? ''))].slice(-200),
      ),
    certificate: async () => says([await servedCertificate('127.0.0.1', 443).catch(noCertificate)]),
    clients: () =>
      machine.amended(['clients'], async ([told]) => [
        { ...told, seenLastDay: (await seen(Date.now() - day)).length },
      ]),
    'clients-enable': () => switchClients(true),
    'clients-disable': () => switchClients(false),
    'clients-seen': async (args) => {
      const [option, since] = args;
      checked(option, /^--since$/, 'option');
      const from = Date.parse(checked(since, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, 'TIME'));
      // nginx goes by the clock of this computer; the fault sets that of the host ahead.
      const ahead = (machine.state().faults['clock-off']?.seconds ?? 0) * 1000;
      return says(
        (await seen(from - ahead)).map(([computer, at]) => ({
          computer,
          lastSeen: new Date(at + ahead).toISOString(),
        })),
      );
    },
    network: () =>
      machine.amended(['network'], async ([told]) => {
        const { mac, ...own } = await interfaceNow();
        const addresses = (told?.['addresses'] as readonly string[] | undefined) ?? [];
        const before = told?.['address'];
        const until = moves.revertsAt();
        return [
          {
            ...{ ...moves.now(), ...own, mac },
            addresses: addresses.map((each) => (each === before ? own.address : each)),
            ...(until === undefined ? {} : { revertsAt: new Date(until).toISOString() }),
          },
        ];
      }),
    'network-set-address': async (args) => says([await moves.setAddress(args)]),
    'network-confirm': async () => says([await moves.confirm()]),
    'network-neighbour': async ([address = '']) => {
      checked(address, /^[\d.]{7,15}$/, 'ADDRESS');
      const own = await interfaceNow();
      const found =
        own.address === address
          ? { answers: true, mac: (await otherAt(address)) ?? own.mac }
          : undefined;
      return says([{ address, ...(found ?? (await neighbour(address))) }]);
    },
    'backup-start': async (args) => {
      if (
        machine.state().backups.some(({ id, state }) => id === args[0] && state === 'awaiting-key')
      )
        await restarts.saveRows();
      return machine.answer(['backup', 'start', ...args]);
    },
    'restore-status': () =>
      machine.amended(['restore', 'status'], async ([told]) => [
        told?.['state'] === 'done' && !restarts.isApplied()
          ? { ...told, state: 'restarting', percent: 95 }
          : (told ?? {}),
      ]),
    'power-off': async () => {
      powerOff();
      return says([{ accepted: true }]);
    },
  } as const satisfies Record<string, Answer>;
}

const noCertificate = (): never => refuse('refused', 'the web server does not run');

/** Runs an answer; a refusal is an answer too. */
export async function answered(answer: () => Promise<HostAnswer>): Promise<HostAnswer> {
  try {
    return await answer();
  } catch (error) {
    const { word, message } =
      error instanceof Refusal ? error : new Refusal('refused', `the host failed: ${error}`);
    const stderr = `${JSON.stringify({ error: word, message })}\n`;
    return { stdout: '', stderr, exitCode: exitCodes[word] };
  }
}
