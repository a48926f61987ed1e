import type { Until } from '../steps';

const usual = 'Everything up to here is done and proven. It goes on to the end when you continue.';

const whys: Readonly<Partial<Record<Until, string>>> = {
  'validate-restore':
    'Nothing is restored. It was proven on the new server that the restore can work; it is looked at again when you continue, and the restore is confirmed by you.',
  restore:
    'The new server is restored and not verified yet. The old one still runs and serves its clients.',
  verify:
    'This is the pause before the cutover. The new server is restored and verified under its own address; the old one still runs and serves its clients. The pause may last days: when you continue, both servers are looked at again, and what came to the old one since the backup is put before you. The cutover begins after your confirmation.',
};

/** What a pause that was planned means, and what comes next. */
export const pauseWords = (until: Until): string => whys[until] ?? usual;
