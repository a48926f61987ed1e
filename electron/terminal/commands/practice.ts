import { rmSync } from 'node:fs';
import { formatBytes } from '../../../shared/bytes';
import { fail } from '../../../shared/failure';
import { type Endpoint, formatAddress } from '../../../shared/plan';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { typedPath } from '../kit-file';
import { columns } from '../layout';
import type { Desk, PracticeWishes } from '../ports';
import { endPractice, newPracticeFolder } from '../practice-folder';
import { quietKeys } from '../quiet-keys';

/** `practice`: runs a pair until Ctrl+C and says how to try `connect` and `run` on it. */
export async function practice(wishes: PracticeWishes, desk: Desk): Promise<Ending> {
  const { terminal, interruption, ports } = desk;
  const { dialect } = wishes;
  if (dialect !== undefined && !ports.dialectNames.includes(dialect))
    fail('usage.wrong', {
      seen: `There is no dialect “${dialect}”; there are ${ports.dialectNames.join(', ')}.`,
    });
  const profile = dialect === undefined ? '' : ' --profile FILE';
  const { print, paint } = terminal;
  const folder = newPracticeFolder(ports.dataFolder);
  const pair = await ports.startPair({ folder, ...wishes });
  const keys = quietKeys(terminal.stdin, interruption.trigger);
  try {
    const { source, target } = pair.plan;
    print(paint('bold', 'Two practice servers run on this computer.'));
    print();
    const shell = (endpoint: Endpoint): string =>
      endpoint.access === 'web' ? 'no SSH' : formatAddress(endpoint);
    const rows = [
      ['Old server', shell(source)],
      ['Its web console', consoleOf(source)],
      ['New server', shell(target)],
      ['Its web console', consoleOf(target)],
      ['User of everything', source.user],
      ['Password', pair.password],
      ['Backup', `about ${formatBytes(wishes.backupBytes)}`],
      ...faultRows(wishes),
    ];
    for (const row of columns(rows)) print(`  ${row}`);
    if (source.access !== 'web' && target.access !== 'web') {
      print('\nTry this in another terminal:\n');
      print(`  epp-migrate connect ${login(source)}${profile}`);
      print(`  epp-migrate run --source ${login(source)} --target ${login(target)}${profile}`);
    }
    if (source.access === 'web' && target.access === 'web') {
      print('\nTry this in another terminal, with both web consoles open in a browser:\n');
      print(`  epp-migrate run --by-hand --source ${pageOf(source)} --target ${pageOf(target)}`);
    }
    if (dialect !== undefined)
      print(
        `\nTheir commands are those of “${dialect}”: write a profile for them (docs/PROFILES.md).`,
      );
    print('\nCtrl+C stops both servers.');
    if (terminal.canAsk)
      print('The key o switches the old server on again, as at the console of its machine.');
    keys.listen('o', () => {
      pair.powerOn('source').then(
        () => print('The old server is switched on.'),
        (thrown: unknown) => print(thrown instanceof Error ? thrown.message : String(thrown)),
      );
    });
    keys.hold();
    await new Promise<void>((resolve) => {
      interruption.onStop(resolve);
    });
    print('Both practice servers are stopped and removed.');
    return finished;
  } finally {
    keys.release();
    await endPractice(pair, true);
  }
}

/** The web console of a practice server, as a browser takes it. */
const consoleOf = (endpoint: Endpoint): string => `https://${pageOf(endpoint)}`;

const pageOf = ({ host, webPort = 443 }: Endpoint): string =>
  formatAddress({ host, port: webPort });

const faultRows = ({ faults }: PracticeWishes): readonly (readonly string[])[] =>
  (['source', 'target'] as const).flatMap((side) => {
    const names = Object.keys(faults?.[side] ?? {}).join(', ');
    const server = side === 'source' ? 'old' : 'new';
    return names === '' ? [] : [[`Faults of the ${server} server`, names]];
  });

/** `practice --replay`: one server that answers as a recording does, until Ctrl+C. */
export async function replay(file: string, desk: Desk): Promise<Ending> {
  const { terminal, interruption, ports, folder } = desk;
  const { print, paint } = terminal;
  const place = newPracticeFolder(ports.dataFolder);
  const server = await ports.startReplay(typedPath(file, folder), place);
  try {
    const { recording, password, endpoint } = server;
    const { name } = cleanAll(recording.profile);
    print(paint('bold', `A practice server answers as recorded with the profile “${name}”.`));
    print();
    const rows = [
      ['Server', formatAddress(endpoint)],
      ['User', endpoint.user],
      ['Password', password],
      ['Answers', String(recording.answers.length)],
    ];
    for (const row of columns(rows)) print(`  ${row}`);
    print(`\nTry: epp-migrate profile try FILE ${login(endpoint)}`);
    print('\nCtrl+C stops it.');
    await new Promise<void>((resolve) => {
      interruption.onStop(resolve);
    });
    return finished;
  } finally {
    await server.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

const login = (endpoint: Pick<Endpoint, 'host' | 'port' | 'user'>): string =>
  `${endpoint.user}@${formatAddress(endpoint)}`;
