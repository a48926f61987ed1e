import { readEprt, readPort, writePort } from './hosts-and-ports';
import { factsLine, listLine, stamp } from './listing';
import { move, takeRestart, transfer } from './moving';
import { becomeKnown, entryIn, fileIn, placeIn } from './places';
import type { Session } from './rules';
import { type Entry, Refusal } from './shelf';

/** What one command does; it throws a `Refusal` for what is answered with a no. */
export type Command = {
  readonly beforeLogin?: true;
  readonly run: (session: Session, argument: string) => void | Promise<void>;
};

const say =
  (code: number, text: string) =>
  ({ reply }: Session): void =>
    reply(code, text);

const goTo = (session: Session, path: string): void => {
  const place = placeIn(session, path);
  if (place.kind !== 'root' && place.kind !== 'folder')
    throw new Refusal(550, 'There is no such folder.');
  session.memory.inFolder = place.kind === 'folder';
  session.reply(250, 'Done.');
};

const user = ({ memory, reply }: Session, name: string): void => {
  if (memory.loggedIn !== 'no') throw new Refusal(503, 'You are logged in.');
  memory.user = name;
  reply(331, 'The password, please.');
};

const pass = (session: Session, password: string): void => {
  const { memory, rules, peer, reply } = session;
  const name = memory.user;
  if (name === undefined || memory.loggedIn !== 'no') throw new Refusal(503, 'First USER.');
  memory.user = undefined;
  const anonymous = rules.anonymous && /^(?:anonymous|ftp)$/i.test(name);
  if (!anonymous && !rules.admits(name, password, peer))
    throw new Refusal(530, 'User or password is wrong.');
  // Anybody can say that he is nobody.
  if (!anonymous) becomeKnown(session);
  memory.loggedIn = anonymous ? 'anonymous' : 'account';
  rules.tell({ kind: 'logged-in', peer, anonymous });
  reply(230, 'Welcome.');
};

const type = ({ memory, reply }: Session, argument: string): void => {
  const [letter = ''] = argument.toUpperCase().split(' ');
  if (!['A', 'I', 'L'].includes(letter)) throw new Refusal(504, 'TYPE I.');
  memory.ascii = letter === 'A';
  reply(200, 'Done.');
};

const list =
  (line: (entry: Entry) => string) =>
  async (session: Session, argument: string): Promise<void> => {
    const place = placeIn(session, argument.replace(/^-\S*\s*/, ''));
    const entry = session.rules.shelf.entry();
    const isShown =
      place.kind === 'folder' || (place.kind === 'file' && place.name === entry?.name);
    if (place.kind === 'nowhere') throw new Refusal(550, 'There is nothing.');
    await transfer(session, 'Here it comes.', async (socket) => {
      await new Promise<void>((resolve, reject) => {
        socket.once('close', () => (socket.errored ? reject(socket.errored) : resolve()));
        socket.resume();
        socket.end(entry && isShown ? line(entry) : '');
      });
      return 'That is all.';
    });
  };

const restart = ({ memory, reply }: Session, argument: string): void => {
  if (!/^\d{1,15}$/.test(argument)) throw new Refusal(501, 'A number of bytes.');
  memory.restart = Number(argument);
  reply(350, 'Go ahead.');
};

const passive = async (session: Session): Promise<void> => {
  const { data, reply, localAddress, memory } = session;
  if (memory.passiveOnly) throw new Refusal(503, 'You asked for EPSV only.');
  if (localAddress.includes(':')) throw new Refusal(522, 'EPSV, please.');
  const address = writePort({ host: localAddress, port: await data.passive() });
  reply(227, `Entering passive mode (${address}).`);
};

const extendedPassive = async (session: Session, argument: string): Promise<void> => {
  const { data, reply, localAddress, memory } = session;
  const own = localAddress.includes(':') ? '2' : '1';
  if (argument.toUpperCase() === 'ALL') {
    memory.passiveOnly = true;
    return reply(200, 'Done.');
  }
  if (argument !== '' && argument !== own) throw new Refusal(522, `Only (${own}).`);
  reply(229, `Entering extended passive mode (|||${await data.passive()}|).`);
};

