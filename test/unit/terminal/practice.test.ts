import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { startPair } from '../../../electron/simulator/pair';
import { practice } from '../../../electron/terminal/commands/practice';
import { openInterruption } from '../../../electron/terminal/interruption';
import type { Desk, PracticeWishes } from '../../../electron/terminal/ports';
import { openTerminal } from '../../../electron/terminal/terminal';
import { answers, temporaryFolder, until } from '../simulator/practice-client';
import { visitor } from '../simulator/web-visitor';

/** Runs the command until its servers answer and somebody has looked at them; gives what it printed. */
async function practising(
  wishes: Partial<PracticeWishes>,
  look: (printed: string) => Promise<void>,
): Promise<void> {
  const dataFolder = await temporaryFolder();
  let printed = '';
  const stream = new PassThrough().on('data', (text) => {
    printed += String(text);
  });
  const streams = { stdin: stream, stdout: stream, stderr: stream, env: {} };
  const interruption = openInterruption(() => undefined);
  const running = practice({ preset: 'matching', computers: 10, backupBytes: 1000, ...wishes }, {
    ...{ terminal: openTerminal(streams as never, false), interruption },
    ports: { dataFolder, startPair },
  } as unknown as Desk);
  await until(() => printed.includes('Ctrl+C'));
  await look(printed).finally(interruption.trigger);
  await running;
}

const consolesIn = (printed: string) =>
  [...printed.matchAll(/Its web console +https:\/\/([\d.]+):(\d+)/g)].map(
    ([, host = '', port]) => ({
      ...{ host, webPort: Number(port) },
    }),
  );

describe('practice', () => {
  test('says where the web consoles are, and how to log in there', async () => {
    await practising({}, async (printed) => {
      const consoles = consolesIn(printed);
      expect(consoles).toHaveLength(2);
      expect(printed).toMatch(/User of everything +epproot\n +Password +practice\n/);
      expect(printed).toContain('epp-migrate connect epproot@127.');
      for (const at of consoles) expect((await visitor(at).login()).text).toContain('Dashboard');
    });
  });

  test('names the way by hand for servers without SSH, and tells their faults', async () => {
    const faults = { source: {}, target: { 'web-both-dns': true } } as const;
    await practising({ preset: 'web-only', faults }, async (printed) => {
      expect(printed).toMatch(/Old server +no SSH\n/);
      expect(printed).toMatch(/Faults of the new server +web-both-dns\n/);
      expect(printed).not.toContain('epp-migrate connect');
      const [{ host = '', webPort = 0 } = {}, target] = consolesIn(printed);
      expect(printed).toContain(
        `epp-migrate run --by-hand --source ${host}:${webPort} --target ${target?.host}:${target?.webPort}\n`,
      );
      expect(await answers(host, webPort)).toBe(true);
    });
  });
});
