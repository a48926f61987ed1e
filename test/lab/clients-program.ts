import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';

/** What the agents are told, read anew at each check-in. */
export type ClientsConfig = {
  readonly address: string;
  readonly port: number;
  /** How many agents there are, one a computer. */
  readonly agents: number;
  readonly everySeconds: number;
  /** SHA-256 of the certificates that an agent trusts. */
  readonly pins: readonly string[];
  /** The first so many agents trust these alone. */
  readonly strict?: { readonly agents: number; readonly pins: readonly string[] } | undefined;
};

/** How the agents are doing, told every half second. */
export type ClientsStatus = {
  readonly at: number;
  /** Agents by what became of their last check-in. */
  readonly in: number;
  readonly offline: number;
  /** The server answered, and did not want them. */
  readonly turnedAway: number;
  /** They saw a certificate that they do not trust, and sent nothing. */
  readonly refused: number;
  /** When the one that waits longest was in, in milliseconds; 0 where one never was. */
  readonly oldestIn: number;
  /** Lines that agents hold of the time without a server, and those that they delivered. */
  readonly held: number;
  readonly delivered: number;
};

type Outcome = 'in' | 'offline' | 'turned-away' | 'refused';
type Agent = {
  readonly name: string;
  readonly at: number;
  outcome: Outcome;
  lastIn: number;
  held: string[];
};

const patience = 3000;
const file = process.argv[2] ?? '';
const config = (): ClientsConfig => JSON.parse(readFileSync(file, 'utf8')) as ClientsConfig;
let delivered = 0;

/** One check-in: nothing is sent before the certificate is known to be trusted. */
const checkIn = ({ name, held, at }: Agent, told: ClientsConfig): Promise<Outcome> =>
  new Promise((resolve) => {
    const { address, port, strict } = told;
    const pins = strict && at < strict.agents ? strict.pins : told.pins;
    const socket = connect({ host: address, port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate(true);
      if (!pins.includes(createHash('sha256').update(raw).digest('hex'))) {
        resolve('refused');
        socket.destroy();
        return;
      }
      const body = held.map((line) => `${line}\n`).join('');
      socket.write(
        `POST /agent/check-in?computer=${name} HTTP/1.1\r\nHost: ${address}\r\nConnection: close\r\n` +
          `X-Held-Lines: ${held.length}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
    socket.setTimeout(patience, () => socket.destroy());
    socket.once('data', (answer: Buffer) => {
      resolve(answer.toString('latin1').startsWith('HTTP/1.1 204') ? 'in' : 'turned-away');
      socket.destroy();
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve('offline'));
  });

async function live(agent: Agent, delay: number): Promise<never> {
  await pause(delay);
  for (;;) {
    const now = config();
    const began = Date.now();
    const holding = agent.held.length;
    agent.outcome = await checkIn(agent, now);
    if (agent.outcome === 'in') {
      agent.lastIn = Date.now();
      delivered += holding;
      agent.held = agent.held.slice(holding);
    } else agent.held.push(`${new Date(began).toISOString()} ${agent.outcome}`);
    await pause(Math.max(0, began + now.everySeconds * 1000 - Date.now()));
  }
}

async function main(): Promise<never> {
  const { agents, everySeconds } = config();
  const all = Array.from({ length: agents }, (_, at): Agent => {
    const name = `PC-${String(at + 1).padStart(5, '0')}`;
    return { name, at, outcome: 'offline', lastIn: 0, held: [] };
  });
  all.forEach((agent, at) => void live(agent, (everySeconds * 1000 * at) / agents));
  for (;;) {
    const those = (outcome: Outcome) => all.filter((agent) => agent.outcome === outcome).length;
    const status: ClientsStatus = {
      ...{ at: Date.now(), in: those('in'), offline: those('offline') },
      ...{ turnedAway: those('turned-away'), refused: those('refused'), delivered },
      oldestIn: Math.min(...all.map(({ lastIn }) => lastIn)),
      held: all.reduce((sum, { held }) => sum + held.length, 0),
    };
    process.stdout.write(`${JSON.stringify(status)}\n`);
    await pause(500);
  }
}

void main();
