import type { Failure, FailureCode, FailureFacts } from '../../../shared/failure';

/**
 * What servers say of an account that is not simply wrong. There is no code for it in the protocol, so the texts of OpenSSH
 * (auth.c, auth-pam.c, session.c) and of the PAM modules on Debian and Ubuntu are looked for.
 */
const sayings: readonly (readonly [RegExp, FailureCode])[] = [
  [
    /password (?:has |is |change )?(?:expired|required)|required to change your password/i,
    'ssh.password-expired',
  ],
  [
    /account (?:has |is )?(?:been )?(?:temporarily )?(?:locked|expired|disabled|not available)/i,
    'ssh.account-locked',
  ],
];

/** The failure that a server's own words tell of, or undefined; `seen` is one line of printable text. */
export function failureInWords(seen: string, facts: FailureFacts): Failure | undefined {
  const found = sayings.find(([pattern]) => pattern.test(seen));
  return found && { code: found[1], facts: { ...facts, seen: seen.slice(0, 300) } };
}
