import type { FieldRead } from '../../../shared/profile-trial';
import type { Values } from './command-line';
import type { FieldFacts, OperationFacts } from './operations';
import { secretValues } from './operations';
import type { FieldRule, Operation } from './profile-parts';
import { Unreadable } from './read-text';

type Rules = Readonly<Record<string, FieldRule>> | undefined;
type Rule = Exclude<FieldRule, string>;

/** True where an answer is in our words already: it is then taken as it is, and strictly. */
export const isOurs = ({ reads, fields }: Operation): boolean =>
  fields === undefined && (reads === 'json' || reads === 'json-lines' || reads === 'none');

/** The fields of one entry of an answer, as a migration reads them. */
export function fieldsOf(
  raw: unknown,
  operation: Operation,
  facts: Pick<OperationFacts, 'fields'>,
  values: Values,
): readonly FieldRead[] {
  if (!isOurs(operation)) return readFields(raw, facts, operation.fields, values);
  return Object.entries(facts.fields).map(([field, { optional }]) => {
    const value = memberOf(raw, field);
    if (value === undefined) return optional ? { field } : { field, fault: 'it is missing' };
    return { field, raw: typeof value === 'string' ? value : JSON.stringify(value), value };
  });
}

/** Puts our names and types on one entry of an answer, field by field; nothing is thrown for a field that cannot be read. */
function readFields(
  raw: unknown,
  { fields }: Pick<OperationFacts, 'fields'>,
  rules: Rules,
  values: Values,
): readonly FieldRead[] {
  return Object.entries(fields).map(([field, facts]) => {
    const said = rules?.[field];
    const rule: Rule = typeof said === 'string' ? { from: said } : (said ?? {});
    const found = foundIn(raw, field, rule, values);
    if (found === undefined || found === null || found === '') {
      return facts.optional ? { field } : { field, fault: 'it is missing' };
    }
    const text = typeof found === 'object' ? JSON.stringify(found) : String(found);
    try {
      const ours = meant(found, rule);
      // What the profile has no word for, such as “-”.
      if (ours === '' && facts.optional) return { field, raw: text };
      return { field, raw: text, value: typed(ours, facts, rule) };
    } catch (thrown) {
      const fault = thrown instanceof Unreadable ? thrown.why : 'it cannot be read';
      return { field, raw: text, fault };
    }
  });
}

/** The value of an entry by our names; throws `Unreadable` with the first field that has a fault. */
export function entryOf(fields: readonly FieldRead[]): Readonly<Record<string, unknown>> {
  const wrong = fields.find(({ fault }) => fault !== undefined);
  if (wrong) throw new Unreadable(`${wrong.field}: ${wrong.fault}`);
  return Object.fromEntries(
    fields.flatMap(({ field, value }) => (value === undefined ? [] : [[field, value]])),
  );
}

function foundIn(raw: unknown, field: string, rule: Rule, values: Values): unknown {
  if (rule.constant !== undefined) return rule.constant;
  if (rule.value !== undefined)
    return secretValues.has(rule.value) ? undefined : values[rule.value];
  const from = rule.from ?? field;
  const own = memberOf(raw, from);
  return own === undefined && from.includes('.')
    ? from.split('.').reduce<unknown>(memberOf, raw)
    : own;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The appliance's word in ours. */
function meant(found: unknown, { words, otherwise }: Rule): unknown {
  const text = typeof found === 'string' ? found.trim() : found;
  if (!words) return text;
  const key = String(text);
  return Object.hasOwn(words, key) ? words[key] : (otherwise ?? text);
}

function typed(value: unknown, { kind, words }: FieldFacts, rule: Rule): unknown {
  if (kind === 'texts') return Array.isArray(value) ? value : listOf(String(value));
  if (words && !words.includes(String(value)))
    throw new Unreadable(`“${String(value).slice(0, 60)}” is none of ${words.join(', ')}`);
  if (typeof value !== 'string') return kind === 'text' ? String(value) : value;
  switch (kind) {
    case 'text':
      return value;
    case 'whole':
    case 'number':
      return numberOf(value);
    case 'sha256':
      return value.replaceAll(':', '').toLowerCase();
    case 'bytes':
      return bytesOf(value, rule.unit);
    case 'boolean':
      return booleanOf(value);
    case 'time':
      return timeOf(value, rule.zone ?? 'Z');
    case 'date':
      return /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? refuse(value, 'a day such as 2027-01-31');
  }
}

const refuse = (text: string, wanted: string): never => {
  throw new Unreadable(`“${text.slice(0, 60)}” is not ${wanted}`);
};

const listOf = (text: string): readonly string[] =>
  text.split(/[\s,;]+/).filter((each) => each !== '');

/** Groups of three may be parted; a percent sign may follow. */
function numberOf(text: string): number {
  const plain = /^\d{1,3}(?:[,' _]\d{3})+(?:\.\d+)?$/.test(text)
    ? text.replaceAll(/[,' _]/g, '')
    : text;
  const match = /^(-?\d{1,16}(?:\.\d{1,9})?) ?%?$/.exec(plain);
  return match ? Number(match[1]) : refuse(text, 'a number');
}

const unitBytes: Readonly<Record<string, number>> = {
  ...{ B: 1, KB: 1e3, KIB: 2 ** 10, MB: 1e6, MIB: 2 ** 20 },
  ...{ GB: 1e9, GIB: 2 ** 30, TB: 1e12, TIB: 2 ** 40 },
};

function bytesOf(text: string, unit: Rule['unit']): number {
  const match = /^(.*?\d) ?([kmgt]?i?b(?:ytes?)?)?$/i.exec(text);
  const said = match?.[2]?.toUpperCase().replace(/^BYTES?$/, 'B');
  const factor = unitBytes[said ?? unit?.toUpperCase() ?? 'B'];
  return match?.[1] === undefined || factor === undefined
    ? refuse(text, 'a number of bytes')
    : Math.round(numberOf(match[1]) * factor);
}

function booleanOf(text: string): boolean {
  if (/^(?:true|yes|on|enabled|active|running|1)$/i.test(text)) return true;
  return /^(?:false|no|off|disabled|inactive|stopped|0)$/i.test(text)
    ? false
    : refuse(text, 'yes or no');
}

function timeOf(text: string, zone: string): string {
  const seconds = /^\d{9,11}(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
  const match =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text);
  const said = match?.[3]?.replace('UTC', 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const at = seconds ?? (match ? Date.parse(`${match[1]}T${match[2]}${said ?? zone}`) : Number.NaN);
  return Number.isNaN(at) ? refuse(text, 'a time') : new Date(at).toISOString();
}
