import type { Socket } from 'node:net';
import { printable } from '../../printable';
import { commands } from './commands';
import { dataWay, plainAddress } from './data-way';
import { lineCutter } from './lines';
import type { DeskRules, Session } from './rules';
import { Refusal } from './shelf';

const waitingLinesMax = 16;
const partingMilliseconds = 1000;

/** While these run, only what ends or asks about them is heard. */
const transfers = new Set(['RETR', 'STOR', 'APPE', 'LIST', 'NLST', 'MLSD']);

/** A console that is served; `end` breaks it off. */
export type Served = {
  readonly peer: string;
  /** Whether it proved that it may be here. */
  readonly isKnown: () => boolean;
  readonly end: () => void;
};

/** Serves one console until either side leaves. */
export function serve(socket: Socket, rules: DeskRules): Served {
  const peer = plainAddress(socket.remoteAddress);
  const data = dataWay(socket, rules.limits.stallSeconds);
  const cut = lineCutter();
  const waiting: string[] = [];
  let busy: string | undefined;
  let leaving = false;

  /** What was said still goes out; whoever does not take it is left all the same. */
  const end = (): void => {
    leaving = true;
    data.close();
    socket.destroySoon();
    setTimeout(() => socket.destroy(), partingMilliseconds).unref();
  };
  const session: Session = {
    ...{ rules, peer, data },
    localAddress: plainAddress(socket.localAddress),
    memory: {
      ...{ user: undefined, loggedIn: 'no', inFolder: false, ascii: false, restart: 0 },
      ...{ renaming: undefined, passiveOnly: false, known: false },
    },
    reply: (code, text) => {
      if (socket.writable) socket.write(`${code}${text.includes('\n') ? '-' : ' '}${text}\r\n`);
    },
    isThere: () => !socket.destroyed && !socket.readableEnded,
    leave: () => end(),
  };
  const login = setTimeout(() => {
    if (session.memory.loggedIn !== 'no') return;
    session.reply(421, 'No login came.');
    session.leave();
  }, rules.limits.loginSeconds * 1000);

  const run = async (line: string): Promise<void> => {
    const [, word = '', , argument = ''] = /^ *([A-Za-z]{1,8})( (.*))?$/s.exec(line) ?? [];
    const name = word.toUpperCase();
    const command = commands[name];
    const refuse = (code: number, text: string): void => {
      rules.tell({ kind: 'refused', peer, command: printable(name), code });
      session.reply(code, text);
    };
    if (session.memory.loggedIn !== 'no') rules.alive();
    try {
      if (/\p{Cc}/u.test(argument)) throw new Refusal(501, 'No control characters.');
      if (!command) throw new Refusal(word === '' ? 500 : 502, 'There is no such command here.');
      if (session.memory.loggedIn === 'no' && !command.beforeLogin)
        throw new Refusal(530, 'First USER and PASS.');
      await command.run(session, argument);
    } catch (thrown) {
      if (thrown instanceof Refusal) refuse(thrown.code, thrown.message);
      else refuse(426, 'The transfer broke off.');
      if (thrown instanceof Refusal && thrown.code === 421) session.leave();
    }
  };

  const goOn = (): void => {
    while (busy === undefined && !leaving) {
      const line = waiting.shift();
      if (line === undefined) return;
      const name = /^ *([A-Za-z]*)/.exec(line)?.[1]?.toUpperCase() ?? '';
      busy = name;
      run(line).finally(() => {
        busy = undefined;
        goOn();
      });
    }
  };
  /** The transfer that runs says 426 itself. */
  const abort = (): void => {
    const isRunning = busy !== undefined && transfers.has(busy);
    data.close();
    if (isRunning) waiting.unshift('ABOR');
    else session.reply(226, 'Nothing is under way.');
  };

  socket.setTimeout(rules.limits.sessionSeconds * 1000);
  socket.on('timeout', () => {
    if (busy !== undefined && transfers.has(busy)) return;
    session.reply(421, 'You have said nothing for too long.');
    session.leave();
  });
  socket.setNoDelay(true);
  socket.on('data', (piece) => {
    const lines = leaving ? [] : cut(piece);
    if (lines === undefined || waiting.length + lines.length > waitingLinesMax) {
      session.reply(500, 'Too much at once.');
      rules.tell({ kind: 'refused', peer, command: '', code: 500 });
      session.leave();
      return;
    }
    for (const line of lines) {
      if (/^ *ABOR$/i.test(line)) abort();
      else waiting.push(line);
    }
    goOn();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    leaving = true;
    clearTimeout(login);
    data.close();
  });
  rules.tell({ kind: 'came', peer });
  session.reply(220, 'Ready for one file.');
  return { peer, end, isKnown: () => session.memory.known };
}
