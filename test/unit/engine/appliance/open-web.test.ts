import { describe, expect, it } from 'vitest';
import type { ApplianceDesk } from '../../../../electron/engine/appliance/appliance';
import { openWeb } from '../../../../electron/engine/appliance/open-web';
import type { HostKey } from '../../../../shared/appliance';

const key = (name: string): HostKey => ({ type: 'x509', sha256: `SHA256:${name}`, md5: name });
const endpoint = { host: '10.0.0.1', port: 22, user: 'root', access: 'web' } as const;

/** A desk that trusts, or lets another key take the place of the known one, as it is told. */
function deskThat(said: { known?: HostKey; trusts?: boolean; replaces?: boolean }) {
  const asked: string[] = [];
  const origin = { file: 'journal' };
  const desk = {
    knownKeys: () => ({
      trusted: said.known ? [{ hostKey: said.known, origin }] : [],
      revoked: [],
    }),
    trust: async (server: { port: number }) => {
      asked.push(`trust ${server.port}`);
      return said.trusts ?? false;
    },
    replace: async () => {
      asked.push('replace');
      return said.replaces ?? false;
    },
    onContact: () => undefined,
  } as unknown as ApplianceDesk;
  return { desk, asked };
}

const shows = (...keys: readonly (HostKey | undefined)[]) => {
  let at = 0;
  return { webKeyAt: async () => keys[Math.min(at++, keys.length - 1)] };
};

describe('a server without SSH', () => {
  it('is asked about by its certificate, at the port of its pages', async () => {
    const { desk, asked } = deskThat({ trusts: true });
    expect((await openWeb(endpoint, desk, shows(key('a')))).hostKey).toEqual(key('a'));
    expect(asked).toEqual(['trust 443']);
  });

  it('is not asked about again while it shows the same', async () => {
    const { desk, asked } = deskThat({ known: key('a') });
    const opened = await openWeb(endpoint, desk, shows(key('a')));
    expect(await opened.seenNow()).toEqual(key('a'));
    expect(asked).toEqual([]);
  });

  it.each([
    ['web.certificate-rejected', {}, [key('a')]],
    ['web.certificate-changed', { known: key('b') }, [key('a')]],
    ['web.no-answer', { trusts: true }, [undefined]],
  ])('ends with %s before anything is asked of it', async (code, said, shown) => {
    await expect(openWeb(endpoint, deskThat(said).desk, shows(...shown))).rejects.toMatchObject({
      failure: { code },
    });
  });

  it('ends where it shows another certificate in the middle of the work', async () => {
    const opened = await openWeb(
      endpoint,
      deskThat({ trusts: true }).desk,
      shows(key('a'), key('b')),
    );
    await expect(opened.seenNow()).rejects.toMatchObject({
      failure: {
        code: 'web.certificate-changed',
        facts: { seen: 'SHA256:b', expected: 'SHA256:a' },
      },
    });
  });

  it('may show another one in place of the known where a person says so', async () => {
    const { desk, asked } = deskThat({ known: key('b'), replaces: true });
    expect((await openWeb(endpoint, desk, shows(key('a')))).hostKey).toEqual(key('a'));
    expect(asked).toEqual(['replace']);
  });
});
