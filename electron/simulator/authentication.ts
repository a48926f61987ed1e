import ssh2, { type AuthContext, type KeyboardAuthContext, type PublicKeyAuthContext } from 'ssh2';
import { type LoginMethod, passwordOpens } from './accounts';
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
    const methods = machine.state().methods;
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

function ask(
  machine: ServedMachine,
  attempt: KeyboardAuthContext,
  decide: (accepted: boolean) => void,
): void {
  attempt.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
    // An aborted attempt gives an Error in the place of the answers.
    const [password] = Array.isArray(answers) ? answers : [];
    decide(
      password !== undefined && passwordOpens(machine.state().accounts, attempt.username, password),
    );
  });
}

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
