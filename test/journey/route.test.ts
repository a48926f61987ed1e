import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../shared/failure';
import type { Answer, MigrationEvent, Question } from '../../shared/migration';
import type { Plan } from '../../shared/plan';
import { onStage, type Stage, setStage } from './stage';

/** Where a path of a practice server really is. */
const real = ({ pair }: Stage, side: 'source' | 'target', path: string): string =>
  join(pair.folder, side, 'files', path);

const untilTransfer = (route: Plan['route']): Partial<Plan> => ({ until: 'transfer', route });

const faultsOf = (events: readonly MigrationEvent[], kind: Question['kind']) =>
  events.flatMap((event) =>
    event.type === 'question-asked' && event.question.kind === kind
      ? [(event.question as { readonly fault?: Failure }).fault?.code]
      : [],
  );

const chosen = (events: readonly MigrationEvent[]) =>
  events.flatMap((event) => (event.type === 'route-chosen' ? [event.route] : []));

describe.concurrent('a backup that a person moves', () => {
  test('is taken only where it is the right one, and left only where the new server finds it', () =>
    onStage(setStage(), async (stage) => {
      const mine = join(stage.dataFolder, 'from-the-old-server.eppb');
      let brought = 0;
      let put = 0;
      const bring = (question: Question): Answer => {
        const { from } = question as Question & { readonly kind: 'bring-file' };
        const good = real(stage, 'source', from);
        brought++;
        if (brought === 1) return { kind: 'bring-file', file: { path: `${mine}.nowhere` } };
        copyFileSync(good, mine);
        if (brought === 2) writeFileSync(mine, readFileSync(good).subarray(1));
        if (brought === 3) writeFileSync(mine, readFileSync(good).reverse());
        return { kind: 'bring-file', file: { path: mine } };
      };
      const putThere = (question: Question): Answer => {
        const { path, to } = question as Question & { readonly kind: 'put-file' };
        const there = real(stage, 'target', to);
        put++;
        if (put === 2) writeFileSync(there, 'half of it');
        if (put === 3) copyFileSync(path, there);
        return { kind: 'put-file' };
      };
      const { ended, events } = await stage.start(
        { answers: { 'bring-file': bring, 'put-file': putThere } },
        untilTransfer({ source: 'hand', target: 'hand' }),
      );
      const { facts, failure } = await ended;
      expect(failure).toBeUndefined();
      expect(faultsOf(events, 'bring-file')).toEqual([
        undefined,
        'file.unreadable',
        'transfer.other-file',
        'transfer.other-file',
      ]);
      expect(faultsOf(events, 'put-file')).toEqual([
        undefined,
        'transfer.not-there',
        'transfer.other-file',
      ]);
      expect(facts.targetFile?.sha256).toBe(facts.backup?.sha256);
      const { path = '' } = facts.localFile ?? {};
      expect(existsSync(path)).toBe(true);
      expect(existsSync(`${path}.damaged`)).toBe(false);
      expect(chosen(events).at(-1)).toMatchObject({
        source: 'hand',
        target: 'hand',
        copy: 'first',
      });
      // Nobody was asked to give the file away.
      expect(existsSync(mine)).toBe(true);
    }));

  test('may be put in its very place, and is not copied beside itself', () =>
    onStage(setStage(), async (stage) => {
      const bring = (question: Question, _key: string): Answer => {
        const { from } = question as Question & { readonly kind: 'bring-file' };
        const place = join(stage.dataFolder, 'migrations', id, from.split('/').at(-1) ?? '');
        copyFileSync(real(stage, 'source', from), place);
        return { kind: 'bring-file', file: { path: place } };
      };
      let id = '';
      stage.engine.onEvent((of) => {
        id = of;
      });
      const { ended } = await stage.start(
        { answers: { 'bring-file': bring } },
        untilTransfer({ source: 'hand' }),
      );
      const { facts, failure } = await ended;
      expect(failure).toBeUndefined();
      expect(facts.targetFile?.sha256).toBe(facts.backup?.sha256);
      expect(existsSync(`${facts.localFile?.path}.brought`)).toBe(false);
    }));

  test('goes by SFTP after all, as soon as somebody wishes that', () =>
    onStage(setStage(), async (stage) => {
      stage.engine.onEvent((id, event) => {
        if (event.type === 'question-asked' && event.question.kind === 'bring-file')
          void stage.engine.handlers['set-route']({ id, route: { copy: 'first' } });
      });
      const { ended, events } = await stage.start(
        { answers: { 'bring-file': () => undefined } },
        untilTransfer({ source: 'hand' }),
      );
      const { facts, failure, question } = await ended;
      expect([failure, question]).toEqual([undefined, undefined]);
      expect(facts.targetFile?.sha256).toBe(facts.backup?.sha256);
      expect([...new Set(chosen(events).map(({ source }) => source))]).toEqual(['hand', 'sftp']);
    }));
});

