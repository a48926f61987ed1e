import { addressMoves, cutoverOf, type SourcePolicy } from '../cutover';
import type { PhaseId, StepId, Until } from '../steps';

/** Each step's name, and what it is doing while it runs. */
export const stepWords = {
  'connect-source': { title: 'Connect to the old server', doing: 'Connecting to the old server' },
  'connect-target': { title: 'Connect to the new server', doing: 'Connecting to the new server' },
  'match-versions': { title: 'Compare versions', doing: 'Comparing the versions of both servers' },
  'check-readiness': {
    title: 'Check both servers',
    doing: 'Checking room, running jobs and identity',
  },
  'take-baseline': {
    title: 'Count what is there',
    doing: 'Counting computers, users and policies on the old server',
  },
  'request-backup': {
    title: 'Get the System Backup Key',
    doing: 'Asking the old server for a backup and its key',
  },
  'save-key': { title: 'Save the key', doing: 'Waiting until the key is proven saved' },
  'create-backup': { title: 'Create the backup', doing: 'The old server is creating the backup' },
  'download-backup': {
    title: 'Fetch the backup',
    doing: 'Moving the backup from the old server',
  },
  'upload-backup': { title: 'Deliver the backup', doing: 'Bringing the backup to the new server' },
  'validate-restore': {
    title: 'Prove that the restore can work',
    doing: 'Looking whether the new server can restore the backup',
  },
  'hold-clients': {
    title: 'Keep clients away',
    doing: 'Making sure that no client reaches the new server yet',
  },
  'restore-backup': {
    title: 'Restore on the new server',
    doing: 'The new server is restoring the backup',
  },
  'verify-target': {
    title: 'Verify the new server',
    doing: 'Comparing the new server with the old one',
  },
  'secure-target': {
    title: 'Back up the new server',
    doing: 'The new server is making a backup of its own',
  },
  'recheck-plan': {
    title: 'Look again before the cutover',
    doing: 'Looking whether something has changed since the backup',
  },
  'power-off-source': {
    title: 'Power off the old server',
    doing: 'Powering off the old server and proving that it is silent',
  },
  'move-address': { title: 'Move the address', doing: 'Giving the old address to the new server' },
  'prove-takeover': {
    title: 'Prove the takeover',
    doing: 'Checking who answers at the old address',
  },
  'admit-clients': {
    title: 'Let clients in',
    doing: 'Letting clients reach the new server',
  },
  'await-clients': {
    title: 'Wait for the clients',
    doing: 'Waiting for the clients to come back',
  },
  'see-off-source': {
    title: 'See the old server off',
    doing: 'Watching who answers at the address of the old server',
  },
  'write-report': { title: 'Write the report', doing: 'Writing the report' },
} as const satisfies Record<StepId, { readonly title: string; readonly doing: string }>;

type StepSaying = { readonly title: string; readonly doing: string };

/** Where the plan makes another thing of a step than usual. */
const otherwise: Readonly<Partial<Record<SourcePolicy, Partial<Record<StepId, StepSaying>>>>> = {
  isolate: {
    'power-off-source': {
      title: 'Take the old server off the network',
      doing: 'Proving that the old server is off the network',
    },
  },
  keep: {
    'see-off-source': {
      title: 'Leave the old server on',
      doing: 'Leaving the old server as it is',
    },
  },
  'power-off-last': {
    'see-off-source': {
      title: 'Power off the old server',
      doing: 'Powering off the old server and proving that it is silent',
    },
  },
};

/** Where the new server keeps its own address. */
const beside: Partial<Record<StepId, StepSaying>> = {
  'power-off-source': {
    title: 'Keep both servers on',
    doing: 'Leaving both servers on, each at its own address',
  },
  'move-address': {
    title: 'Leave the addresses as they are',
    doing: 'Leaving the addresses as they are',
  },
  'prove-takeover': {
    title: 'Prove the new server',
    doing: 'Checking who answers at the address of the new server',
  },
};

/** A step's words where the plan is known: what becomes of the old server decides what some of them do. */
export const wordsOfStep = (step: StepId, plan: Parameters<typeof cutoverOf>[0]): StepSaying =>
  otherwise[cutoverOf(plan).source]?.[step] ??
  (addressMoves(plan) ? undefined : beside[step]) ??
  stepWords[step];

export const phaseWords = {
  connect: 'Connect',
  check: 'Check',
  'save-key': 'Save the key',
  'back-up': 'Back up',
  transfer: 'Transfer',
  restore: 'Restore',
  verify: 'Verify',
  'cut-over': 'Cut over',
  clients: 'Clients back',
  done: 'Done',
} as const satisfies Record<PhaseId, string>;

/** After what a run stops by itself, as its plan says. */
export const untilWords = {
  ...phaseWords,
  'validate-restore': stepWords['validate-restore'].title,
} as const satisfies Record<Until, string>;

/** What a real appliance usually needs where no percent can be known, by the vendor's documentation. */
export const usualDuration: Partial<Record<StepId, string>> = {
  'create-backup': 'On a real server this usually takes 5 to 30 minutes.',
  'restore-backup':
    'On a real server this usually takes 15 to 45 minutes; its pages may freeze meanwhile.',
};
