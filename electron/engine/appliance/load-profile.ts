import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import referenceProfile from '../../../resources/profiles/reference.json';
import { fail } from '../../../shared/failure';
import type { ProfileNote } from '../../../shared/profile-fault';
import { profileTextMax } from '../../../shared/profile-workshop';
import { JsoncError, readJsonc } from '../../../shared/read-jsonc';
import { readSmallText } from '../small-text';
import { checkProfile, type Profile, type ProfileCheck, parseProfile } from './profile';

/** A profile that was found and is valid. */
export type LoadedProfile = {
  readonly profile: Profile;
  /** Of all that it says, as in `ProfileNote`. */
  readonly sha256: string;
  /** What the hash is of: as it was written, nothing filled in. */
  readonly written: Readonly<Record<string, unknown>>;
};

/** The profiles of this computer: the one that comes with the program, those in its data folder, and any file. */
export type Profiles = {
  /**
   * By name or path; absent: the built-in one. Read anew each time. Throws `profile.unknown`, `profile.invalid`, `profile.unsafe`, and
   * `profile.changed` where it is not the one that was `expected`, or its own hash does not hold.
   */
  readonly load: (wanted?: string, expected?: string) => LoadedProfile;
  readonly note: (wanted: string) => ProfileNote;
};

/** The name of the profile that comes with the program. */
export const builtIn = 'reference';

/** True where it is a name and not a path. */
export const isProfileName = (wanted: string): boolean => /^[A-Za-z0-9][\w-]{0,79}$/.test(wanted);

/** The folder of one's own profiles. */
export const profilesFolder = (dataFolder: string): string => join(dataFolder, 'profiles');

export const openProfiles = (dataFolder: string): Profiles => {
  const folder = profilesFolder(dataFolder);
  const load: Profiles['load'] = (wanted = builtIn, expected) => {
    const file = placeOf(wanted, folder);
    const value = file === undefined ? referenceProfile : readProfile(file);
    const loaded = loadedFrom(value, wanted);
    const { sha256 } = loaded;
    if (expected !== undefined && expected !== sha256)
      fail('profile.changed', { profile: wanted, now: sha256, before: expected });
    return loaded;
  };
  return {
    load,
    note: (wanted) => {
      const { profile, sha256 } = load(wanted);
      return { profile: wanted, name: profile.name, sha256 };
    },
  };
};

/** What a file holds, as a profile. Throws as `Profiles.load` does; `wanted`: its name or path, for that. */
export function loadedFrom(value: unknown, wanted: string): LoadedProfile {
  const profile = parseProfile(value, wanted === builtIn ? builtIn : basename(wanted));
  const sha256 = profileHash(value);
  const claimed = profile.sha256 ?? sha256;
  if (claimed !== sha256)
    fail('profile.changed', { profile: wanted, now: sha256, before: claimed, inFile: true });
  return { profile, sha256, written: hashed(value) };
}

/** The file of a name or path; undefined for the built-in one. */
function placeOf(wanted: string, folder: string): string | undefined {
  if (wanted === builtIn) return undefined;
  if (isAbsolute(wanted)) return wanted;
  const names = isProfileName(wanted) ? listOf(folder) : [];
  const found = ['.json', '.jsonc']
    .map((end) => `${wanted}${end}`)
    .find((name) => names.includes(name));
  if (found !== undefined) return join(folder, found);
  const known = [builtIn, ...names.map((name) => name.replace(/\.jsonc?$/, ''))];
  return fail('profile.unknown', { profile: wanted, known: known.slice(0, 20).join(', ') });
}

function listOf(folder: string): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return readdirSync(folder).filter((name) => /\.jsonc?$/.test(name));
  } catch {
    return [];
  }
}

/** What a file holds, whatever it is; throws `profile.invalid` where it is no JSON, `profile.unknown` where it is not there. */
function readProfile(file: string): unknown {
  return parseText(readProfileText(file), basename(file));
}

/** The text of a file, whatever it says; throws `profile.invalid` where it is none, `profile.unknown` where it is not there. */
export function readProfileText(file: string): string {
  const where = basename(file);
  return readSmallText(file, profileTextMax, (seen) =>
    seen === 'there is no such file'
      ? fail('profile.unknown', { profile: file, known: builtIn })
      : fail('profile.invalid', { where, kind: 'text', seen, more: 0 }),
  );
}

/** The value that a text stands for; throws `profile.invalid` with the place where it is no JSON. */
export function parseText(text: string, where: string): unknown {
  try {
    return readJsonc(text);
  } catch (thrown) {
    if (!(thrown instanceof JsoncError)) throw thrown;
    const { line, column, seen } = thrown;
    const place = `${where}, line ${line}, column ${column}`;
    return fail('profile.invalid', { where: place, kind: 'text', seen, more: 0 });
  }
}

/** Every fault of a profile by name or path, and its hash. Throws where there is nothing to look at. */
export function checkProfileAt(
  wanted: string,
  dataFolder: string,
): ProfileCheck & { readonly sha256: string } {
  const file = placeOf(wanted, profilesFolder(dataFolder));
  const value = file === undefined ? referenceProfile : readProfile(file);
  return { ...checkProfile(value), sha256: profileHash(value) };
}

/** SHA-256 of all that a profile says, without its own hash and its `$schema`; the order of members does not count. */
export function profileHash(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return createHash('sha256')
    .update(canonical(hashed(value)))
    .digest('hex');
}

function hashed(value: unknown): Readonly<Record<string, unknown>> {
  const { sha256: _own, $schema: _schema, ...rest } = value as Record<string, unknown>;
  return rest;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}
