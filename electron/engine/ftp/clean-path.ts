import { fail } from '../../../shared/failure';
import { printable } from '../printable';

/** The path as it is; one that would end the command line throws `contract.bad-input`. */
export const clean = (path: string): string =>
  /[\0\r\n]/.test(path)
    ? fail('contract.bad-input', { where: printable(path), seen: 'a line break in a path' })
    : path;
