import type { Socket } from 'node:net';

/** Why a command is not carried out, as the console is told. */
export class Refusal extends Error {
  readonly code: number;
  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

/** A file as it is listed. */
export type Entry = { readonly name: string; readonly size: number; readonly modifiedAt: Date };

/** What the desk needs to know of whoever asks. */
export type Asking = {
  /** False once the control connection has ended. */
  readonly isThere: () => boolean;
  /** Called once, when its transfer has the file and nobody else's can have it. */
  readonly begins: () => void;
  /** Called for each piece that passes. */
  readonly moved: () => void;
};

/** The one file of the desk. Throws `Refusal`s for the console; what ends the desk it tells by its own means. */
export type Shelf = {
  readonly entry: () => Entry | undefined;
  /** Sends the file from byte `at` on. */
  readonly retrieve: (name: string, at: number, to: Socket, asking: Asking) => Promise<void>;
  /** Takes the file from byte `at` on, or behind what there is; answers with what to tell the console. */
  readonly store: (
    name: string,
    at: number | 'end',
    from: Socket,
    asking: Asking,
  ) => Promise<string>;
  /** Throws where this file may not be retrieved or stored now; asked before a data connection is made, and by the transfer once more. */
  readonly may: (what: 'retrieve' | 'store', name: string, at: number | 'end') => void;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Lets go of the file; what is not whole is removed. */
  readonly close: () => Promise<void>;
};

/** What the desk is told of its file. */
export type ShelfEnds = {
  readonly progress: (done: number) => void;
  readonly finished: (moved: { readonly size: number; readonly sha256: string }) => void;
  /** The file cannot come, or is not the right one: the desk is over. */
  readonly failed: (thrown: unknown) => void;
};
