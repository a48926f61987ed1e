import { type Endpoint, formatAddress } from '../../shared/plan';
import type { ProfileLook } from '../../shared/profile-workshop';

const lineMost = 300;

/**
 * Every command that a trial of a profile would run, for a person to see before it begins: the page that asks for it does not choose
 * what is shown. What changes something is not run.
 */
export function trialLines(
  { commands, probes }: Pick<ProfileLook, 'commands' | 'probes'>,
  wanted: string | undefined,
): readonly string[] {
  const own = commands.flatMap(({ operation, told }) =>
    told && !told.changes && (wanted ?? operation) === operation ? [told.command] : [],
  );
  return [...probes, ...own].map((line) =>
    line.length > lineMost ? `${line.slice(0, lineMost)}…` : line,
  );
}

/** `root@10.0.0.10:22` */
export const loginOf = (endpoint: Endpoint): string =>
  `${endpoint.user}@${formatAddress(endpoint)}`;
