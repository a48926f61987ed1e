import type { ResolvedHost } from '../shared/contract';
import { type Endpoint, parseEndpoint, type ServerLogin } from '../shared/plan';

/** A private key file; its ticket stands for the path, which the page never sees. */
export type KeyFile = { readonly ticket: string; readonly name: string };

/** What is typed and chosen about one server so far. */
export type ServerDraft = {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly keys: readonly KeyFile[];
  /** As in an endpoint: absent, the agent of the system; `false`, none; else the ticket of another one. */
  readonly agent?: false | string | undefined;
  readonly agentKey?: string | undefined;
  readonly identitiesOnly?: boolean | undefined;
  /** Allowed for this address; another one begins without. */
  readonly legacy?: boolean | undefined;
};
/** `id` tells jump hosts apart while they are moved. */
export type HopDraft = ServerDraft & { readonly id: number };
export type Draft = ServerDraft & {
  readonly hops: readonly HopDraft[];
  /** As in an endpoint; typed only where there is no SSH, else kept. */
  readonly webPort?: number | undefined;
  /** Nobody logs in there over SSH: the web console is all that there is. */
  readonly access?: 'web' | undefined;
  /** The port of the web console, as typed. */
  readonly web?: string | undefined;
  /** As in an endpoint; kept. */
  readonly ways?: Endpoint['ways'];
  /** The name that it is saved under, or would be. */
  readonly name: string;
};

/** As in the contract. */
export const mostHops = 4;
export const mostKeys = 10;

/** `epproot` is the shell account that the vendor's documentation names. */
export const emptyDraft: Draft = {
  host: '',
  port: '22',
  user: 'epproot',
  keys: [],
  hops: [],
  name: '',
};

let lastHop = 0;
export const emptyHop = (): HopDraft => {
  lastHop += 1;
  return { id: lastHop, host: '', port: '22', user: '', keys: [] };
};

/** A draft with changes; what was allowed for one address is not allowed for another. */
export function changed<Some extends ServerDraft>(draft: Some, changes: Partial<Some>): Some {
  const next = { ...draft, ...changes };
  const moved = next.host !== draft.host || next.port !== draft.port;
  return moved && changes.legacy === undefined ? { ...next, legacy: undefined } : next;
}

/** What the engine wants to know of a draft without faults. */
export const endpointOf = (draft: Draft): Endpoint =>
  draft.access === 'web' ? webEndpointOf(draft) : sshEndpointOf(draft);

const sshEndpointOf = (draft: Draft): Endpoint => ({
  ...loginOf(draft),
  ...(draft.webPort !== undefined && { webPort: draft.webPort }),
  ...(draft.ways && { ways: draft.ways }),
  ...(draft.hops.length > 0 && { via: draft.hops.map(loginOf) }),
});

/** What belongs to SSH is left out, but stays in the draft for a change of mind. */
const webEndpointOf = (draft: Draft): Endpoint => ({
  ...{ host: draft.host.trim(), port: emptyPort, user: draft.user.trim(), access: 'web' },
  ...(webPortOf(draft) !== usualWebPort && { webPort: webPortOf(draft) }),
  ...(draft.ways && { ways: draft.ways }),
});

const emptyPort = 22;
const usualWebPort = 443;

/** The port of the web console; not a number where none was typed. */
export const webPortOf = ({ web, webPort = usualWebPort }: Draft): number =>
  web === undefined ? webPort : /^\d{1,5}$/.test(web.trim()) ? Number(web) : Number.NaN;

/** The administrator that the vendor's documentation names, as `epproot` is for SSH. */
const webAdministrator = 'root';

/** The same server with SSH or without; the usual user name goes with that. */
export function withAccess(draft: Draft, access: 'web' | undefined): Draft {
  const [usual, other] =
    access === 'web' ? [webAdministrator, emptyDraft.user] : [emptyDraft.user, webAdministrator];
  return { ...draft, access, user: draft.user === other ? usual : draft.user };
}

