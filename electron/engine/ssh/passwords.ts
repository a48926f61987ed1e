import type { LoginDesk } from '../appliance/appliance';

/** The password of one account, asked when it is first needed and remembered for later logins; lives in memory only. */
export type Passwords = {
  /** The remembered password, or the one that is being asked for, or else a new question. */
  readonly current: () => Promise<string>;
  /** The server did not take the current one. */
  readonly refused: () => void;
  /** True once for each password that was asked and that no server has judged yet: the connection may have ended meanwhile. */
  readonly secondChance: () => boolean;
  /** Begins a new login: the number of refusals starts at none. */
  readonly begin: () => void;
  readonly exhausted: () => boolean;
};

/** How many passwords one login asks for. */
const passwordTries = 3;

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
    secondChance: () => {
      const chance = fresh;
      fresh = false;
      return chance;
    },
    begin: () => {
      asked = 0;
      fresh = false;
    },
    exhausted: () => known === undefined && asked >= passwordTries,
  };
}
