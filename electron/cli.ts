import { version } from '../package.json';
import { dataFolder } from './engine/data-folder';
import { createEngine } from './engine/engine';
import { liveOwner } from './engine/migration/lock';
import { openShelf } from './engine/migration/shelf';
import { openServedPair, startServedPair } from './served-pair';
import { dialectNames } from './simulator/dialect';
import { faultNames, faultParameters } from './simulator/faults';
import { startReplay } from './simulator/replay';
import { main } from './terminal/main';

// `epp-migrate`: the engine, the practice servers and the terminal in one process, put together by hand.

const folder = dataFolder(process.env);
const shelf = openShelf(folder);

void main(process, {
  version,
  dataFolder: folder,
  openEngine: () => createEngine({ dataFolder: folder, program: `epp-migrate ${version}` }),
  shelf,
  ownerOf: (id) => liveOwner(shelf.folder(id)),
  startPair: ({ dialect, ...wishes }) =>
    startServedPair({ ...wishes, dialect: dialectNames.find((name) => name === dialect) }),
  dialectNames,
  startReplay,
  openPair: openServedPair,
  // Those that need a parameter cannot be asked for by their name.
  faultNames: faultNames.filter((name) => faultParameters[name].safeParse({}).success),
}).then((exitCode) => {
  process.exitCode = exitCode;
  // What is left to write is written; then nothing that was forgotten may keep the program alive.
  process.stdout.write('', () => setTimeout(() => process.exit(), 1000).unref());
});
