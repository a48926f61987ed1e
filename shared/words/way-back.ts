import type { KnownBy } from '../known-by';
import type { RollBackStepId, RollBackWait, WayBackStage } from '../roll-back';
import type { Instruction, InstructionId, LossId, NoReturn, WayBack } from '../way-back';
import type { WayBackNames } from '../way-back-names';

/** Sentences of the way back, for paper, window and terminal. */
export const wayBackWords = {
  title: (source: string) => `The way back to ${source}`,
  stands: 'Where it stands',
  noReturn: 'Point of no return',
  harder: 'What the next step makes harder',
  steps: 'What to do, in this order',
  lost: 'What going back costs',
  names: 'Names and addresses',
  by: { program: 'This program', person: 'You' },
  command: (id: string) => `epp-migrate roll-back ${id}`,
  rule: 'Never let both servers be on with the same address: they harm each other and the clients.',
} as const;

type SayStage = (names: WayBackNames) => string;

const offAndWhole = ({ source, isolated }: WayBackNames, howLong = ''): string =>
  `${source} is ${isolated ? 'off the network' : 'off'} and complete${howLong}.`;

const delivering = ({ newDataSince }: WayBackNames, words: string): string =>
  newDataSince === undefined ? 'it lets no client in yet' : words;

const besideWords = ({ source, target, targetAddress, beside }: WayBackNames): string =>
  `${target} is restored and proven at its own address ${targetAddress}. ${
    beside === 'off'
      ? `${source} is off, or was told to be, and complete.`
      : `${source} runs unchanged and serves its clients.`
  }`;

const stageWords: Readonly<Record<WayBackStage, SayStage>> = {
  untouched: () => 'Nothing has been changed on either server.',
  'before-restore': ({ source }) =>
    `${source} runs and serves its clients. Nothing on it was changed but a backup that was asked for.`,
  'restore-running': ({ source, target }) =>
    `A restore was confirmed on ${target} and may be running. ${source} runs unchanged and serves its clients.`,
  'restore-failed': ({ source, target }) =>
    `The restore on ${target} failed; it may hold half of it. ${source} runs unchanged and serves its clients.`,
  restored: ({ source, target }) =>
    `${target} is restored and not verified. ${source} runs unchanged and serves its clients.`,
  verified: ({ source, target }) =>
    `${target} is restored and verified, with its own address. ${source} runs unchanged and serves its clients.`,
  'power-off-confirmed': ({ source, address, isolated }) =>
    `${source} was to be ${isolated ? 'taken off the network' : 'powered off'} and may be off. Nobody else has ${address}.`,
  'old-silent': (names) =>
    `${offAndWhole(names)} Nobody has ${names.address}: clients reach no server and keep their logs.`,
  'address-moving': (names) =>
    `${offAndWhole(names)} ${names.target} was told to take ${names.address} and may have it.`,
  moved: (names) =>
    `${offAndWhole(names)} ${names.target} has ${names.address}; ${delivering(names, 'clients may deliver to it')}.`,
  proven: (names) =>
    names.beside
      ? besideWords(names)
      : `${offAndWhole(names)} ${names.target} has ${names.address}, proven; ${delivering(names, 'clients deliver to it')}.`,
  finished: (names) =>
    names.beside
      ? `The migration is finished. ${besideWords(names)}`
      : `The migration is finished: ${names.target} serves the clients at ${names.address}. ${offAndWhole(names, ' for as long as its virtual machine is kept')}`,
  'rolled-back': ({ source, address }) => `Gone back: ${source} answers at ${address} again.`,
  'given-up': ({ source }) => `${source} was given up: it was deleted or archived.`,
};

const noReturnWords: Readonly<Record<NoReturn, SayStage>> = {
  ahead: ({ target, address, beside }) =>
    `Not reached. It is crossed when ${beside ? '' : `${target} has ${address} and `}clients are let in${beside ? ` on ${target}` : ''}: going back then loses what they delivered.`,
  crossed: ({ source, target, newDataSince }) =>
    `Behind. ${newDataSince === undefined ? '' : `Since ${instant(newDataSince)} `}${newDataSince === undefined ? 'Clients' : 'clients'} may deliver to ${target}. Going back stays possible for as long as ${source} is kept, and loses what only ${target} has; the more, the longer you wait.`,
  final: ({ source }) => `Behind, for good: there is no ${source} to go back to.`,
};

const deliveredWords = ({ target, newDataSince }: WayBackNames): string =>
  newDataSince === undefined
    ? `Once clients are let in on ${target}, they deliver to it: that is the point of no return.`
    : `Each hour leaves more on ${target} that going back loses.`;

