import { describe, expect, test } from 'vitest';
import { reportContent } from '../../../electron/engine/report/report-content';
import { reportHtml } from '../../../electron/engine/report/report-html';
import { reportText } from '../../../electron/engine/report/report-text';
import { foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({
  source: { host: 'old.example', user: 'u' },
  target: { host: 'new.example', user: 'u' },
});
const counts = { computers: 7, users: 6, groups: 5, devices: 4, policies: 3, rights: 2, admins: 1 };
const state = (...events: MigrationEvent[]): MigrationState =>
  foldAll([{ at, type: 'migration-created', id: 'm1', plan }, ...events]) as MigrationState;
const nasty = '<img src=x onerror="alert(1)">&\'';
const ran: MigrationEvent = {
  at,
  type: 'command-run',
  side: 'source',
  command: `power off ${nasty}`,
  exitCode: 0,
  milliseconds: 12,
  changes: true,
};

describe('the report', () => {
  test('of a migration that is not finished says so', () => {
    expect(reportContent(state(), new Date(at)).summary).toMatch(/^Not finished/);
  });

  test('shows what was counted before and after, and every changing command', () => {
    const learned = { baseline: counts, takeover: { hostKey: 'SHA256:new', counts, provenAt: at } };
    const done: MigrationEvent = {
      at,
      type: 'step-done',
      step: 'prove-takeover',
      learned,
      found: false,
    };
    const text = reportText(
      reportContent(state(done, ran, { ...ran, command: 'look', changes: false }), new Date(at)),
    );
    expect(text).toMatch(/^computers +7 +7$/m);
    expect(text).toContain('SHA256:new');
    expect(text).toContain('power off');
    expect(text).not.toContain('look');
  });

  test('shows how the servers were reached, and what was allowed for that', () => {
    const hostKey = { type: 'ssh-ed25519', sha256: 'SHA256:new', md5: 'aa' };
    const would = {
      kex: 'diffie-hellman-group14-sha1',
      hostKey: 'rsa-sha2-256',
      cipher: 'aes128-ctr',
      mac: 'hmac-sha1',
    };
    const text = reportText(
      reportContent(
        state(
          {
            ...{ at, type: 'host-key-pinned', side: 'source', hostKey },
            replaced: { ...hostKey, sha256: 'SHA256:old' },
          },
          { at, type: 'legacy-allowed', side: 'target', address: 'new.example:22', would },
        ),
        new Date(at),
      ),
    );
    expect(text).toMatch(/^Login +u@old\.example:22 +u@new\.example:22$/m);
    expect(text).toMatch(/the old server +host key SHA256:new in the place of SHA256:old$/m);
    expect(text).toMatch(
      /new\.example:22 +weak algorithms: diffie-hellman-group14-sha1, hmac-sha1$/m,
    );
    expect(reportText(reportContent(state(), new Date(at)))).not.toContain('beyond the usual');
  });

  test('says what happened to the file on its way', () => {
    const noted: MigrationEvent = {
      ...{ at, type: 'transfer-noted', step: 'upload-backup' },
      note: { kind: 'goes-on', at: 1.2e9 },
    };
    const text = reportText(reportContent(state(noted), new Date(at)));
    expect(text).toMatch(/^2026-11-24T02:00:00\.000Z +Deliver the backup +Goes on at 1\.2 GB: /m);
    expect(reportText(reportContent(state(), new Date(at)))).not.toContain('was noted');
  });

  test('takes nothing that a server said for HTML', () => {
    const html = reportHtml(reportContent(state(ran), new Date(at)));
    expect(html).not.toContain('<img');
    expect(html).toContain('&#60;img');
    expect(html).toContain("default-src 'none'");
  });
});
