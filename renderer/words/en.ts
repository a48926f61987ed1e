// All sentences of the window that the terminal does not share. Those of one page stand together, in the order of the page.
import type { PhaseId, StepId } from '../../shared/steps';
import type { PhaseState } from '../phase-states';
import type { FaceContact } from '../server-face';

export const product = 'EPP Migration Assistant';

export const frameWords = {
  home: 'Home',
  practice: 'Practice',
  practiceHint: 'Both servers are practice servers on this computer. Nothing real can be harmed.',
  commands: 'Commands',
  theme: 'Colours',
  themes: { light: 'Light', dark: 'Dark', auto: 'System' },
  servers: 'Servers',
  phases: 'Phases',
  sides: { source: 'Old server', target: 'New server' },
  version: (version: string) => `Version ${version}`,
  versionUnknown: 'Version unknown',
  fingerprint: 'Fingerprint',
  noFingerprint: 'No host key has been accepted yet',
  lastAnswer: (ago: string) => `last answer ${ago} ago`,
  answeredAt: (when: string) => `on ${when}`,
  pointOfNoReturn: 'Point of no return',
  stop: 'Stop for now',
  discard: 'Stop and delete this backup',
  stopLeaves: (leaves: string) => `If you stop now: ${leaves}`,
  backHome: 'Back home',
  copy: 'Copy',
  copied: 'Copied for 60 seconds',
} as const;

export const contactWords: Record<FaceContact, string> = {
  none: 'Not connected',
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  lost: 'Connection lost',
  off: 'Powered off',
  answered: 'Answered',
  isolated: 'Off the network',
};

export const phaseStateWords: Record<PhaseState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  asking: 'Needs you',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
};

/** The paragraph of why, for a phase that runs. */
export const whyRunning: Record<PhaseId, string> = {
  connect:
    'First both servers are reached over SSH. Nothing is sent before you have accepted their host keys.',
  check:
    'Before anything is changed, everything that could stop the migration halfway is looked at.',
  'save-key':
    'The old server makes a key for the backup. It shows the key once and does not keep it.',
  'back-up':
    'The old server works on its own now and goes on serving its clients. You can leave this window open and come back.',
  transfer:
    'The backup goes over this computer to the new server. Its SHA-256 is compared at each end, so that no bit gets lost.',
  restore:
    'The new server takes over everything that the backup holds. It restarts its services near the end; a silence of some minutes is normal. The old server is untouched.',
  verify:
    'The new server is counted like the old one was. Nothing may be missing there; more is fine.',
  'cut-over':
    'The old server gives up its place, and the new one takes its address, so that the clients find it without being changed.',
  clients:
    'The new server serves at the old address now. The computers that reached the old server in its last day are expected back, by themselves.',
  done: 'What was done and proven is written down.',
};

/** The same where the new server keeps its own address. */
export const whyBeside = {
  'cut-over':
    'No address moves: the new server is proven at its own. The old server runs on and serves its clients.',
  'see-off-source':
    'The new server is proven at its own address. With the old one it is done as the plan says; then the report is written.',
  clients:
    'The new server lets clients in at its own address. Clients come once they are told of it; the old server serves the others.',
} as const;

/** The same for steps that are another matter than their phase. */
export const whyAt: Readonly<Partial<Record<StepId, string>>> = {
  'validate-restore':
    'Nothing is restored yet. First the file, the versions, the room, the services and the key are looked at.',
  'hold-clients':
    'Nothing is restored yet. A client that reports to the new server before that leaves rows there that nobody expects.',
  'secure-target':
    'Before the old server is given up, the new one makes a backup of its own, with a key of its own.',
  'recheck-plan':
    'Minutes or days may have gone by since the backup, so both servers are looked at once more. Nothing is cut over before you say so.',
  'see-off-source':
    'The new server has taken over. For some minutes more it is watched that nobody else answers at the old address; then the report is written.',
};

