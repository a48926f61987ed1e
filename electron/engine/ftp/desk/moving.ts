import type { Socket } from 'node:net';
import { fileIn } from './places';
import type { Session } from './rules';
import { type Asking, Refusal } from './shelf';

/** Runs a transfer over the data connection that was prepared. Throws `Refusal`s, or the loss of that connection. */
export async function transfer(
  session: Session,
  text: string,
  work: (data: Socket) => Promise<string>,
): Promise<void> {
  const { data, reply } = session;
  if (data.kind() === undefined) throw new Refusal(425, 'First PASV, EPSV, PORT or EPRT.');
  reply(150, text);
  try {
    reply(226, await work(await data.open()));
  } finally {
    data.close();
  }
}

/** Sends or takes the file from byte `at` on, or behind what there is. Throws as `transfer` does. */
export async function move(
  session: Session,
  what: 'retrieve' | 'store',
  path: string,
  at: number | 'end',
): Promise<void> {
  const { memory, rules, data, peer } = session;
  const { shelf, underWay } = rules;
  const name = fileIn(session, path);
  if (memory.ascii) throw new Refusal(550, 'This file is binary: TYPE I first.');
  await underWay.makeWay(session);
  shelf.may(what, name, at);
  const way = data.kind() ?? 'passive';
  const from = at === 'end' ? (shelf.entry()?.size ?? 0) : at;
  let letGo = (): void => {};
  const asking: Asking = {
    isThere: session.isThere,
    begins: () => {
      letGo = underWay.begins(session);
      rules.tell({ kind: 'begins', peer, at: from, way });
    },
    moved: () => {
      underWay.moved();
      rules.alive();
    },
  };
  await transfer(session, 'Go ahead.', async (socket) => {
    try {
      if (what === 'store') return await shelf.store(name, at, socket, asking);
      await shelf.retrieve(name, from, socket, asking);
      return 'That is all.';
    } finally {
      letGo();
    }
  });
}

/** The byte of the last REST, which holds for one command. */
export const takeRestart = ({ memory }: Session): number => {
  const at = memory.restart;
  memory.restart = 0;
  return at;
};