describe.concurrent('a backup of which a part came here before', () => {
  test('goes on by the way that it was on, although nobody wishes it any more', () =>
    onStage(setStage({ backupBytes: 40_000_000 }), async (stage) => {
      let stopped = false;
      stage.engine.onEvent((id, event) => {
        if (event.type !== 'progress' || event.progress.done < 12_000_000 || stopped) return;
        stopped = true;
        void stage.engine.handlers['cancel-migration']({ id, because: 'person' });
      });
      const { ended, id } = await stage.start(
        {},
        { ...untilTransfer({ copy: 'first' }), bytesPerSecond: 20_000_000 },
      );
      await ended;
      const watched = stage.watch(id);
      await stage.engine.handlers['resume-migration']({ id, route: {} });
      const { failure, notes } = await watched.ended;
      expect(failure).toBeUndefined();
      expect(chosen(watched.events).at(-1)).toMatchObject({
        copy: 'first',
        because: { copy: 'begun' },
      });
      expect(notes.some(({ note }) => note.kind === 'goes-on' && note.at > 4_000_000)).toBe(true);
    }));
});

describe.concurrent('a backup that goes straight through', () => {
  test('comes here first from the moment somebody wishes that, with what of it is here already', () =>
    onStage(setStage({ backupBytes: 40_000_000 }), async (stage) => {
      let wished = 0;
      stage.engine.onEvent((id, event) => {
        if (event.type !== 'progress' || event.progress.done < 12_000_000 || wished > 0) return;
        wished = event.progress.done;
        void stage.engine.handlers['set-pace']({ id, bytesPerSecond: null });
        void stage.engine.handlers['set-route']({ id, route: { copy: 'first' } });
      });
      const { ended, events } = await stage.start(
        {},
        { ...untilTransfer(undefined), bytesPerSecond: 20_000_000 },
      );
      const { facts, failure, notes } = await ended;
      expect(failure).toBeUndefined();
      expect([...new Set(chosen(events).map(({ copy }) => copy))]).toEqual(['meanwhile', 'first']);
      expect(facts.targetFile?.sha256).toBe(facts.backup?.sha256);
      const goesOn = notes.flatMap(({ step, note }) =>
        note.kind === 'goes-on' ? [{ step, at: note.at }] : [],
      );
      // Each half with its own part.
      expect(goesOn.map(({ step }) => step)).toEqual(['download-backup', 'upload-backup']);
      for (const { at } of goesOn) expect(at).toBeGreaterThan(4_000_000);
    }));

  test('leaves a copy here where there is room, without anybody having to say so', () =>
    onStage(setStage(), async (stage) => {
      const { ended, events } = await stage.start({}, untilTransfer(undefined));
      const { facts, failure } = await ended;
      expect(failure).toBeUndefined();
      expect(chosen(events)).toEqual([
        {
          ...{ source: 'sftp', target: 'sftp', copy: 'meanwhile' },
          because: { source: 'has-sftp', target: 'has-sftp', copy: 'room' },
        },
      ]);
      expect(facts.targetFile?.sha256).toBe(facts.backup?.sha256);
      const local = facts.localFile;
      expect(local?.kept).toBeUndefined();
      const there = readFileSync(real(stage, 'target', facts.targetFile?.path ?? ''));
      expect(readFileSync(local?.path ?? '').equals(there)).toBe(true);
    }));

  test('leaves nothing of itself here where nothing shall stay, but for its manifest', () =>
    onStage(setStage(), async (stage) => {
      const { ended, id } = await stage.start({}, untilTransfer({ copy: 'none' }));
      const { facts, failure } = await ended;
      expect(failure).toBeUndefined();
      const { path = '', kept, sidecar = '' } = facts.localFile ?? {};
      expect(kept).toBe(false);
      expect([path, `${path}.part`, sidecar].map(existsSync)).toEqual([false, false, true]);
      expect(existsSync(real(stage, 'target', `${facts.targetFile?.path}.json`))).toBe(true);
      // It vanishes there; going on moves it again, from the old server.
      rmSync(real(stage, 'target', facts.targetFile?.path ?? ''));
      const again = await stage.resume(id).ended;
      expect([again.status, again.failure]).toEqual(['finished', undefined]);
      expect(existsSync(path)).toBe(false);
    }));

  test('comes here after all where it is then to be put by hand', () =>
    onStage(setStage(), async (stage) => {
      const { ended, id } = await stage.start({}, untilTransfer({ copy: 'none' }));
      const before = await ended;
      expect(before.failure).toBeUndefined();
      rmSync(real(stage, 'target', before.facts.targetFile?.path ?? ''));
      const put = (question: Question): Answer => {
        const { path, to } = question as Question & { readonly kind: 'put-file' };
        copyFileSync(path, real(stage, 'target', to));
        return { kind: 'put-file' };
      };
      const watched = stage.watch(id, { answers: { 'put-file': put } });
      await stage.engine.handlers['resume-migration']({ id, route: { target: 'hand' } });
      const { status, failure } = await watched.ended;
      expect([status, failure]).toEqual(['finished', undefined]);
    }));
});
