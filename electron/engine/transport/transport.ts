import type { SlowerPart } from '../../../shared/pace';
import type { TransferNote } from '../../../shared/transfer-note';
import type { Found, RemoteFile, RemoteFiles } from '../appliance/appliance';

export type TransferOptions = {
  readonly signal: AbortSignal;
  /** Called at most ten times a second; bytes that are safely at the receiving end, and what holds it up where that is known. */
  readonly onProgress: (done: number, total: number, slower?: SlowerPart) => void;
  readonly onNote?: ((note: TransferNote) => void) | undefined;
  /** No more than this over the network; a function is asked again and again, so that a person may change it. */
  readonly bytesPerSecond?: number | (() => number | undefined) | undefined;
  /** Waited for between pieces: what it holds back is a pause; what is under way by then still arrives. */
  readonly gate?: (() => Promise<void>) | undefined;
  /** A server that leaves requests unanswered for so long counts as gone: `appliance.no-answer`. */
  readonly stallSeconds?: number | undefined;
};

/** Files of a server; what not every kind of server can tell or do may be absent. */
export type TransferFiles = RemoteFiles;
export type TransferFile = RemoteFile;
export type { Found };

/** Size and SHA-256 (hex) of a file. */
export type Moved = { readonly size: number; readonly sha256: string };

/**
 * Getting a file from one appliance to a local file and from there to the other, or at once. All write to `NAME.part`, in order; a later call goes
 * on with what proves right of it; the name without `.part` appears only when all is there and flushed. Answers with size and SHA-256
 * (hex) of what was moved. How it works: docs/TRANSFER.md.
 */
export type Transport = {
  readonly download: (
    files: TransferFiles,
    from: string,
    to: string,
    /** `sha256`: what it has to be; else the part is set aside as `NAME.damaged`, with `transfer.hash-mismatch`. */
    options: TransferOptions & { readonly sha256?: string | undefined },
  ) => Promise<Moved>;
  readonly upload: (
    from: string,
    files: TransferFiles,
    to: string,
    options: TransferOptions & {
      /** What the local file has to be; else `transfer.hash-mismatch`, and nothing gets the final name. */
      readonly sha256?: string | undefined;
      /** How the server itself hashes a file: asked about the part when going on and before it gets its final name. */
      readonly hash?: ((path: string) => Promise<Moved>) | undefined;
    },
  ) => Promise<Moved>;
  /**
   * Both halves at once, from a file of the old server to one of the new, through a bounded buffer in memory. Throws `transfer.no-space` with
   * `where` the new server; for all else as the halves do.
   */
  readonly relay: (
    from: FileAt,
    to: FileAt,
    options: TransferOptions & {
      /** What the file has to be; else `transfer.hash-mismatch`, and nothing gets the final name. */
      readonly sha256?: string | undefined;
      /** How the new server itself hashes a file, as for `upload`. */
      readonly hash?: ((path: string) => Promise<Moved>) | undefined;
      /** A local file that gets the same bytes; where it cannot, the relay goes on without it and notes `copy-given-up`. */
      readonly copy?: string | undefined;
      /** Local path of what is remembered of the part on the new server, for a later try. */
      readonly record: string;
    },
  ) => Promise<Moved>;
};

/** A file of a server. */
export type FileAt = { readonly files: TransferFiles; readonly path: string };
