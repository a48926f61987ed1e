import { connect } from 'node:net';
import { KeyFault } from './key-fault';

/** What OpenSSH's own tools take at most (AGENT_MAX_LEN in authfd.c), in bytes. */
const answerMax = 262_144;

/** Ends a talk with an agent; `code` is the system's error code, or says what was wrong with the answer. */
export class AgentError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`SSH agent: ${code}`);
    this.name = 'AgentError';
    this.code = code;
  }
}

/** The number of the answer of an agent that will not do what it was asked, maybe because it is locked. */
const failure = 5;

/**
 * What `read` makes of the answer to one question, which has to be of this kind. Rejects with an AgentError: `ETIMEDOUT`
 * after that many milliseconds, `refused`, `closed`, or `garbage` for what agents do not say.
 */
export async function agentAnswer<Answer>(
  path: string,
  question: Buffer,
  kind: number,
  milliseconds: number,
  read: (body: Buffer) => Answer,
): Promise<Answer> {
  const answer = await ask(path, question, milliseconds);
  if (answer[0] === failure) throw new AgentError('refused');
  if (answer[0] !== kind) throw new AgentError('garbage');
  try {
    return read(answer.subarray(1));
  } catch (thrown) {
    throw thrown instanceof KeyFault ? new AgentError('garbage') : thrown;
  }
}

function ask(path: string, question: Buffer, milliseconds: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path });
    const timer = setTimeout(() => end(new AgentError('ETIMEDOUT')), milliseconds);
    const end = (outcome: Buffer | AgentError): void => {
      clearTimeout(timer);
      socket.destroy();
      if (outcome instanceof AgentError) reject(outcome);
      else resolve(outcome);
    };
    const chunks: Buffer[] = [];
    let received = 0;
    let expected: number | undefined;
    socket.on('connect', () => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(question.length);
      socket.write(Buffer.concat([length, question]));
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < 4) return;
      expected ??= Buffer.concat(chunks).readUInt32BE(0) + 4;
      if (expected === 4 || expected > answerMax + 4 || received > expected) {
        end(new AgentError('garbage'));
      } else if (received === expected) end(Buffer.concat(chunks).subarray(4));
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(new AgentError(error.code ?? 'unknown')),
    );
    socket.on('close', () => end(new AgentError('closed')));
  });
}
