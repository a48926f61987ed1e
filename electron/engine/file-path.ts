import { fail } from '../../shared/failure';
import type { FileReference } from '../../shared/file-reference';

/** The path of a file; the shell has put one in place of each ticket before the engine sees it. */
export const pathOf = (file: FileReference): string =>
  'path' in file
    ? file.path
    : fail('contract.bad-input', { where: 'file', seen: 'a ticket that nobody resolved' });
