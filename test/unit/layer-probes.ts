// What each area must not be able to import, and what it has to.

export type Area =
  | 'shared'
  | 'electron/engine'
  | 'electron/simulator'
  | 'electron/terminal'
  | 'electron'
  | 'renderer';

export interface Probe {
  readonly says: string;
  readonly in: Area;
  readonly code: string;
  /** Undefined where it has to compile. */
  readonly error?: RegExp;
}

const NOT_REFERENCED = /is not listed within the file list of project|not under 'rootDir'/;
const NOT_FOUND = /Cannot find (module|name|type definition)/;
const NOTHING_EXPORTED = /has no exported member/;

/** A file of each area, in memory as well, for the others to import. */
export const targetOf = (area: Area) => `${area}/layers-target`;
const imports = (path: string) => `import { target } from '${path}'; export const seen = target;`;
const FS = "import { readFileSync } from 'node:fs'; export const seen = readFileSync;";
const ELECTRON = "import { app } from 'electron'; export const seen = app;";

export const probes: readonly Probe[] = [
  {
    says: 'shared imports nothing of the engine',
    in: 'shared',
    code: imports(`../${targetOf('electron/engine')}`),
    error: NOT_REFERENCED,
  },
  { says: 'shared has no Node', in: 'shared', code: FS, error: NOT_FOUND },
  {
    says: 'shared has no Node globals',
    in: 'shared',
    code: 'export const seen = process.env;',
    error: NOT_FOUND,
  },
  {
    says: 'shared has no page',
    in: 'shared',
    code: 'export const seen = document.title;',
    error: NOT_FOUND,
  },
  { says: 'shared has no Electron', in: 'shared', code: ELECTRON, error: NOTHING_EXPORTED },

  {
    says: 'the engine imports nothing of the simulator',
    in: 'electron/engine',
    code: imports('../simulator/layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the engine imports nothing of the shell',
    in: 'electron/engine',
    code: imports('../layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the engine has no Electron',
    in: 'electron/engine',
    code: ELECTRON,
    error: NOTHING_EXPORTED,
  },
  {
    says: 'the engine has no page',
    in: 'electron/engine',
    code: 'export const seen = document.title;',
    error: NOT_FOUND,
  },
  { says: 'the engine has Node', in: 'electron/engine', code: FS },
  {
    says: 'the engine imports shared',
    in: 'electron/engine',
    code: imports(`../../${targetOf('shared')}`),
  },

  {
    says: 'the simulator imports nothing of the engine',
    in: 'electron/simulator',
    code: imports('../engine/layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the simulator has no Electron',
    in: 'electron/simulator',
    code: ELECTRON,
    error: NOTHING_EXPORTED,
  },
  {
    says: 'the simulator imports shared',
    in: 'electron/simulator',
    code: imports(`../../${targetOf('shared')}`),
  },

  {
    says: 'the terminal imports nothing of the shell',
    in: 'electron/terminal',
    code: imports('../layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the terminal has no Electron',
    in: 'electron/terminal',
    code: ELECTRON,
    error: NOTHING_EXPORTED,
  },
  {
    says: 'the terminal imports the engine',
    in: 'electron/terminal',
    code: imports('../engine/layers-target'),
  },

  {
    says: 'the page imports nothing of the engine',
    in: 'renderer',
    code: imports(`../${targetOf('electron/engine')}`),
    error: NOT_REFERENCED,
  },
  {
    says: 'the page imports nothing of the shell',
    in: 'renderer',
    code: imports(`../${targetOf('electron')}`),
    error: NOT_REFERENCED,
  },
  { says: 'the page has no Node', in: 'renderer', code: FS, error: NOT_FOUND },
  {
    says: 'the page has no Node globals',
    in: 'renderer',
    code: 'export const seen = process.env;',
    error: NOT_FOUND,
  },
  { says: 'the page has no Electron', in: 'renderer', code: ELECTRON, error: NOTHING_EXPORTED },
  { says: 'the page imports shared', in: 'renderer', code: imports(`../${targetOf('shared')}`) },
  { says: 'the page has a document', in: 'renderer', code: 'export const seen = document.title;' },

  {
    says: 'the shell imports nothing of the page',
    in: 'electron',
    code: imports(`../${targetOf('renderer')}`),
    error: NOT_REFERENCED,
  },
  { says: 'the shell has Electron', in: 'electron', code: ELECTRON },
  {
    says: 'the shell imports engine, simulator and shared',
    in: 'electron',
    code: [
      `import { target as engine } from './engine/layers-target';`,
      `import { target as simulator } from './simulator/layers-target';`,
      `import { target as shared } from '../${targetOf('shared')}';`,
      'export const seen = [engine, simulator, shared];',
    ].join('\n'),
  },
];
