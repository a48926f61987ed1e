import { type Identity, sameCounts } from '../../shared/appliance';
import { formatBytes } from '../../shared/bytes';
import type { Facts, KeySource } from '../../shared/facts';
import { knownBy } from '../../shared/known-by';
import type { MigrationState } from '../../shared/migration';
import type { StepId } from '../../shared/steps';
import { clientsBackWords, switchedWords } from '../../shared/words/clients';
import { clock } from './clock-words';
import { hasWarnings, warns } from './ending';

/** What a finished step has shown, in a few words for the end of its line. */
export function learnedWords(step: StepId, state: MigrationState): string {
  return words[step](state.facts, state) ?? '';
}

type Say = (facts: Partial<Facts>, state: MigrationState) => string | undefined;

const words: Record<StepId, Say> = {
  'connect-source': ({ source }) => source && who(source),
  'connect-target': ({ target }) => target && who(target),
  'match-versions': ({ source, target }) =>
    source && target && `${source.version} to ${target.version}`,
  'check-readiness': ({ findings }) => findings && checked(findings),
  'take-baseline': ({ baseline }) =>
    baseline && `${baseline.computers} computers, ${baseline.users} users`,
  'request-backup': ({ request }) => request?.name,
  'save-key': ({ keyProof }) => keyProof && proofWords[keyProof.how ?? 'typed'],
  'create-backup': ({ backup }) => backup && formatBytes(backup.size),
  'download-backup': ({ localFile }) =>
    localFile &&
    `SHA-256 ${short(localFile.sha256)}, the same${localFile.kept === false ? '; no copy here' : ''}`,
  'upload-backup': ({ targetFile }) =>
    targetFile && `SHA-256 ${short(targetFile.sha256)}, the same`,
  'validate-restore': ({ validated }) => validated && validatedWords(validated),
  'hold-clients': ({ held }) => held && `client communication ${switchedWords(held, false)}`,
  'restore-backup': ({ restore }) => restore && `job ${restore.job}`,
  'verify-target': ({ verified, baseline }) =>
    verified &&
    [
      sameCounts(baseline, verified.counts) ? 'the same counts' : 'nothing is missing',
      ...(hasWarnings(verified) ? ['with warnings'] : []),
    ].join(', '),
  'secure-target': ({ firstBackup }) =>
    firstBackup && (firstBackup.made ? formatBytes(firstBackup.size) : 'not made now'),
  'recheck-plan': ({ rechecked }) => rechecked && recheckedWords(rechecked),
  'power-off-source': ({ silence }) =>
    silence ? `silent since ${clock(silence.silentSince)}` : 'it stays for now',
  'move-address': ({ moved, silence }) =>
    moved?.network.address ?? (silence ? '' : 'the new server keeps its own'),
  'prove-takeover': ({ takeover }, state) =>
    takeover &&
    [
      `the new server, by its ${knownBy(state, 'target')}`,
      ...(takeover.confirmed ? ['told to keep the address'] : []),
      ...(takeover.certificate?.was === 'changed' ? ['its certificate is another one'] : []),
    ].join('; '),
  'admit-clients': ({ admitted }) =>
    admitted && `client communication ${switchedWords(admitted, true)}`,
  'await-clients': ({ clientsBack }) => clientsBack && clientsBackWords(clientsBack, clock),
  'see-off-source': ({ seenOff }) => seenOff && seenOffWords(seenOff),
  'write-report': () => undefined,
};

function seenOffWords({ silence, watchedSeconds }: Facts['seenOff']): string {
  if (silence) return `silent since ${clock(silence.silentSince)}`;
  return watchedSeconds === undefined
    ? 'it stays as it is'
    : `watched for ${watchedSeconds} s; nobody but the new server`;
}

function validatedWords({ proofs }: Facts['validated']): string {
  const open = proofs.filter((proof) => proof.open).length;
  if (proofs.length === 0) return 'the restore had begun';
  return open === 0 ? `${proofs.length} proofs` : `${proofs.length - open} proofs, ${open} open`;
}

function recheckedWords({ rows }: Facts['rechecked']): string {
  if (rows.length === 0) return 'nothing has changed';
  return `${rows.length === 1 ? '1 change' : `${rows.length} changes`} accepted`;
}

const proofWords: Readonly<Record<KeySource, string>> = {
  typed: 'typed back',
  kit: 'read back from the kit',
};

const who = ({ hostname, version, os }: Identity): string => `${hostname}, ${version}, ${os}`;

function checked(findings: Facts['findings']): string {
  const warnings = findings.filter(warns).length;
  const all = `${findings.length} checks`;
  if (warnings === 0) return `${all}, all fine`;
  return `${all}, ${warnings === 1 ? '1 warning' : `${warnings} warnings`}`;
}

const short = (sha256: string): string => `${sha256.slice(0, 8)}…`;
