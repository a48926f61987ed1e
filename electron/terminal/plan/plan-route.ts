import { userInfo } from 'node:os';
import { type Endpoint, formatAddress, type ServerLogin } from '../../../shared/plan';
import type { PlanAppliance, PlanServer } from '../../../shared/plan-file';
import { typedPath } from '../kit-file';
import {
  applianceUser,
  limitJumps,
  type RouteDesk,
  resolveHost,
  webUser,
  withUser,
} from '../route';

/** The way to a server of a plan, completed by what ~/.ssh/config says of it. Paths are seen from the desk's folder. */
export async function resolvePlanned(
  { via, webPort, access, ways, ...server }: PlanAppliance,
  desk: RouteDesk,
): Promise<Endpoint> {
  const known = access === 'web' ? { ...server, user: server.user ?? webUser } : server;
  const { via: configured, ...login } = await resolveServer(known, applianceUser, desk);
  const way = via ? await resolveVia(via, desk) : configured;
  return {
    ...login,
    ...(webPort !== undefined && { webPort }),
    ...(access && { access }),
    ...(ways && { ways }),
    via: way,
  };
}

async function resolveVia(via: readonly PlanServer[], desk: RouteDesk): Promise<ServerLogin[]> {
  const route: ServerLogin[] = [];
  for (const [index, jump] of via.entries()) {
    const { via: before = [], ...server } = await resolveServer(jump, userInfo().username, desk);
    if (index === 0) route.push(...before);
    route.push(server);
  }
  return limitJumps(route);
}

async function resolveServer(
  { host, port, user, identityFiles, agent, ...rest }: PlanServer,
  otherwise: string,
  desk: RouteDesk,
): Promise<Endpoint> {
  const address =
    port === undefined ? (host.includes(':') ? `[${host}]` : host) : formatAddress({ host, port });
  const resolved = await resolveHost(user === undefined ? address : `${user}@${address}`, desk);
  const seen = (path: string): string => typedPath(path, desk.folder);
  return {
    ...withUser(resolved, otherwise, desk),
    ...(identityFiles && { identityFiles: identityFiles.map(seen) }),
    ...(agent !== undefined && { agent: agent && seen(agent) }),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  };
}
