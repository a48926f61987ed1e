import { findNoteSecret, type NoteSecret } from './plan-secrets';
import { parseVersion } from './version';

/**
 * The worksheet of integrations: what a System Backup v2 does not carry, or carries without its secret, so that a person has to look it
 * up before and to enter and test it after. Secrets are no part of it.
 */

export const worksheetIds = [
  'smtp',
  'directory',
  'entra',
  'sso',
  'scim',
  'siem',
  'shadow-repository',
  'time',
  'licence',
  'server-certificate',
  'dpi-certificate',
  'client-packages',
  'enforced-encryption',
  'audit-log-backup',
  'ediscovery',
  'hipaa-dictionaries',
] as const;
export type WorksheetId = (typeof worksheetIds)[number];

/** `to-do`: in use, to be entered or set again; `re-entered`: done, but nobody has seen it work yet. */
export const worksheetStates = ['unknown', 'not-used', 'to-do', 're-entered', 'tested'] as const;
export type WorksheetState = (typeof worksheetStates)[number];

/** What a person wrote down of one item. `where`: host, port, account or what stands for them; never a secret. */
export type WorksheetEntry = {
  readonly item: WorksheetId;
  readonly state: WorksheetState;
  readonly where: string;
  readonly note: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
};

export type Worksheet = Readonly<Partial<Record<WorksheetId, WorksheetEntry>>>;

/** The most characters of each text. */
export const worksheetLengths = { where: 300, note: 500, by: 100 } as const;

/** What a person changes of one item; what is left out stays as it is. */
export type WorksheetWish = {
  readonly item: WorksheetId;
  readonly state?: WorksheetState | undefined;
  readonly where?: string | undefined;
  readonly note?: string | undefined;
  readonly by?: string | undefined;
};

/** What holds for an item whatever anybody wrote down. */
export type WorksheetRule = {
  /** Whether there is something to look up on the old server before it is off. */
  readonly lookUp: boolean;
  /** How sure it is that it has to be done. */
  readonly confidence: 'high' | 'medium';
  /** The release from which on nobody has to do it. */
  readonly until?: number | undefined;
  /** Page of the vendor's documentation. */
  readonly documented: string;
};

const legacy = 'Migration Procedure, Migrating to 2510';
const bestPractices = 'Migration Procedure, Best Practices';
const troubleshooting = 'Migration Procedure, Troubleshooting';
const rule = (
  documented: string,
  confidence: WorksheetRule['confidence'] = 'high',
): WorksheetRule => ({ lookUp: true, confidence, documented });
const afterwards = (of: WorksheetRule): WorksheetRule => ({ ...of, lookUp: false });

export const worksheetRules: Readonly<Record<WorksheetId, WorksheetRule>> = {
  smtp: rule(bestPractices),
  directory: rule(bestPractices),
  entra: rule(bestPractices),
  sso: rule(bestPractices),
  scim: rule(bestPractices),
  siem: rule(troubleshooting),
  'shadow-repository': rule(legacy),
  time: rule('Appliance, Server Maintenance'),
  licence: rule('Licensing'),
  'server-certificate': rule('Knowledge base, FQDN of the server'),
  'dpi-certificate': rule('Knowledge base, FQDN of the server'),
  'client-packages': rule('Client Upgrade'),
  'enforced-encryption': rule('Client Upgrade'),
  'audit-log-backup': { ...rule(legacy, 'medium'), until: 2608 },
  ediscovery: afterwards(rule('Knowledge base, restoring a System Backup', 'medium')),
  'hipaa-dictionaries': { ...afterwards(rule(troubleshooting, 'medium')), until: 2608 },
};

/** One line of the worksheet. */
export type WorksheetRow = { readonly id: WorksheetId; readonly entry: WorksheetEntry };

type Subject = {
  /** Absent in states of earlier versions. */
  readonly worksheet?: Worksheet | undefined;
  readonly facts: { readonly target?: { readonly version: string } | undefined };
};

/** What was written down of an item, or that nothing was. */
export const entryOf = ({ worksheet }: Pick<Subject, 'worksheet'>, item: WorksheetId) =>
  worksheet?.[item] ??
  ({ item, state: 'unknown', where: '', note: '', by: '', at: '' } satisfies WorksheetEntry);

/** Every item that is of interest on the new server's version; of an unknown version, all. What was written down always is. */
export const worksheetRows = (state: Subject): readonly WorksheetRow[] =>
  worksheetIds
    .filter(
      (id) => state.worksheet?.[id] !== undefined || applies(id, state.facts.target?.version ?? ''),
    )
    .map((id) => ({ id, entry: entryOf(state, id) }));

function applies(id: WorksheetId, version: string): boolean {
  const { until } = worksheetRules[id];
  const parsed = parseVersion(version);
  return until === undefined || parsed?.family !== 'dated' || parsed.parts[0] < until;
}

/** False once it works on the new server, or where nobody uses it. */
export const isOpen = ({ entry }: WorksheetRow): boolean =>
  entry.state !== 'not-used' && entry.state !== 'tested';

/** True where enough is written down for somebody to enter it again when the old server is off. */
export const isLookedUp = ({ id, entry }: WorksheetRow): boolean =>
  !worksheetRules[id].lookUp ||
  !isOpen({ id, entry }) ||
  entry.state === 're-entered' ||
  entry.where !== '';

/** The entry after a change. What is in use and was not known before is then to be done. */
export function changedEntry(
  before: WorksheetEntry,
  { state, where, note }: WorksheetWish,
  who: { readonly by: string; readonly at: string },
): WorksheetEntry {
  const next = { where: where?.trim() ?? before.where, note: note?.trim() ?? before.note };
  const known = before.state === 'unknown' && next.where !== '' ? 'to-do' : before.state;
  return { item: before.item, state: state ?? known, ...next, ...who };
}

/** The text of a wish that looks like a secret, and what it looks like; never what it is. */
export function secretOfWish(
  wish: Pick<WorksheetWish, 'where' | 'note' | 'by'>,
): { readonly part: 'where' | 'note' | 'by'; readonly seen: NoteSecret } | undefined {
  for (const part of ['where', 'note', 'by'] as const) {
    const seen = findNoteSecret(wish[part] ?? '');
    if (seen !== undefined) return { part, seen };
  }
  return undefined;
}
