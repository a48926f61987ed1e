import { Option } from 'commander';
import {
  type Cutover,
  type CutoverWay,
  cutoverSchema,
  cutoverWays,
  type SourcePolicy,
  sourcePolicies,
} from '../../shared/cutover';
import { fail } from '../../shared/failure';

/** How the cutover shall go, as the command line has it. */
export type CutoverOptions = {
  readonly sourceAfter?: SourcePolicy;
  readonly cutoverBy?: CutoverWay;
  readonly revertAfter?: number;
  readonly watchMinutes?: number;
};

/** The options for it. */
export const cutoverOptions = (): readonly Option[] => [
  new Option('--source-after <policy>', 'what becomes of the old server at the cutover').choices(
    sourcePolicies,
  ),
  new Option('--cutover-by <way>', 'who powers off and moves the address').choices(cutoverWays),
  new Option(
    '--revert-after <seconds>',
    'the new server gives the old address back unless that is confirmed in time; 0: never',
  ).argParser(numberIn('revertAfterSeconds', '--revert-after')),
  new Option(
    '--watch-minutes <minutes>',
    'how long the old address is watched after the takeover',
  ).argParser(numberIn('watchMinutes', '--watch-minutes')),
];

/** What a plan says, with what the options say instead; undefined where there is neither. */
export function cutoverWish(options: CutoverOptions, before?: Cutover): Cutover | undefined {
  const given: Cutover = {
    source: options.sourceAfter,
    by: options.cutoverBy,
    revertAfterSeconds: options.revertAfter,
    watchMinutes: options.watchMinutes,
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return before || said.length > 0 ? { ...before, ...Object.fromEntries(said) } : undefined;
}

const numberIn =
  (member: 'revertAfterSeconds' | 'watchMinutes', option: string) =>
  (text: string): number => {
    const parsed = cutoverSchema.shape[member]
      .unwrap()
      .safeParse(text === '' ? text : Number(text));
    if (parsed.success) return parsed.data;
    return fail('usage.wrong', { seen: `${option} does not take “${text.slice(0, 40)}”.` });
  };
