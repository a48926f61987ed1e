import { join } from 'node:path';
import type { Side } from '../../../shared/appliance';
import { awaitedBackup } from '../../../shared/awaited-backup';
import type { ConsoleTunnel } from '../../../shared/connecting';
import type { ConsoleView, consoleCommands } from '../../../shared/console-view';
import type { ChosenFile, CommandName } from '../../../shared/contract';
import { fail } from '../../../shared/failure';
import type { MigrationState, Question } from '../../../shared/migration';
import { formatAddress, webPortOf } from '../../../shared/plan';
import type { Handlers } from '../../../shared/wire';
import { type OneConsole, oneConsole } from './one-console';
import type { ConsoleContents } from './open-contents';
import { consolePins } from './pins';
import { readSelection, readText } from './read-page';
import { shownWords } from './shown-words';

/** The commands that this desk serves. */
type ConsoleCommandName = keyof typeof consoleCommands & CommandName;

export type DeskPorts = {
  readonly list: () => Promise<readonly MigrationState[]>;
  /** The folder of a migration. */
  readonly folder: (id: string) => string;
  readonly issue: (path: string) => ChosenFile;
  readonly tell: (view: ConsoleView | null) => void;
  /** What a page seems to say, by the labels of a family. */
  readonly read: (family: string, text: string) => Promise<ConsoleView['meanings']>;
  /** Lays the contents over the page, in the page's pixels; undefined takes away what is there. */
  readonly lay: (contents: ConsoleContents | undefined, place: Place | undefined) => void;
  /** Gives the keyboard back to the page of this program. */
  readonly leaves: () => void;
  /** Copies the key that a question of a migration needs, and forgets it later. */
  readonly copyHandKey: (id: string) => Promise<void>;
  /** A way to its web pages over the SSH connection. */
  readonly tunnel: (id: string, side: Side) => Promise<ConsoleTunnel>;
  readonly forgetText: (text: string) => Promise<void>;
};

export type Place = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The web consoles of the migration that the person looks at; all of it lives in the shell. */
export type ConsoleDesk = {
  readonly handlers: Pick<Handlers, ConsoleCommandName>;
  /** Takes in what becomes of a migration. */
  readonly hear: (state: MigrationState) => void;
  /** Those of the values that the console's pages showed while this question was open. */
  readonly showed: (questionId: string, values: readonly string[]) => Promise<readonly string[]>;
  /** The page that showed it is gone. */
  readonly hide: () => void;
  readonly close: () => void;
};

const over = new Set<MigrationState['status']>(['finished', 'rolled-back']);

