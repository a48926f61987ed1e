import { confirm, select } from '@inquirer/prompts';
import { type CutoverWay, cutoverWays } from '../../../shared/cutover';
import type { Answer, MigrationState, Question } from '../../../shared/migration';
import {
  handValues,
  isolateByHand,
  keepConsequences,
  moveByHand,
  powerOffByHand,
  wayWords,
} from '../../../shared/words/cutover';
import { sideWords } from '../../../shared/words/sides';
import type { Terminal } from '../terminal';
import { type contextOf, explain, typeName } from './prompting';
import { moveWords, powerOffWords } from './question-text';

export type CutoverKind = 'power-off' | 'isolate-source' | 'keep-address' | 'move-address';
type Context = ReturnType<typeof contextOf>;

/** Asks a person at the keys what the cutover needs. */
export async function cutOverByPerson(
  question: Question & { readonly kind: CutoverKind },
  state: MigrationState,
  context: Context,
  terminal: Terminal,
): Promise<Answer> {
  switch (question.kind) {
    case 'power-off': {
      const { sourceName } = question;
      explain(terminal, ...powerOffWords(question, state));
      // Without a login this program cannot do it.
      const by =
        state.plan.source.access === 'web'
          ? 'hand'
          : await whoPowersOff(question.by ?? 'command', context);
      if (by === 'hand') explain(terminal, 'By hand', powerOffByHand(sourceName));
      const typedName = await typeName(sourceName, sideWords.source, context);
      return { kind: 'power-off', typedName, by };
    }
    case 'isolate-source': {
      const { sourceName, address, mac } = question;
      const title = `Take ${sourceName} off the network. This is the point of no return.`;
      explain(terminal, title, isolateByHand(sourceName, address, mac));
      return {
        kind: 'isolate-source',
        typedName: await typeName(sourceName, sideWords.source, context),
      };
    }
    case 'keep-address': {
      const { targetName, oldAddress, newAddress } = question;
      const title = `${targetName} keeps its own address ${newAddress}. What follows from that:`;
      explain(terminal, title, keepConsequences(oldAddress, newAddress));
      const message = `Go on with ${targetName} at ${newAddress}?`;
      return { kind: 'keep-address', accept: await confirm({ message, default: false }, context) };
    }
    case 'move-address':
      return await moveByPerson(question, context, terminal);
  }
}

async function moveByPerson(
  question: Question & { readonly kind: 'move-address' },
  context: Context,
  terminal: Terminal,
): Promise<Answer> {
  const { to, targetName } = question;
  explain(terminal, ...moveWords(question));
  if (question.by === 'hand') {
    const values = handValues(to).map(({ name, value }) => `${name.padEnd(18)} ${value}`);
    explain(terminal, 'By hand', [moveByHand.how, ...values, moveByHand.dns, moveByHand.waits]);
    const message = `Is ${to.address} set on ${targetName}?`;
    return {
      ...{ kind: 'move-address', by: 'hand' },
      accept: await confirm({ message, default: true }, context),
    };
  }
  const message = `Give ${to.address} to ${targetName}?`;
  const accept = await confirm({ message, default: false }, context);
  if (accept) return { kind: 'move-address', accept, by: 'command' };
  const instead = 'Will you move it by hand at its console instead?';
  const byHand = await confirm({ message: instead, default: false }, context);
  return { kind: 'move-address', accept: byHand, by: byHand ? 'hand' : 'command' };
}

const whoPowersOff = (usual: CutoverWay, context: Context): Promise<CutoverWay> =>
  select<CutoverWay>(
    {
      message: 'Who powers it off?',
      choices: cutoverWays.map((value) => ({ value, name: wayWords[value] })),
      default: usual,
    },
    context,
  );