const loginOf = (draft: ServerDraft): ServerLogin => ({
  host: draft.host.trim(),
  port: Number(draft.port),
  user: draft.user.trim(),
  ...(draft.keys.length > 0 && { identityFiles: draft.keys.map(({ ticket }) => ticket) }),
  ...(draft.agent !== undefined && { agent: draft.agent }),
  ...(draft.agent !== false && draft.agentKey && { agentKey: draft.agentKey }),
  ...(draft.identitiesOnly && { identitiesOnly: true }),
  ...(draft.legacy && { legacy: true }),
});

/** The draft of an endpoint that is known; `names` are those of its own key files. */
export const draftOf = (
  endpoint: ResolvedHost['endpoint'],
  names: readonly string[],
  name = '',
): Draft => ({
  ...serverDraft(endpoint, names),
  ...(endpoint.webPort !== undefined && { webPort: endpoint.webPort }),
  ...(endpoint.access === 'web' && { access: 'web' as const }),
  ...(endpoint.ways && { ways: endpoint.ways }),
  hops: (endpoint.via ?? []).map((hop) => ({ ...emptyHop(), ...serverDraft(hop, []) })),
  name,
});

const serverDraft = (login: ResolvedHost['endpoint'], names: readonly string[]): ServerDraft => ({
  host: login.host,
  port: String(login.port),
  user: login.user ?? emptyDraft.user,
  keys: (login.identityFiles ?? []).map((ticket, at) => ({ ticket, name: names[at] ?? '' })),
  agent: login.agent,
  agentKey: login.agentKey,
  identitiesOnly: login.identitiesOnly,
  legacy: login.legacy,
});

/** Adds to what was typed what ~/.ssh/config says of a host for which it has patterns only; what was changed by hand stays. */
export function filled(draft: Draft, known: Draft): Draft {
  return {
    ...draft,
    host: known.host,
    port: draft.port === emptyDraft.port ? known.port : draft.port,
    user: draft.user === emptyDraft.user ? known.user : draft.user,
    keys: draft.keys.length === 0 ? known.keys : draft.keys,
    hops: draft.hops.length === 0 ? known.hops : draft.hops,
    agent: draft.agent ?? known.agent,
    agentKey: draft.agentKey ?? known.agentKey,
    identitiesOnly: draft.identitiesOnly ?? known.identitiesOnly,
  };
}

/** Takes out what ~/.ssh/config gave; what was changed or added by hand since stays. */
export function withoutGiven(draft: Draft, given: Draft): Draft {
  const own = <Name extends keyof Draft>(name: Name): Draft[Name] =>
    draft[name] === given[name] ? emptyDraft[name] : draft[name];
  return {
    ...draft,
    port: own('port'),
    user: own('user'),
    keys: draft.keys.filter(({ ticket }) => !given.keys.some((key) => key.ticket === ticket)),
    hops: draft.hops.filter(({ id }) => !given.hops.some((hop) => hop.id === id)),
    agent: own('agent'),
    // A key of an agent that is not asked any more.
    agentKey: draft.agent === own('agent') ? own('agentKey') : undefined,
    identitiesOnly: own('identitiesOnly'),
  };
}

/** Spreads a pasted `user@host:port` over the fields; leaves everything else as it is. */
export function spread<Some extends ServerDraft>(draft: Some): Some {
  const endpoint = parseEndpoint(draft.host.trim());
  return endpoint
    ? { ...draft, host: endpoint.host, port: String(endpoint.port), user: endpoint.user }
    : draft;
}

/** What the result of a test depends on, for telling whether it still holds. */
export const entryOf = (draft: Draft): string =>
  JSON.stringify(endpointOf(draft), (key, value) => (key === 'legacy' ? undefined : value));

/** Allows weak algorithms for those of its servers that are in the list of `host:port`. */
export function withLegacy(draft: Draft, addresses: ReadonlySet<string>): Draft {
  const allow = <Some extends ServerDraft>(server: Some): Some =>
    addresses.has(addressOf(server)) ? { ...server, legacy: true } : server;
  return { ...allow(draft), hops: draft.hops.map(allow) };
}

/** `host:port` as typed, in lower case, with brackets around an IPv6 address. */
export const addressOf = ({ host, port }: Pick<ServerDraft, 'host' | 'port'>): string => {
  const name = host.trim().toLowerCase();
  return `${name.includes(':') ? `[${name}]` : name}:${port.trim()}`;
};