const active =
  (read: typeof readPort) =>
  ({ data, reply, memory }: Session, argument: string): void => {
    if (memory.passiveOnly) throw new Refusal(503, 'You asked for EPSV only.');
    const to = read(argument);
    if (!to) throw new Refusal(501, 'This is no address.');
    data.active(to.host, to.port);
    reply(200, 'Done.');
  };

const renameFrom = (session: Session, argument: string): void => {
  session.memory.renaming = entryIn(session, argument).name;
  session.reply(350, 'And the new name.');
};

const renameTo = async (session: Session, argument: string): Promise<void> => {
  const { memory, rules, reply } = session;
  const from = memory.renaming;
  memory.renaming = undefined;
  if (from === undefined) throw new Refusal(503, 'First RNFR.');
  await rules.shelf.rename(from, fileIn(session, argument));
  reply(250, 'Done.');
};

const only =
  (right: string) =>
  ({ reply }: Session, argument: string): void => {
    if (argument.toUpperCase() !== right) throw new Refusal(504, `Only ${right}.`);
    reply(200, 'Done.');
  };

const features = ['EPRT', 'EPSV', 'MDTM', 'MLST type*;size*;modify*;', 'PASV', 'REST STREAM'];
const can = [...features, 'SIZE', 'TVFS', 'UTF8'].map((name) => ` ${name}\r\n`).join('');

/** Every command that is known. */
export const commands: Readonly<Record<string, Command | undefined>> = {
  USER: { beforeLogin: true, run: user },
  PASS: { beforeLogin: true, run: pass },
  QUIT: {
    beforeLogin: true,
    run: ({ reply, leave }) => {
      reply(221, 'Good-bye.');
      leave();
    },
  },
  // What was under way is broken off by the session, before this.
  ABOR: { run: say(226, 'Nothing is under way.') },
  NOOP: { beforeLogin: true, run: say(200, 'Yes.') },
  SYST: { beforeLogin: true, run: say(215, 'UNIX Type: L8') },
  FEAT: { beforeLogin: true, run: say(211, `This can be done:\r\n${can}211 That is all.`) },
  OPTS: { beforeLogin: true, run: only('UTF8 ON') },
  TYPE: { run: type },
  STRU: { run: only('F') },
  MODE: { run: only('S') },
  ALLO: { run: say(202, 'Not needed.') },
  PWD: {
    run: ({ memory, rules, reply }) => reply(257, `"/${memory.inFolder ? rules.folder : ''}"`),
  },
  CWD: { run: goTo },
  CDUP: { run: (session) => goTo(session, '..') },
  SIZE: { run: (session, path) => session.reply(213, String(entryIn(session, path).size)) },
  MDTM: {
    run: (session, path) => session.reply(213, stamp(entryIn(session, path).modifiedAt)),
  },
  MLST: {
    run: (session, path) =>
      session.reply(
        250,
        `Here it is:\r\n ${factsLine(entryIn(session, path))}\r\n250 That is all.`,
      ),
  },
  PASV: { run: passive },
  EPSV: { run: extendedPassive },
  PORT: { run: active(readPort) },
  EPRT: { run: active(readEprt) },
  LIST: { run: list(listLine) },
  NLST: { run: list(({ name }) => `${name}\r\n`) },
  MLSD: { run: list((entry) => `${factsLine(entry)}\r\n`) },
  REST: { run: restart },
  RETR: { run: (session, path) => move(session, 'retrieve', path, takeRestart(session)) },
  STOR: { run: (session, path) => move(session, 'store', path, takeRestart(session)) },
  APPE: { run: (session, path) => move(session, 'store', path, 'end') },
  RNFR: { run: renameFrom },
  RNTO: { run: renameTo },
};
