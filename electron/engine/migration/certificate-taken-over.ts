import type { CertificateBefore, Facts } from '../../../shared/facts';
import { certificateSeen } from './look-before';
import type { Tools } from './step';

/** A server's web pages may come up later than its SSH. */
const looks = 10;

/**
 * Whose certificate clients see at the old address, now that the new server is there. Undefined where none is shown to this
 * computer, or where it is not known what the new server showed before.
 */
export async function certificateTakenOver(
  tools: Tools,
): Promise<Facts['takeover']['certificate']> {
  const { source, target } = tools.state().facts.before?.certificates ?? {};
  const own = knownOf(target);
  if (own.length === 0) return undefined;
  // A port that this computer never reached will not be reached now.
  const most = target?.seen === undefined ? 1 : looks;
  for (let look = 1; look <= most; look++) {
    const seen = await certificateSeen('source', tools);
    if (seen !== undefined) {
      const was = own.includes(seen)
        ? 'target'
        : knownOf(source).includes(seen)
          ? 'source'
          : 'changed';
      return { seen, was };
    }
    if (look < most) await tools.pause(tools.plan.practice === undefined ? 2000 : 200);
  }
  return undefined;
}

const knownOf = ({ told, seen }: CertificateBefore = {}): readonly string[] =>
  [told, seen].filter((each) => each !== undefined);
