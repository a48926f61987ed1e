import * as z from 'zod';
import file from '../../../resources/families/linux-probes.json';
import { confidenceIds } from '../../../shared/compatibility';
import { type Failure, fail, isFailure, toFailure } from '../../../shared/failure';
import { type LinuxProbes, linuxProbes, type ProbeResult } from '../../../shared/probes';
import type { ApplianceDesk } from '../appliance/appliance';
import { commandLine } from '../appliance/command-line';
import type { Connection } from '../appliance/connection';
import { proveShell } from '../appliance/prove-shell';
import { told } from '../appliance/told';
import { printable } from '../printable';
import { exec } from '../ssh/exec';
import type { LoginAt } from '../ssh/login-desk';
import { learnedOf } from './linux-learned';
import { linuxReaders } from './linux-readers';
import type { Told } from './probe-lines';

/** Programs that only look; `env` goes before others, `initctl` and `service` are named with what they list. */
const lookingOnly =
  /^(?:cat \/\S+|uname -srm|hostname|nproc|grep -c \^processor \/proc\/cpuinfo|(?:\/sbin\/)?ip (?:addr|route) show|env LC_ALL=C (?:date \+%s %z|df -P -[ki] (?:-l|\/)|(?:\/sbin\/)?ifconfig -a|netstat -(?:rn|l -t -n)|\/sbin\/route -n|ss -l -t -n|systemctl list-units --type=service --all --no-legend --no-pager|\/sbin\/initctl list|(?:\/usr\/sbin\/)?service --status-all))$/;

const probeSchema = z.strictObject({
  probe: z.enum(linuxProbes),
  /** The first that is answered with something that can be read counts. */
  tries: z
    .array(
      z.strictObject({
        words: z
          .array(z.string().min(1).max(80))
          .min(1)
          .max(8)
          .refine((words) => lookingOnly.test(words.join(' ')), 'it may change something'),
        reads: z.enum(Object.keys(linuxReaders) as [keyof typeof linuxReaders]),
      }),
    )
    .min(1)
    .max(6),
  seconds: z.int().min(1).max(60),
  source: z.string().min(10).max(200),
  confidence: z.enum(confidenceIds),
});
/** The form of `resources/families/linux-probes.json`: commands that look at a Linux machine and change nothing. */
export const probesSchema = z.strictObject({
  $schema: z.string().optional(),
  probes: z.array(probeSchema).min(1).max(linuxProbes.length),
});
type Probe = z.infer<typeof probeSchema>;

/** The same form as a JSON schema; `resources/schemas/linux-probes.schema.json` is kept like it. */
export const probesJsonSchema = (): unknown => ({
  title: 'What a Linux server is asked without knowing its vendor',
  ...z.toJSONSchema(probesSchema, { io: 'input' }),
});

const { probes } = probesSchema.parse(file);

/** More than this on stdout and stderr together is no answer to a probe. */
const probeBytesMax = 262_144;
const shellSeconds = 20;
/** A server that lets this many commands go unanswered is asked nothing more. */
const silencesMax = 2;

type Asking = {
  readonly login: LoginAt;
  readonly connection: Pick<Connection, 'session' | 'sshServer'>;
  readonly desk: Pick<ApplianceDesk, 'onCommand'>;
  /** In place of what the file says for each command. */
  readonly seconds?: number | undefined;
};

/**
 * Asks a login, one question after the other, what any Linux tells; nothing is changed. Throws as `proveShell` does where the login
 * runs no commands, and `ssh.connection-lost`; what a single probe cannot tell is a failure in its result.
 */
export async function probeLinux(asking: Asking): Promise<LinuxProbes> {
  const { login, connection, desk } = asking;
  const shell = { words: ['echo', '{word}'], timeoutSeconds: shellSeconds };
  await proveShell(shell, login, connection, desk);
  const results: ProbeResult[] = [];
  const answers: Told[] = [];
  const silent: Failure[] = [];
  for (const probe of probes) {
    const mute = silent.length < silencesMax ? undefined : silent[0];
    const { result, answer } = await carryOut(probe, asking, mute);
    results.push(result);
    if (result.failure?.code === 'appliance.no-answer') silent.push(result.failure);
    if (answer) answers.push(answer);
  }
  const learned = learnedOf(answers, login.host);
  return { sshServer: connection.sshServer, results, learned };
}

async function carryOut(
  { probe, tries, seconds, source, confidence }: Probe,
  asking: Asking,
  mute: Failure | undefined,
): Promise<{ readonly result: ProbeResult; readonly answer?: Told }> {
  if (mute) return { result: { probe, command: '', source, confidence, failure: mute } };
  let last: { readonly command: string; readonly failure: Failure } | undefined;
  for (const { words, reads } of tries) {
    const command = commandLine({ words });
    try {
      const answer = await ask(command, reads, asking.seconds ?? seconds, asking);
      return { result: { probe, command, source, confidence }, answer };
    } catch (thrown) {
      if (isFailure(thrown, 'ssh.connection-lost')) throw thrown;
      last = { command, failure: toFailure(thrown) };
      // Another command would be waited for as long.
      if (isFailure(thrown, 'appliance.no-answer')) break;
    }
  }
  return { result: { ...{ probe, command: '', source, confidence }, ...last } };
}

async function ask(
  command: string,
  reads: keyof typeof linuxReaders,
  seconds: number,
  { connection, desk }: Asking,
): Promise<Told> {
  const line = await connection.session();
  const began = Date.now();
  const { stdout, stderr, exitCode } = await told(desk, { command, changes: false }, () =>
    exec(line, command, { seconds, answerBytesMax: probeBytesMax }),
  );
  const heardAt = (began + Date.now()) / 2;
  const text = stdout.toString('utf8');
  // Some tools find fault with one file system or service of many, and tell the others.
  const answer = linuxReaders[reads](text, heardAt);
  if (answer) return answer;
  const seen = printable(`${stderr.toString('utf8')} ${text}`).slice(0, 200);
  return exitCode === 0
    ? fail('appliance.answer-unreadable', { command, seen })
    : fail('appliance.command-failed', { command, exitCode, seen });
}
