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

/** What a login is asked before any operation, as far as it can be told. */
export function probesOfProfile(profile: unknown): readonly string[] {
  const probes = memberOf(profile, 'probes');
  const privilege = memberOf(probes, 'privilege');
  const sudo = wordsIn(memberOf(privilege, 'sudo'));
  const harmless = wordsIn(memberOf(privilege, 'harmless'));
  return [
    wordsIn(memberOf(memberOf(probes, 'shell'), 'words')),
    wordsIn(memberOf(privilege, 'words')),
    sudo && harmless && [...sudo, ...harmless],
  ].flatMap((words) => (words ? [commandLine({ words }, sampleValues)] : []));
}

const wordsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((word): word is string => typeof word === 'string' && word !== '')
    ? value
    : undefined;

function told(operation: unknown, values: Values): ProfileCommand['told'] {
  const words = wordsIn(memberOf(operation, 'words'));
  if (!words) return undefined;
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
