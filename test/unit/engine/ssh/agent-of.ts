import type { BaseAgent } from 'ssh2';
import type { AgentIdentity } from '../../../../electron/engine/ssh/agent';
import { signByAgent } from '../../../../electron/engine/ssh/agent-sign';
import { signingAgent } from '../../../../electron/engine/ssh/signing-agent';

/** These keys of the agent at this path, as a login offers them. */
export const agentOf = (path: string, identities: readonly AgentIdentity[]): BaseAgent =>
  signingAgent(
    identities.map(({ publicKey }) => publicKey),
    (key, content, hash) => signByAgent(path, key, content, hash),
  );
