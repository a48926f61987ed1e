import { formatBytes, formatDuration } from '../../shared/bytes';
import type { Progress } from '../../shared/progress';
import { formatRange, timeLeft } from '../../shared/time-left';
import { backWords } from '../../shared/words/clients';
import { clock } from './clock-words';

/** A bar of `width` characters. */
export function bar(share: number, width: number): string {
  const full = Math.max(0, Math.min(width, Math.floor(share * width)));
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}

export const shareOf = ({ done, total }: Progress): number =>
  total > 0 ? Math.max(0, Math.min(1, done / total)) : 0;

/** `52 %  21 MB of 40 MB  8.2 MB/s  5 to 10 s left`: only what is known. */
export function progressWords(
  progress: Progress,
  elapsedMs: number,
  now: number = Date.now(),
): string {
  const { unit, done, total, rate, doing } = progress;
  if (unit === 'clients') return clientsWords(progress, now);
  const left = timeLeft(progress, elapsedMs);
  return [
    `${String(Math.floor(shareOf(progress) * 100)).padStart(3)} %`,
    unit === 'bytes' ? `${formatBytes(done)} of ${formatBytes(total)}` : doing && doingWords(doing),
    ...silenceWords(progress),
    unit === 'bytes' && rate !== undefined && rate > 0 ? `${formatBytes(rate)}/s` : undefined,
    left && `${formatRange(left)} left`,
  ]
    .filter((part) => part !== undefined)
    .join('  ');
}

/** How many are back, and how long it is waited for the others. */
function clientsWords({ done, total, clients }: Progress, now: number): string {
  const left = Date.parse(clients?.until ?? '') - now;
  const back = backWords(done, total, clients?.firstAt, clock, 'back');
  return left > 0 ? `${back}  ${formatDuration(left)} left` : back;
}

const known: Readonly<Record<string, string>> = {
  'awaiting-key': 'starting',
  generating: 'creating the backup',
  queued: 'queued; not restoring yet',
  restoring: 'restoring',
  restarting: 'its services restart',
  'logged-out': 'it takes neither login just now, as while it restarts',
  file: 'the file is the right one',
  versions: 'the versions go together',
  room: 'there is room',
  services: 'its services were looked at',
  work: 'nothing else is at work',
  key: 'the key was given',
  silence: 'no answer, as it should be',
  'by-hand': 'waiting until a person has done it',
  'stale-neighbour': 'this computer still looks for the old network card',
  watching: 'watching who answers at the old address',
  busy: 'waiting; the server is busy with other work',
  'no-answer': 'no answer; trying again',
};

/** Since when a server says nothing, and how long that is borne. */
function silenceWords({ lastAnswer, givesUp }: Progress): readonly string[] {
  if (lastAnswer === undefined || givesUp === undefined) return [];
  return [`last answer ${clock(lastAnswer)}, waiting until ${clock(givesUp)}`];
}

/** True where the work waits for something that may last. */
export const isStuck = (doing: string): boolean => doing === 'busy' || doing === 'no-answer';

/** The appliance's own word for what it does, as people say it. */
const doingWords = (doing: string): string => known[doing] ?? doing;