export const runningWords = {
  steps: 'Steps of this phase',
  findings: 'What the checks found',
  runningFor: (span: string) => `running for ${span}`,
  lastAnswer: (when: string) => `last answer ${when}`,
  waits: (span: string) => `waited for ${span} more`,
  bytes: (done: string, total: string) => `${done} of ${total}`,
  percent: (percent: number) => `${percent} %`,
  rate: (rate: string) => `${rate}/s`,
  left: (range: string) => `about ${range} left`,
  progress: 'Progress',
  stepStates: { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed' },
  byHand: (server: string) => `Waiting until somebody has ${server} off`,
  opening: 'Opening the migration',
  openingWhy: 'The journal is read and the run begins.',
} as const;

/** Holding back a transfer. */
export const paceWords = {
  pause: 'Pause',
  goOn: 'Go on',
  paused: 'Paused. What was under way has arrived; nothing more is asked for until you go on.',
  limit: 'Take at most',
  limits: {
    none: 'No limit',
    of: (rate: string) => `${rate}/s`,
  },
  average: (rate: string) => `${rate}/s on average`,
} as const;

/** The drawing of how fast a file moves. */
export const chartWords = {
  title: 'How fast it moves',
  ago: (span: string) => `${span} ago`,
  now: 'now',
  top: (rate: string) => `top line: ${rate}/s`,
  none: 'How fast the file moves: not known yet',
  text: (rate: Readonly<Record<'span' | 'now' | 'lowest' | 'highest' | 'average', string>>) =>
    `How fast the file moved in the last ${rate.span}: ${rate.now}/s now, between ${rate.lowest}/s and ${rate.highest}/s, ${rate.average}/s on average`,
} as const;

/** The words that servers and steps use for what they do, as people would say them. */
export const doingWords: Readonly<Record<string, string>> = {
  generating: 'The server says: Generating',
  'awaiting-key': 'The server waits to be told to begin',
  busy: 'The old server is busy with other work; the backup begins when that is done',
  'no-answer': 'The server does not answer just now; it is asked again',
  'logged-out': 'The server takes neither login just now, as while it restarts',
  queued: 'The server says: queued. It does not restore yet',
  restoring: 'The server says: restoring',
  restarting: 'The server restarts its services',
  silence: 'Listening whether it is silent',
  file: 'The file is the right one',
  versions: 'The versions go together',
  room: 'There is room',
  services: 'The services were looked at',
  work: 'Nothing else is at work',
  key: 'The key was given',
  'by-hand': 'Waiting until somebody has powered it off, or taken it off the network, by hand',
  'stale-neighbour':
    'This computer still looks for the old server’s network card; that passes within minutes',
  watching: 'Watching that nobody but the new server answers at the old address',
};

export const discardWords = {
  title: (server: string) => `Delete the backup on ${server}?`,
  body: (name: string) =>
    `The run stops, and the unfinished backup ${name} is deleted on the old server. Its key and its kit are then worthless. Nothing else is changed there.`,
  keep: 'Keep it',
  go: 'Delete it',
} as const;

export const commandWords = {
  title: 'Commands run',
  why: 'What this program ran on the two servers, newest first. Passwords and keys go another way and are never in here.',
  none: 'Nothing has been run yet.',
  when: 'When',
  where: 'Where',
  command: 'Command',
  took: 'Took',
  exit: 'Exit',
  changes: 'changes something',
  copyAll: 'Copy all',
  copyOne: (command: string) => `Copy ${command}`,
} as const;

export const actionWords = {
  failed: 'That did not work',
  code: 'Code',
} as const;

export const entityWords = {
  computers: 'Computers',
  users: 'Users',
  groups: 'Groups',
  devices: 'Devices',
  policies: 'Policies',
  rights: 'Rights',
  admins: 'Admins',
} as const;

export const countsWords = {
  title: 'Counted entities',
  compared: 'Compared',
  same: 'same',
  more: 'more',
  fewer: 'fewer',
} as const;

/** A number with thin spaces between thousands, as everywhere in the window. */
export const formatNumber = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
