import type { Confidence } from '../guide';
import type { HandOperation, HandProof, HandWork, Way, WaySwitch } from '../hand-work';
import { confidenceWords } from './guide';
import { sideWords } from './sides';

/** What is done at a server, at the beginning of a line. */
export const operationWords = {
  identity: 'Read the version and the addresses',
  disk: 'Read the disk space',
  counts: 'Count what is there',
  services: 'Look at the services',
  licence: 'Look at the licence',
  clients: 'Look at the clients',
  setClients: 'Let clients in, or keep them away',
  prepareBackup: 'Create a System Backup, up to its key',
  startBackup: 'Say that the key is saved, which starts the backup',
  backups: 'Look at the list of backups',
  backup: 'Wait for the backup and download it',
  deleteBackup: 'Delete a backup',
  importBackup: 'Import the backup with its key',
  restoreJob: 'Wait for the restore',
  setAddress: 'Give it the old address',
  powerOff: 'Power it off',
} as const satisfies Record<HandOperation, string>;

/** Over what is known beforehand: what follows on what is done, or what matters of what is only read. */
export const expectsTitle = (operation: HandOperation): string =>
  onlyRead.has(operation) ? 'What matters here' : 'What happens then';

const onlyRead: ReadonlySet<HandOperation> = new Set([
  ...(['identity', 'disk', 'counts', 'services', 'licence', 'clients', 'backups'] as const),
]);

/** How something is carried out. */
export const wayWords = {
  command: 'by command',
  console: 'in the web console',
  hand: 'by hand',
} as const satisfies Record<Way, string>;

/** What showed that a piece of work was done. */
export const proofWords = {
  file: 'proven by the file and its SHA-256',
  page: 'it stands on the page that was seen',
  counts: 'proven by the counts',
  certificate: 'proven by the certificate that is shown there',
  login: 'proven by a login',
  silence: 'proven by silence',
  stated: 'stated, not proven',
} as const satisfies Record<HandProof, string>;

/** Where a sentence of a guide comes from. */
export const sourceWords = (source: string, confidence: Confidence): string =>
  `${source}; ${confidenceWords[confidence]}`;

/** How a question for what is done by hand begins. */
export const handTitle = (operation: HandOperation, side: 'source' | 'target', name: string) =>
  `${capital(sideWords[side])} ${name}: ${small(operationWords[operation])}`;

const small = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** One piece of work in a sentence: who did it, which way, and what proved it. */
export const handWorkWords = ({ side, operation, way, by, proof }: HandWork): string =>
  `${capital(sideWords[side])}: ${operationWords[operation]}, ${wayWords[way]}, by ${by}: ${proofWords[proof]}.`;

/** How something goes from now on. */
export const switchedWords = ({ side, operation, way }: WaySwitch): string =>
  `${capital(sideWords[side])}: ${operationWords[operation]}: from now on ${wayWords[way]}.`;

/** What was entered and stood on the pages of a web console. */
export const shownOnPages = (values: readonly string[]): string =>
  `shown on its pages: ${values.join(', ')}`;
