import type { RemoteFiles } from '../appliance/appliance';

export type TransferOptions = {
  readonly signal: AbortSignal;
  /** Called at most ten times a second; bytes that are safely at the receiving end. */
  readonly onProgress: (done: number, total: number) => void;
};

/**
 * Getting a file from one appliance to a local file and from there to the other. Both write to `NAME.part` in order, so that its size is
 * how far it got; a later call goes on there; the name without `.part` appears only when all is there and flushed.
 * Answers with size and SHA-256 (hex) of what was written.
 */
export type Transport = {
  readonly download: (
    files: RemoteFiles,
    from: string,
    to: string,
    /** `sha256`: what it has to be; else the part is set aside as `NAME.damaged`, with `transfer.hash-mismatch`. */
    options: TransferOptions & { readonly sha256?: string | undefined },
  ) => Promise<{ readonly size: number; readonly sha256: string }>;
  readonly upload: (
    from: string,
    files: RemoteFiles,
    to: string,
    options: TransferOptions,
  ) => Promise<{ readonly size: number; readonly sha256: string }>;
};
