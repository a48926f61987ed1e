import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DialectName } from './dialect';
import type { Loopback } from './loopback';
import type { MachineState } from './machine';

/** All that a pair is, as it is kept in its folder. */
export type SavedPair = {
  readonly format: 2;
  readonly account: string;
  /** Practice passwords are no secrets: they guard nothing, and the app has to show them again after a restart. */
  readonly passwords: { readonly source: string; readonly target: string };
  readonly loopback: Loopback;
  /** The commands that both have; absent: those of the reference appliance. */
  readonly dialect?: DialectName | undefined;
  readonly machines: { readonly source: MachineState; readonly target: MachineState };
};

const fileOf = (folder: string): string => join(folder, 'pair.json');

/** Writes the pair beside its old file and puts it in its place, so that it is never half there. */
export function savePair(folder: string, pair: SavedPair): void {
  mkdirSync(folder, { recursive: true });
  const fresh = `${fileOf(folder)}.new`;
  writeFileSync(fresh, JSON.stringify(pair), { mode: 0o600 });
  renameSync(fresh, fileOf(folder));
}

/** Reads a pair; throws where there is none. */
export function readPair(folder: string): SavedPair {
  const pair: unknown = JSON.parse(readFileSync(fileOf(folder), 'utf8'));
  if ((pair as { readonly format?: unknown } | null)?.format !== 2) {
    throw new Error(`${fileOf(folder)} is not of this version of the program`);
  }
  return pair as SavedPair;
}
