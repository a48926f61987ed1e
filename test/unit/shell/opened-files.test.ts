import { describe, expect, it, vi } from 'vitest';
import { filesIn, openedFiles } from '../../../electron/shell/opened-files';

describe('the files of a command line', () => {
  it('come after the program', () => {
    expect(filesIn(['/opt/epp/epp', 'a.eppb', '/b/c.eppb'], '/home/me')).toEqual([
      '/home/me/a.eppb',
      '/b/c.eppb',
    ]);
    expect(filesIn(['/opt/epp/epp'], '/home/me')).toEqual([]);
  });

  it('are no switches, wherever Chromium put them', () => {
    const line = ['epp', '--no-sandbox', '/b.eppb', '--original-process-start-time=1', '-x'];
    expect(filesIn(line, '/')).toEqual(['/b.eppb']);
  });

  it('come after the folder that Electron was told to start', () => {
    const line = ['electron', '-r', '/loader.js', '--inspect=0', '/program', '/b.eppb'];
    expect(filesIn(line, '/', '/program')).toEqual(['/b.eppb']);
    expect(filesIn(['electron', '.', 'b.eppb'], '/program', '/program')).toEqual([
      '/program/b.eppb',
    ]);
    expect(filesIn(['electron', '/elsewhere', '/b.eppb'], '/', '/program')).toEqual([]);
  });

  it('may be addresses of this computer, and of no other', () => {
    expect(filesIn(['epp', 'file:///home/me/an%20old.eppb'], '/')).toEqual([
      '/home/me/an old.eppb',
    ]);
    expect(filesIn(['epp', 'https://portal/a.eppb', 'smb://nas/a.eppb'], '/')).toEqual([]);
    expect(filesIn(['epp', 'file://nas/a.eppb', 'file:///%zz', ''], '/')).toEqual([]);
  });
});

describe('files that were opened', () => {
  it('wait until they are taken, once', () => {
    const tell = vi.fn();
    const opened = openedFiles(tell);
    opened.give([]);
    expect(tell).not.toHaveBeenCalled();
    opened.give(['/a']);
    opened.give(['/b']);
    expect(tell).toHaveBeenCalledTimes(2);
    expect(opened.take()).toEqual(['/a', '/b']);
    expect(opened.take()).toEqual([]);
  });

  it('are not kept in any number', () => {
    const opened = openedFiles(() => undefined);
    opened.give(Array.from({ length: 1000 }, (_, index) => `/${index}`));
    expect(opened.take().at(-1)).toBe('/999');
    expect(opened.take()).toEqual([]);
  });
});
