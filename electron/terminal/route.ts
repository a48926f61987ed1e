import { userInfo } from 'node:os';
import type { ConfigNote } from '../../shared/connecting';
import type { ResolvedHost } from '../../shared/contract';
import { fail } from '../../shared/failure';
import { type Endpoint, formatAddress, type ServerLogin } from '../../shared/plan';
import type { Engine } from '../engine/engine';
import { typedPath } from './kit-file';

/** What the command line says of the way to one server. */
export type RouteOptions = {
  readonly host: string;
  /** Key files in place of those of ~/.ssh/config. */
  readonly keys?: readonly string[] | undefined;
  /** Jump hosts in place of those of ~/.ssh/config. */
  readonly jumps?: readonly string[] | undefined;
  readonly agent?: string | false | undefined;
  readonly agentKey?: string | undefined;
  /** Who it is where nobody is named, without a remark; absent: the account for SSH. */
  readonly user?: string | undefined;
};

/** What has to be said aloud about how a host was understood. */
export type Remark =
  | { readonly type: 'config-note'; readonly host: string; readonly note: ConfigNote }
  | { readonly type: 'user-assumed'; readonly host: string; readonly user: string };

export type RouteDesk = {
  readonly engine: { readonly handlers: Pick<Engine['handlers'], 'resolve-host'> };
  /** The folder that typed paths are seen from. */
  readonly folder: string;
  readonly remark: (remark: Remark) => void;
};

/** The account of the vendor's documentation for SSH. */
export const applianceUser = 'epproot';
/** The administrator of its web console. */
export const webUser = 'root';
const mostJumps = 4;

/** The way to a server as typed, completed by what ~/.ssh/config says. Throws `ssh.config`, `usage.wrong`. */
export async function resolveRoute(options: RouteOptions, desk: RouteDesk): Promise<Endpoint> {
  const { host, keys, jumps, agent, agentKey } = options;
  const resolved = await resolveHost(host, desk);
  const { endpoint } = resolved;
  const server =
    options.user === undefined
      ? withUser(resolved, applianceUser, desk)
      : { ...endpoint, user: endpoint.user ?? options.user };
  const via = jumps ? await resolveJumps(jumps, desk) : resolved.endpoint.via;
  const forAll = agent === undefined ? {} : { agent: agent && typedPath(agent, desk.folder) };
  return {
    ...server,
    ...(keys && { identityFiles: keys.map((key) => typedPath(key, desk.folder)) }),
    ...(agentKey !== undefined && { agentKey }),
    ...forAll,
    via: via?.map((each) => ({ ...each, ...forAll })),
  };
}

/** The jump hosts in their order; how to reach the first of them is again a matter of ~/.ssh/config. */
export async function resolveJumps(
  jumps: readonly string[],
  desk: RouteDesk,
): Promise<ServerLogin[]> {
  const route: ServerLogin[] = [];
  for (const [index, jump] of jumps.entries()) {
    const resolved = await resolveHost(jump, desk);
    const { via = [], ...server } = withUser(resolved, userInfo().username, desk);
    if (index === 0) route.push(...via);
    route.push(server);
  }
  return limitJumps(route);
}

/** The same jump hosts, if they are not too many; those of ~/.ssh/config count too. */
export function limitJumps(route: ServerLogin[]): ServerLogin[] {
  if (route.length <= mostJumps) return route;
  return fail('usage.wrong', {
    seen: `There are ${route.length} jump hosts; ${mostJumps} are possible.`,
  });
}

/** What ~/.ssh/config says of a host. */
export async function resolveHost(
  text: string,
  { engine, remark }: RouteDesk,
): Promise<ResolvedHost> {
  const resolved = await engine.handlers['resolve-host']({ text });
  for (const note of resolved.notes) remark({ type: 'config-note', host: text, note });
  return resolved;
}

/** The endpoint with a user, which is said aloud where nobody named one. */
export function withUser(
  { endpoint }: ResolvedHost,
  otherwise: string,
  { remark }: RouteDesk,
): Endpoint {
  if (endpoint.user !== undefined) return { ...endpoint, user: endpoint.user };
  remark({ type: 'user-assumed', host: formatAddress(endpoint), user: otherwise });
  return { ...endpoint, user: otherwise };
}

/** A remark in a sentence. */
export function remarkText(remark: Remark): string {
  if (remark.type === 'user-assumed') {
    const why =
      remark.user === applianceUser ? 'the account of the vendor’s documentation' : 'yours';
    return `No user was named for ${remark.host}; using “${remark.user}”, ${why}.`;
  }
  const { file, line, what } = remark.note;
  const place = line === undefined ? file : `${file}, line ${line}`;
  if (what === 'missing') return `! The key file ${file} does not exist and was left out.`;
  return what === 'unreadable'
    ? `! ${place} cannot be read and was left out.`
    : `! ${place}: ${what} is not supported and was left out.`;
}

/** Says each remark once. */
export function eachRemarkOnce(say: (remark: Remark) => void): (remark: Remark) => void {
  const said = new Set<string>();
  return (remark) => {
    const text = remarkText(remark);
    if (said.has(text)) return;
    said.add(text);
    say(remark);
  };
}
