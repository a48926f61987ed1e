import ssh2, { type AuthContext, type KeyboardAuthContext, type PublicKeyAuthContext } from 'ssh2';
import { type LoginMethod, passwordOpens } from './accounts';
import type { MachineState } from './machine';
import type { ServedMachine } from './served-machine';

/** Attempts that fail before a connection is given up, as with OpenSSH. */
const attemptsAllowed = 6;

/** Decides every attempt to log in on one connection; `giveUp` ends it after too many. */
export function authenticate(
  machine: ServedMachine,
  giveUp: () => void,
): (attempt: AuthContext) => void {
  let failures = 0;
  return (attempt) => {
    const methods = methodsOf(machine.state());
    const decide = (accepted: boolean): void => {
      const { username: user, method } = attempt;
      machine.record.logins.push({ user, method, accepted });
      if (accepted) attempt.accept();
      else {
        attempt.reject([...methods]);
        if (method !== 'none' && ++failures >= attemptsAllowed) giveUp();
      }
    };
    if (!methods.includes(attempt.method as LoginMethod)) return decide(false);
    if (attempt.method === 'password') {
      return decide(passwordOpens(machine.state().accounts, attempt.username, attempt.password));
    }
    if (attempt.method === 'keyboard-interactive') return ask(machine, attempt, decide);
    if (attempt.method === 'publickey') return checkKey(machine, attempt, decide);
    decide(false);
  };
}

/** What a machine offers; a second factor has to be asked for, which only keyboard-interactive can. */
function methodsOf({ methods, faults }: MachineState): readonly LoginMethod[] {
  if (!faults['two-factor']) return methods;
  return [...methods.filter((method) => method === 'publickey'), 'keyboard-interactive'];
}

function ask(
  machine: ServedMachine,
  attempt: KeyboardAuthContext,
  decide: (accepted: boolean) => void,
): void {
  const { accounts, faults } = machine.state();
  const second = faults['two-factor'];
  prompt(attempt, 'Password: ', (password) => {
    const opens = password !== undefined && passwordOpens(accounts, attempt.username, password);
    // Asked for whatever the password was, so that nobody learns which of the two was wrong.
    if (!second) decide(opens);
    else prompt(attempt, 'Verification code: ', (code) => decide(opens && code === second.code));
  });
}

/** One round of one hidden prompt; an aborted attempt gives no answer. */
const prompt = (
  attempt: KeyboardAuthContext,
  text: string,
  hear: (answer: string | undefined) => void,
): void =>
  attempt.prompt([{ prompt: text, echo: false }], (answers) =>
    hear(Array.isArray(answers) ? answers[0] : undefined),
  );

function checkKey(
  machine: ServedMachine,
  attempt: PublicKeyAuthContext,
  decide: (accepted: boolean) => void,
): void {
  const account = machine.state().accounts.find(({ login }) => login === attempt.username);
  const known = account?.publicKeys
    .map((line) => ssh2.utils.parseKey(line))
    .find((key) => !(key instanceof Error) && key.getPublicSSH().equals(attempt.key.data));
  if (!known || known instanceof Error) decide(false);
  // Without a signature the client only asks whether the key would do.
  else if (!attempt.signature || !attempt.blob) attempt.accept();
  else decide(known.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true);
}
