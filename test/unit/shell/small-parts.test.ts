import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forgetfulClipboard } from '../../../electron/shell/forgetful-clipboard';
import { documentFile, reportFile } from '../../../electron/shell/report-file';

describe('a copied text', () => {
  const open = (after: number) => {
    const held = { text: '' };
    const clipboard = forgetfulClipboard(
      {
        readText: () => held.text,
        writeText: (text) => Object.assign(held, { text }) && undefined,
        clear: () => Object.assign(held, { text: '' }) && undefined,
      },
      after,
    );
    return { held, clipboard };
  };
  const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

  it('that the clipboard swallows is said', async () => {
    const clipboard = forgetfulClipboard({
      readText: () => 'something else',
      writeText: () => undefined,
      clear: () => expect.unreachable('what is not ours is not cleared'),
    });
    await expect(clipboard.copy('KEY')).rejects.toMatchObject({
      failure: { code: 'clipboard.refused' },
    });
    await clipboard.forget();
  });

  it('that is there although the clipboard did not say so is cleared all the same', async () => {
    const held = { text: '', answers: 0 };
    const clipboard = forgetfulClipboard(
      {
        readText: () => (held.answers++ === 0 ? '' : held.text),
        writeText: (text) => Object.assign(held, { text }) && undefined,
        clear: () => Object.assign(held, { text: '' }) && undefined,
      },
      10,
    );
    await expect(clipboard.copy('KEY')).rejects.toThrow('clipboard.refused');
    await wait(40);
    expect(held.text).toBe('');
  });

  it('is cleared after its time', async () => {
    const { held, clipboard } = open(10);
    await clipboard.copy('KEY');
    expect(held.text).toBe('KEY');
    await wait(40);
    expect(held.text).toBe('');
  });

  it('is cleared at leaving', async () => {
    const { held, clipboard } = open(60_000);
    await clipboard.copy('KEY');
    await clipboard.forget();
    expect(held.text).toBe('');
  });

  it('is left alone where somebody copied something else', async () => {
    const { held, clipboard } = open(10);
    await clipboard.copy('KEY');
    held.text = 'theirs';
    await wait(40);
    await clipboard.forget();
    expect(held.text).toBe('theirs');
  });
});

describe('a report', () => {
  it('is opened below the data folder only', async () => {
    const root = mkdtempSync(join(tmpdir(), 'epp-report-'));
    const home = join(root, 'home');
    const folder = join(home, 'migrations', 'm-1');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'report.txt'), 'report');
    writeFileSync(join(root, 'outside.html'), 'outside');
    symlinkSync(join(root, 'outside.html'), join(folder, 'report.html'));
    expect(await reportFile(home, 'm-1', 'text')).toMatch(/m-1.report\.txt$/);
    const refused = expect.objectContaining({
      failure: expect.objectContaining({ code: 'file.unreadable' }),
    });
    await expect(reportFile(home, 'm-1', 'html')).rejects.toThrow(refused);
    await expect(reportFile(home, 'm-1', 'json')).rejects.toThrow(refused);
    writeFileSync(join(folder, 'way-back.html'), 'back');
    expect(await documentFile(home, 'm-1', 'way-back')).toMatch(/m-1.way-back\.html$/);
    await expect(documentFile(home, 'm-1', 'reminder')).rejects.toThrow(refused);
    rmSync(root, { recursive: true });
  });
});
