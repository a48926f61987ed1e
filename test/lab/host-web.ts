import { createHash, X509Certificate } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { placesOfHost } from './host-config';
import { must, type Supervised, supervise } from './host-run';

/** A certificate in the words of the page. */
export type Certificate = {
  readonly sha256: string;
  readonly subject: string;
  readonly notAfter: string;
};

/** Makes a host a new certificate, signed by itself. */
export async function makeCertificate(folder: string, hostname: string): Promise<void> {
  const { certificate, certificateKey } = placesOfHost(folder);
  await must([
    ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
    ...['-nodes', '-days', '365', '-subj', `/CN=${hostname}`],
    ...['-keyout', certificateKey, '-out', certificate],
  ]);
}

/** What is shown to whoever connects, as it is shown. */
export const servedCertificate = (host: string, port: number): Promise<Certificate> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, rejectUnauthorized: false }, () => {
      const { raw } = new X509Certificate(socket.getPeerCertificate(true).raw);
      const { subject, validTo } = new X509Certificate(raw);
      socket.destroy();
      resolve({
        sha256: createHash('sha256').update(raw).digest('hex'),
        subject,
        notAfter: new Date(validTo).toISOString(),
      });
    });
    socket.setTimeout(2000, () => socket.destroy(new Error('the web server is silent')));
    socket.once('error', reject);
  });

/** The web server of a host. */
export type HostWeb = Supervised & {
  /** Lets computers check in, or turns them away; where it runs, it does so when this resolves. */
  readonly serveClients: (enabled: boolean) => Promise<void>;
  /** Shows the certificate that lies there now. */
  readonly reload: () => void;
  /** Each computer that was let in since then, with the time of its last check-in, in milliseconds. */
  readonly seenSince: (time: number) => Promise<ReadonlyMap<string, number>>;
};

/** nginx in the folder of a host, on port 443. */
export function hostWeb(folder: string): HostWeb {
  const { log, certificate, certificateKey, checkIns } = placesOfHost(folder);
  const clients = join(folder, 'clients.conf');
  const config = join(folder, 'nginx.conf');
  const program = supervise(
    ['nginx', '-c', config, '-p', folder, '-e', join(log, 'nginx')],
    join(log, 'nginx'),
    () =>
      servedCertificate('127.0.0.1', 443).then(
        () => true,
        () => false,
      ),
  );
  let serving: boolean | undefined;
  const write = async (enabled: boolean): Promise<void> => {
    await writeFile(clients, `return ${enabled ? 204 : 503};\n`);
  };
  return {
    ...program,
    start: async () => {
      await writeFile(
        config,
        configuration({ folder, clients, certificate, certificateKey, checkIns }),
      );
      if (!existsSync(clients)) await write(false);
      await program.start();
    },
    serveClients: async (enabled) => {
      if (enabled === serving) return;
      serving = enabled;
      await write(enabled);
      if (!program.runs()) return;
      program.signal('SIGHUP');
      // The worker that knows better takes over a moment later.
      const wanted = enabled ? 204 : 503;
      for (const limit = Date.now() + 3000; Date.now() < limit; await pause(30)) {
        if ((await ownCheckIn()) === wanted) break;
      }
      await pause(50);
    },
    reload: () => program.signal('SIGHUP'),
    seenSince: (time) => readCheckIns(checkIns, time),
  };
}

/** How the web server answers a check-in that names no computer; 0 where it does not. */
const ownCheckIn = (): Promise<number> =>
  new Promise((resolve) => {
    const to = { host: '127.0.0.1', port: 443, path: '/agent/check-in', method: 'POST' };
    request({ ...to, rejectUnauthorized: false, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .once('error', () => resolve(0))
      .end();
  });

const configuration = (at: {
  readonly folder: string;
  readonly clients: string;
  readonly certificate: string;
  readonly certificateKey: string;
  readonly checkIns: string;
}): string => `
user root;
worker_processes 1;
daemon off;
pid ${join(at.folder, 'nginx.pid')};
events { worker_connections 1024; }
http {
  log_format checkin escape=json '{"at":$msec,"status":$status,"computer":"$arg_computer","held":"$http_x_held_lines"}';
  access_log off;
  client_body_temp_path ${join(at.folder, 'nginx-body')};
  proxy_temp_path ${join(at.folder, 'nginx-proxy')};
  fastcgi_temp_path ${join(at.folder, 'nginx-fastcgi')};
  uwsgi_temp_path ${join(at.folder, 'nginx-uwsgi')};
  scgi_temp_path ${join(at.folder, 'nginx-scgi')};
  server {
    listen 443 ssl;
    ssl_certificate ${at.certificate};
    ssl_certificate_key ${at.certificateKey};
    location = / { default_type text/html; return 200 '<!doctype html><title>Endpoint Protector</title>'; }
    location = /agent/check-in {
      if ($request_method != POST) { return 405; }
      access_log ${at.checkIns} checkin;
      include ${at.clients};
    }
  }
}
`;

async function readCheckIns(file: string, since: number): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  if (!existsSync(file)) return seen;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { at, status, computer } = JSON.parse(line) as {
      readonly at: number;
      readonly status: number;
      readonly computer: string;
    };
    const time = Math.round(at * 1000);
    if (status === 204 && computer !== '' && time >= since) seen.set(computer, time);
  }
  return seen;
}
