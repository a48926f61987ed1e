import { parseArgs } from 'node:util';
import { openHostLab } from './host-lab';

/** Runs a lab of hosts for a person, says how to use it, and takes it down at Ctrl-C. */
export async function keepLab(args: readonly string[], say: (line: string) => void): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      computers: { type: 'string', default: '10000' },
      agents: { type: 'string', default: '200' },
    },
  });
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  const lab = await openHostLab({
    ...{ computers: Number(values.computers), agents: Number(values.agents), timeScale: 1 },
    backupBytes: 50_000_000,
  });
  try {
    const { source, target, clients } = lab;
    for (const host of [source, target]) {
      const login = `${host.user}@${host.address}`;
      say(`${host.hostname}  ${login}  password: ${host.password}  https://${host.address}/`);
    }
    say(`both open with the key ${lab.identityFile} too`);
    say(`${values.agents} computers check in at ${source.address}`);
    say('In another terminal:');
    const [from, to] = [source, target].map(({ user, address }) => `${user}@${address}`);
    say(`  node dist/cli.cjs run --source ${from} --target ${to}`);
    say(`  ssh -i ${lab.identityFile} ${from} eppctl services`);
    say('Ctrl-C takes all of it down.');
    let last = '';
    const timer = setInterval(() => {
      const { in: here, offline, turnedAway, refused } = clients?.status() ?? {};
      const now = `computers: ${here} in, ${offline} offline, ${turnedAway} turned away, ${refused} refuse the certificate`;
      const power = [source, target].map(
        (host) => `${host.hostname} ${host.isOn() ? 'on' : 'off'}`,
      );
      const line = `${power.join(', ')}; ${now}`;
      if (line !== last && here !== undefined) say(line);
      last = line;
    }, 2000);
    await stopped;
    clearInterval(timer);
  } finally {
    say('taking it down');
    await lab.close();
  }
}
