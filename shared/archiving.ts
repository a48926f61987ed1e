import { type ArchiveKind, archiveKinds } from './appliance';
import type { Failure } from './failure';
import type { Progress } from './progress';

/** What can be saved before a migration: what a System Backup v2 leaves behind, and the backups that a restore throws away. */
export const savedKinds = [...archiveKinds, 'system-backup-v2'] as const;
export type SavedKind = ArchiveKind | 'system-backup-v2';

/** One file of a server that can be saved; `path` as SFTP sees it, `createdAt` by the server's clock. */
export type ListedFile = {
  readonly kind: SavedKind;
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly createdAt: string;
};

/** A file that is safe here; `file` is its name below the folder, `found` says that it was there before. */
export type SavedFile = {
  readonly path: string;
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly found: boolean;
};

/** Saving the files of one server: what there is, and how far it got. */
export type Archiving = {
  /** Where they go; absent where they are only listed. */
  readonly folder?: string | undefined;
  readonly files: readonly ListedFile[];
  readonly saved: readonly SavedFile[];
  /** Files that could not be saved while others could. */
  readonly problems: readonly { readonly path: string; readonly failure: Failure }[];
  /** The file that is compared or on its way. */
  readonly current?:
    | { readonly file: string; readonly progress?: Progress | undefined }
    | undefined;
};
