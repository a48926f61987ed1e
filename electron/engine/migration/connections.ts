import { type Side, webKeyType } from '../../../shared/appliance';
import { fail, isFailure } from '../../../shared/failure';
import { type Plan, webPortOf } from '../../../shared/plan';
import type { Quiet } from '../../../shared/silence';
import type { Appliance, OpenAppliance, OpenReach, Reach } from '../appliance/appliance';
import type { NeighbourPort } from '../neighbour/neighbour-port';
import { accounts } from './accounts';
import { type SideDeskOptions, sideDesk } from './side-desk';
import type { Tools } from './step';

export type ConnectionsOptions = SideDeskOptions & {
  readonly open: OpenAppliance;
  readonly openReach: OpenReach;
  readonly neighbours: NeighbourPort;
  readonly signal: AbortSignal;
};

/** The connections of one run: opened when first needed, at most one a side, host keys pinned, passwords asked once. */
export type Connections = Pick<Tools, 'appliance' | 'takenOver' | 'dropConnection' | 'reach'> & {
  readonly close: () => void;
};

export function openConnections(options: ConnectionsOptions): Connections {
  const { open, state, emit, signal, secrets, neighbours } = options;
  const held = new Map<Side, Promise<Appliance>>();
  /** Sides whose login was refused; the next question for it says so. */
  const refused = new Set<Side>();
  const settled = new Set<string>();
  const recalled = new Set<Side>();
  /** Before that time, in milliseconds, nobody logs in to a server that has just refused both logins in its restore. */
  const notBefore = new Map<Side, number>();

  const login = async (side: Side): Promise<Appliance> => {
    const candidates = accounts(side, state());
    if (Date.now() < (notBefore.get(side) ?? 0)) {
      const { host, port, user } = state().plan[side];
      fail('ssh.authentication', { host, port, user });
    }
    for (const [index, account] of candidates.entries()) {
      const last = index === candidates.length - 1;
      try {
        const turn = { last, again: refused.has(account.owner), settled, recalled };
        const desk = sideDesk(side, account, turn, options);
        const appliance = await open(side, account.endpoint, desk, signal);
        secrets.provePassword(account.owner);
        refused.delete(account.owner);
        return appliance;
      } catch (thrown) {
        // A jump host that does not let in says nothing of the appliance behind it.
        if (!isFailure(thrown, 'ssh.authentication') || thrown.failure.facts['hop'] !== undefined)
          throw thrown;
        if (!last) continue;
        if (candidates.length > 1) {
          const { practice } = state().plan;
          notBefore.set(side, Date.now() + (practice === undefined ? 30_000 : 300));
        }
        for (const { owner } of candidates) {
          secrets.forgetUnproven(owner);
          refused.add(owner);
        }
        throw thrown;
      }
    }
    return fail('ssh.authentication');
  };

  const drop = (side: Side): void => {
    const opening = held.get(side);
    held.delete(side);
    opening?.then(
      (appliance) => appliance.close(),
      () => undefined,
    );
  };

  const appliance = (side: Side): Promise<Appliance> => {
    const there = held.get(side);
    if (there) return there;
    const opening = login(side);
    held.set(side, opening);
    opening.catch(() => {
      if (held.get(side) === opening) held.delete(side);
    });
    return opening;
  };

  const reaches = new Map<Side, Reach>();
  /** The way to where a side is in the plan, which is not where it is after the move. */
  const reachOf = (side: Side): Reach => {
    const account = { owner: side, endpoint: state().plan[side] };
    const turn = { last: true, again: false, settled, recalled };
    const desk = sideDesk(side, account, turn, options);
    const reach = reaches.get(side) ?? options.openReach(desk, signal);
    reaches.set(side, reach);
    return reach;
  };
  /** Either server may be the one that answers there. */
  const endpointOf = (side: Side) => {
    const { plan, legacy } = state();
    const old = [plan.source, plan.target].some((endpoint) => endpoint.legacy) || legacy.length > 0;
    return { ...plan[side], ...(old && { legacy: true }) };
  };

  const answersAt = (side: Side, port: number, milliseconds: number): Promise<boolean> =>
    reachOf(side).answers({ ...endpointOf(side), port }, milliseconds);

  const fromHere = async (side: Side, look: (host: string) => Promise<Quiet>): Promise<Quiet> => {
    const { host, via = [] } = state().plan[side];
    return via.length > 0 ? { state: 'not-measured', reason: 'behind-jump-host' } : look(host);
  };

  return {
    appliance,
    reach: {
      answers: async (side, milliseconds) => {
        const ports = portsOf(side, state().plan);
        const all = await Promise.all(ports.map((port) => answersAt(side, port, milliseconds)));
        return all.includes(true);
      },
      sshAnswers: async (side, milliseconds) =>
        state().plan[side].access === 'web'
          ? undefined
          : await answersAt(side, state().plan[side].port, milliseconds),
      hostKeyAt: async (side, type) => {
        const endpoint = endpointOf(side);
        const byCertificate = type === undefined ? endpoint.access === 'web' : type === webKeyType;
        if (byCertificate) return await reachOf(side).webKeyAt(endpoint);
        // A server of which only the web pages are known has no SSH port that anybody knows.
        const { plan } = state();
        if (plan.source.access === 'web' && plan.target.access === 'web') return undefined;
        return await reachOf(side).hostKeyAt(endpoint, type);
      },
      webAnswers: async (side, milliseconds) => {
        const { plan } = state();
        // A practice server without web pages shares this computer with whatever else has them.
        const port = plan[side].webPort ?? (plan.practice === undefined ? 443 : undefined);
        return port === undefined ? undefined : await answersAt(side, port, milliseconds);
      },
      pings: (side) => fromHere(side, neighbours.pings),
      macAt: (side) => fromHere(side, neighbours.macAt),
      certificateAt: (side) => reachOf(side).certificateAt(state().plan[side]),
    },
    takenOver: () => {
      drop('target');
      return appliance('target');
    },
    dropConnection: (side, off = false) => {
      drop(side);
      if (off) emit({ type: 'contact', side, state: 'off' });
    },
    close: () => {
      drop('source');
      drop('target');
      for (const reach of reaches.values()) reach.close();
    },
  };
}

/** Where somebody may answer: at an address that moves it may be either server, by what that is reached by. */
function portsOf(side: Side, { source, target }: Plan): readonly number[] {
  const own = { source, target }[side];
  const maySsh = side === 'target' ? [target] : [source, target];
  return [...new Set(maySsh.map(({ access }) => (access === 'web' ? webPortOf(own) : own.port)))];
}
