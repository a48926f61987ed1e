import { describe, expect, it } from 'vitest';
import { chooseRoute, leastLeftHere, type RouteGrounds, sameRoute } from '../../../shared/route';
import { routeSentences } from '../../../shared/words/route';

const both = { source: true, target: true };
const roomy: RouteGrounds = { hasSftp: both, size: 5e9, freeHere: 5e9 + leastLeftHere };

describe('the way of the backup', () => {
  it('is straight through with a copy here, where both servers have SFTP and there is room', () => {
    expect(chooseRoute({}, roomy)).toEqual({
      ...{ source: 'sftp', target: 'sftp', copy: 'meanwhile' },
      because: { source: 'has-sftp', target: 'has-sftp', copy: 'room' },
    });
  });

  it('says of a server that nobody logs in to that a person carries the file', () => {
    const chosen = chooseRoute({}, { ...roomy, byPerson: ['target'] });
    expect(chosen.because).toMatchObject({ source: 'has-sftp', target: 'by-person' });
    const [source, target] = routeSentences(chosen);
    expect(source).toContain('over SFTP');
    expect(target).toMatch(/^To the new server: into a folder of this computer.*nobody logs in/);
    expect(target).not.toContain('SFTP');
  });

  it('leaves no copy here where the disk would be too full by a byte', () => {
    const { copy, because } = chooseRoute({}, { ...roomy, freeHere: roomy.freeHere - 1 });
    expect([copy, because.copy]).toEqual(['none', 'no-room']);
  });

  it('is the FTP of the console where a server has no SFTP, and then the file comes here first', () => {
    const chosen = chooseRoute({}, { ...roomy, hasSftp: { source: false, target: true } });
    expect(chosen).toEqual({
      ...{ source: 'ftp', target: 'sftp', copy: 'first' },
      because: { source: 'no-sftp', target: 'has-sftp', copy: 'not-at-once' },
    });
  });

  it('goes on with a download that was begun, and lets nobody do without it unasked', () => {
    const { copy, because } = chooseRoute({}, { ...roomy, begun: true });
    expect([copy, because.copy]).toEqual(['first', 'begun']);
    expect(chooseRoute({ copy: 'none' }, { ...roomy, begun: true }).copy).toBe('none');
  });

  it('does not say that a server has what nobody asked it', () => {
    const hasSftp = { source: true, target: undefined };
    const chosen = chooseRoute({ copy: 'first' }, { ...roomy, hasSftp });
    expect(chosen).toMatchObject({ target: 'sftp', because: { target: 'not-asked' } });
  });

  it('is what somebody wished, also against the rule', () => {
    const wish = { source: 'hand', target: 'ftp', copy: 'first' } as const;
    const chosen = chooseRoute(wish, roomy);
    expect(chosen).toMatchObject(wish);
    expect(chosen.because).toEqual({ source: 'wished', target: 'wished', copy: 'wished' });
    expect(chooseRoute({ copy: 'none' }, roomy)).toMatchObject({ copy: 'none' });
    expect(chooseRoute({ copy: 'meanwhile' }, { ...roomy, freeHere: 0 }).copy).toBe('meanwhile');
  });

  it('keeps the file here first where a half goes by another way, whatever was wished of a copy', () => {
    const { copy, because } = chooseRoute({ target: 'hand', copy: 'none' }, roomy);
    expect([copy, because.copy]).toEqual(['first', 'not-at-once']);
  });

  it('is the same only with the same reasons', () => {
    const chosen = chooseRoute({}, roomy);
    expect(sameRoute(chosen, chooseRoute({}, roomy))).toBe(true);
    expect(sameRoute(chosen, chooseRoute({ copy: 'meanwhile' }, roomy))).toBe(false);
    expect(sameRoute(undefined, chosen)).toBe(false);
  });
});
