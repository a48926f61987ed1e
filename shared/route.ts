import * as z from 'zod';
import type { Side } from './appliance';

/** How the backup gets from the old server to the new one: by which way each server gives or takes it, and what of it stays here. */

/** `sftp`: this program moves it. `ftp`: the server’s own console exports or imports it by FTP. `hand`: a person moves it. */
export const legWays = ['sftp', 'ftp', 'hand'] as const;
export type LegWay = (typeof legWays)[number];

/** `first`: the whole file comes here and then goes on. `meanwhile`: it goes straight through, and a copy is written here. `none`: nothing of it stays here. */
export const copyWays = ['first', 'meanwhile', 'none'] as const;
export type CopyWay = (typeof copyWays)[number];

export type Route = {
  readonly source: LegWay;
  readonly target: LegWay;
  readonly copy: CopyWay;
};

/** What somebody wants of it; what is left out is decided by rule. */
export const routeWishSchema = z.strictObject({
  source: z.enum(legWays).optional(),
  target: z.enum(legWays).optional(),
  copy: z.enum(copyWays).optional(),
});
export type RouteWish = z.infer<typeof routeWishSchema>;

/** Why a half goes by its way; `not-asked`: the server is looked at when the file goes there; `by-person`: nobody logs in, a person carries it over a folder of this computer. */
export type LegReason = 'wished' | 'has-sftp' | 'no-sftp' | 'not-asked' | 'by-person';
/** Why a copy is kept or not: `room`: there is room for it here; `begun`: a part of a download is here; `not-at-once`: a half goes by another way than SFTP. */
export type CopyReason = 'wished' | 'begun' | 'room' | 'no-room' | 'not-at-once';

/** A route with the reason for each part of it. */
export type ChosenRoute = Route & {
  readonly because: {
    readonly source: LegReason;
    readonly target: LegReason;
    readonly copy: CopyReason;
  };
};

/** What the rule goes by. `freeHere` and `size` are bytes; `freeHere` counts what of the copy is here already as free. */
export type RouteGrounds = {
  /** Undefined where the server was not asked. */
  readonly hasSftp: Readonly<Record<Side, boolean | undefined>>;
  /** Servers that nobody logs in to: their files come and go by a person, over a folder of this computer. */
  readonly byPerson?: readonly Side[] | undefined;
  /** Whether a part of an earlier download lies here. */
  readonly begun?: boolean | undefined;
  readonly size: number;
  readonly freeHere: number;
};

/** A disk with less than this left is too full to work on; our own limit, in bytes. */
export const leastLeftHere = 1_000_000_000;

/**
 * The rule: SFTP where a server has it, since nobody has to do anything then, else the console’s FTP. By SFTP on both sides the file
 * goes straight through, which takes the time of the slower half alone, and leaves a copy here where there is room: then a failed
 * restore needs no second download. A download that was begun is gone on with. Any other way needs the whole file here first.
 */
export function chooseRoute(wish: RouteWish, grounds: RouteGrounds): ChosenRoute {
  const leg = (side: Side): readonly [LegWay, LegReason] => {
    const wished = wish[side];
    if (wished !== undefined) return [wished, 'wished'];
    const has = grounds.hasSftp[side];
    if (has === undefined) return ['sftp', 'not-asked'];
    if (has && grounds.byPerson?.includes(side)) return ['sftp', 'by-person'];
    return has ? ['sftp', 'has-sftp'] : ['ftp', 'no-sftp'];
  };
  const [source, becauseSource] = leg('source');
  const [target, becauseTarget] = leg('target');
  const atOnce = source === 'sftp' && target === 'sftp';
  const [copy, becauseCopy] = copyOf(wish.copy, atOnce, grounds);
  return {
    ...{ source, target, copy },
    because: { source: becauseSource, target: becauseTarget, copy: becauseCopy },
  };
}

function copyOf(
  wished: CopyWay | undefined,
  atOnce: boolean,
  { size, freeHere, begun }: RouteGrounds,
): readonly [CopyWay, CopyReason] {
  if (!atOnce) return ['first', wished === 'first' ? 'wished' : 'not-at-once'];
  if (wished !== undefined) return [wished, 'wished'];
  if (begun) return ['first', 'begun'];
  return freeHere >= size + leastLeftHere ? ['meanwhile', 'room'] : ['none', 'no-room'];
}

/** Whether a file goes from server to server at once. */
export const isStraightThrough = (route: Route | undefined): boolean =>
  route !== undefined && route.copy !== 'first';

/** Whether both are the same in all parts. */
export const sameRoute = (a: ChosenRoute | undefined, b: ChosenRoute): boolean =>
  a !== undefined &&
  (['source', 'target', 'copy'] as const).every(
    (part) => a[part] === b[part] && a.because[part] === b.because[part],
  );

/** Bytes above which the server’s web page takes no file: the cautious reading of the documented 200 MB. */
export const webUploadMost = 200_000_000;
