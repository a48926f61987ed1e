import { writeReport } from '../../report/write-report';
import type { Step } from '../step';

/** Writes the report of the whole migration into its folder. */
export const writeTheReport: Step<'takeover' | 'seenOff', 'report'> = {
  id: 'write-report',
  needs: ['takeover', 'seenOff'],
  run: async (_given, tools) => ({
    report: await writeReport(tools.state(), tools.folder, tools.now()),
  }),
};
