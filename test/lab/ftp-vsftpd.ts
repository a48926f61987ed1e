import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accounts, labPassword, writeAccounts } from './accounts';
import { makeNetwork, type Place } from './network';

const program = '/usr/sbin/vsftpd';

/** Why there can be no real FTP server here, or undefined. */
export function noVsftpdBecause(): string | undefined {
  if (!existsSync(program)) return `${program} is missing (Debian package vsftpd)`;
  return process.getuid?.() === 0
    ? undefined
    : 'vsftpd needs accounts of its own, which needs root';
}

/** A host in a network namespace on which real FTP servers run. */
export type FtpHost = {
  readonly host: string;
  readonly user: string;
  readonly password: string;
  /** What the user sees after the login. */
  readonly folder: string;
  /** SHA-256 of the certificate, as OpenSSL prints it. */
  readonly fingerprint: string;
  /** Lines for TLS as a careful administrator writes them: no plain login, no plain data, the session used again. */
  readonly tls: readonly string[];
  /** Starts one at this port with more lines of vsftpd.conf. */
  readonly start: (port: number, config: readonly string[]) => Promise<void>;
  /** Kills every session, as a crash does; the servers go on listening. */
  readonly killSessions: () => void;
  /** What the servers were told and have answered. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
};

/** Sets it up; throws where there are no network namespaces. `at`: a folder for the files that is there already. */
export async function openFtpHost(at?: string): Promise<FtpHost> {
  const network = await makeNetwork({ names: ['ftp'] });
  if (network.noHostsBecause !== undefined) throw new Error(network.noHostsBecause);
  const place: Place = network.places.ftp;
  const own = await mkdtemp(join(tmpdir(), 'lab-ftp-'));
  execFileSync('chmod', ['755', own]);
  const folder = at ?? join(own, 'files');
  await mkdir(folder, { recursive: true });
  await mkdir(join(own, 'bin'));
  const { uid } = accounts['sudo-nobody'];
  await chown(folder, uid, uid);
  const etc = place.etc ?? '';
  await writeAccounts(etc, own);
  await writeFile(
    join(etc, 'pam.d/vsftpd'),
    'auth required pam_unix.so nodelay\naccount required pam_unix.so\nsession required pam_permit.so\n',
  );
  makeCertificate(own, place.host);
  const running: ChildProcess[] = [];
  const log = join(own, 'vsftpd.log');
  const start = async (port: number, config: readonly string[]): Promise<void> => {
    const file = join(own, `vsftpd-${port}.conf`);
    const lines = [...usual(folder, log), `listen_port=${port}`, ...config, ''];
    await writeFile(file, lines.join('\n'));
    const [command = program, ...args] = [...place.inside, program, file];
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    running.push(child);
    await listens(place.host, port, child);
  };
  return {
    ...{ host: place.host, user: 'sudo-nobody', password: labPassword, folder, start },
    tls: [
      'ssl_enable=YES',
      'force_local_logins_ssl=YES',
      'force_local_data_ssl=YES',
      'require_ssl_reuse=YES',
      `rsa_cert_file=${join(own, 'certificate.pem')}`,
      `rsa_private_key_file=${join(own, 'key.pem')}`,
    ],
    fingerprint: execFileSync(
      'openssl',
      ['x509', '-in', join(own, 'certificate.pem'), '-noout', '-fingerprint', '-sha256'],
      { encoding: 'utf8' },
    )
      .replace(/^.*=/, '')
      .trim(),
    killSessions: () => {
      const first = new Set(running.map(({ pid }) => pid));
      const [, , , space = ''] = place.inside;
      const all = execFileSync('ip', ['netns', 'pids', space], { encoding: 'utf8' });
      for (const pid of all.split('\n').filter(Boolean).map(Number)) {
        if (!first.has(pid) && nameOf(pid) === 'vsftpd') process.kill(pid, 'SIGKILL');
      }
    },
    log: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    close: async () => {
      for (const child of running) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      network.remove();
      await rm(own, { recursive: true, force: true });
    },
  };
}

const usual = (folder: string, log: string): readonly string[] => [
  'listen=YES',
  'background=NO',
  'local_enable=YES',
  'write_enable=YES',
  'anonymous_enable=NO',
  'pam_service_name=vsftpd',
  'isolate=NO',
  'isolate_network=NO',
  'seccomp_sandbox=NO',
  // Of the few accounts that the host has.
  'nopriv_user=sshd',
  'xferlog_enable=YES',
  'log_ftp_protocol=YES',
  `vsftpd_log_file=${log}`,
  `local_root=${folder}`,
];

function makeCertificate(folder: string, host: string): void {
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=ftp.lab'],
      ...['-addext', `subjectAltName=DNS:ftp.lab,IP:${host}`],
      ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')],
    ],
    { stdio: 'ignore' },
  );
}

const nameOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
};

async function listens(host: string, port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`vsftpd ended with ${child.exitCode}`);
    const socket = connect(port, host);
    const up = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (up) return;
    await pause(50);
  }
}
