import {
  type Counts,
  countedEntities,
  type Disk,
  type Licence,
} from '../../../../shared/appliance';
import { fail, isFailure } from '../../../../shared/failure';
import type { HandField, HandOperation, HandProof } from '../../../../shared/hand-work';
import { fieldsFor } from '../../guide/fields';
import { askByHand, shownOnly } from './ask-by-hand';
import type { AtHand } from './at-hand';
import { type Entered, entered } from './entered';
import { allDone, remembered } from './memory';

/** What of one kind a person reads at an appliance. */
export type Reading<Value> = {
  readonly operation: HandOperation;
  readonly fields?: readonly HandField[] | undefined;
  readonly more?: readonly HandField[] | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** What is known before anybody has said anything. */
  readonly known?: Readonly<Record<string, string>> | undefined;
  /** Asked again it begins empty: as a proof it has to be read, not confirmed. */
  readonly anew?: true | undefined;
  /** As in `HandWish`. */
  readonly forAnother?: true | undefined;
  /** Undefined where nothing was entered: the appliance does not tell it. */
  readonly read: (from: Entered) => Value | undefined;
  readonly proof?: (value: Value) => HandProof;
  /** The fields that a page has to show, where not all; the others may be read differently there. */
  readonly onPage?: readonly string[] | undefined;
};

/**
 * What a person read at the appliance: as remembered while it still counts, else asked. Throws `appliance.no-command` where the
 * appliance does not show it.
 */
export function readByHand<Value>(at: AtHand, reading: Reading<Value>): Promise<Value> {
  const underWay = at.reading.get(reading.operation) as Promise<Value> | undefined;
  if (underWay) return underWay;
  const begun = readNow(at, reading);
  at.reading.set(reading.operation, begun);
  const over = (): void => {
    at.reading.delete(reading.operation);
  };
  begun.then(over, over);
  return begun;
}

async function readNow<Value>(at: AtHand, reading: Reading<Value>): Promise<Value> {
  const { operation, read } = reading;
  const usual = reading.fields ?? fieldsFor(operation);
  const fields = [...usual, ...(reading.more ?? [])];
  if (fields.length === 0) return fail('appliance.no-command', { operation });
  const labelOf = (name: string): string =>
    fields.find((field) => field.name === name)?.label ?? name;
  const from = (given: Readonly<Record<string, string>>) => read(entered(given, labelOf));
  const before = remembered(at, operation);
  // Written down by this program, and may have been changed since: then it is asked again.
  const kept = before && tryRead(() => ({ value: from(before.given) }));
  const value = kept
    ? kept.value
    : await askByHand<Value | undefined>(
        at,
        operation,
        {
          ...(reading.values && { values: reading.values }),
          ...(reading.fields && { fields: reading.fields }),
          ...(reading.more && { more: reading.more }),
          ...(reading.forAnother && { forAnother: true }),
          known: { ...reading.known, ...(!reading.anew && allDone(at, operation).at(-1)?.given) },
        },
        (answer) => {
          const found = from(answer.given);
          const seen = answer.seen;
          const onPage =
            seen !== undefined && pageTells(shownOnly(answer.given), seen, reading.onPage);
          const proof = (found !== undefined && reading.proof?.(found)) || 'stated';
          return { value: found, proof: proof === 'stated' && onPage ? 'page' : proof };
        },
      );
  return value ?? fail('appliance.no-command', { operation });
}

function tryRead<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (thrown) {
    if (isFailure(thrown, 'hand.not-usable')) return undefined;
    throw thrown;
  }
}

/** Whether each number and word that was entered stands in the text of the page that was seen. */
function pageTells(
  given: Readonly<Record<string, string>>,
  seen: string,
  names: readonly string[] = Object.keys(given),
): boolean {
  const values = names.map((name) => given[name]);
  return values.every((value) => value !== undefined && (value === 'yes' || seen.includes(value)));
}

/** Without a fault, of which there are two: a disk of no size, and more free than there is. */
export const diskByHand: Reading<Disk> = {
  operation: 'disk',
  fields: fieldsFor('disk').map((field) => ({ ...field, optional: true })),
  read: (from) => {
    const [size, free] = [from.amount('totalGb'), from.amount('freeGb')];
    if (size === undefined || free === undefined) return undefined;
    return { sizeBytes: Math.round(size * 1e9), freeBytes: Math.round(free * 1e9) };
  },
};

/** What no console shows is 0, and is left out of the comparison. `holds`: whether that is what a restore had to bring. */
export const countsByHand = (holds: (counts: Counts) => boolean): Reading<Counts> => ({
  operation: 'counts',
  anew: true,
  read: (from) => {
    const counted = countedEntities.map((entity) => [entity, from.whole(entity)] as const);
    for (const { name, optional } of fieldsFor('counts')) if (!optional) from.needed(name);
    return Object.fromEntries(counted.map(([entity, count]) => [entity, count ?? 0])) as Counts;
  },
  proof: (counts) => (holds(counts) ? 'counts' : 'stated'),
});

export const licenceByHand: Reading<Licence> = {
  operation: 'licence',
  fields: fieldsFor('licence').map((field) => ({ ...field, optional: true })),
  read: (from) => {
    const valid = from.text('valid');
    if (valid === undefined) return undefined;
    return {
      valid: valid === 'yes',
      kind: from.text('kind') === 'trial' ? 'trial' : 'full',
      computers: from.whole('computers') ?? 0,
      until: from.text('until') ?? '',
    };
  },
};
