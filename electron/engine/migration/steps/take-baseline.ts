import type { Step } from '../step';

/** Counts what the old server holds, for the comparison after the restore. */
export const takeBaseline: Step<'findings', 'baseline'> = {
  id: 'take-baseline',
  needs: ['findings'],
  run: async (_given, tools) => ({ baseline: await (await tools.appliance('source')).counts() }),
};
