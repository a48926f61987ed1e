import type { ProfileCommand } from '../../../shared/profile-workshop';
import { commandLine, standardInput, type Values } from './command-line';
import { factsOfOperation, operationNames, secretValues, valueFacts } from './operations';
import { placeholders } from './placeholders';

/** A made-up value for each name. */
export const sampleValues: Values = Object.fromEntries(
  Object.entries(valueFacts).map(([name, { sample }]) => [name, sample]),
);

/** Every operation with its command as it would be sent. Takes whatever it is given: what has faults is told as far as there is a command. */
export function commandsOfProfile(profile: unknown, values: Values): readonly ProfileCommand[] {
  const operations = memberOf(profile, 'operations');
  return operationNames.map((operation) => ({
    operation,
    needed: factsOfOperation(operation).needed,
    told: told(memberOf(operations, operation), values),
  }));
}

function told(operation: unknown, values: Values): ProfileCommand['told'] {
  const words = memberOf(operation, 'words');
  if (!Array.isArray(words) || words.length === 0) return undefined;
  if (!words.every((word) => typeof word === 'string' && word !== '')) return undefined;
  const stdin = memberOf(operation, 'stdin');
  const written = typeof stdin === 'string' ? stdin : undefined;
  const secret = placeholders(written ?? '').some((each) => secretValues.has(each));
  return {
    command: commandLine({ words }, values),
    changes: memberOf(operation, 'changes') === true,
    reads: String(memberOf(operation, 'reads') ?? ''),
    stdin: secret || written === undefined ? written : standardInput({ stdin: written }, values),
    secret,
  };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
