import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { ServerChannel } from 'ssh2';
import { hasBackups } from './command-line';
import { exportFile, type FtpFields, importFile } from './ftp-transfer';
import type { ServedConnection, ServedMachine } from './served-machine';
import { type TerminalLines, terminalLines } from './terminal-lines';

/** Somebody at the text console of a machine. */
type Seat = TerminalLines & { readonly machine: ServedMachine };

/** Somebody who has gone; ends the console wherever it was. */
class Gone extends Error {}

/** Serves the text console of the appliance, the one at which it is set up first, until *Exit* or the end of the connection. */
export function serveTextConsole(
  channel: ServerChannel,
  machine: ServedMachine,
  connection: ServedConnection,
): void {
  const seat: Seat = { ...terminalLines(channel, true), machine };
  const serve = async (): Promise<void> => {
    await menu(seat, titleOf(machine), [
      ['Networking', () => networking(seat)],
      ...(hasBackups(machine.state())
        ? [['System Backup', () => systemBackup(seat)] as const]
        : []),
      ['Exit', undefined],
    ]);
    channel.exit(0);
    channel.end();
  };
  serve().catch((error: unknown) => {
    if (error instanceof Gone) channel.end();
    else connection.drop();
  });
}

const titleOf = ({ state }: ServedMachine): string => {
  const { product, hostname, version } = state();
  return `${product} - ${hostname}, version ${version}`;
};

type Entry = readonly [words: string, choose: (() => Promise<void>) | undefined];

/** Shows a menu until an entry without anything behind it is chosen; what goes wrong in an entry is said, and the menu comes again. */
async function menu(seat: Seat, title: string, entries: readonly Entry[]): Promise<void> {
  for (;;) {
    const lines = entries.map(([words], index) => ` ${index + 1}) ${words}\n`);
    seat.show(`\n${title}\n\n${lines.join('')}\n`);
    const typed = await ask(seat, 'Choose');
    const chosen = typed === 'exit' ? entries.at(-1) : entries[Number(typed) - 1];
    if (chosen === undefined) {
      seat.show('There is no such entry.\n');
      continue;
    }
    const [, work] = chosen;
    if (!work) return;
    try {
      await work();
    } catch (error) {
      if (error instanceof Gone) throw error;
      seat.show(`It did not work: ${error instanceof Error ? error.message : 'unknown'}\n`);
    }
  }
}

async function ask({ show, next }: Seat, words: string, hidden?: 'hidden'): Promise<string> {
  show(`${words}: `);
  const line = await next(hidden);
  if (line === undefined) throw new Gone();
  return hidden ? line : line.trim();
}

/** Has a command carried out; throws what it says where it refuses. */
async function run({ machine }: Seat, words: readonly string[], stdin?: string): Promise<void> {
  const { exitCode, stderr } = await machine.command(words, stdin);
  if (exitCode === 0) return;
  const { error, message } = JSON.parse(stderr) as Readonly<Record<string, string>>;
  throw new Error(message ?? error);
}

const networking = (seat: Seat): Promise<void> => {
  const { address, prefix, gateway, dns } = seat.machine.state().network;
  const rows = [
    ['IP Address', `${address}/${prefix}`],
    ['Default Gateway', gateway],
    ['DNS', dns.join(', ')],
  ];
  const shown = rows.map(([name = '', value]) => `  ${name.padEnd(18)}${value}`);
  return menu(seat, `Networking\n\n${shown.join('\n')}`, [
    ['Configure Network manually', () => setAddress(seat)],
    ['Back', undefined],
  ]);
};

async function setAddress(seat: Seat): Promise<void> {
  const { address, prefix, gateway, dns } = seat.machine.state().network;
  const kept = async (words: string, now: string): Promise<string> =>
    (await ask(seat, `${words} [${now}]`)) || now;
  const to = await kept('IP Address', address);
  const length = await kept('Network Prefix', String(prefix));
  const over = await kept('Default Gateway', gateway);
  if ((await ask(seat, 'Apply (y/n)')) !== 'y') return seat.show('Nothing was changed.\n');
  const words = ['--prefix', length, '--gateway', over, '--dns', dns.join(',')];
  await run(seat, ['network', 'set-address', to, ...words]);
  seat.show(`The address becomes ${to} in a moment.\n`);
}

const systemBackup = (seat: Seat): Promise<void> =>
  menu(seat, 'System Backup', [
    ['System Restore', () => systemRestore(seat)],
    ['Import', () => importBackup(seat)],
    ['Export', () => exportBackup(seat)],
    ['Back', undefined],
  ]);

const ftpFields = async (seat: Seat): Promise<FtpFields> => ({
  address: await ask(seat, 'FTP IP address'),
  path: await ask(seat, 'Path of the .eppb file on the FTP server'),
  user: await ask(seat, 'FTP user (empty for anonymous)'),
  password: await ask(seat, 'FTP password', 'hidden'),
});

async function importBackup(seat: Seat): Promise<void> {
  const fields = await ftpFields(seat);
  seat.show('Importing...\n');
  const path = await importFile(seat.machine, fields);
  seat.show(`The file was imported. It is in the list of System Restore as ${path}.\n`);
}

/** Lets one of several be chosen; undefined where there is none, or none is. */
async function pick(seat: Seat, what: string, all: readonly string[]): Promise<string | undefined> {
  if (all.length === 0) seat.show(`There is no ${what}.\n`);
  if (all.length === 0) return undefined;
  seat.show(all.map((name, index) => ` ${index + 1}) ${name}\n`).join(''));
  const chosen = all[Number(await ask(seat, `Which ${what}`)) - 1];
  if (chosen === undefined) seat.show('There is no such entry.\n');
  return chosen;
}

async function exportBackup(seat: Seat): Promise<void> {
  const { backups } = seat.machine.state();
  const files = backups.flatMap(({ state, file }) => (state === 'ready' && file ? [file] : []));
  const file = await pick(seat, 'backup', files);
  if (file === undefined) return;
  const fields = await ftpFields(seat);
  seat.show('Exporting...\n');
  await exportFile(seat.machine, file, fields);
  seat.show('The file was exported.\n');
}

async function systemRestore(seat: Seat): Promise<void> {
  const { storage, state } = seat.machine;
  const { incoming } = state().folders;
  const names = (await readdir(await storage.locate(incoming))).sort();
  const file = await pick(
    seat,
    'file',
    names.map((name) => `${incoming}/${name}`),
  );
  if (file === undefined) return;
  const key = await ask(seat, 'System Backup Key', 'hidden');
  if ((await ask(seat, 'Everything on this server is replaced. Go on (y/n)')) !== 'y')
    return seat.show('Nothing was changed.\n');
  const request = `console-${randomBytes(8).toString('hex')}`;
  await run(seat, ['backup', 'import', file, '--request', request], key);
  seat.show('The restore is queued. The server restarts when it is done.\n');
}
