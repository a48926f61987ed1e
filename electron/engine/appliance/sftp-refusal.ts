import { FailureError, fail } from '../../../shared/failure';
import { printable } from '../printable';

/** SFTP's numbers for what went wrong; 14 and 15 come from version 6, but some servers send them anyway. */
export const status = {
  noSuchFile: 2,
  failure: 4,
  unsupported: 8,
  noSpace: 14,
  quota: 15,
} as const;

/** The number with which the server refused, if it was the server. */
export const statusOf = (thrown: unknown): number | undefined => {
  const code = (thrown as { readonly code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : undefined;
};

/** Says as a failure what a server said about a path; failures pass as they are. */
export function refuse(thrown: unknown, path: string, where: string): never {
  if (thrown instanceof FailureError) throw thrown;
  const code = statusOf(thrown);
  if (code === status.noSuchFile) fail('transfer.source-file-missing', { path, where }, thrown);
  if (code === status.noSpace || code === status.quota)
    fail('transfer.no-space', { where }, thrown);
  const said = thrown instanceof Error ? printable(thrown.message).slice(0, 200) : '';
  return fail('transfer.failed', { path, where, seen: said }, thrown);
}
