import type { ConnectionTest } from '../../shared/connection-test';
import type { MigrationState, QuestionKind } from '../../shared/migration';
import type { PhaseId } from '../../shared/steps';
import { describeFailure } from '../../shared/words/failures';
import { type Call, phaseOfState } from './run-watch';

/** The program's name as people read it. */
export const programName = 'EPP Migration Assistant';

const again = 'Continue from Home at any time; what is done is not repeated.';
const withKey = `${again} The program will ask for the System Backup Key again.`;

/** What closing the window leaves behind, by phase. */
const leftBehind: Record<PhaseId, string> = {
  connect: `Nothing was changed on either server. ${again}`,
  check: `Nothing was changed on either server. ${again}`,
  'save-key': `If the key is not saved yet, it is lost: a new backup with a new key is made then. Nothing else was changed. ${again}`,
  'back-up': `The old server goes on creating its backup by itself. ${withKey}`,
  transfer: `The copy stops here and goes on from the same place. ${withKey}`,
  restore: `A restore that has begun goes on by itself on the new server. ${again}`,
  verify: `The restore is done; comparing starts over. ${again}`,
  'cut-over': `The old server may be off while the new one does not have its address yet, and then no client is served. ${again}`,
  clients: `The new server serves at the old address; who is back is not counted meanwhile. ${again}`,
  done: `Everything is moved; only the report is missing. ${again}`,
};

/** The question at closing while something runs. */
export function closingWords(state: MigrationState): {
  readonly message: string;
  readonly detail: string;
  readonly stay: string;
  readonly leave: string;
} {
  return {
    message: 'A migration is under way. Stop it and close?',
    detail: `It is safe to close: every step is written down. ${leftBehind[phaseOfState(state)]}`,
    stay: 'Keep it running',
    leave: 'Stop and close',
  };
}

const questionWords: Record<QuestionKind, string> = {
  'trust-host': 'Compare the fingerprint of a server',
  'replace-host-key': 'The host key of a server has changed',
  'enter-password': 'A password is needed',
  'enter-passphrase': 'The passphrase of a key file is needed',
  'answer-prompts': 'A server asks something at the login',
  'allow-legacy': 'Decide about weak algorithms for a server',
  'enter-version': 'The version of a server is needed',
  'review-findings': 'Look at what the checks found',
  'save-key': 'Save the System Backup Key',
  'confirm-restore': 'Confirm the restore on the new server',
  'enter-key': 'The System Backup Key is needed',
  'bring-file': 'Bring the backup to this computer',
  'put-file': 'Put the backup on the new server',
  'open-ftp': 'Choose an FTP server for the backup',
  'use-console': 'Work at the console of a server',
  'accept-drift': 'Something has changed since the backup',
  'clients-by-person': 'Look how it is with the clients',
  'clients-missing': 'Some computers have not come back',
  'power-off': 'Confirm powering off the old server',
  'isolate-source': 'Take the old server off the network',
  'keep-address': 'Decide whether the new server keeps its own address',
  'do-by-hand': 'Something has to be done at a server',
  'move-address': 'Confirm moving the address to the new server',
};

/** Title and text of the notification for a person who looks elsewhere. */
export function callWords({ reason, migration }: Call): {
  readonly title: string;
  readonly body: string;
} {
  const way = `${migration.plan.source.host} → ${migration.plan.target.host}`;
  if (reason === 'finished') return { title: 'The migration is finished', body: way };
  if (reason === 'paused') return { title: 'The migration is paused', body: way };
  if (reason === 'failed') {
    const title = migration.failure ? describeFailure(migration.failure).title : 'It stopped';
    return { title: 'The migration has stopped', body: `${title}. ${way}` };
  }
  const title = migration.question ? questionWords[migration.question.kind] : 'You are needed';
  return { title, body: `The migration waits for you. ${way}` };
}

/** The same for a question of a test of a connection. */
export const testCallWords = ({
  question,
  endpoint,
}: ConnectionTest): { readonly title: string; readonly body: string } => ({
  title: question ? questionWords[question.kind] : 'You are needed',
  body: `The test of the connection to ${endpoint.host} waits for you.`,
});

/** The question before a profile is tried on a server. */
export const trialWords = (login: string, commands: readonly string[]) =>
  ({
    message: `Run these commands on ${login}?`,
    detail: `${commands.join('\n')}\n\nThey are those that the profile says change nothing. Made-up values stand where the server will tell its own.`,
    no: 'Do not run them',
    yes: 'Run them',
  }) as const;

/** Texts of the file dialogs. */
export const dialogWords = {
  inspect: 'Choose a backup file to inspect',
  identity: 'Choose a private key file',
  backup: 'Choose the backup file',
  library: 'Choose a folder of backups',
  kit: 'Choose the recovery kit',
  profile: 'Choose a profile',
  place: 'Choose where to save',
  backups: 'Backup files',
  kits: 'Recovery kits',
  profiles: 'Profiles',
  everything: 'All files',
} as const;
