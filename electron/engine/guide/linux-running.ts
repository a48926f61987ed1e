import type { Service } from '../../../shared/appliance';
import { columnsOf, linesOf, type Reader } from './probe-lines';

const named = (services: readonly Service[]): ReturnType<Reader> =>
  services.length > 0
    ? { services: [...services].sort((a, b) => (a.name < b.name ? -1 : 1)) }
    : undefined;

/** `systemctl list-units`: `nginx.service loaded active running …`, with a mark before those that failed. */
export const readSystemctl: Reader = (text) =>
  named(
    linesOf(text).flatMap((line) => {
      const columns = columnsOf(line.replace(/^[^\w]+/, ''));
      const name = /^(\S{1,200})\.service$/.exec(columns[0] ?? '')?.[1];
      return name === undefined || columns[1] !== 'loaded'
        ? []
        : [{ name, running: columns[3] === 'running' }];
    }),
  );

/** `initctl list` of Upstart: `cron start/running, process 871`. Several of one name count as one. */
export const readInitctl: Reader = (text) => {
  const found = new Map<string, boolean>();
  for (const line of linesOf(text)) {
    const match = /^(\S{1,200})(?: \([^)]{0,200}\))? (start|stop)\/([a-z-]{1,20})/.exec(line);
    if (match?.[1] === undefined) continue;
    const running = match[2] === 'start' && match[3] === 'running';
    found.set(match[1], found.get(match[1]) === true || running);
  }
  return named([...found].map(([name, running]) => ({ name, running })));
};

/** `service --status-all`: `[ + ]  nginx`; a question mark says nothing. */
export const readServiceStatus: Reader = (text) =>
  named(
    linesOf(text).flatMap((line) => {
      const match = /^\[ ([+-]) \] +(\S{1,200})$/.exec(line);
      return match?.[2] === undefined ? [] : [{ name: match[2], running: match[1] === '+' }];
    }),
  );
