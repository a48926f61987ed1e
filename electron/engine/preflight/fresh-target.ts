import type { Check } from './check';

/** EPP-122: what the new server holds is replaced, so a server in use has to be noticed. */
export const freshTarget: Check = async ({ target }) => {
  const counts = await target.counts();
  const backups = (await target.backups()).length;
  const fresh = counts.computers === 0 && backups === 0;
  return {
    id: 'EPP-122',
    level: fresh ? 'ok' : 'warning',
    on: 'target',
    measured: `${counts.computers} computers, ${counts.policies} policies, ${backups} backups`,
    required: 'no computers and no backups',
  };
};
