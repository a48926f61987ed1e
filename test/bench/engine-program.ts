import { createInterface } from 'node:readline';
import { carryOut, type Order } from './engine-work';

// Takes an order a line on stdin, gives its outcome as a line on stdout. Ends with its stdin, also in the middle of an order.
async function main(): Promise<void> {
  const say = (value: unknown): void => {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  const lines = createInterface({ input: process.stdin });
  lines.on('close', () => process.exit());
  say('ready');
  for await (const line of lines) {
    try {
      say(await carryOut(JSON.parse(line) as Order));
    } catch (thrown) {
      const facts = thrown instanceof Error ? { ...thrown } : {};
      say({ thrown: `${thrown} ${JSON.stringify(facts)}` });
    }
  }
}

void main();
