import { userInfo } from 'node:os';
import { type Failure, isFailure } from '../../../../shared/failure';
import type {
  HandAnswer,
  HandField,
  HandFile,
  HandOperation,
  HandProof,
} from '../../../../shared/hand-work';
import { guideFor } from '../../guide/families';
import { fieldsFor } from '../../guide/fields';
import type { AtHand } from './at-hand';

/** Thrown where the operation goes another way from now on: whoever called it looks again which. */
export class Switched extends Error {}

export type HandWish = {
  /** For the words of the guide. */
  readonly values?: Readonly<Record<string, string>>;
  /** What is known already, by the names of fields. */
  readonly known?: Readonly<Record<string, string>>;
  /** In place of the usual fields of the operation. */
  readonly fields?: readonly HandField[];
  /** After them. */
  readonly more?: readonly HandField[];
  readonly file?: HandFile | undefined;
  readonly needsKey?: true | undefined;
  /** Asked for another operation, which goes by a person: whatever way this one goes. */
  readonly forAnother?: true | undefined;
  /** Why it is asked again. */
  readonly fault?: Failure | undefined;
};

/** What an answer came to, with what is written down of it; no `proof`: nothing is. */
export type Heard<Value> = {
  readonly value: Value;
  readonly given?: Readonly<Record<string, string>>;
  readonly proof?: HandProof | undefined;
};

/** What another answer may mend. */
const mendable = [
  'hand.not-usable',
  'hand.no-file',
  'hand.not-a-backup',
  'hand.old-login',
  'file.unreadable',
  'file.not-a-file',
  'transfer.no-space',
] as const;

/**
 * Has a person carry out an operation and reads what came of it; asks again where the answer cannot be taken. Throws `Switched` where
 * the operation shall go another way.
 */
export async function askByHand<Value>(
  at: AtHand,
  operation: HandOperation,
  wish: HandWish,
  read: (answer: HandAnswer) => Heard<Value> | Promise<Heard<Value>>,
): Promise<Value> {
  const { desk, signal } = at;
  let { fault, known } = wish;
  for (;;) {
    signal.throwIfAborted();
    const usual = at.wayOf(operation);
    if (usual === 'command' && !wish.forAnother) throw new Switched();
    const way = usual === 'command' ? 'hand' : usual;
    const guide = guideFor(versionOf(at), operation, wish.values ?? {});
    const fields = wish.fields?.map(withKnown(known)) ?? fieldsFor(operation, known);
    const switching = desk.switching(operation);
    const answer = await desk
      .ask(
        {
          ...{ serverName: nameOf(at), operation, way, guide },
          mayBeCommand: at.mayBeCommand(operation),
          fields: [...fields, ...(wish.more?.map(withKnown(known)) ?? [])],
          ...(wish.file && { file: wish.file }),
          ...(wish.needsKey && { needsKey: wish.needsKey }),
          ...(fault && { fault }),
        },
        AbortSignal.any([signal, switching]),
      )
      .catch((thrown: unknown) => {
        if (switching.aborted && !signal.aborted) throw new Switched();
        throw thrown;
      });
    if (answer.action === 'switch') {
      if (answer.to !== undefined && answer.to !== way) desk.switchTo(operation, answer.to);
      throw new Switched();
    }
    try {
      const { value, given, proof } = await read(answer);
      if (proof)
        desk.did({
          ...{ operation, way, proof, given: given ?? shownOnly(answer.given) },
          by: answer.by?.trim() || userInfo().username,
          ...(answer.seen && { seen: answer.seen }),
        });
      return value;
    } catch (thrown) {
      if (!isFailure(thrown, ...mendable)) throw thrown;
      fault = thrown.failure;
      // What was right need not be entered twice.
      known = { ...known, ...shownOnly(answer.given) };
    }
  }
}

/** A field with what is known of it, which is never a secret. */
const withKnown =
  (known: Readonly<Record<string, string>> = {}) =>
  (field: HandField): HandField => {
    const value = Object.hasOwn(known, field.name) ? known[field.name] : undefined;
    const mayBeKnown = value !== undefined && ['text', 'number', 'choice'].includes(field.form);
    return mayBeKnown ? { ...field, known: value } : field;
  };

/** What was entered, without what was left empty. */
export const shownOnly = (
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(given)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

/** What the appliance is called where nothing better is known than its address. */
export const nameOf = ({ side, endpoint, desk }: AtHand): string =>
  desk.state().facts[side]?.hostname ?? endpoint.host;

const versionOf = ({ side, desk }: AtHand): string | undefined =>
  desk.state().facts[side]?.version ??
  desk.state().handWork.findLast((work) => work.side === side && work.operation === 'identity')
    ?.given['version'];
