import { describe, expect, it } from 'vitest';
import { guessFamily, type Seen } from '../../../../electron/engine/guide/guess-family';
import type { LearnedOfLinux } from '../../../../shared/probes';

const ubuntu = (version: string): LearnedOfLinux => ({
  system: { id: 'ubuntu', version, name: `Ubuntu ${version} LTS` },
});
const at = (...addresses: readonly string[]): LearnedOfLinux => ({
  ownAddresses: addresses.map((address) => ({ card: 'eth0', address, prefix: 24 })),
});
const running = (...names: readonly string[]): LearnedOfLinux => ({
  services: names.map((name) => ({ name, running: true })),
});
const guess = (seen: Seen) => {
  const { family, possible, signs } = guessFamily(seen);
  return {
    family,
    possible,
    against: signs.filter((each) => each.contradicted).map((s) => s.sign),
  };
};

describe('the family of a server', () => {
  it.each<[string, Seen, string]>([
    ['by its version', { version: '2604.0.1.0' }, '2509-2604'],
    ['by the internal address', { learned: at('10.0.0.1', '111.33.33.111') }, '5x'],
    ['by Ubuntu 14.04', { learned: ubuntu('14.04') }, '5x'],
    ['by Ubuntu 18.04', { learned: ubuntu('18.04') }, '5x'],
    ['by Ubuntu 26.04', { learned: ubuntu('26.04') }, '2608'],
    [
      'by Ubuntu 22.04 with the internal address',
      { learned: { ...ubuntu('22.04'), ...at('111.33.33.111') } },
      '5x',
    ],
    [
      'by Ubuntu 22.04 without it',
      { learned: { ...ubuntu('22.04'), ...at('10.0.0.1') } },
      '2509-2604',
    ],
    ['by PHP 5.6', { learned: running('nginx', 'alt-php56-fpm') }, '5x'],
    ['by CrateDB', { learned: running('nginx', 'crate') }, '2608'],
  ])('%s', (_how, seen, family) => {
    expect(guess(seen).family).toBe(family);
  });

  it('stays open where several are possible', () => {
    expect(guess({ learned: ubuntu('22.04') })).toMatchObject({
      ...{ family: 'unknown', possible: ['5x', '2509-2604'] },
    });
  });

  it('is not known of any other machine', () => {
    const debian = {
      system: { id: 'debian', version: '12', name: 'Debian 12' },
      ...at('10.0.0.1'),
    };
    const none = { family: 'unknown', possible: ['5x', '2509-2604', '2608'], against: [] };
    expect(guess({ learned: debian })).toEqual(none);
    expect(guess({})).toEqual(none);
    expect(guess({ version: 'nonsense' })).toEqual(none);
  });

  it('is none of those that are known where the version says so', () => {
    expect(guess({ version: '4.4.0.7', learned: ubuntu('14.04') })).toEqual({
      ...{ family: 'unknown', possible: [], against: [] },
    });
  });

  it('goes by the surer sign, and says what speaks against it', () => {
    const seen = { version: '2608.0.1.0', learned: { ...ubuntu('14.04'), ...at('10.0.0.1') } };
    expect(guess(seen)).toEqual({ family: '2608', possible: ['2608'], against: ['system'] });
  });
});
