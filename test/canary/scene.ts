import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, type TestContext } from 'vitest';
import type { PairOptions } from '../../electron/simulator/pair';
import { writePlan } from '../journey/terminal-plan-file';
import { openPlace, type Place } from '../journey/terminal-program';
import { canWatch, type Watched, watchProcesses } from './processes';
import { type Computer, computerOf, type Ended, runProgram, type Start } from './program-run';
import { searchFor, told } from './search';
import { canaryPassword, keyFrom, keyLabel, newKeyLabel } from './secrets';
import { strayFiles } from './stray-files';

type Passwords = { readonly source: string; readonly target: string; readonly mistyped: string };

/** Runs of the program with passwords and a key that nobody else has, and all that was seen of them. */
export class Scene {
  readonly place: Place;
  readonly passwords: Passwords;
  readonly computer: Computer;
  readonly #began = Date.now();
  readonly #printed: Ended[] = [];
  readonly #watched: Watched[] = [];
  /** Processes that were given the key in their environment. */
  readonly #given: string[] = [];

  constructor(place: Place, passwords: Passwords) {
    this.place = place;
    this.passwords = passwords;
    this.computer = computerOf(place);
  }

  /** Where the kit of the new server's first backup is, if there is one. */
  get newKit(): string {
    return join(dirname(this.computer.kit), 'new-kit.txt');
  }

  /** Runs the program and keeps what it printed and what was seen of its processes. */
  async run(args: readonly string[], more: Partial<Start> = {}): Promise<Ended> {
    const watch = watchProcesses();
    const { source, target } = this.passwords;
    const start: Start = { args, lines: [source, target], started: watch.look, ...more };
    const ended = await runProgram(this.place, this.computer, start);
    this.#watched.push(watch.stop());
    this.#printed.push(ended);
    if (more.env?.['EPP_BACKUP_KEY']) this.#given.push(`/proc/${ended.pid}/environ `);
    return ended;
  }

  /** Everything that was found where it must not be, whether or not there is a kit. */
  async leaks(kit: 'with a kit' | 'without a kit'): Promise<readonly string[]> {
    const key = kit === 'with a kit' ? [keyFrom(this.computer.kit)] : [];
    const ofNew = existsSync(this.newKit) ? [keyFrom(this.newKit, newKeyLabel)] : [];
    const { source, target, mistyped } = this.passwords;
    const search = searchFor([
      { label: 'password of the old server', text: source },
      { label: 'password of the new server', text: target },
      { label: 'mistyped password', text: mistyped },
      ...key,
      ...ofNew,
    ]);
    const { hits, files } = await search.inFolder(this.computer.folder, [this.computer.appliances]);
    // The kit is in it: a search that finds the key nowhere is none.
    const inKit = hits.filter(({ where }) => this.#isKit(where));
    expect(new Set(inKit.map(({ label }) => label))).toEqual(new Set(key.map(() => keyLabel)));
    const inNewKit = hits.filter(({ where }) => where === this.newKit);
    expect(new Set(inNewKit.map(({ label }) => label))).toEqual(
      new Set(ofNew.map(() => newKeyLabel)),
    );
    expect(files).toBeGreaterThan(3);
    if (canWatch) {
      for (const { descendants } of this.#watched) expect(descendants).not.toEqual([]);
    }
    const isAllowed = (where: string): boolean =>
      this.#isKit(where) || this.#given.some((path) => where.startsWith(path));
    const strays = await Promise.all(strayFiles(this.#began).map(search.inFile));
    return told([
      ...[...hits, ...this.#watched.flatMap(({ found }) => found(search))].filter(
        ({ where, label }) =>
          !(label === keyLabel && isAllowed(where)) &&
          !(label === newKeyLabel && where === this.newKit),
      ),
      ...this.#printed.flatMap(({ stdout }) => search.inText('stdout', stdout)),
      ...this.#printed.flatMap(({ stderr }) => search.inText('stderr', stderr)),
      ...strays.flat(),
    ]);
  }

  /** The kit can be written in several forms, each where the person wants it. */
  #isKit(file: string): boolean {
    const { kit } = this.computer;
    return dirname(file) === dirname(kit) && basename(file).startsWith('kit.');
  }

  /** What the program left in folders that are not its own: nothing, whatever happens to it. */
  leftBehind(): readonly string[] {
    const { homeFolder, tempFolder } = this.computer;
    const expected = /^(answers\.json|plan\.json|(?:new-)?kit\.\w+)$/;
    return [
      ...readdirSync(homeFolder),
      ...readdirSync(tempFolder),
      ...readdirSync(this.place.desk).filter((name) => !expected.test(name)),
    ];
  }
}

/** An empty computer with a plan whose passwords are lines of descriptor 3. */
export async function setScene(
  onTestFinished: TestContext['onTestFinished'],
  options: Partial<PairOptions> = {},
): Promise<Scene> {
  const passwords = {
    ...{ source: canaryPassword('Old'), target: canaryPassword('New') },
    mistyped: canaryPassword('Mistyped'),
  };
  const place = await openPlace({
    ...{ timeScale: 0.1, computers: 40, backupBytes: 1_000_000 },
    ...{ password: passwords, ...options },
  });
  onTestFinished(place.close);
  const secrets = { sourcePassword: { fd: 3 }, targetPassword: { fd: 3 } };
  await writePlan(place, (plan) => ({ ...plan, secrets }));
  return new Scene(place, passwords);
}
