/** What people read where a plan is refused; each is the end of a sentence that begins with the place. */
export const planFaults = {
  portInHost: 'a host name or an IP address alone; the port has a member of its own, “port”',
  secretMember:
    'passwords, keys and passphrases are not written into a plan; “secrets” says where they come from',
  secretValue: 'this looks like a private key, and private keys are not written into a plan',
  backupKey:
    'this looks like a System Backup Key, which is not written into a plan; a name that looks like one can be written in small letters',
  secretSource:
    'it says where a secret comes from: {"env": "NAME"} with a name in capital letters, {"fd": 3}, {"stdin": true} or {"prompt": true}; the secret itself is not written into a plan',
  variable:
    'it has to be the name of a variable, in capital letters; the secret itself is not written into a plan',
  descriptor: 'it has to be a number from 3 to 255; for stdin write {"stdin": true}',
  missing: 'it is missing',
  noVersion: 'the version of the plan’s form is missing; write "plan": 1',
  sameServers: 'the old and the new server have the same address',
  notWaivable: 'nobody may go on in spite of this one; it has to be settled',
  needsNote: 'it needs a note that says how somebody knows',
  twice: 'the same finding is there twice',
  noName: '“by” is missing: who says so',
  noCommand:
    'there is no command where nobody logs in over SSH (“access”: “web”); write “hand” or “console”, or leave it out',
} as const;

/** A form that this program does not read. */
export const otherFormWords = (seen: number, known: number): string =>
  seen > known
    ? `version ${seen} is of a newer program; this one reads ${known}`
    : `version ${seen} is not known; this program reads ${known}`;

/** A finding that no check makes there. */
export const notLookedAtWords = (id: string, on: string, hosts: readonly string[]): string =>
  `${id} is not about ${on}; it has to be ${hosts.join(' or ')}`;

export const unknownMembersWords = (names: readonly string[]): string =>
  `${names.map((name) => `“${name}”`).join(', ')} ${names.length === 1 ? 'is' : 'are'} not known here`;

export const oneOfWords = (values: readonly string[]): string =>
  `it has to be one of ${values.join(', ')}`;

/** The plans to begin with, and when each is the right one. */
export const planTemplateWords = {
  'same-version': 'both servers have the same version',
  'to-2604': 'to a new server with version 2604',
  'jump-host': 'both servers are behind a jump host',
  rehearsal: 'up to the proof that nothing is missing; the old server stays on',
} as const;
export type PlanTemplate = keyof typeof planTemplateWords;
export const planTemplates = Object.keys(planTemplateWords) as readonly PlanTemplate[];
