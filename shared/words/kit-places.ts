import type { KitPlaceWarning } from '../kit';

/** What speaks against the place where a recovery kit was saved. */
export const kitPlaceWords = {
  'beside-backup':
    'It lies in the folder of the backup: whoever gets the backup there gets the key with it',
  'same-drive':
    'It lies on the drive of this program’s copy of the backup: if the drive is lost, so are both',
  'sync-folder':
    'It lies in a folder that is copied to other computers or to a cloud: whoever gets in there gets the key',
  'temporary-folder': 'It lies in a folder that the system empties',
} as const satisfies Record<KitPlaceWarning, string>;
