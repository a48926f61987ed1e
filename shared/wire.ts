import type * as z from 'zod';
import {
  type CommandAnswers,
  type CommandInput,
  type CommandName,
  type Commands,
  commands,
  type Pushes,
  type PushName,
  type Reply,
} from './contract';
import { FailureError, fail, toFailure } from './failure';

/** A client of the contract: one function a command; failures are thrown as FailureError. */
export type Client<Name extends CommandName = CommandName> = {
  readonly call: <Command extends Name>(
    command: Command,
    input: CommandInput<Command>,
  ) => Promise<CommandAnswers[Command]>;
  /** Hears a push until the returned function is called. */
  readonly listen: <Push extends PushName>(
    push: Push,
    hear: (value: Pushes[Push]) => void,
  ) => () => void;
};

/** One function for each command that somebody serves; its input was checked. */
export type Handlers<Name extends CommandName = CommandName> = {
  readonly [Command in Name]: (
    input: z.output<Commands[Command]>,
  ) => Promise<CommandAnswers[Command]>;
};

/** Checks a command's name and input and runs its handler; everything thrown becomes a failure in the reply. */
export async function answer(
  handlers: Partial<Handlers>,
  command: string,
  input: unknown,
): Promise<Reply<unknown>> {
  try {
    if (!Object.hasOwn(commands, command))
      fail('contract.bad-input', { where: 'command', seen: command.slice(0, 80) });
    const name = command as CommandName;
    const handler = handlers[name] as ((input: unknown) => Promise<unknown>) | undefined;
    if (!handler) fail('contract.bad-input', { where: 'command', seen: name });
    const parsed = commands[name].safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      fail('contract.bad-input', {
        where: `${name}.${issue?.path.join('.') ?? ''}`,
        seen: issue?.message ?? '',
      });
    }
    return { ok: true, value: await handler(parsed.data) };
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown) };
  }
}

/** Turns a carrier of messages into a client. `send` brings a command over and comes back with the reply. */
export function connect(
  send: (command: CommandName, input: unknown) => Promise<Reply<unknown>>,
  listen: (push: PushName, hear: (value: unknown) => void) => () => void,
): Client {
  return {
    call: async (command, input) => {
      const reply = await send(command, input);
      if (!reply.ok) throw new FailureError(reply.failure);
      return reply.value as CommandAnswers[typeof command];
    },
    listen: (push, hear) => listen(push, hear as (value: unknown) => void),
  };
}
