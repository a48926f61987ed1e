import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { Client } from 'basic-ftp';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../shared/failure';
import type { ConsoleFields } from '../../shared/ftp-server';
import type { Answer, MigrationEvent, Question } from '../../shared/migration';
import { startFakeFtp } from '../contract/ftp-fake';
import { onStage, type Stage, setStage } from './stage';

type AtConsole = Question & { readonly kind: 'use-console' };

const noSftp = { faults: { source: { 'no-sftp': true }, target: { 'no-sftp': true } } } as const;

/** A port that nobody has just now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

/** Where a path of a practice server really is. */
const real = ({ pair }: Stage, side: 'source' | 'target', path: string): string =>
  join(pair.folder, side, 'files', path);

/** What the console of an appliance does: it takes its two fields, and moves the file itself. */
async function work(
  at: 'export' | 'import',
  { address, port, path, user = 'anonymous', password = '' }: ConsoleFields,
  file: string,
): Promise<void> {
  const client = new Client();
  try {
    await client.access({ host: address, port, user, password });
    if (at === 'export') await client.uploadFrom(file, path);
    else {
      await mkdir(dirname(file), { recursive: true });
      await client.downloadTo(file, path);
    }
  } finally {
    client.close();
  }
}

const faults = (events: readonly MigrationEvent[], kind: Question['kind']) =>
  events.flatMap((event) =>
    event.type === 'question-asked' && event.question.kind === kind
      ? [(event.question as { readonly fault?: Failure }).fault?.code]
      : [],
  );

const written = ({ dataFolder }: Stage, id: string): string =>
  readFileSync(join(dataFolder, 'migrations', id, 'journal.jsonl'), 'utf8');

describe.concurrent('a backup between servers that have no SFTP', () => {
  test('goes over an FTP server of this program, by their consoles', () =>
    onStage(setStage(noSftp), async (stage) => {
      const { engine } = stage;
      const [first, second] = [await freePort(), await freePort()];
      const secrets: string[] = [];
      let asked = 0;
      engine.onEvent((id, event, { facts }) => {
        if (event.type !== 'question-asked' || event.question.kind !== 'use-console') return;
        const { side, path } = event.question;
        void engine.handlers['console-fields']({ id }).then(async (fields) => {
          secrets.push(fields.path.split('/')[1] ?? '', fields.password ?? '');
          if (side === 'source' && asked++ > 0)
            await work('export', fields, real(stage, 'source', facts.backup?.file ?? ''));
          if (side === 'target') await work('import', fields, real(stage, 'target', path));
          if (side === 'target' || asked === 1) {
            const { question } = await stateOf(stage, id);
            await engine.handlers['answer-question']({
              ...{ id, questionId: question?.id ?? '' },
              answer: { kind: 'use-console', action: 'done' },
            });
          }
        });
      });
      const open = (question: Question): Answer => ({
        kind: 'open-ftp',
        server: {
          ...{ by: 'own', address: '127.0.0.1', anonymous: false },
          port: (question as { readonly side?: string }).side === 'source' ? first : second,
        },
      });
      const { ended, events, id } = await stage.start(
        { answers: { 'open-ftp': open, 'use-console': () => undefined } },
        { until: 'transfer' },
      );
      const { facts, failure, route } = await ended;
      expect(failure).toBeUndefined();
      expect(route.chosen).toMatchObject({
        ...{ source: 'ftp', target: 'ftp', copy: 'first' },
        because: { source: 'no-sftp', target: 'no-sftp' },
      });
      // Said to be done before anything had arrived: not believed.
      expect(faults(events, 'use-console')).toEqual([undefined, 'ftp.not-arrived', undefined]);
      expect(facts.targetFile?.sha256).toBe(facts.backup?.sha256);
      expect(secrets.filter((secret) => secret.length < 14)).toEqual([]);
      const journal = written(stage, id);
      expect(secrets.filter((secret) => journal.includes(secret))).toEqual([]);
      await expect(engine.handlers['console-fields']({ id })).rejects.toThrow();
      for (const port of [first, second]) await expect(connectTo(port)).rejects.toThrow();
    }));

  test('goes over an FTP server that is there already; what is wrong with it is known before anybody walks to a console', () =>
    onStage(setStage(noSftp), async (stage) => {
      const server = await startFakeFtp();
      try {
        const { engine } = stage;
        let tries = 0;
        const open = (): Answer => ({
          kind: 'open-ftp',
          server: {
            ...{ by: 'other', host: '127.0.0.1', port: server.port, user: 'backup' },
            secret: tries++ === 0 ? 'not this one' : 'right',
            ...{ secure: 'none', folder: '/' },
          },
        });
        const use = (question: Question): undefined => {
          const { side, path, id: questionId } = question as AtConsole;
          void stage.engine.handlers['list-migrations']({}).then(async ([state]) => {
            if (!state) return;
            const fields = await engine.handlers['console-fields']({ id: state.id });
            const login = { ...fields, password: 'right' };
            const file = side === 'source' ? (state.facts.backup?.file ?? '') : path;
            await work(side === 'source' ? 'export' : 'import', login, real(stage, side, file));
            await engine.handlers['answer-question']({
              ...{ id: state.id, questionId },
              answer: { kind: 'use-console', action: 'done' },
            });
          });
        };
        const { ended, events, id } = await stage.start(
          { answers: { 'open-ftp': open, 'use-console': use } },
          { until: 'transfer' },
        );
        const { facts, failure } = await ended;
        expect(failure).toBeUndefined();
        expect(faults(events, 'open-ftp')).toEqual([undefined, 'ftp.login', undefined]);
        expect(facts.targetFile?.sha256).toBe(facts.backup?.sha256);
        expect(written(stage, id)).not.toContain('"right"');
      } finally {
        await server.stop();
      }
    }));
});

const stateOf = async ({ engine }: Stage, id: string) => {
  const all = await engine.handlers['list-migrations']({});
  return all.find((state) => state.id === id) ?? expect.fail('no such migration');
};

const connectTo = async (port: number): Promise<void> => {
  const client = new Client(2000);
  try {
    await client.connect('127.0.0.1', port);
  } finally {
    client.close();
  }
};
