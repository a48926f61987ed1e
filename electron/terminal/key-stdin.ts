import { fail } from '../../shared/failure';
import { readSecret } from './answers/prompting';
import { isCtrlC } from './follow';
import type { Terminal } from './terminal';

const mostBytes = 16_384;

/** The key as the first line of stdin, or asked for, unseen, where stdin is a terminal. Throws `usage.wrong` where there is none. */
export async function keyFromStdin(terminal: Terminal): Promise<string> {
  const { stdin, stdout, canAsk } = terminal;
  if (canAsk) {
    const { signal } = new AbortController();
    return readSecret('System Backup Key', { signal, input: stdin, output: stdout }).catch(
      (thrown: unknown) => (isCtrlC(thrown) ? fail('migration.cancelled') : Promise.reject(thrown)),
    );
  }
  if (stdin.isTTY === true)
    fail('usage.wrong', {
      seen: 'The key cannot be asked for here: give it on a pipe or from a file.',
    });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk as Buffer));
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/);
  if (line.trim() === '') fail('usage.wrong', { seen: 'There is no key on stdin.' });
  if (bytes > mostBytes) fail('usage.wrong', { seen: 'What is on stdin is far more than a key.' });
  return line;
}
