import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The password of every account of the lab. */
export const labPassword = 'lab password';
/** Its hash, as `openssl passwd -6` makes it. */
const hash =
  '$6$practicelab$/BzXAecJHN55PuWRSecYZaJDKzCiVrVACzHeKwIOQMKKrB0oDmcBgnOc2BG7481Db0eXXFYCDDckZAZ9FiHQ4.';

type Account = {
  readonly uid: number;
  /** The hash, or what locks the account. */
  readonly password?: string;
  /** Days since 1970: when the password was set (0: it has to be changed now), and when the account ends. */
  readonly changed?: number;
  readonly ends?: number;
  readonly shell?: string;
  /** Lines of sshd_config for this account alone. */
  readonly config?: (folder: string) => readonly string[];
};

/** What real sudo says, word for word, where it does not do what it was asked for. */
export const sudoSays = {
  'sudo-password': 'sudo: a password is required',
  'sudo-tty': 'sudo: sorry, you must have a tty to run sudo',
  'sudo-terminal':
    'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required',
  'sudo-nobody': 'sudo-nobody is not in the sudoers file.  This incident will be reported.',
} as const;

/** Every account of the hosts of the lab; their password is `labPassword`, and the lab's keys open all of them. */
export const accounts = {
  /** May do everything, by password, key and keyboard-interactive. */
  epproot: { uid: 0 },
  /** Password and second factor, in two rounds of keyboard-interactive. */
  twofactor: { uid: 0, config: () => ['AuthenticationMethods keyboard-interactive'] },
  /** First a key, then the two rounds. */
  keyandcode: {
    uid: 0,
    config: () => ['AuthenticationMethods publickey,keyboard-interactive'],
  },
  'password-expired': { uid: 0, changed: 0 },
  'account-expired': { uid: 0, ends: 1 },
  locked: { uid: 0, password: '!' },
  nologin: { uid: 0, shell: '/usr/sbin/nologin' },
  menu: { uid: 0, config: (folder) => [`ForceCommand ${join(folder, 'bin/menu')}`] },
  'sudo-password': { uid: 4001 },
  'sudo-tty': { uid: 4002 },
  'sudo-terminal': { uid: 4003 },
  'sudo-nobody': { uid: 4004 },
  'sudo-works': { uid: 4005 },
} as const satisfies Record<string, Account>;
export type AccountName = keyof typeof accounts;

const all: readonly (readonly [string, Account])[] = Object.entries(accounts);

const totpModule = '/lib/x86_64-linux-gnu/security/pam_google_authenticator.so';
/** What the second round asks for: a code that changes, or, where Debian's module is missing, the password again. */
export const hasTotp = existsSync(totpModule);
const secret = randomBytes(20);

/** The answer to the second round at this moment. */
export function secondAnswer(now = Date.now()): string {
  if (!hasTotp) return labPassword;
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Lines of sshd_config about the accounts; they have to come last. */
export const accountConfig = (folder: string): readonly string[] => [
  'UsePAM yes',
  'PermitRootLogin yes',
  'KbdInteractiveAuthentication yes',
  'PasswordAuthentication yes',
  ...all.flatMap(([name, { config }]) =>
    config ? [`Match User ${name}`, ...config(folder).map((line) => `  ${line}`)] : [],
  ),
];

/** Puts the accounts into the `etc` of a host, and the programs that they meet into the `bin` of its folder. */
export async function writeAccounts(etc: string, folder: string): Promise<void> {
  const home = join(folder, 'home');
  await mkdir(home);
  await mkdir(join(etc, 'pam.d'), { recursive: true });
  const passwd = all.map(
    ([name, { uid, shell = '/bin/sh' }]) => `${name}:x:${uid}:${uid}:${name}:${home}:${shell}`,
  );
  const shadow = all.map(
    ([name, { password = hash, changed = 20_000, ends = '' }]) =>
      `${name}:${password}:${changed}:0:99999:7::${ends}:`,
  );
  // The first with number 0 gives it its name; sshd gives up its rights to the user `sshd`.
  const system = ['root:x:0:0:root:/root:/bin/sh', 'sshd:x:110:65534::/run/sshd:/usr/sbin/nologin'];
  await writeFile(join(etc, 'passwd'), lines([...system, ...passwd]));
  await writeFile(
    join(etc, 'shadow'),
    lines(['root:*:20000::::::', 'sshd:*:20000::::::', ...shadow]),
    {
      mode: 0o600,
    },
  );
  await writeFile(join(etc, 'pam.d/sshd'), lines(pam(folder)));
  await writeFile(join(etc, 'pam.d/su'), lines(suPam));
  await writeFile(join(folder, 'totp'), `${base32(secret)}\n" TOTP_AUTH\n`, { mode: 0o600 });
  await script(join(folder, 'bin/menu'), menu);
  await script(join(folder, 'bin/sudo'), sudo());
}

/** Two rounds for those with a second factor, one for all others. */
const pam = (folder: string): readonly string[] => [
  'auth required pam_unix.so nodelay',
  'auth [success=ok default=1] pam_succeed_if.so quiet user in twofactor:keyandcode',
  hasTotp
    ? `auth required pam_google_authenticator.so secret=${join(folder, 'totp')} user=root`
    : 'auth required pam_unix.so nodelay',
  'account required pam_unix.so',
  'password required pam_unix.so',
  'session required pam_unix.so',
];

/** `su` is how the `sudo` of the hosts becomes root, and for nobody but the one account that may. */
const suPam: readonly string[] = [
  `auth [success=1 default=ignore] pam_succeed_if.so quiet use_uid uid = ${accounts['sudo-works'].uid}`,
  'auth requisite pam_deny.so',
  'auth required pam_permit.so',
  'account required pam_permit.so',
  'session required pam_permit.so',
];

const menu = ['echo "EPP setup menu"', 'echo " 1) Network"', 'echo " 0) Log out"'];

const sudo = (): readonly string[] => [
  'case "$(id -un)" in',
  ...Object.entries(sudoSays).map(([name, text]) => `${name}) echo '${text}' >&2; exit 1 ;;`),
  'esac',
  'while case "$1" in -*) true ;; *) false ;; esac; do shift; done',
  `exec su -p -c 'exec "$@"' -- root sudo "$@"`,
];

async function script(path: string, body: readonly string[]): Promise<void> {
  await writeFile(path, lines(['#!/bin/sh', ...body]));
  await chmod(path, 0o755);
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

function base32(bytes: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('');
}
