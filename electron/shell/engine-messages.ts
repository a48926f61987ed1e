import type { Pushes, PushName, Reply } from '../../shared/contract';
import type { ShellCall } from './shell-calls';

/** What the shell tells the engine's process. Inputs may hold secrets: nobody logs these messages. */
export type ToEngine =
  | {
      readonly kind: 'call';
      readonly call: number;
      readonly command: string;
      readonly input: unknown;
    }
  /** The reply to `ask-shell`; may be a secret. */
  | { readonly kind: 'shell-reply'; readonly call: number; readonly reply: Reply<unknown> }
  /** Stop the runs in order, then exit. */
  | { readonly kind: 'close' };

/** What the engine's process tells the shell. What it asks the shell to keep or to print is a secret: nobody logs these either. */
export type FromEngine =
  | { readonly kind: 'reply'; readonly call: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'ask-shell'; readonly call: number; readonly asked: ShellCall }
  | Pushed;

/** A push by its name. */
type Pushed = {
  readonly [Push in PushName]: {
    readonly kind: 'push';
    readonly push: Push;
    readonly value: Pushes[Push];
  };
}[PushName];
