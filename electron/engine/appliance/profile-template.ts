import { wrap } from '../../../shared/wrap';
import { factsOfOperation, type OperationName, operationNames, secretValues } from './operations';

const comment = (text: string, indent: string): string =>
  wrap(text, 100)
    .map((line) => `${indent}// ${line}`)
    .join('\n');

/** A field below its operation; what does not fit on its line stands a little further in. */
const hangingComment = (text: string): string =>
  wrap(text, 94)
    .map((line, index) => `    //   ${index === 0 ? '' : '  '}${line}`)
    .join('\n');

/** A profile to begin with: valid as it is, each operation explained, and but for the first left out until somebody knows its command. */
export const profileTemplate = (name: string): string =>
  [
    '{',
    comment(
      'Written by “epp-migrate profile init”. Comments may stay. Check it with “epp-migrate profile check FILE”.',
      '  ',
    ),
    comment('For help while you type: epp-migrate profile schema > profile.schema.json', '  '),
    '  "$schema": "profile.schema.json",',
    '  "profile": 1,',
    `  "name": ${JSON.stringify(name)},`,
    comment(
      'What “identity” answers as product. Any other product is refused before anything happens.',
      '  ',
    ),
    '  "product": "Endpoint Protector",',
    comment(
      'A word of your own for each exit code that is not 0, and what the words mean to this program.',
      '  ',
    ),
    '  // "exits": { "5": "busy", "6": "wrong-key", "7": "no-space", "4": "not-found" },',
    '  // "failures": { "busy": "appliance.busy", "wrong-key": "key.wrong", "no-space": "transfer.no-space" },',
    comment('Or by text, where exit codes say nothing:', '  '),
    '  // "errors": [{ "pattern": "(?i)another task is running", "failure": "appliance.busy" }],',
    comment(
      'How it is found out that a login has a shell, and whether it needs sudo. Leave out what the appliance has not.',
      '  ',
    ),
    '  "probes": {',
    '    "shell": { "words": ["echo", "{word}"], "timeoutSeconds": 20 },',
    '    "privilege": {',
    '      "words": ["id", "-u"], "sudo": ["sudo", "-n"], "harmless": ["true"], "timeoutSeconds": 20',
    '    }',
    '  },',
    comment(
      'Take the slashes away from an operation once you know its command. What is left out is done by a person.',
      '  ',
    ),
    '  "operations": {',
    operationNames.map(operationText).join('\n\n'),
    '  }',
    '}',
    '',
  ].join('\n');

/** What an operation begins with in a profile: words that are no command yet, and what is known of it beforehand. */
export function operationToBegin(name: OperationName): Readonly<Record<string, unknown>> {
  const { values, changes, answers, secret } = factsOfOperation(name);
  const open = values.filter((value) => !secretValues.has(value));
  return {
    words: ['your-command', name, ...open.map((value) => `{${value}}`)],
    ...(values.length > open.length && { stdin: '{key}' }),
    reads: answers === 'nothing' ? 'none' : answers === 'list' ? 'json-lines' : 'json',
    changes,
    ...(secret && { secretAnswer: true }),
    timeoutSeconds: 60,
  };
}

function operationText(name: OperationName): string {
  const { does, values, fields, needed } = factsOfOperation(name);
  const first = name === 'identity';
  const standing = first
    ? 'REQUIRED.'
    : needed
      ? 'NEEDED for a migration by commands.'
      : 'MAY BE LEFT OUT.';
  const entries = Object.entries(operationToBegin(name)).map(
    ([member, value]) => `"${member}": ${onOneLine(value)}`,
  );
  const text = [
    `"${name}": {`,
    ...entries.map((entry, index) => `  ${entry}${index < entries.length - 1 ? ',' : ''}`),
    '},',
  ];
  return [
    comment(`${name}: ${standing} ${does}`, '    '),
    ...(values.length > 0
      ? [comment(`Values: ${values.map((value) => `{${value}}`).join(', ')}`, '    ')]
      : []),
    ...Object.entries(fields).map(([field, { says, optional, words }]) =>
      hangingComment(
        `${field}${optional ? ' (may be missing)' : ''}: ${says}${words ? `; one of ${words.join(', ')}` : ''}`,
      ),
    ),
    ...text.map((line) => `    ${first ? '' : '// '}${line}`),
  ].join('\n');
}

const onOneLine = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map((each) => JSON.stringify(each)).join(', ')}]`
    : JSON.stringify(value);
