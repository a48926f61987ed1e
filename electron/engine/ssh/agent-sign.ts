import type { ParsedKey } from 'ssh2';
import { AgentError, agentAnswer } from './agent-wire';
import { wireReader, wireString, wireUint32 } from './key-wire';

/** A person may have to type a code or touch a token before the agent signs. */
const signMilliseconds = 60_000;

// Numbers of messages and flags: draft-ietf-sshm-ssh-agent, section 6.
const signRequest = 13;
const signResponse = 14;

/** The flag that asks for a signature with this hash, and what that signature is called (RFC 8332). */
const rsaHashes: Readonly<Record<string, readonly [flag: number, name: string]>> = {
  sha256: [2, 'rsa-sha2-256'],
  sha512: [4, 'rsa-sha2-512'],
};

/**
 * The signature of an agent without its name. `hash` counts for RSA alone, where it is SHA-1 unless said. Rejects with an
 * AgentError: `ETIMEDOUT` after a minute, `refused`, `other-algorithm`.
 */
export async function signByAgent(
  path: string,
  key: ParsedKey,
  content: Buffer,
  hash: string | undefined,
): Promise<Buffer> {
  const [flag, name] = (key.type === 'ssh-rsa' ? rsaHashes[hash ?? ''] : undefined) ?? [
    0,
    key.type,
  ];
  const request = Buffer.concat([
    Buffer.from([signRequest]),
    wireString(key.getPublicSSH()),
    wireString(content),
    wireUint32(flag),
  ]);
  return agentAnswer(path, request, signResponse, signMilliseconds, (body) => {
    const signature = wireReader(wireReader(body).string());
    // Agents that do not know the flags sign with SHA-1, which no server would take for what was announced.
    if (signature.text() !== name) throw new AgentError('other-algorithm');
    const bytes = Buffer.from(signature.string());
    if (key.type.startsWith('ecdsa-')) needTwoNumbers(bytes);
    return bytes;
  });
}

/** An ECDSA signature is two numbers and nothing else (RFC 5656, section 3.1.2); ssh2 throws on anything else. */
function needTwoNumbers(bytes: Buffer): void {
  const reader = wireReader(bytes);
  const numbers = [reader.string(), reader.string()];
  const length = numbers.reduce((sum, number) => sum + 4 + number.length, 0);
  if (length !== bytes.length || numbers.some((number) => number.length === 0)) {
    throw new AgentError('garbage');
  }
}
