import type { Finding, FindingId } from '../finding';

const words: Record<FindingId, { readonly title: string; readonly fix: string }> = {
  'EPP-105': {
    title: 'Are both servers free of other backups and restores?',
    fix: 'Wait until it is finished, then try again. A backup left waiting for its key can be deleted on the server.',
  },
  'EPP-110': {
    title: 'Does the old server have room for the backup?',
    fix: 'Delete old backups or extend the disk of the old server. The vendor advises 30 % free.',
  },
  'EPP-111': {
    title: 'Does the new server have room for the backup and its restore?',
    fix: 'Delete old backups or extend the disk of the new server; at least 2 GB have to stay free.',
  },
  'EPP-112': {
    title: 'Does this computer have room for the backup file?',
    fix: 'Make room on the drive that holds the migrations.',
  },
  'EPP-122': {
    title: 'Is the new server fresh?',
    fix: 'What is on the new server will be replaced, its earlier backups are lost. Download them first if anybody needs them.',
  },
  'EPP-131': {
    title: 'Are old and new two different machines?',
    fix: 'Both addresses lead to the same machine, or the new one is a clone of the old. Deploy a new server from the image.',
  },
};

/** A finding's title, a question that its level answers, and what to do where it is no "ok". */
export const describeFinding = (
  finding: Finding,
): { readonly title: string; readonly fix: string } => words[finding.id];
