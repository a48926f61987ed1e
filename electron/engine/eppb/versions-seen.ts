import type { VersionSeen } from '../../../shared/inspection';
import { formatVersion, parseVersion, sameVersion } from '../../../shared/version';

type Told = {
  readonly name: string;
  readonly manifest?: string | undefined;
  readonly sidecar?: string | undefined;
};

/** The versions that are told of a backup, the one to be believed first. */
export function versionsSeen({ name, manifest, sidecar }: Told): VersionSeen[] {
  const inName = versionInName(name);
  return [
    ...(manifest === undefined
      ? []
      : [{ version: manifest, from: 'manifest', sureness: 'certain' } as const]),
    ...(sidecar === undefined
      ? []
      : [{ version: sidecar.slice(0, 50), from: 'sidecar', sureness: 'likely' } as const]),
    ...(inName === undefined
      ? []
      : [{ version: inName, from: 'file-name', sureness: 'guess' } as const]),
  ];
}

/** A version in a file's name: all four parts, or a release or short form that is no part of a date. */
function versionInName(name: string): string | undefined {
  const tokens = name.slice(0, 300).split(/[^0-9.]+/);
  const found = tokens
    .map((token) => token.replace(/^\.+|\.+$/g, ''))
    .filter((token) =>
      /^(?:\d{1,4}(?:\.\d{1,4}){3}|5[0-9]\d\d|25(?:09|1[0-2])|(?:2[6-9]|3\d)(?:0[1-9]|1[0-2]))$/.test(
        token,
      ),
    )
    .flatMap((token) => parseVersion(token) ?? []);
  // Four parts say more than one.
  const best = found.find(({ written }) => written === 4) ?? found[0];
  return best && formatVersion(best);
}

/** Two of them that cannot both be right, or undefined. */
export function contradiction(
  versions: readonly VersionSeen[],
): readonly [VersionSeen, VersionSeen] | undefined {
  const [first, ...others] = versions;
  const parsed = first && parseVersion(first.version);
  if (!first || !parsed) return undefined;
  const other = others.find(({ version }) => {
    const read = parseVersion(version);
    return read !== undefined && !sameVersion(parsed, read);
  });
  return other && [first, other];
}
