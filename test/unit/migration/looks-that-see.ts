import type { Tools } from '../../../electron/engine/migration/step';
import { fail } from '../../../shared/failure';
import type { Quiet } from '../../../shared/silence';
import { hostKeys, identity, plan } from '../renderer/script-facts';

export const cards = { source: '52:54:00:00:00:01', target: '52:54:00:00:00:02' };
export const quiet: Quiet = { state: 'quiet' };

/** What is seen at each look; the last of a list stays. */
export type Seen = {
  readonly ssh?: readonly boolean[];
  readonly key?: readonly (string | undefined)[];
  readonly web?: readonly boolean[];
  readonly icmp?: readonly Quiet[];
  readonly arp?: readonly Quiet[];
  readonly fromTarget?: readonly (boolean | 'no-command' | 'lost')[];
  /** Whether the new server answers; that this program has no way to it meanwhile. */
  readonly target?: readonly boolean[];
  readonly isSilent?: boolean;
  /** The card that the new server names at its own, the old address. */
  readonly twin?: string;
};

/** Tools with a clock of their own, whose looks see what they are told. */
export function toolsThat(seen: Seen) {
  let clock = 0;
  let looks = 0;
  const doing: (string | undefined)[] = [];
  const next = <Value>(values: readonly Value[] | undefined, otherwise: Value): (() => Value) => {
    let at = 0;
    return () => values?.[Math.min(at++, values.length - 1)] ?? otherwise;
  };
  const ssh = next(seen.ssh, false);
  const web = next(seen.web, false);
  const icmp = next(seen.icmp, quiet);
  const arp = next(seen.arp, quiet);
  const fromTarget = next(seen.fromTarget, false);
  const target = next(seen.target, true);
  const lookForSsh = (): boolean => {
    looks++;
    return ssh();
  };
  let key = 0;
  const state = {
    hostKeys: {},
    facts: {
      source: { ...identity('source'), mac: cards.source },
      target: { ...identity('target'), mac: cards.target },
      ...(seen.isSilent && { silence: { host: 'h', port: 22, silentSince: '' } }),
      ...(seen.twin !== undefined && { moved: { network: identity('source').network } }),
    },
  };
  const tools = {
    plan: { ...plan, practice: undefined },
    signal: new AbortController().signal,
    state: () => state,
    now: () => new Date(clock),
    awake: () => clock,
    pause: async (milliseconds: number) => {
      clock += milliseconds;
    },
    progress: (progress: { readonly doing?: string }) => doing.push(progress.doing),
    dropConnection: () => undefined,
    reach: {
      answers: async (side: string) => (side === 'target' ? target() : lookForSsh()),
      sshAnswers: async () => lookForSsh(),
      webAnswers: async () => web(),
      pings: async () => icmp(),
      macAt: async () => arp(),
      hostKeyAt: async () => {
        const sha256 = seen.key?.[Math.min(key++, seen.key.length - 1)];
        return sha256 === undefined ? undefined : { ...hostKeys.source, sha256 };
      },
    },
    appliance: async () => ({
      neighbour: async () => {
        const answers = fromTarget();
        if (answers === 'no-command') return fail('appliance.no-command');
        if (answers === 'lost') return fail('ssh.connection-lost');
        return { answers, ...(seen.twin !== undefined && { mac: seen.twin }) };
      },
    }),
  } as unknown as Tools;
  return { tools, doing, looks: () => looks, seconds: () => clock / 1000 };
}

/** What the servers are known by. */
export const [oldKey, newKey] = [hostKeys.source.sha256, hostKeys.target.sha256];
