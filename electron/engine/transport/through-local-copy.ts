import { download } from './download';
import { relaying } from './relay';
import type { Transport } from './transport';
import { upload } from './upload';

/** Moves a file through a copy on this computer, so that a later try needs the source no more than once; or at once, with or without one. */
export const throughLocalCopy: Transport = { download, upload, relay: relaying() };
