import type { EngineCommandName } from '../shared/contract';
import { answer, type Handlers } from '../shared/wire';
import { createEngine } from './engine/engine';
import type { FromEngine, ToEngine } from './shell/engine-messages';
import { createPractice, practiceFolder } from './shell/practice';
import { shellByCalls } from './shell/shell-calls';

// The engine in a process of its own: a gigabyte on the move never makes the window wait, and a crash of either side
// loses nothing. Practice appliances live here too, so that they come back with the engine.

const [dataFolder = '', program = ''] = process.argv.slice(2);
const { parentPort } = process;
const tell = (message: FromEngine): void => parentPort.postMessage(message);

const shell = shellByCalls((call, asked) => tell({ kind: 'ask-shell', call, asked }));
const engine = createEngine({
  ...{ dataFolder, program, vault: shell.vault, printPdf: shell.printPdf },
  hasConsole: true,
});
const practice = createPractice(
  practiceFolder(dataFolder),
  engine.handlers['list-migrations'],
  Number(process.env['EPP_PRACTICE_TIME_SCALE']) || 1,
);

const handlers: Handlers<EngineCommandName | 'start-practice' | 'power-on-practice'> = {
  ...engine.handlers,
  'start-practice': practice.start,
  'start-migration': async (input) => {
    practice.check(input.plan);
    return engine.handlers['start-migration'](input);
  },
  'power-on-practice': async ({ id }) => {
    await practice.powerOn(id);
    return null;
  },
  'roll-back': async (input) => {
    await practice.reopen(input.id);
    return engine.handlers['roll-back'](input);
  },
  'resume-migration': async (input) => {
    await practice.reopen(input.id);
    return engine.handlers['resume-migration'](input);
  },
};

engine.onState((value) => tell({ kind: 'push', push: 'migration-changed', value }));
engine.onTest((value) => tell({ kind: 'push', push: 'test-changed', value }));
engine.onLibrary((value) => tell({ kind: 'push', push: 'library-changed', value }));
engine.onInspection((value) => tell({ kind: 'push', push: 'inspection-changed', value }));
engine.onTrial((value) => tell({ kind: 'push', push: 'trial-told', value }));

parentPort.on('message', async ({ data }: { data: ToEngine }) => {
  if (data.kind === 'call') {
    const reply = await answer(handlers, data.command, data.input);
    return tell({ kind: 'reply', call: data.call, reply });
  }
  if (data.kind === 'shell-reply') return shell.settle(data.call, data.reply);
  await engine.close().catch(() => undefined);
  await practice.close().catch(() => undefined);
  process.exit(0);
});
