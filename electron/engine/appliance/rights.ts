import { fail } from '../../../shared/failure';
import { printable } from '../printable';
import type { ExecResult } from '../ssh/exec';
import type { LoginAt } from '../ssh/login-desk';
import type { PrivilegeProbe } from './profile-parts';

/** What a login may do on an appliance: everything by itself, or everything with a few words such as `sudo -n` before it. */
export type Rights = {
  /**
   * The words that go before every command of the profile. Found out before the first one and then kept, so that a run that
   * goes on over a new connection has them too. Throws `ssh.sudo`.
   */
  readonly prefix: () => Promise<readonly string[]>;
  /** The number of the login's user; undefined where the machine does not tell it. */
  readonly userNumber: () => Promise<number | undefined>;
  /**
   * Settles the prefix by this number of the user and says in words what was found, undefined where there was nothing to find.
   * Throws `ssh.sudo`.
   */
  readonly settle: (userNumber: number | undefined) => Promise<string | undefined>;
};

export type RightsWish = {
  /** Absent: the profile's commands run as they are. */
  readonly probe: PrivilegeProbe | undefined;
  readonly login: LoginAt;
  readonly run: (words: readonly string[], seconds: number) => Promise<ExecResult>;
};

/** The number of root everywhere. */
const root = 0;
const seenMax = 200;

export function openRights({ probe, login, run }: RightsWish): Rights {
  let settled: readonly string[] | undefined = probe && login.user !== 'root' ? undefined : [];
  let finding: Promise<readonly string[]> | undefined;

  const userNumber = async (): Promise<number | undefined> => {
    if (!probe) return undefined;
    const { exitCode, stdout } = await run(probe.words, probe.timeoutSeconds);
    const said = stdout.toString('utf8').trim();
    return exitCode === 0 && /^\d{1,10}$/.test(said) ? Number(said) : undefined;
  };
  /** Whoever is not root is let in by what stands before a command that does nothing. */
  const prefixFor = async (user: number): Promise<readonly string[]> => {
    if (!probe || user === root) return [];
    const tried = await run([...probe.sudo, ...probe.harmless], probe.timeoutSeconds);
    if (tried.exitCode !== 0) refuseSudo(login, tried);
    return probe.sudo;
  };
  const find = async (): Promise<readonly string[]> => {
    const user = await userNumber();
    // What a machine does not tell just now, it may tell the next time.
    if (user === undefined) return [];
    settled = await prefixFor(user);
    return settled;
  };

  return {
    userNumber,
    settle: async (user) => {
      settled = user === undefined ? [] : await prefixFor(user);
      if (user === undefined) return undefined;
      return user === root ? 'root' : settled.join(' ');
    },
    prefix: async () => {
      if (settled) return settled;
      finding ??= find().finally(() => {
        finding = undefined;
      });
      return await finding;
    },
  };
}

/** What sudo (1.8 and 1.9) says where it does not run a command; it ends with 1 then, as the command itself may. */
const sudoSays =
  /^sudo: (?:a password is required|a terminal is required|sorry, you must have a tty|no tty present)|is not in the sudoers file|is not allowed to execute|may not run sudo/m;

/** True where sudo itself refused, and not the command after it. */
export const isSudoRefusal = ({ exitCode, stderr }: ExecResult): boolean =>
  exitCode === 1 && sudoSays.test(stderr.toString('utf8'));

/** Throws `ssh.sudo` with sudo's own words. */
export function refuseSudo({ host, port, user }: LoginAt, result: ExecResult): never {
  const words =
    printable(result.stderr.toString('utf8')) || printable(result.stdout.toString('utf8'));
  const seen = words.slice(0, seenMax) || `exit code ${result.exitCode}`;
  return fail('ssh.sudo', { host, port, user, seen });
}
