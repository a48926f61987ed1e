import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesOfHost } from './host-config';

/** A line of a log, as `eppctl logs` tells it. */
type LogLine = { readonly time: string; readonly level: string; readonly text: string };

/** What MariaDB and nginx write where something went wrong, each in its own form and in the time of this computer. */
const forms = {
  mysql: /^(\d{4}-\d\d-\d\d) +(\d\d?:\d\d:\d\d) \d+ \[ERROR\] (.*)$/gm,
  nginx: /^(\d{4}\/\d\d\/\d\d) (\d\d:\d\d:\d\d) \[(?:error|crit|alert|emerg)\] (.*)$/gm,
} as const;

/** The errors that the database and the web server of a host have logged since then. */
export function errorsSince(folder: string, since: number): readonly LogLine[] {
  const { log } = placesOfHost(folder);
  return Object.entries(forms).flatMap(([name, form]) => {
    const file = join(log, name);
    const lines = existsSync(file) ? readFileSync(file, 'utf8').matchAll(form) : [];
    return [...lines].flatMap(([, day = '', clock = '', text]) => {
      const at = new Date(`${day.replaceAll('/', '-')}T${clock.padStart(8, '0')}`);
      const line = { time: at.toISOString(), level: 'error', text: `${name}: ${text}` };
      return at.getTime() >= since ? [line] : [];
    });
  });
}
