import type { ProfileFault, ProfileFaultKind } from '../../../shared/profile-fault';
import { factsOfOperation, type OperationName, operationNames, secretValues } from './operations';
import { compilePattern, patternFault } from './pattern';
import { placeholders } from './placeholders';
import { unsafeWord } from './unsafe-words';

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? each : '')) : [];

/** What is wrong with a profile beyond its form. Takes whatever it is given, so that every fault is told at once. */
export function lookOver(value: unknown): readonly ProfileFault[] {
  if (!isObject(value)) return [];
  const faults: ProfileFault[] = [];
  const complain: Complain = (where, kind, facts = {}) => faults.push({ where, kind, facts });
  const probes = isObject(value['probes']) ? value['probes'] : {};
  lookAtProbes(probes, complain);
  lookAtErrors('errors', value['errors'], complain);
  const operations = isObject(value['operations']) ? value['operations'] : {};
  for (const name of operationNames) {
    const operation = operations[name];
    if (isObject(operation)) lookAtOperation(name, operation, complain);
  }
  return faults;
}

type Complain = (
  where: string,
  kind: ProfileFaultKind,
  facts?: Readonly<Record<string, string | number | boolean>>,
) => void;

function lookAtProbes({ shell, privilege }: Loose, complain: Complain): void {
  if (isObject(shell) && placeholders(textsOf(shell['words']).join(' ')).join() !== 'word')
    complain('probes.shell.words', 'probe');
  if (!isObject(privilege)) return;
  for (const member of ['words', 'sudo', 'harmless']) {
    textsOf(privilege[member]).forEach((word, index) => {
      for (const used of placeholders(word))
        complain(`probes.privilege.${member}.${index}`, 'no-value', { used, known: '' });
    });
  }
}

function lookAtErrors(where: string, errors: unknown, complain: Complain): void {
  if (!Array.isArray(errors)) return;
  errors.forEach((each: unknown, index) => {
    if (isObject(each)) lookAtPattern(`${where}.${index}.pattern`, each['pattern'], complain);
  });
}

function lookAtPattern(where: string, source: unknown, complain: Complain): void {
  if (typeof source !== 'string') return;
  const fault = patternFault(source);
  if (fault !== undefined) complain(where, 'pattern', { pattern: source.slice(0, 80), fault });
}

function lookAtOperation(name: OperationName, operation: Loose, complain: Complain): void {
  const at = `operations.${name}`;
  const facts = factsOfOperation(name);
  const known = facts.values;
  const words = textsOf(operation['words']);
  const { stdin, reads } = operation;
  words.forEach((word, index) => {
    const where = `${at}.words.${index}`;
    for (const used of placeholders(word)) {
      if (!known.includes(used)) complain(where, 'no-value', { used, known: known.join(', ') });
      else if (secretValues.has(used)) complain(where, 'secret-on-line', { used });
    }
    const why = unsafeWord(words, index, typeof stdin === 'string' ? stdin : '');
    if (why !== undefined) complain(where, 'unsafe', { word: word.slice(0, 80), why });
  });
  for (const used of placeholders(typeof stdin === 'string' ? stdin : ''))
    if (!known.includes(used))
      complain(`${at}.stdin`, 'no-value', { used, known: known.join(', ') });
  if (facts.changes && operation['changes'] === false) complain(`${at}.changes`, 'changes');
  if (facts.secret && operation['secretAnswer'] !== true)
    complain(`${at}.secretAnswer`, 'secret-answer');
  if (reads === 'none' && facts.answers !== 'nothing')
    complain(`${at}.reads`, 'needs', { member: 'an answer', reads });
  lookAtErrors(`${at}.errors`, operation['errors'], complain);
  lookAtReading(at, name, operation, complain);
}

const ways: ReadonlySet<string> = new Set(['json', 'json-lines', 'key-value', 'regex', 'none']);

function lookAtReading(
  at: string,
  name: OperationName,
  { reads, patterns, separator, fields }: Loose,
  complain: Complain,
): void {
  const facts = factsOfOperation(name);
  // Of a way of reading that there is not nothing more can be said.
  if (!(reads === undefined || ways.has(String(reads)))) return;
  if (reads === 'regex' && patterns === undefined)
    complain(`${at}.patterns`, 'needs', { member: 'patterns', reads });
  if (reads !== 'regex' && patterns !== undefined)
    complain(`${at}.patterns`, 'not-for', { member: 'patterns', reads: String(reads) });
  if (reads !== 'key-value' && separator !== undefined)
    complain(`${at}.separator`, 'not-for', { member: 'separator', reads: String(reads) });
  const sources = textsOf(patterns);
  sources.forEach((source, index) => {
    lookAtPattern(`${at}.patterns.${index}`, source, complain);
  });
  const rules = isObject(fields) ? fields : {};
  for (const [field, rule] of Object.entries(rules)) {
    const where = `${at}.fields.${field}`;
    if (!isObject(rule)) continue;
    const { value, words, otherwise, constant } = rule;
    if (typeof value === 'string' && (!facts.values.includes(value) || secretValues.has(value))) {
      const open = facts.values.filter((each) => !secretValues.has(each));
      complain(where, 'no-value', { used: value, known: open.join(', ') });
    }
    const ours = facts.fields[field]?.words;
    const meant = [...(isObject(words) ? Object.values(words) : []), otherwise, constant];
    for (const each of ours ? meant : [])
      if (each !== undefined && !ours?.includes(String(each)))
        complain(where, 'not-ours', {
          seen: String(each).slice(0, 80),
          known: ours?.join(', ') ?? '',
        });
  }
  if (reads !== 'regex' || sources.some((source) => patternFault(source) !== undefined)) return;
  lookAtGroups(at, name, sources, rules, complain);
}

/** With regular expressions it is known beforehand which fields there can be. */
function lookAtGroups(
  at: string,
  name: OperationName,
  sources: readonly string[],
  rules: Loose,
  complain: Complain,
): void {
  const facts = factsOfOperation(name);
  const groups = new Set(sources.flatMap((source) => compilePattern(source).groups));
  for (const [field, { optional }] of Object.entries(facts.fields)) {
    const rule = rules[field];
    const from = typeof rule === 'string' ? rule : isObject(rule) ? rule['from'] : undefined;
    const without = isObject(rule) && (rule['constant'] ?? rule['value']) !== undefined;
    if (without) continue;
    const known = [...groups].join(', ');
    if (typeof from === 'string' && !groups.has(from))
      complain(`${at}.fields.${field}`, 'no-group', { group: from, known });
    else if (from === undefined && !optional && !groups.has(field))
      complain(`${at}.patterns`, 'no-field', { field, known });
  }
}
