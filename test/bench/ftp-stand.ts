import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lab/network';
import { ownFolder } from './files';
import { tidily } from './tidily';

const program = '/usr/sbin/vsftpd';
const host = '127.0.0.1';

/** An FTP server on this computer which lets everybody in, with its files in memory. */
export type FtpStand = {
  /** For files of this computer. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** A file of the server, as this computer and as the server names it. */
  readonly served: (name: string) => { readonly local: string; readonly remote: string };
};

/** Why there can be no FTP server here, or undefined. */
export function noFtpBecause(): string | undefined {
  if (!existsSync(program)) return `${program} is missing (Debian package vsftpd)`;
  if (!existsSync('/usr/bin/curl')) return 'curl is missing (Debian package curl)';
  return process.getuid?.() === 0 ? undefined : 'vsftpd takes on other accounts, which needs root';
}

/** Runs the server while `work` is done, and leaves nothing behind. */
export async function withFtpStand<Value>(
  work: (stand: FtpStand) => Promise<Value>,
): Promise<Value> {
  return await tidily(async (later) => {
    const { folder, remove } = await ownFolder('memory');
    later(remove);
    await chmod(folder, 0o755);
    // The root of a session may not be writable; a folder in it may.
    const root = join(folder, 'root');
    const files = join(root, 'files');
    await mkdir(files, { recursive: true });
    await chmod(files, 0o777);
    const port = await freePort();
    const config = join(folder, 'vsftpd.conf');
    await writeFile(config, [...configuration(root), `listen_port=${port}`, ''].join('\n'));
    const child = spawn(program, [config], { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(child, 'exit');
    later(async () => {
      child.kill('SIGTERM');
      await ended;
    });
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`vsftpd ended with ${child.exitCode}`);
      await pause(50);
    }
    return await work({
      ...{ folder, host, port },
      served: (name) => ({ local: join(files, name), remote: `/files/${name}` }),
    });
  });
}

const configuration = (root: string): readonly string[] => [
  ...['listen=YES', 'background=NO', `listen_address=${host}`],
  ...['anonymous_enable=YES', 'no_anon_password=YES', `anon_root=${root}`],
  ...['write_enable=YES', 'anon_upload_enable=YES', 'anon_other_write_enable=YES'],
  ...['anon_mkdir_write_enable=YES', 'anon_umask=022', 'anon_world_readable_only=NO'],
  // What it can do without inside a container.
  ...['isolate=NO', 'isolate_network=NO', 'seccomp_sandbox=NO'],
  'secure_chroot_dir=/var/run/vsftpd/empty',
];

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, host);
  const up = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return up;
}
