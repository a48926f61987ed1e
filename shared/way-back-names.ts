import type { Side } from './appliance';
import type { KnownBy } from './known-by';

/** The names and addresses that a way back is about; what is not known yet is absent. */
export type WayBackNames = {
  readonly source: string;
  readonly target: string;
  /** The address that clients know, and where SSH or, without it, the web pages answer there. */
  readonly address: string;
  readonly sourceLogin: string;
  /** The new server's address of before the move. */
  readonly targetAddress: string;
  readonly targetLogin: string;
  /** What they are recognised by. */
  readonly by: Readonly<Record<Side, KnownBy>>;
  readonly sourceKey?: string | undefined;
  readonly targetKey?: string | undefined;
  readonly backup?: string | undefined;
  readonly backupFile?: string | undefined;
  readonly localFile?: string | undefined;
  readonly targetFile?: string | undefined;
  readonly kit?: string | undefined;
  readonly computers?: number | undefined;
  /** Since when clients may have delivered to the new server, ISO 8601. */
  readonly newDataSince?: string | undefined;
  readonly migration: string;
  /** The old server was, or was to be, taken off the network and not powered off. */
  readonly isolated?: true | undefined;
  /** The new server keeps its own address; `serves`: the old one is on, `off`: it is, or was told to be, off. */
  readonly beside?: 'serves' | 'off' | undefined;
  readonly givenUpNote?: string | undefined;
};
