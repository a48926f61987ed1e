import type { Moment } from '../appliance-time';
import { formatDuration } from '../bytes';
import { nightlyJob } from '../forbidden-windows';
import { type GateId, type NotKnown, turnBackMinutes, type WindowConflict } from '../window-plan';
import { phaseWords } from './steps';

/** What is asked at each point of decision, and what a "no" means. */
export const gateWords = {
  'before-back-up': {
    title: 'Go or no-go before the backup',
    asks: 'Does no finding block, is every exception signed, are there snapshots of both machines, is the key proven saved?',
    no: 'Stop. On the old server there is only a backup that was asked for and not begun; it can be deleted.',
  },
  'after-back-up': {
    title: 'Go or no-go after the backup',
    asks: 'Is the backup ready, and are its size and its SHA-256 on the old server written down?',
    no: 'Stop. The old server serves on; the backup can be deleted or made again with a new key.',
  },
  'before-restore': {
    title: 'Go or no-go before the restore',
    asks: 'Is the SHA-256 of the file the same on the old server, on this computer and on the new server?',
    no: 'Stop. Transfer the file again. The restore would replace what is on the new server.',
  },
  'after-restore': {
    title: 'Go or no-go after the restore',
    asks: "Are the counts the same as before, and can an administrator log in to the new server with the old server's account?",
    no: 'Stop. The old server is unchanged and serves on; go back to the snapshot of the new one.',
  },
  'before-power-off': {
    title: 'Go or no-go before the power-off: POINT OF NO RETURN',
    asks: 'Is there time left, is somebody at the hypervisor of both machines, does whoever answers for it agree?',
    no: 'Stop. Both servers stay as they are. After a "go" only a person at the hypervisor brings the old server back.',
  },
} as const satisfies Record<GateId, Readonly<Record<'title' | 'asks' | 'no', string>>>;

/** What speaks against a start or an end, in one sentence with times by the old server's clock. */
export function describeConflict(conflict: WindowConflict): string {
  switch (conflict.about) {
    case 'patch':
      return `The backup would begin within 24 h after the last patch; the vendor says to wait, which is until ${formatShown(conflict.until)}.`;
    case 'nightly-job':
      return `${phaseWords[conflict.phase]} may run into the nightly job at ${nightlyJob.hour}:00. It is kept clear from ${formatShown(conflict.from)} to ${formatShown(conflict.until)}: ${formatDuration(nightlyJob.minutesBefore * 60_000)} before and ${formatDuration(nightlyJob.minutesAfter * 60_000)} after, a margin of our own.`;
    case 'window-short':
      return `If every phase takes its longest, the window is ${formatDuration(conflict.missingMinutes * 60_000)} too short to power off and still turn back by its end.`;
    case 'advised-window':
      return `The window is ${formatDuration(conflict.minutes * 60_000)}; twice the estimate, as the vendor advises, is ${formatDuration(conflict.advisedMinutes * 60_000)}.`;
  }
}

export const notKnownWords = {
  patch: 'When the old server was last patched is not known. No backup within 24 h after a patch.',
  clock: "How the old server's clock goes is not known; taken to go as this computer's.",
  zone: 'The time zone of the old server is not known; taken to be UTC. Look there when it is 21:00.',
} as const satisfies Record<NotKnown, string>;

/** How long a turn back is reckoned, and that this is our own number. */
export const turnBackWords = `A turn back after the power-off is reckoned with ${turnBackMinutes} min: the address taken from the new server, the old one switched on at its hypervisor. This is our own guess.`;

/** Said where no start was found. */
export const noSafeStartWords =
  'No start keeps backup and restore clear of the nightly job: the phases are too long or too uncertain. Measure the links and the database, or make the backup one day and restore the next.';

/** A moment as the old server's clock shows it: `2026-11-24 22:05`. */
export const formatShown = ({ shown }: Moment): string =>
  shown.replace(/^([+-]?\d+-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2');

/** A moment in UTC: `2026-11-24 20:05`. */
export const formatUtc = ({ utc }: Moment): string => formatShown({ utc, shown: utc });
