import type { Side } from '../shared/appliance';
import { formatAddress } from '../shared/plan';
import { sideWords } from '../shared/words/sides';
import { whereWords } from './words/en-login';

/** What a question about connecting says of the server that it is about. */
export type AskingServer = {
  readonly side?: Side | undefined;
  readonly host: string;
  readonly port: number;
  readonly hop?: number | undefined;
};

/** `old server`, `server` where no side is known, or `jump host 1 (10.0.0.1:22) on the way to the old server`. */
export const serverNoun = (server: AskingServer): string =>
  server.hop === undefined
    ? sideNoun(server.side)
    : whereWords.hopAt(server.hop, formatAddress(server), sideNoun(server.side));

/** The same for a button: `jump host 1`. */
export const shortNoun = ({ side, hop }: AskingServer): string =>
  hop === undefined ? sideNoun(side) : whereWords.hop(hop);

const sideNoun = (side: Side | undefined): string => (side ? sideWords[side] : whereWords.server);

/** The last part of a path, whichever way its slashes lean. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) || path;