const nothingHarder = '';
const harderWords: Readonly<Record<WayBackStage, SayStage>> = {
  untouched: () => 'Asking for a backup changes the old server only by that backup.',
  'before-restore': ({ target }) =>
    `The restore replaces everything on ${target}. ${target} comes back only from its snapshot.`,
  'restore-running': ({ source }) => `Nothing for ${source}: it is not touched by the restore.`,
  'restore-failed': ({ source }) => `Trying again makes nothing harder: ${source} is not touched.`,
  restored: ({ source }) => `Verifying changes nothing on ${source}.`,
  verified: ({ source, beside }) =>
    beside
      ? `Nothing: ${source} stays on at its own address.`
      : `With ${source} off, clients reach no server until it is on again or the new one has its address. It has to be switched on by hand, at its virtual machine.`,
  'power-off-confirmed': ({ target, address }) =>
    `Once ${target} has ${address} and clients are let in, they deliver to it: that is the point of no return.`,
  'old-silent': ({ target, address }) =>
    `Once ${target} has ${address} and clients are let in, they deliver to it: that is the point of no return.`,
  'address-moving': (names) => deliveredWords(names),
  moved: (names) => deliveredWords(names),
  proven: (names) => deliveredWords(names),
  finished: ({ source }) => `Deleting the virtual machine of ${source} ends the way back.`,
  'rolled-back': () => nothingHarder,
  'given-up': () => nothingHarder,
};

/** What is to be done and what proves it. */
export type InstructionWords = { readonly what: string; readonly proof: string };
type SayInstruction = (names: WayBackNames, back: WayBack) => InstructionWords;

const machine = (name: string): string => `the virtual machine of ${name}`;

const instructions: Readonly<Record<InstructionId, SayInstruction>> = {
  'leave-it': ({ source, target }) => ({
    what: `Nothing. Leave the migration, or take it off the list; ${source} and ${target} are as they were.`,
    proof: 'The journal holds no command that changed anything.',
  }),
  'stop-run': () => ({
    what: 'Stop the run of this migration first: in the window, or with Ctrl+C in its terminal.',
    proof: 'Its page says that it is stopped.',
  }),
  'note-new-data': ({ target, newDataSince }) => ({
    what: `Write down what was changed on ${target}${newDataSince === undefined ? '' : ` since ${instant(newDataSince)}`}, and export the logs and File Shadows that you need from it: the old server knows nothing of them.`,
    proof: 'The files lie on another computer.',
  }),
  'target-off': ({ target, by, address }) => ({
    what: `Power ${target} off by command at ${address}. Where it does not answer, a person powers off ${machine(target)} in the hypervisor, or disconnects its network card there.`,
    proof: `Nobody shows the ${by.target} of ${target} at ${address} any more.`,
  }),
  'prove-silence': ({ sourceLogin }) => ({
    what: `Look at ${sourceLogin} until nobody answers there any more, several times in a row.`,
    proof: `No connection to ${sourceLogin} is accepted.`,
  }),
  'source-on': ({ source, address, isolated }) => ({
    what: isolated
      ? `Connect the network card of ${machine(source)} again in the hypervisor, and power it on if it is off. Nothing has to be set: it still has ${address}.`
      : `Power on ${machine(source)} in the hypervisor; no command can do that. Nothing has to be set: it still has ${address}.`,
    proof: `Its console shows that it has started.`,
  }),
  'prove-source': ({ source, by, sourceLogin, sourceKey, computers }) => ({
    what: `Log in to ${source} at ${sourceLogin} and count what it holds.`,
    proof: `The ${by.source} ${sourceKey ?? 'that was accepted before'}${by.source === 'certificate' ? '' : ', the same machine id'}${computers === undefined ? '' : `, and at least ${computers} computers`}.`,
  }),
  'look-at-clients': ({ source }) => ({
    what: `Look on the web page of ${source} at Device Control > Computers, sorted by Last Seen, until clients come back.`,
    proof: 'Times of Last Seen after the old server was switched on.',
  }),
  'settle-backup': ({ source, backup, backupFile }) => ({
    what: `Leave the backup ${backup ?? ''}${backupFile === undefined ? '' : ` (${backupFile})`} on ${source}, or delete it there if you say so. It harms nobody.`,
    proof: 'Its list of System Backups.',
  }),
  'discard-target': ({ target }, { stage }) => ({
    what:
      stage === 'restore-running'
        ? `Let the restore on ${target} end or power it off; then, in the hypervisor, set ${machine(target)} back to its snapshot, or delete it.`
        : `In the hypervisor, set ${machine(target)} back to its snapshot of before the restore, or delete it${stage === 'rolled-back' ? ' when nothing on it is needed any more' : ''}. Until then leave it off or without network.`,
    proof: `Nobody answers as ${target}.`,
  }),
  'discard-file': ({ target, targetFile }) => ({
    what: `Delete ${targetFile ?? 'what has arrived of the backup file'} on ${target}, or leave it: nothing else was changed there.`,
    proof: 'The file is not listed any more.',
  }),
  'bring-back-archive': ({ source, givenUpNote }) => ({
    what: `Bring ${machine(source)} back from where it was archived${givenUpNote === undefined ? '' : ` (“${givenUpNote}”)`}, without network. Only then think about going back.`,
    proof: 'It starts, and its web page shows its computers.',
  }),
};

