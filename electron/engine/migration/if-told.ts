import { isFailure } from '../../../shared/failure';

/** That a server does not tell something at all; one that is busy or silent just now may tell it later. */
const never = [
  'appliance.no-command',
  'appliance.command-failed',
  'appliance.answer-unreadable',
  'appliance.answer-too-long',
] as const;

/** What a server tells, or undefined where it has no words for it that can be read. */
export async function ifTold<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (isFailure(thrown, ...never)) return undefined;
    throw thrown;
  }
}
