import { describe, expect, it } from 'vitest';
import { logErrors } from '../../../electron/engine/migration/log-errors';
import type { LogLine } from '../../../shared/appliance';

const line = (text: string, level: LogLine['level'] = 'error'): LogLine => ({
  ...{ time: '2026-11-24T02:00:00.000Z', level, text },
});
const shown = (text: string, secrets: readonly string[] = []): string =>
  logErrors([line(text)], secrets)[0]?.text ?? '';

describe('errors of a log', () => {
  it('are the newest thirty, and nothing but errors', () => {
    const lines = Array.from({ length: 40 }, (_, index) => line(`error ${index}`));
    const kept = logErrors([line('fine', 'info'), ...lines, line('hm', 'warning')], []);
    expect(kept).toHaveLength(30);
    expect(kept.at(0)?.text).toBe('error 10');
    expect(kept.at(-1)?.text).toBe('error 39');
  });

  it('come without what steers a terminal, and cut', () => {
    expect(shown('\u001b[31mno room\u001b[0m\r\nfor it\u0007')).toBe('no room for it');
    expect(shown('x'.repeat(5000))).toHaveLength(300);
  });

  it.each([
    ['a known password', 'login of root with hunter22 failed', ['hunter22'], 'hunter22'],
    ['a named password', 'mysql: password=Geheim1! rejected', [], 'Geheim1!'],
    ['one in JSON', '{"user":"a","secret":"s3cr3t value"}', [], 's3cr3t value'],
    ['a bearer', 'GET / Authorization: Bearer abc.def.ghi', [], 'abc.def.ghi'],
    ['a key', 'backup key 7KQ2M9XA4TB8ZC1D is wrong', [], '7KQ2M9XA4TB8ZC1D'],
    ['a key in groups', 'restore with 7KQ2-M9XA-4TB8-ZC1D', [], '7KQ2-M9XA-4TB8-ZC1D'],
  ])('come without %s', (_what, text, secrets, secret) => {
    expect(shown(text, secrets)).not.toContain(secret);
    expect(shown(text, secrets)).toContain('•••');
  });

  it('keep what is no secret', () => {
    const text = 'InnoDB: page 4711 of table epp.devices is corrupt, see /var/log/mysql/error.log';
    expect(shown(text)).toBe(text);
  });
});
