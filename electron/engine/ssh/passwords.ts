/** The password of one account, asked when it is first needed and remembered for later logins; lives in memory only. */
export type Passwords = {
  /** The remembered password, or the one that is being asked for, or else a new question. */
  readonly current: () => Promise<string>;
  /** The server did not take the current one. */
  readonly refused: () => void;
  /** The server has taken the current one. */
  readonly accepted: () => void;
  /** True where the current one was taken before. */
  readonly isProven: () => boolean;
  /** Begins a new login: the number of refusals starts at none. */
  readonly begin: () => void;
  readonly exhausted: () => boolean;
};

/** How many passwords one login asks for. */
const passwordTries = 3;

export function rememberPassword(ask: (again: boolean) => Promise<string>): Passwords {
  let known: Promise<string> | undefined;
  let refusedBefore = false;
  let asked = 0;
  let proven = false;
  const forget = (): void => {
    known = undefined;
    proven = false;
  };
  return {
    current: () => {
      if (known) return known;
      asked++;
      const answer = ask(refusedBefore);
      known = answer;
      answer.catch(forget);
      return answer;
    },
    refused: () => {
      refusedBefore = true;
      forget();
    },
    accepted: () => {
      proven = known !== undefined;
    },
    isProven: () => proven,
    begin: () => {
      asked = 0;
    },
    exhausted: () => known === undefined && asked >= passwordTries,
  };
}
