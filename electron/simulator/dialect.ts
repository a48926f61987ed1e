import { acme } from './acme';
import type { CommandContext } from './command';
import type { CommandAnswer } from './command-line';

/** How a machine understands command lines, in the place of its own way. */
export type Dialect = (line: string, context: CommandContext) => Promise<CommandAnswer>;

/** Practice machines with the commands of another, made-up appliance. */
export const dialects = { acme } as const satisfies Readonly<Record<string, Dialect>>;
export type DialectName = keyof typeof dialects;
export const dialectNames = Object.keys(dialects) as readonly DialectName[];
