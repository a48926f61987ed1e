import type { Connection, ServerChannel } from 'ssh2';
import { type Script, type ScriptedServer, startServer } from '../scripted-server';

/** What a command says and ends with, or what becomes of its channel. */
export type Reply =
  | { readonly out?: string | Buffer; readonly err?: string; readonly exit?: number }
  | ((channel: ServerChannel, connection: Connection) => void);

/** One command line that was run, and what came on its standard input. */
export type HeardCommand = { readonly command: string; readonly stdin: string };

export type CommandServer = ScriptedServer & {
  /** What was run, in the order in which standard input ended. */
  readonly heard: readonly HeardCommand[];
};

/** Starts an SSH server that answers each command as `reply` says, and where that says nothing, as the shell of root. */
export async function startCommandServer(
  reply: (command: string) => Reply | undefined,
  script: Omit<Script, 'exec'> = {},
): Promise<CommandServer> {
  const heard: HeardCommand[] = [];
  const server = await startServer({
    ...script,
    exec: (command, channel, connection) => {
      let stdin = '';
      channel.on('data', (chunk: Buffer) => {
        stdin += chunk;
      });
      channel.on('end', () => {
        heard.push({ command, stdin });
        const answer = reply(command) ?? shellOfRoot(command);
        if (typeof answer === 'function') return answer(channel, connection);
        const { out = '', err = '', exit = 0 } = answer;
        channel.write(out);
        channel.stderr.write(err);
        channel.exit(exit);
        channel.end();
      });
    },
  });
  return { ...server, heard };
}

function shellOfRoot(command: string): Reply {
  if (command.startsWith('echo ')) return { out: `${command.slice(5)}\n` };
  if (command === 'id -u') return { out: '0\n' };
  if (command === 'true') return {};
  return { err: `sh: ${command.split(' ')[0]}: not found\n`, exit: 127 };
}

/** What an appliance of the reference profile answers to `identity` and `network`. */
export const identityAnswer = {
  ...{ product: 'Endpoint Protector', version: '5.2.0.6', hostname: 'EPP', machineId: 'x' },
  ...{ os: 'y', backups: '/b', incoming: '/i' },
};
export const networkAnswer = {
  ...{ address: '10.0.0.1', prefix: 24, gateway: '10.0.0.254', dns: ['10.0.0.253'] },
};

/** Makes a reply of a value, as one line of JSON. */
export const json = (value: object): Reply => ({ out: `${JSON.stringify(value)}\n` });

/** The replies of an appliance, with what a caller wants different. */
export const applianceReply =
  (
    change: { readonly identity?: object; readonly network?: object } = {},
    prefix = '',
  ): ((command: string) => Reply | undefined) =>
  (command) => {
    if (command === `${prefix}eppctl identity`) {
      return json({ ...identityAnswer, ...change.identity });
    }
    if (command === `${prefix}eppctl network`) return json({ ...networkAnswer, ...change.network });
    return undefined;
  };
