import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** A login of a machine. Passwords are kept as salted hashes only. */
export type Account = {
  readonly login: string;
  /** 16 bytes in hex. */
  readonly salt: string;
  /** scrypt of the password, 32 bytes in hex. */
  readonly hash: string;
  /** Public keys that may log in, as in `authorized_keys` without options. */
  readonly publicKeys: readonly string[];
};

/** The ways in which a machine lets people in. */
export const loginMethods = ['publickey', 'password', 'keyboard-interactive'] as const;
export type LoginMethod = (typeof loginMethods)[number];

/** The password of every practice account unless another is asked for; it guards nothing. */
export const practicePassword = 'practice';

/** The name of every practice account unless another is asked for. */
export const practiceAccount = 'epproot';

// Cheap on purpose: a practice password is public, and tests log in hundreds of times.
const hashOf = (password: string, salt: string): Buffer =>
  scryptSync(password, Buffer.from(salt, 'hex'), 32, { N: 1024, r: 8, p: 1 });

/** An account with a fresh salt. */
export function newAccount(
  login: string,
  password: string,
  publicKeys: readonly string[] = [],
): Account {
  const salt = randomBytes(16).toString('hex');
  return { login, salt, hash: hashOf(password, salt).toString('hex'), publicKeys };
}

/** Whether one of the accounts has this login and password. */
export function passwordOpens(
  accounts: readonly Account[],
  login: string,
  password: string,
): boolean {
  const account = accounts.find((candidate) => candidate.login === login);
  if (!account) return false;
  const expected = Buffer.from(account.hash, 'hex');
  const actual = hashOf(password, account.salt);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
