// The Debian packages that the window and the lab need, installed when they are missing and when that is allowed.

import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { run, say } from './terminal.mjs';

// `a|b` is one package that newer releases have renamed.
const WINDOW = ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libasound2|libasound2t64', 'libgbm1'];
const VIRTUAL_DISPLAY = ['xvfb', 'xauth'];
const LAB = [
  ...['openssh-server', 'openssh-client', 'iproute2', 'libpam-google-authenticator'],
  ...['vsftpd', 'curl', 'lftp', 'openssl'],
  ...['mariadb-server', 'nginx-light', 'iputils-ping', 'iputils-arping', 'faketime'],
];
/** What Debian would start at the next boot, by package. */
const SERVICES = {
  'openssh-server': ['ssh.service', 'ssh.socket'],
  vsftpd: ['vsftpd.service'],
  'mariadb-server': ['mariadb.service'],
  'nginx-light': ['nginx.service'],
};
/** Draws printed kits, to see whether their code can be scanned. */
const PRINTS = ['poppler-utils'];

// Somebody else may be installing at the same time.
const PATIENTLY = ['-o', 'DPkg::Lock::Timeout=120'];

const isLinux = process.platform === 'linux';
const isDebian = isLinux && existsSync('/etc/debian_version');
export const isRoot = process.getuid?.() === 0;
export const hasDisplay = () =>
  !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const windowPackages = () => (hasDisplay() ? WINDOW : [...WINDOW, ...VIRTUAL_DISPLAY]);

/** Why no window can be opened here, or undefined. */
export function noWindowBecause() {
  if (!isLinux) return undefined;
  if (!isDebian) {
    const hidden = !hasDisplay() && !onPath('xvfb-run');
    return hidden ? 'there is no display and no xvfb-run' : undefined;
  }
  const missing = missingOf(windowPackages());
  return missing.length > 0 ? `missing: ${missing.join(' ')}` : undefined;
}

/** Why the lab (real SSH servers in network namespaces) cannot run here, or undefined. */
export function noLabBecause() {
  if (!isLinux || !isRoot) return 'it makes network namespaces, which needs root on Linux';
  if (!existsSync('/usr/sbin/sshd')) return 'missing: openssh-server';
  if (!onPath('ip')) return 'missing: iproute2';
  return undefined;
}

/** What the hosts of the lab run, or are looked at with. */
const HOST_PROGRAMS = ['mariadbd', 'mariadb-install-db', 'nginx', 'openssl', 'ping', 'setpriv'];

/** Why the lab can have no appliances that are hosts of their own here, or undefined. */
export function noHostsBecause() {
  const missing = HOST_PROGRAMS.filter((program) => !onPath(program));
  const reason =
    noLabBecause() ?? (missing.length > 0 ? `missing: ${missing.join(' ')}` : undefined);
  if (reason) return reason;
  const spaces = ['--pid', '--fork', '--mount-proc', '--mount', '--uts', 'true'];
  const tried = spawnSync('unshare', spaces, { encoding: 'utf8' });
  return tried.status === 0 ? undefined : `no namespaces: ${tried.stderr?.trim()}`;
}

/** @param {'start' | 'test'} purpose */
export async function installPackages(purpose) {
  if (!isDebian) return;
  const wanted = purpose === 'test' ? [...windowPackages(), ...LAB, ...PRINTS] : windowPackages();
  const missing = missingOf(wanted);
  if (missing.length === 0) return;
  if (!isRoot) {
    say(`missing packages; to get everything, run:`);
    say(`  sudo apt-get install --no-install-recommends ${missing.join(' ')}`);
    return;
  }
  say(`installing packages: ${missing.join(' ')}`);
  const { code, output } = await withoutServices(async () => {
    const first = await install(missing);
    if (first.code === 0) return first;
    await run('apt-get', ['update', '-qq']);
    return install(missing);
  });
  if (code !== 0) say(`apt-get did not install them:\n${output.trim().slice(-2000)}`);
  // Only a server that this call brought in is kept from starting at the next boot.
  const services = Object.entries(SERVICES).flatMap(([name, units]) =>
    missing.includes(name) ? units : [],
  );
  if (code === 0 && services.length > 0 && onPath('systemctl')) {
    await run('systemctl', ['disable', '--quiet', ...services]);
  }
}

const install = (/** @type {string[]} */ names) =>
  run('apt-get', [...PATIENTLY, 'install', '-y', '-qq', '--no-install-recommends', ...names], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

/**
 * Runs `work` while Debian starts no service, whatever is installed.
 * @template T
 * @param {() => Promise<T>} work
 */
async function withoutServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    rmSync(policy, { force: true });
  }
}

/** @param {readonly string[]} wanted */
function missingOf(wanted) {
  const all = wanted.flatMap((name) => name.split('|'));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are dpkg's own placeholders
  const format = '${Package} ${db:Status-Status}\n';
  const asked = spawnSync('dpkg-query', ['-W', '-f', format, ...all], { encoding: 'utf8' });
  const lines = asked.stdout.split('\n');
  const has = (/** @type {string} */ name) => lines.includes(`${name} installed`);
  return wanted
    .filter((name) => !name.split('|').some(has))
    .map((name) => name.split('|').find(isOffered) ?? name.replace(/\|.*/, ''));
}

const isOffered = (/** @type {string} */ name) =>
  /Candidate: [^(]/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout);

const onPath = (/** @type {string} */ program) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
