import type { Pushes, PushName, Reply } from '../../shared/contract';

/** What the shell tells the engine's process. Inputs may hold secrets: nobody logs these messages. */
export type ToEngine =
  | {
      readonly kind: 'call';
      readonly call: number;
      readonly command: string;
      readonly input: unknown;
    }
  /** Stop the runs in order, then exit. */
  | { readonly kind: 'close' };

/** What the engine's process tells the shell. */
export type FromEngine =
  | { readonly kind: 'reply'; readonly call: number; readonly reply: Reply<unknown> }
  | Pushed;

/** A push by its name. */
type Pushed = {
  readonly [Push in PushName]: {
    readonly kind: 'push';
    readonly push: Push;
    readonly value: Pushes[Push];
  };
}[PushName];
