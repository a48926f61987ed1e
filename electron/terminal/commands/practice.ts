import { formatBytes } from '../../../shared/bytes';
import { type Endpoint, formatAddress } from '../../../shared/plan';
import { type Ending, finished } from '../ending';
import { columns } from '../layout';
import type { Desk, PracticeWishes } from '../ports';
import { endPractice, newPracticeFolder } from '../practice-folder';
import { quietKeys } from '../quiet-keys';

/** `practice`: runs a pair until Ctrl+C and says how to try `connect` and `run` on it. */
export async function practice(wishes: PracticeWishes, desk: Desk): Promise<Ending> {
  const { terminal, interruption, ports } = desk;
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
      print(`  epp-migrate connect ${login(source)}`);
      print(`  epp-migrate run --source ${login(source)} --target ${login(target)}`);
    }
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
const consoleOf = ({ host, webPort = 443 }: Endpoint): string =>
  `https://${formatAddress({ host, port: webPort })}`;

const faultRows = ({ faults }: PracticeWishes): readonly (readonly string[])[] =>
  (['source', 'target'] as const).flatMap((side) => {
    const names = Object.keys(faults?.[side] ?? {}).join(', ');
    const server = side === 'source' ? 'old' : 'new';
    return names === '' ? [] : [[`Faults of the ${server} server`, names]];
  });

const login = (endpoint: Endpoint): string => `${endpoint.user}@${formatAddress(endpoint)}`;
