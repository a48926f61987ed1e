import type { Entry } from './shelf';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');

/** `20261126174705`, as MDTM and MLSD write it. */
export const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);

/** A line as `ls -l` writes it. */
export const listLine = ({ name, size, modifiedAt }: Entry): string => {
  const day = String(modifiedAt.getUTCDate()).padStart(2);
  const time = `${two(modifiedAt.getUTCHours())}:${two(modifiedAt.getUTCMinutes())}`;
  const when = `${months[modifiedAt.getUTCMonth()]} ${day} ${time}`;
  return `-rw------- 1 epp epp ${String(size).padStart(13)} ${when} ${name}\r\n`;
};

/** A line of MLSD and MLST. */
export const factsLine = ({ name, size, modifiedAt }: Entry): string =>
  `type=file;size=${size};modify=${stamp(modifiedAt)}; ${name}`;
