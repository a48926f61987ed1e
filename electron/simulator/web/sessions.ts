import { randomBytes } from 'node:crypto';

/** Somebody at the web console: before the login only the page's own token is known. */
export type Session = {
  readonly id: string;
  /** What every form of this session carries, so that no other site can send one. */
  readonly token: string;
  readonly login: string | undefined;
  /** When it did something last, in milliseconds. */
  usedAt: number;
  /** What the next page says, once. */
  note?: string | undefined;
};

/** The sessions of one web console. They are in memory alone: who was logged in before a restart is not any more. */
export type Sessions = {
  /** A new one; the oldest of too many goes, first of those that are not logged in. */
  readonly open: (login: string | undefined, now: number) => Session;
  /** The one of a cookie, or undefined where there is none or where it did nothing for `lifetime` milliseconds. */
  readonly find: (id: string | undefined, now: number, lifetime: number) => Session | undefined;
  readonly end: (id: string) => void;
};

const most = 100;
const secret = (): string => randomBytes(24).toString('base64url');

export function newSessions(): Sessions {
  const all = new Map<string, Session>();
  return {
    open: (login, now) => {
      if (all.size >= most) {
        const strangers = [...all.values()].filter((session) => session.login === undefined);
        const oldest = (strangers.length > 0 ? strangers : [...all.values()])
          .sort((one, other) => one.usedAt - other.usedAt)
          .at(0);
        if (oldest) all.delete(oldest.id);
      }
      const session: Session = { id: secret(), token: secret(), login, usedAt: now };
      all.set(session.id, session);
      return session;
    },
    find: (id, now, lifetime) => {
      const session = id === undefined ? undefined : all.get(id);
      if (!session) return undefined;
      if (now - session.usedAt > lifetime) {
        all.delete(session.id);
        return undefined;
      }
      session.usedAt = now;
      return session;
    },
    end: (id) => void all.delete(id),
  };
}
