import { internalAddress } from '../../../shared/appliance';
import type { FamilyGuess, FamilySign, LearnedOfLinux } from '../../../shared/probes';
import { parseVersion } from '../../../shared/version';
import { families, familyNamed, familyOf } from './families';

/** What is known of a server. */
export type Seen = {
  /** As a person read it from the web console. */
  readonly version?: string | undefined;
  readonly learned?: LearnedOfLinux | undefined;
};

/** Which families run on which Ubuntu, as far as that is published. */
const systems: Readonly<Record<string, Pick<FamilySign, 'families' | 'source' | 'confidence'>>> = {
  '14.04': {
    families: ['5x'],
    source: 'Backup and Recovery Solutions, System Backup v2',
    confidence: 'medium',
  },
  '18.04': {
    families: ['5x'],
    source: 'System Security, Backend Console Setup Password',
    confidence: 'medium',
  },
  '22.04': {
    families: ['5x', '2509-2604'],
    source:
      'Migration Procedure, Migrating from a Legacy 5.x Server to 2510/2604; System Security, Backend Console Setup Password',
    confidence: 'medium',
  },
  '26.04': {
    families: ['2608'],
    source: 'Migration Procedure, Migration Guide',
    confidence: 'medium',
  },
};

const sure = { high: 0, medium: 1, low: 2 } as const;

/**
 * To which family a server belongs, by what speaks for it: the surest signs first, others only where they do not contradict.
 * Whether it is an Endpoint Protector server at all is told by none of them but the version.
 */
export function guessFamily(seen: Seen): FamilyGuess {
  const known = families.flatMap(({ family, covers }) => (covers ? [family] : []));
  // A version that no family covers is an answer, too.
  const other = parseVersion(seen.version ?? '') && familyOf(seen.version).family === 'unknown';
  let possible: readonly string[] = other ? [] : known;
  const signs = [...signsOf(seen)]
    .sort((a, b) => sure[a.confidence] - sure[b.confidence])
    .map((sign): FamilySign => {
      const left = possible.filter((family) => sign.families.includes(family));
      if (left.length === 0 && !other) return { ...sign, contradicted: true };
      possible = left;
      return sign;
    });
  // What only excludes says nothing of a server that may be no appliance at all.
  const told = signs.some(({ sign }) => sign !== 'no-internal-address');
  const [only] = told && possible.length === 1 ? possible : [];
  const { family, name } = familyNamed(only ?? 'unknown');
  return { family, familyName: name, possible: told ? possible : known, signs };
}

function signsOf({ version, learned = {} }: Seen): readonly FamilySign[] {
  const { system, ownAddresses, services = [] } = learned;
  const found: FamilySign[] = [];
  const read = version === undefined ? undefined : parseVersion(version);
  if (version !== undefined && read) {
    const { family } = familyOf(version);
    found.push({
      ...{ sign: 'version', seen: version, families: [family] },
      ...{ source: 'The lower right corner of the web console', confidence: 'high' },
    });
  }
  if (ownAddresses) {
    const inside = ownAddresses.some(({ address }) => address === internalAddress);
    found.push({
      ...(inside
        ? { sign: 'internal-address', seen: internalAddress, families: ['5x'] }
        : { sign: 'no-internal-address', seen: '', families: ['2509-2604', '2608'] }),
      source: 'Knowledge base, How to Handle the 111.33.33.111 IP Address on the Server',
      confidence: inside ? 'high' : 'medium',
    });
  }
  const bySystem = system?.id === 'ubuntu' ? systems[system.version] : undefined;
  if (system && bySystem) found.push({ sign: 'system', seen: system.name, ...bySystem });
  const named = (form: RegExp) => services.find(({ name }) => form.test(name))?.name;
  const php = named(/^alt-php56/);
  if (php !== undefined)
    found.push({
      ...{ sign: 'php56', seen: php, families: ['5x'] },
      ...{ source: 'Knowledge base, How to Change Root Password', confidence: 'medium' },
    });
  const crate = named(/^crate(?:db)?$/);
  if (crate !== undefined)
    found.push({
      ...{ sign: 'crate', seen: crate, families: ['2608'] },
      ...{ source: 'Requirements, Components', confidence: 'medium' },
    });
  return found;
}
