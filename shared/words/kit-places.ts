import type { KitPlaceWarning } from '../kit';

/** What speaks against the place where a recovery kit was saved; in window, terminal and report. */
export const kitPlaceWords = {
  'beside-backup':
    'The kit is in the folder of the backup. Whoever gets that folder has the backup and its key.',
  'same-drive':
    'The kit is on the drive that also holds the copy of the backup. If the drive is lost, both are.',
  'sync-folder':
    'The kit is in a folder that is copied to other computers or to the internet. The key is then there, too.',
  'temporary-folder': 'The kit is in a folder that the system empties by itself.',
} as const satisfies Record<KitPlaceWarning, string>;
