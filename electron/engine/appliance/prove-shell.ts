import { randomBytes } from 'node:crypto';
import { FailureError } from '../../../shared/failure';
import { printable } from '../printable';
import type { LoginAt } from '../ssh/login-desk';
import { failureInWords } from '../ssh/login-words';
import type { ApplianceDesk } from './appliance';
import { commandLine } from './command-line';
import type { Connection } from './connection';
import { type Heard, hear, heardMax } from './hear';
import { hasNoExitCode } from './no-exit-code';
import type { ShellProbe } from './profile-parts';
import { told } from './told';

const seenMax = 200;

/**
 * Makes sure that a login runs commands, by having it say a word that was made up just now. Throws `ssh.password-expired` or
 * `ssh.account-locked` where the server says so, else `ssh.no-shell`. A command that is closed without an exit code is tried
 * once more: that may have been a connection that ended.
 */
export async function proveShell(
  probe: ShellProbe,
  { host, port, user }: LoginAt,
  connection: Pick<Connection, 'session'>,
  desk: Pick<ApplianceDesk, 'onCommand'>,
): Promise<void> {
  const word = `epp-${randomBytes(8).toString('hex')}`;
  const command = commandLine(probe, { word });
  const ask = async () => {
    const line = await connection.session();
    const heard = await told(desk, { command, changes: false }, () =>
      hear(line, command, probe.timeoutSeconds),
    );
    return { heard, banner: line.banner() };
  };
  // The line may also be closed by what is asked beside.
  const first = await ask().catch((thrown: unknown) => {
    if (!hasNoExitCode(thrown)) throw thrown;
  });
  const { heard, banner } = first && first.heard.end !== 'closed' ? first : await ask();
  if (linesOf(heard.stdout).includes(word)) return;

  const facts = { host, port, user };
  const seen = printable(`${heard.stdout} ${heard.stderr}`);
  const failure = failureInWords(seen, facts) ??
    failureInWords(banner, facts) ?? {
      code: 'ssh.no-shell',
      facts: { ...facts, seen: seen.slice(0, seenMax) || howItEnded(heard, probe) },
    };
  throw new FailureError(failure);
}

const linesOf = (text: string): readonly string[] => text.split('\n').map(printable);

/** In the place of what was said, where nothing was. */
function howItEnded({ end, exitCode }: Heard, { timeoutSeconds }: ShellProbe): string {
  if (end === 'refused') return 'commands are not allowed';
  if (end === 'silent') return `no answer within ${timeoutSeconds} s`;
  if (end === 'endless') return `more than ${heardMax} bytes that are no text`;
  return end === 'closed' ? 'no exit code' : `exit code ${exitCode}`;
}
