import type { LoginDesk } from '../appliance/appliance';

/** The password of one account, asked when it is first needed and remembered for later logins; lives in memory only. */
export type Passwords = {
  /** The remembered password, or the one that is being asked for, or else a new question. */
  readonly current: () => Promise<string>;
  /** The server did not take the current one. */
  readonly refused: () => void;
  /** True from the question until the answer was sent to a server. */
  readonly unsent: () => boolean;
  readonly sent: () => void;
  /** Begins a new login: the number of refusals starts at none. */
  readonly begin: () => void;
  readonly exhausted: () => boolean;
};

/** How many passwords one login asks for. */
export const passwordTries = 3;

export function rememberPassword(ask: LoginDesk['password']): Passwords {
  let known: Promise<string> | undefined;
  let fresh = false;
  let refusedBefore = false;
  let asked = 0;
  const forget = (): void => {
    known = undefined;
    fresh = false;
  };
  return {
    current: () => {
      if (known) return known;
      asked++;
      fresh = true;
      const answer = ask(refusedBefore);
      known = answer;
      answer.catch(forget);
      return answer;
    },
    refused: () => {
      refusedBefore = true;
      forget();
    },
    unsent: () => fresh,
    sent: () => {
      fresh = false;
    },
    begin: () => {
      asked = 0;
    },
    exhausted: () => known === undefined && asked >= passwordTries,
  };
}
