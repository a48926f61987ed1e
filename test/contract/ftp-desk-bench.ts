import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { DeskEvent } from '../../electron/engine/ftp/desk/events';
import {
  type DeskOptions,
  type FtpDesk,
  openFtpDesk,
} from '../../electron/engine/ftp/desk/open-desk';
import { type Console, openConsole } from './ftp-console';

/** What a test of the desk has: a folder, desks that close by themselves, what they told. */
export type DeskBench = {
  readonly at: (name: string) => string;
  readonly events: DeskEvent[];
  readonly progress: number[];
  readonly open: (task: DeskOptions['task'], more?: Partial<DeskOptions>) => Promise<FtpDesk>;
  /** A console that has logged in. */
  readonly enter: (desk: FtpDesk, from?: string) => Promise<Console>;
  /** A console that has said nothing yet. */
  readonly come: (desk: FtpDesk, from?: string) => Promise<Console>;
};

/** Sets it up for each test of a file. */
export function deskBench(): DeskBench {
  let folder = '';
  const events: DeskEvent[] = [];
  const progress: number[] = [];
  const desks: FtpDesk[] = [];
  const consoles: Console[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ftp-desk-'));
    events.length = 0;
    progress.length = 0;
  });
  afterEach(async () => {
    for (const each of consoles.splice(0)) each.close();
    await Promise.all(desks.splice(0).map((desk) => desk.close()));
    await rm(folder, { recursive: true, force: true });
  });
  const come: DeskBench['come'] = async (desk, from) => {
    const console = await openConsole(desk, from);
    consoles.push(console);
    return console;
  };
  return {
    ...{ events, progress, come },
    at: (name) => join(folder, name),
    open: async (task, more) => {
      const desk = await openFtpDesk({
        ...{ address: '127.0.0.1', port: 0, task, signal: new AbortController().signal },
        onProgress: (done) => progress.push(done),
        onEvent: (event) => events.push(event),
        ...more,
      });
      desks.push(desk);
      return desk;
    },
    enter: async (desk, from) => {
      const console = await come(desk, from);
      await console.say(`USER ${desk.user}`);
      await console.say(`PASS ${desk.password}`);
      return console;
    },
  };
}
