type Given = Readonly<Record<string, unknown>>;
type Tell = (answer: readonly Given[], given: Given) => string;

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const text = (value: unknown): string => String(value ?? '');
/** 2026-11-24 18:00:00, in UTC. */
const clock = (time: unknown): string =>
  text(time)
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
const grouped = (value: unknown): string => text(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
const jobNumber = (id: unknown): string => text(id).replace(/^b-/, '');

const one =
  (tell: (answer: Given, given: Given) => string): Tell =>
  ([answer = {}], given) =>
    tell(answer, given);

/** How far something is, in words. */
function inWords(percent: unknown): string {
  const done = Number(percent ?? 0);
  if (done < 25) return 'just begun';
  if (done < 50) return 'a quarter done';
  return done < 75 ? 'half done' : 'nearly done';
}

function phaseOf({ state, percent }: Given): string {
  if (state === 'awaiting-key') return 'waiting for you';
  if (state === 'ready') return 'finished';
  return state === 'failed' ? 'broken' : inWords(percent);
}

const jobRow = (job: Given): string =>
  [
    jobNumber(job['id']),
    job['name'],
    job['version'],
    phaseOf(job),
    clock(job['createdAt']),
    job['file'] ?? '-',
    job['size'] ?? '-',
    job['sha256'] === undefined ? '-' : text(job['sha256']).toUpperCase(),
    job['reason'] ?? '-',
  ].join(' | ');
const jobHead = 'JOB | NAME | RELEASE | PHASE | SINCE (UTC) | FILE | BYTES | SHA256 | WHY';

/** Our names of what is counted, and its own. */
const objects = {
  ...{ computers: 'endpoints', users: 'people', groups: 'teams', devices: 'devices' },
  ...{ policies: 'rules', rights: 'grants', admins: 'operators' },
} as const;

/** How Acme Guard says what the machine answers. */
export const acmeTexts = {
  system: one((a) =>
    lines(
      'Product      : Acme Guard',
      `Release      : ${text(a['version'])}`,
      `Name         : ${text(a['hostname'])}`,
      `Serial       : AG-${text(a['machineId']).slice(0, 16).toUpperCase()}`,
      `System       : ${text(a['os'])}`,
      `Clock        : ${clock(a['time'])} UTC`,
      `Backup dir   : ${text(a['backups'])}`,
      `Import dir   : ${text(a['incoming'])}`,
    ),
  ),
  network: one((a) => {
    const dns = (a['dns'] as readonly string[]).join(' ');
    const back = a['revertsAt'] === undefined ? '' : ` until ${clock(a['revertsAt'])}`;
    return lines(
      'Interfaces',
      `  eth0  ${text(a['address'])}/${text(a['prefix'])}  link ${text(a['mac'])}${back}`,
      `Gateway  ${text(a['gateway'])}`,
      `Resolvers  ${dns}`,
    );
  }),
  storage: one((a) =>
    lines(
      'Volume    Size             Free',
      `data      ${kib(a['sizeBytes'])}    ${kib(a['freeBytes'])}`,
    ),
  ),
  objects: one((a) =>
    lines(
      'OBJECT       COUNT',
      ...Object.entries(objects).map(
        ([ours, own]) => `${own.padEnd(12)} ${grouped(a[ours]).padStart(8)}`,
      ),
    ),
  ),
  hardware: one((a) => lines(`cpu=${text(a['cores'])}`, `memory=${kib(a['memoryBytes'])}`)),
  services: (answer) =>
    lines(
      'Services:',
      ...answer.map((a) => ` ${text(a['name']).padEnd(12)} [${a['running'] ? 'UP' : 'DOWN'}]`),
    ),
  patches: (answer) =>
    answer.length === 0
      ? lines('No patches.')
      : lines(...answer.map((a) => `${text(a['code'])} on ${clock(a['appliedAt'])}`)),
  licence: one((a) =>
    lines(
      `state=${a['valid'] ? 'ok' : 'expired'}`,
      `edition=${a['kind'] === 'full' ? 'standard' : 'evaluation'}`,
      `seats=${text(a['computers'])}`,
      `expires=${text(a['until'])}`,
    ),
  ),
  agents: one((a) =>
    lines(
      `Agents are ${a['enabled'] ? 'allowed' : 'blocked'}; ${text(a['seenLastDay'])} seen in a day.`,
    ),
  ),
  agentList: (answer) =>
    lines(
      'AGENT            LAST SEEN (UTC)',
      ...answer.map((a) => `${text(a['computer']).padEnd(16)} ${clock(a['lastSeen'])}`),
    ),
  certificate: one((a) =>
    lines(
      `Subject: ${text(a['subject'])}`,
      `Fingerprint (SHA-256): ${(text(a['sha256']).toUpperCase().match(/../g) ?? []).join(':')}`,
      `Valid until: ${clock(a['notAfter'])}`,
    ),
  ),
  log: (answer) =>
    lines(
      ...answer.map(
        (a) =>
          `${clock(a['time'])} ${text(a['level']).charAt(0).toUpperCase()} ${text(a['text']).replaceAll('\n', ' ')}`,
      ),
    ),
  newJob: one((a) =>
    lines(
      `Job ${jobNumber(a['id'])} is ready to go.`,
      `Recovery key: ${text(a['key'])}`,
      'Write it down. Acme Guard does not show it again.',
    ),
  ),
  job: one((a) => lines(jobHead, jobRow(a))),
  jobs: (answer) => lines(jobHead, ...answer.map(jobRow)),
  restoring: one((a) => lines(`Restore ${text(a['job']).replace('r-', 'R')} is accepted.`)),
  restore: one((a) => {
    if (a['state'] === 'none') return lines('Nothing was ever restored here.');
    const how: Readonly<Record<string, string>> = {
      queued: 'in the queue',
      restoring: inWords(a['percent']),
      restarting: 'starting up again',
      done: 'complete',
      failed: `broken, ${text(a['reason'])}`,
    };
    const job = text(a['job']).replace('r-', 'R');
    return lines(
      `Restore ${job}, tag ${text(a['request'])}, since ${clock(a['startedAt'])}: ${how[text(a['state'])] ?? ''}`,
    );
  }),
  checksum: one((a, given) =>
    lines(`${text(a['sha256'])}  ${text(a['size'])}  ${text(given['FILE'])}`),
  ),
  neighbour: one((a) =>
    lines(
      a['answers']
        ? `${text(a['address'])} is alive${a['mac'] === undefined ? '' : ` at ${text(a['mac'])}`}`
        : `${text(a['address'])} is silent`,
    ),
  ),
} as const satisfies Readonly<Record<string, Tell>>;

/** Rounded down, as it says everything. */
function kib(bytes: unknown): string {
  return `${Math.floor(Number(bytes) / 1024)} KiB`;
}
