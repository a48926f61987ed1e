import { createInterface } from 'node:readline';
import { connect, type Order, type Outcome } from './connect';

/** What the program says before its first answer. */
export type Hello = { readonly electron: string | undefined; readonly node: string };
export type Answer = Outcome;

// Takes an order a line on stdin, gives its outcome as a line on stdout.
async function main(): Promise<void> {
  const say = (value: Hello | Answer): void => {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  say({ electron: process.versions['electron'], node: process.versions.node });
  for await (const line of createInterface({ input: process.stdin })) {
    say(await connect(JSON.parse(line) as Order));
  }
  // Whatever may still wait for a server is not waited for.
  process.exit();
}

void main();