const losses: Readonly<Record<LossId, SayStage>> = {
  nothing: () => 'Nothing.',
  'target-content': ({ target }) =>
    `What ${target} held before the restore is replaced, whether you go back or not. Its snapshot holds it.`,
  outage: ({ source }) =>
    `Clients reach no server until ${source} is on again, usually minutes. They keep their logs and send them later.`,
  'new-data': ({ source, target, newDataSince }) =>
    `What clients delivered to ${target}${newDataSince === undefined ? '' : ` since ${instant(newDataSince)}`}, and what was changed on its web page: ${source} does not have it.`,
  'everything-old': ({ source }) => `${source} is gone, with what was only on it.`,
};

export const stageSentence = ({ stage, names }: WayBack): string => stageWords[stage](names);
export const noReturnSentence = ({ noReturn, names }: WayBack): string =>
  noReturnWords[noReturn](names);
/** Empty where there is no next step. */
export const harderSentence = ({ stage, names }: WayBack): string => harderWords[stage](names);
export const lossSentences = (back: WayBack): readonly string[] =>
  back.lost.map((loss) => losses[loss](back.names));
export const instructionWords = (back: WayBack, { id }: Instruction): InstructionWords =>
  instructions[id](back.names, back);
/** Who does it; for the program with the command that has it done. */
export const whoWords = ({ names }: WayBack, instruction: Instruction): string =>
  instruction.by === 'program'
    ? `${wayBackWords.by.program} (${wayBackWords.command(names.migration)})`
    : wayBackWords.by.person;

const portWords = {
  'host key': 'SSH',
  certificate: 'web pages',
} as const satisfies Record<KnownBy, string>;

/** Names and what they stand for, those that are known. */
export function nameRows({ names }: WayBack): readonly (readonly [string, string])[] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Old server', `${names.source}, virtual machine of that name or as your hypervisor calls it`],
    ['Its address', `${names.address} (${portWords[names.by.source]} at ${names.sourceLogin})`],
    [`Its ${names.by.source}`, names.sourceKey],
    ['New server', `${names.target}, virtual machine of that name or as your hypervisor calls it`],
    [
      'Its own address',
      `${names.targetAddress} (${portWords[names.by.target]} at ${names.targetLogin})`,
    ],
    [`Its ${names.by.target}`, names.targetKey],
    ['Backup', names.backup],
    ['File on the old server', names.backupFile],
    ['File on this computer', names.localFile],
    ['File on the new server', names.targetFile],
    ['Recovery kit', names.kit],
    ['Migration', names.migration],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}

/** Sentences of going back while it runs. */
export const rollBackWords = {
  steps: {
    'find-servers': 'Seeing who has the old address',
    'power-off-target': 'Powering off the new server',
    'prove-silence': 'Proving that the old address is free',
    'await-source': 'Waiting for the old server',
    'prove-source': 'Proving that the old server is back',
    'settle-backup': 'Leaving or deleting the backup',
  } satisfies Record<RollBackStepId, string>,
  waits: {
    'target-off': ({ target, address }: WayBackNames) =>
      `Power off ${machine(target)}, or disconnect its network card: it has ${address} and could not be told to power off. This goes on by itself when it is gone.`,
    'source-on': ({ source, target, address, isolated }: WayBackNames) =>
      `See in the hypervisor that ${target} is off or has another address than ${address}; then ${isolated ? 'connect the network card of' : 'power on'} ${machine(source)}${isolated ? ' again' : ''}. This goes on by itself when ${source} answers.`,
  } satisfies Record<RollBackWait, SayStage>,
} as const;

/** `2026-11-24 01:42 UTC` */
const instant = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
