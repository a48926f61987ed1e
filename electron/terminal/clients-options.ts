import { Option } from 'commander';
import { readMinutes, readShare } from './option-values';

/** How long a run waits for the clients. */
export const clientsOptions = (): readonly Option[] => [
  new Option(
    '--clients-share <share>',
    'wait until this share of the old server’s computers is back, such as 0.95 or 95%',
  ).argParser(readShare),
  new Option('--clients-minutes <n>', 'wait for them at most so many minutes').argParser(
    readMinutes,
  ),
];
