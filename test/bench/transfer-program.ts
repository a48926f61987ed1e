import { createInterface } from 'node:readline';
import { type TransferOrder, transfer } from './transfer-work';

// Takes an order a line on stdin, gives its outcome as a line on stdout.
async function main(): Promise<void> {
  const say = (value: unknown): void => {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  say({ electron: process.versions['electron'], node: process.versions.node });
  for await (const line of createInterface({ input: process.stdin })) {
    say(await transfer(JSON.parse(line) as TransferOrder));
  }
  process.exit();
}

void main();
