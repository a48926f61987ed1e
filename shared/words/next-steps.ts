import { addressMoves } from '../cutover';
import type { MigrationState } from '../migration';
import { type LookAt, type NextStep, type Serving, serving } from '../next-steps';
import { rollBackStepIds } from '../roll-back';
import { wayBack } from '../way-back';
import type { WayBackNames } from '../way-back-names';
import { describeFailure } from './failures';
import { wordsOfStep } from './steps';
import { lossSentences, rollBackWords } from './way-back';

/** What to do next, in sentences, the same in window and terminal. */
export const nextStepsWords = {
  title: 'What to do next',
  clients: 'Clients',
} as const;

export type NextStepWords = {
  readonly text: string;
  /** What is typed in a terminal to have it done. */
  readonly command?: string | undefined;
};

export function describeNextStep(state: MigrationState, step: NextStep): NextStepWords {
  const { names } = wayBack(state);
  const { id } = state;
  switch (step.kind) {
    case 'look':
      return { text: lookWords(state, step.at, names) };
    case 'go-on':
      return {
        text: `${state.failure ? 'Then go' : 'Go'} on at “${wordsOfStep(step.step, state.plan).title}”. What is done is not done twice.`,
        command: `epp-migrate resume ${id}`,
      };
    case 'new-backup':
      return {
        text: `Make a new backup on ${names.source}, with a new key.`,
        command: `epp-migrate resume ${id} --new-backup`,
      };
    case 'found-key':
      return {
        text: 'If the key turns up after all, go on with this backup.',
        command: `epp-migrate resume ${id}`,
      };
    case 'start-anew':
      return {
        text: 'Start a new migration: this one would end the same way. The window fills in the addresses.',
        command: 'epp-migrate run',
      };
    case 'go-back':
      return {
        // The worst of it; the way back has it all.
        text: `Or go back to ${names.source}. What that costs: ${lossSentences(wayBack(state)).at(-1) ?? ''}`,
        command: `epp-migrate roll-back ${id}`,
      };
    case 'leave':
      return { text: 'Or leave it: nothing has been changed on either server.' };
    case 'go-on-back':
      return {
        text: `${state.failure ? 'Then go' : 'Go'} on with the way back, at “${backStep(state)}”. What is done is not done twice.`,
        command: `epp-migrate roll-back ${id}`,
      };
    case 'by-hand':
      return {
        text: `Without this program: the way back, on paper, says how ${names.source} comes back by hand. The migration itself does not go on any more.`,
        command: `epp-migrate way-back ${id}`,
      };
  }
}

function backStep({ rollBack }: MigrationState): string {
  const next = rollBackStepIds.find((step) => rollBack?.steps[step] !== 'done');
  return rollBackWords.steps[next ?? 'settle-backup'];
}

function lookWords(state: MigrationState, at: LookAt, names: WayBackNames): string {
  const { source, target, address, targetAddress, isolated } = names;
  const { failure } = state;
  const usual = failure ? describeFailure(failure).todo : '';
  switch (at) {
    case 'restore':
      return `Look why the restore failed: free space on ${target} at ${targetAddress}, and its logs in /var/log/epp. Set its virtual machine back to its snapshot before another try.`;
    case 'counts':
      return `Compare the two web pages, ${source} and ${target}: what is missing, and is it needed? ${usual}`;
    case 'source-machine':
      return addressMoves(state.plan)
        ? `Look at the virtual machine of ${source} in the hypervisor: it has to be off${isolated ? ' the network' : ''}. ${usual}`
        : `Look at the virtual machine of ${source} in the hypervisor: it has to be off.`;
    case 'target-network':
      return `Look at the network settings on the console of ${target}: it should have ${address}, and may still have ${targetAddress}. ${source} stays off meanwhile.`;
    case 'own-network':
      return `Look whether this computer reaches the network of ${address} and ${targetAddress} at all: cable, VPN, firewall.`;
    case 'stranger':
      return `Find out which machine has ${address} before any client connects: it shows neither the key of ${source} nor that of ${target}. Disconnect it.`;
    case 'target-reach':
      return `Look on the console of ${target} whether it runs. After a restore it restarts and may say nothing for 5 minutes and more; wait that long first.`;
    case 'moved-reach':
      return `Look on the console of ${target} whether it runs and which address it has: ${addressMoves(state.plan) ? address : targetAddress} is where it is expected.`;
    case 'delivered-file':
      return `Somebody may have deleted the file on ${target}. It is delivered again; the backup on ${source} is untouched.`;
    case 'decision':
      return failure?.code === 'cutover.declined' && serving(state) === 'source'
        ? 'Nothing was changed by this: both servers run. Go on when it may be cut over.'
        : usual;
    case 'failure':
      return usual;
  }
}

const servingWords: Readonly<Record<Serving, (names: WayBackNames) => string>> = {
  source: ({ source }) => `${source} serves the clients. There is no hurry.`,
  nobody: ({ address }) =>
    `Clients reach no server at ${address}. They keep their logs; go on or go back soon.`,
  'perhaps-nobody': ({ address }) =>
    `Clients may reach no server at ${address}. Look who answers there; go on or go back soon.`,
  both: ({ source, target, address }) =>
    `${source} and ${target} may both answer at ${address}, and clients may reach either. Switch one of them off at once.`,
  stranger: ({ address }) =>
    `Another machine answers at ${address}, and clients may reach it. Find it before anything else.`,
  beside: ({ source, target, address, targetAddress }) =>
    `${source} is off: clients that still know ${address} reach nobody. ${target} is at ${targetAddress}.`,
  unsettled: ({ target, address }) =>
    `${target} has ${address}; whether it lets clients in is not settled. Going on settles it.`,
  held: ({ target, address }) =>
    `${target} has ${address} and lets no client in yet. They keep their logs; go on or go back soon.`,
  target: ({ target, address }) => `Clients reach ${target} at ${address}.`,
};

/** Who serves the clients at this moment, and whether that is urgent. */
export function servingSentence(state: MigrationState): string {
  const words = servingWords[serving(state)](wayBack(state).names);
  return state.rollBack ? words.replace('go on or go back', 'go on with the way back') : words;
}
