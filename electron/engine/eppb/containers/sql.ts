import { countTables } from '../count-tables';
import type { Container } from './container';
import { isUtf16, textOf } from './marks';

/** What dumps begin with, after comments. */
const statement =
  /^(?:INSERT\s+(?:(?:IGNORE|LOW_PRIORITY|DELAYED|HIGH_PRIORITY)\s+)?INTO\s|REPLACE\s+INTO|CREATE\s+(?:TABLE|DATABASE|SCHEMA)|DROP\s+(?:TABLE|DATABASE)|LOCK\s+TABLES|SET\s+(?:NAMES|@|SQL_MODE|FOREIGN_KEY_CHECKS|character_set|time_zone)|USE\s+[`"\w$]{1,99}\s{0,9};|START\s+TRANSACTION|BEGIN\s*;|PRAGMA\s)/i;

/** SQL text: what `mysqldump` and its like write, and the dump of our practice container. */
export const sql: Container = {
  id: 'sql',
  verdict: 'not-known',
  recognise: (head) => {
    const text = textOf(head);
    // Its rows are counted by bytes.
    if (text === undefined || isUtf16(head)) return undefined;
    const rest = withoutComments(text.replace(/^\ufeff/, ''));
    return isDumpTitle(text) || statement.test(rest.slice(0, 200)) ? 'likely' : undefined;
  },
  look: countTables,
};

const isDumpTitle = (text: string): boolean =>
  /^\ufeff?\s{0,99}(?:--|\/\*)[^\n]{0,99}\b(?:MySQL|MariaDB|PostgreSQL database|SQLite) dump\b/i.test(
    text,
  );

/** What is left of a beginning without the comments and blanks in front of it. */
function withoutComments(text: string): string {
  let rest = text;
  for (;;) {
    rest = rest.trimStart();
    const end = rest.startsWith('--') || rest.startsWith('#') ? '\n' : undefined;
    const isHint = rest.startsWith('/*!');
    const close = end ?? (rest.startsWith('/*') && !isHint ? '*/' : undefined);
    if (close === undefined) return isHint ? rest.replace(/^\/\*!\d{0,6}\s*/, '') : rest;
    const at = rest.indexOf(close);
    if (at < 0) return '';
    rest = rest.slice(at + close.length);
  }
}
