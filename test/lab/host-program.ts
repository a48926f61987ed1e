import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { refuse } from '../../electron/simulator/refusal';
import { answered, hostAnswers } from './host-answers';
import {
  type HostAnswer,
  type HostConfig,
  type HostOrder,
  placesOfHost,
  rebootCode,
} from './host-config';
import { hostDatabase } from './host-database';
import { hostSshd, killSessions, writeLogins } from './host-logins';
import { hostMoves } from './host-move';
import { linkDown, takeAddress } from './host-net';
import type { HostParts } from './host-parts';
import { hostMachine } from './host-practice';
import { hostRestarts } from './host-restart';
import { hostWeb, makeCertificate } from './host-web';

// The first process of a host: switches everything on, looks after it, answers what only the host knows.
async function main(): Promise<void> {
  const config = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as HostConfig;
  const { folder, hostname } = config;
  const { root, socket } = placesOfHost(folder);
  writeFileSync('/proc/sys/kernel/hostname', hostname);
  // Locks name processes, and all of those are gone.
  for (const name of ['lock', 'worker']) rmSync(join(root, 'work', name), { force: true });
  const machine = hostMachine(config);
  const database = hostDatabase(folder);
  const [web, sshd] = [hostWeb(folder), hostSshd(folder)];
  const parts: HostParts = { config, machine, database, web, sshd };
  const restarts = hostRestarts(parts);
  const { network } = machine.state();

  const off = async (code: number): Promise<never> => {
    await pause(1000);
    killSessions(sshd.pid());
    await linkDown();
    await Promise.all([sshd.stop(), web.stop(), database.stop()]);
    return process.exit(code);
  };
  const moves = hostMoves({
    network,
    keep: (to) => machine.change((state) => ({ ...state, network: to })),
    take: async (to) => {
      killSessions(sshd.pid());
      // Those who were connected hear of it before the address is gone.
      await pause(100);
      await takeAddress(to, machine.faults().quietMove === true);
      if (!machine.faults().newCertificateAtMove) return;
      await makeCertificate(folder, hostname);
      web.reload();
    },
  });
  const answers: Readonly<Record<string, (args: readonly string[]) => Promise<HostAnswer>>> =
    hostAnswers({ parts, restarts, moves, powerOff: () => void off(0) });

  const own = (name: string, args: readonly string[]): Promise<HostAnswer> =>
    answered(async () => {
      const command = name.replace('-', ' ');
      const gone = machine.state().faults['no-command']?.at;
      const isGone = args.some((option) => gone === `${command} ${option}`) || gone === command;
      return isGone ? refuse('usage', `unknown: ${gone}`) : (answers[name] ?? never)(args);
    });
  /** What `eppctl` answers, without the processes in between. */
  const told = (words: readonly string[], stdin?: string): Promise<HostAnswer> => {
    const [one = '', two = ''] = words;
    const long = `${one}-${two}`;
    if (answers[long]) return own(long, words.slice(2));
    return answers[one] ? own(one, words.slice(1)) : machine.answer(words, stdin);
  };
  const obey = async (order: HostOrder): Promise<object> => {
    switch (order.order) {
      case 'command':
        return own(order.name, order.args);
      case 'eppctl':
        return told(order.words, order.stdin);
      case 'fault':
        await machine.setFault(order.name, order.to);
        return {};
      case 'state':
        return machine.state();
      case 'stop-database':
        await database.stop();
        return {};
      case 'kill-sessions':
        killSessions(sshd.pid());
        return {};
      case 'reboot':
        void off(rebootCode);
        return {};
    }
  };

  rmSync(socket, { force: true });
  for (const name of Object.keys(answers)) writeAsking(config, name);
  await takeAddress(network, machine.faults().quietMove === true);
  await writeLogins(config, machine.state().accounts);
  if (!machine.faults().databaseStaysDown) await database.start();
  if (!restarts.isApplied()) await restarts.loadRows();
  await web.serveClients(machine.state().clients.enabled);
  await Promise.all([web.start(), sshd.start()]);
  createServer({ allowHalfOpen: true }, (asker) => {
    let asked = '';
    asker.on('error', () => {});
    asker.setEncoding('utf8').on('data', (text: string) => {
      asked += text;
    });
    asker.on('end', async () => {
      const answer = await obey(JSON.parse(asked) as HostOrder).catch((error) => ({
        ...{ stdout: '', stderr: `${error}\n`, exitCode: 1 },
      }));
      asker.end(JSON.stringify(answer));
    });
  }).listen(socket);
  process.stdout.write('up\n');
  for (;;) {
    await restarts.look().catch((error) => process.stderr.write(`${error}\n`));
    await pause(100);
  }
}

const never = (): never => refuse('usage', 'the host knows no such command');

/** Writes the program that `eppctl` runs in the place of the practice machine: it asks this process. */
function writeAsking({ folder, node }: HostConfig, name: string): void {
  const { own, socket } = placesOfHost(folder);
  mkdirSync(own, { recursive: true });
  const program = `#!${node}
const order = { order: 'command', name: ${JSON.stringify(name)}, args: process.argv.slice(2) };
const host = require('node:net').connect(${JSON.stringify(socket)});
let text = '';
host.setEncoding('utf8').on('data', (more) => { text += more; });
host.on('error', () => { process.stderr.write('{"error":"restarting","message":"the host starts"}\\n'); process.exitCode = 75; });
host.on('end', () => {
  const { stdout, stderr, exitCode } = JSON.parse(text);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
});
host.end(JSON.stringify(order));
`;
  writeFileSync(join(own, name), program, { mode: 0o755 });
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
