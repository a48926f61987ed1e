import { readdirSync } from 'node:fs';
import type { ParsedKey } from 'ssh2';
import type { AgentAnswer, AgentKey } from '../../../shared/connecting';
import { printable } from '../printable';
import { AgentError, agentAnswer } from './agent-wire';
import { hostKeyOf } from './fingerprint';
import { isUsableType, publicKeyOf } from './key-parts';
import { wireReader } from './key-wire';

/** A key that an agent holds and that this program can log in with. */
export type AgentIdentity = AgentKey & { readonly publicKey: ParsedKey };

const commentMax = 200;

// Numbers of messages: draft-ietf-sshm-ssh-agent, section 6.
const requestIdentities = 11;
const identitiesAnswer = 12;

const pipes = '\\\\.\\pipe\\';
const openSshPipe = 'openssh-ssh-agent';
/** PuTTY's name for it ends in a hash that only Windows can make; so it is looked for (windows/utils/agent_named_pipe_name.c). */
const pageantPipe = /^pageant\.(.+)\.[0-9a-f]{64}$/i;

/**
 * The socket or pipe of the SSH agent of this person: that of SSH_AUTH_SOCK; on Windows, where only pipes can be used, else
 * OpenSSH's, else Pageant's of PuTTY 0.75 and later. Undefined where there is none. `listed` are the names of the pipes.
 */
export function systemAgent(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  listed: () => readonly string[] = listPipes,
): string | undefined {
  const named = env['SSH_AUTH_SOCK'] || undefined;
  if (platform !== 'win32') return named;
  if (named !== undefined && /^[\\/]{2}\.[\\/]pipe[\\/]./.test(named)) return named;
  const user = (env['USERNAME'] ?? '').toLowerCase();
  const names = listed();
  const pageants = names.filter((name) => pageantPipe.exec(name)?.[1]?.toLowerCase() === user);
  const found = names.find((name) => name.toLowerCase() === openSshPipe) ?? pageants[0];
  return found === undefined ? undefined : pipes + found;
}

/**
 * The keys of an agent in its order, without those that this program cannot use (tokens, certificates, DSA). Rejects with an
 * AgentError, whose `code` says why, after at most that many milliseconds.
 */
export const agentIdentities = (
  path: string,
  milliseconds = 3000,
): Promise<readonly AgentIdentity[]> =>
  agentAnswer(path, Buffer.from([requestIdentities]), identitiesAnswer, milliseconds, (body) => {
    const reader = wireReader(body);
    const identities: AgentIdentity[] = [];
    for (let left = reader.uint32(); left > 0; left--) {
      const [blob, comment] = [reader.string(), reader.string().toString('utf8')];
      if (isUsableType(wireReader(blob).text())) identities.push(identityOf(blob, comment));
    }
    return identities;
  });

/** What the agent at this path holds, for people to read; never rejects. */
export async function listAgentKeys(path: string | undefined): Promise<AgentAnswer> {
  if (path === undefined) return { keys: [], problem: 'none' };
  try {
    const identities = await agentIdentities(path);
    const keys = identities.map(({ comment, type, sha256 }) => ({ comment, type, sha256 }));
    return { agent: path, keys };
  } catch (thrown) {
    return {
      agent: path,
      keys: [],
      problem: thrown instanceof AgentError ? thrown.code : 'unknown',
    };
  }
}

function identityOf(blob: Buffer, comment: string): AgentIdentity {
  const { type, sha256 } = hostKeyOf(blob);
  return {
    comment: printable(comment).slice(0, commentMax),
    type,
    sha256,
    publicKey: publicKeyOf(blob),
  };
}

function listPipes(): readonly string[] {
  try {
    return readdirSync(pipes);
  } catch {
    return [];
  }
}
