import type { Step } from '../step';

/** Counts what the old server holds: a first look, which `create-backup` takes again when the backup starts. */
export const takeBaseline: Step<'findings', 'baseline'> = {
  id: 'take-baseline',
  needs: ['findings'],
  run: async (_given, tools) => ({ baseline: await (await tools.appliance('source')).counts() }),
};