export function consoleDesk(ports: DeskPorts, interval = 1000): ConsoleDesk {
  const consoles = new Map<string, OneConsole>();
  const states = new Map<string, MigrationState>();
  const pins = consolePins();
  let current: OneConsole | undefined;
  let place: Place | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Whether a page of this program stands beside it. */
  let watched = false;
  let read = { text: '', family: '' };
  const words = shownWords();

  const lay = (): void => {
    const open = current?.view().state === 'open' ? current.contents() : undefined;
    ports.lay(open, place);
  };
  /** The question that the console is for. */
  const asked = ({ at }: OneConsole): (Question & { kind: 'do-by-hand' }) | undefined => {
    const question = states.get(at.id)?.question;
    return question?.kind === 'do-by-hand' &&
      question.side === at.side &&
      question.way === 'console'
      ? question
      : undefined;
  };
  const stateOf = async (id: string): Promise<MigrationState> => {
    for (const state of await ports.list()) {
      const known = states.get(state.id);
      if (!known || known.updatedAt <= state.updatedAt) states.set(state.id, state);
    }
    return states.get(id) ?? fail('migration.not-found', { id });
  };
  const hide = (): void => {
    place = undefined;
    watched = false;
    lay();
  };
  const end = (one: OneConsole): void => {
    if (current === one) current = undefined;
    for (const [key, each] of consoles) if (each === one) consoles.delete(key);
    one.close();
  };
  const now = (): OneConsole =>
    current ?? fail('contract.bad-input', { where: 'command', seen: 'no console is open' });

  let looking: Promise<void> | undefined;
  /** Reads what the page shows, while a question waits for what a person does there. */
  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const lookOnce = async (): Promise<void> => {
    const one = current;
    const question = one && asked(one);
    const contents = one?.contents()?.contents;
    if (!watched || !one || !contents || one.view().state !== 'open') return;
    if (!question) return one.setMeanings([]);
    try {
      const text = await readText(contents);
      const { family } = question.guide;
      if (text !== undefined) words.take(question.id, text);
      if (text === undefined || (text === read.text && family === read.family)) return;
      read = { text, family };
      one.setMeanings(await ports.read(family, text));
    } catch {
      one.setMeanings([]);
    }
  };

  const make = (state: MigrationState, at: OneConsole['at']): OneConsole => {
    const address = formatAddress(at);
    const one: OneConsole = oneConsole(at, {
      pin: () => pins.of(states.get(at.id) ?? state, at.side, address),
      file: () => asked(one)?.file,
      folder: join(ports.folder(at.id), `console-${at.side}`),
      issue: ports.issue,
      awaited: () => awaitedBackup(states.get(at.id) ?? state, at.side),
      changed: (view) => {
        if (current !== one) return;
        ports.tell(view);
        lay();
      },
      proxy: async () => (at.proxy === 'ssh' ? await ports.tunnel(at.id, at.side) : at.proxy),
      leaves: ports.leaves,
      shows: lay,
    });
    return one;
  };

  const handlers: ConsoleDesk['handlers'] = {
    'open-console': async ({ id, side, proxy }) => {
      const state = await stateOf(id);
      for (const other of consoles.values()) if (other.at.id !== id) end(other);
      const moved = side === 'target' ? state.facts.moved?.network.address : undefined;
      const host = moved ?? state.plan[side].host;
      const known = consoles.get(side);
      const wanted = { id, side, host, port: webPortOf(state.plan[side]) };
      const at = { ...wanted, proxy: proxy ?? known?.at.proxy ?? 'none' };
      current = known && JSON.stringify(known.at) === JSON.stringify(at) ? known : make(state, at);
      read = { text: '', family: '' };
      if (current === known && known.contents()) {
        ports.tell(known.view());
        lay();
      } else {
        if (known && known !== current) known.close();
        consoles.set(side, current);
        await current.start();
      }
      watched = true;
      timer ??= setInterval(() => void look(), interval);
      timer.unref();
      return null;
    },
    'trust-console': async ({ sha256, typedName }) => {
      const one = now();
      const { certificate, expected } = one.view();
      if (one.contents() || certificate?.sha256 !== sha256)
        return fail('contract.bad-input', { where: 'sha256', seen: 'another certificate' });
      const { host } = one.at;
      if (expected !== undefined && typedName?.trim().toLowerCase() !== host.toLowerCase())
        return fail('contract.bad-input', { where: 'typedName', seen: 'another name' });
      pins.confirm(await stateOf(one.at.id), one.at.side, formatAddress(one.at), sha256);
      await one.start();
      return null;
    },
    'place-console': async (wanted) => {
      watched = true;
      place = wanted.width > 0 && wanted.height > 0 ? wanted : undefined;
      lay();
      return null;
    },
    'hide-console': async () => {
      hide();
      return null;
    },
    'console-back': async () => {
      await now().back();
      return null;
    },
    'console-reload': async () => {
      await now().reload();
      return null;
    },
    'console-focus': async () => {
      now().contents()?.contents.focus();
      return null;
    },
    'console-selection': async () => {
      const contents = now().contents()?.contents;
      const text = contents && (await readSelection(contents));
      if (text === undefined) return fail('console.nothing-selected');
      await ports.forgetText(text);
      return { text };
    },
    'console-download': async ({ action }) => {
      const downloads = now().downloads();
      if (action === 'go-on') downloads?.goOn();
      else await downloads?.giveUp();
      return null;
    },
    'copy-hand-key': async ({ id }) => {
      await ports.copyHandKey(id);
      return null;
    },
    'forget-pasted': async ({ text }) => {
      await ports.forgetText(text);
      return null;
    },
  };
  return {
    handlers,
    hear: (state) => {
      states.set(state.id, state);
      if (over.has(state.status))
        for (const one of consoles.values()) if (one.at.id === state.id) end(one);
    },
    showed: async (questionId, values) => {
      await look();
      return words.found(questionId, values);
    },
    hide,
    close: () => {
      clearInterval(timer);
      hide();
      for (const one of consoles.values()) end(one);
    },
  };
}
