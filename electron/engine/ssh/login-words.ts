import type { Failure, FailureCode, FailureFacts } from '../../../shared/failure';

/**
 * What servers say of an account that is not simply wrong. There is no code for it in the protocol, so these texts are looked
 * for, with those of the same meaning around them. Warnings of what will happen some day (`will expire in 3 days`) are none.
 *
 * - OpenSSH, session.c: `WARNING: Your password has expired.`, `Password change required but no TTY available.`
 * - Linux-PAM, pam_unix: `You are required to change your password immediately (administrator enforced).`, `Your account has
 *   expired; please contact your system administrator.`; pam_faillock: `The account is locked due to 3 failed logins.`;
 *   pam_tally2: `Account locked due to 3 failed logins`.
 */
const sayings: readonly (readonly [RegExp, FailureCode])[] = [
  [
    /password (?:has |is )?expired|password change required|(?:required to|must) change your password/i,
    'ssh.password-expired',
  ],
  [
    /account (?:has |is )?(?:been )?(?:temporarily )?(?:locked|expired|disabled)/i,
    'ssh.account-locked',
  ],
];

/** The failure that a server's own words tell of, or undefined; `seen` is one line of printable text. */
export function failureInWords(seen: string, facts: FailureFacts): Failure | undefined {
  const found = sayings.find(([pattern]) => pattern.test(seen));
  return found && { code: found[1], facts: { ...facts, seen: seen.slice(0, 300) } };
}
