import type { HostKey } from '../../../shared/appliance';
import { compareFingerprint } from '../../../shared/fingerprint';

/** True where a typed name is the server's, upper and lower case and blanks around it aside. */
export const isName = (typed: string, name: string): boolean =>
  typed.trim().toLowerCase() === name.trim().toLowerCase();

/** What was decided about a new host key. */
export type Trust = { readonly accept: boolean; readonly remember?: boolean };

/** Reads yes, once, no or a fingerprint as the answer to a host key; a text says why it is none of them. */
export function trustAnswer(typed: string, hostKey: HostKey): Trust | string {
  const word = typed.trim().toLowerCase();
  if (word === 'yes' || word === 'y') return { accept: true };
  if (word === 'once') return { accept: true, remember: false };
  if (word === 'no' || word === 'n') return { accept: false };
  switch (compareFingerprint(typed, hostKey)) {
    case 'same':
      return { accept: true };
    case 'different':
      return 'Not the same: another machine, or somebody in between. Type no to reject it.';
    default:
      return 'Type yes, once or no, or paste the whole fingerprint.';
  }
}
