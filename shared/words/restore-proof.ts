import type { ProvenPart } from '../restore-proof';

/** What is proven before a restore. */
export const provenWords: Readonly<Record<ProvenPart, string>> = {
  file: 'Backup file',
  versions: 'Versions',
  room: 'Room',
  services: 'Services',
  work: 'Other work',
  key: 'System Backup Key',
};

/** What goes before what was seen where it is no proof. */
export const openProof = 'Not proven';
