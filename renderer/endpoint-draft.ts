import { type Endpoint, endpointSchema, type Plan, parseEndpoint } from '../shared/plan';
import { connectWords } from './words/en-places';

/** What is typed about one server so far. */
export type Draft = { readonly host: string; readonly port: string; readonly user: string };
export type DraftFaults = Partial<Record<keyof Draft, string>>;

/** `epproot` is the shell account that the vendor's documentation names. */
export const emptyDraft: Draft = { host: '', port: '22', user: 'epproot' };

/** What is wrong with both, in words. */
export function faultsOf(
  source: Draft,
  target: Draft,
): { readonly source: DraftFaults; readonly target: DraftFaults } {
  const faults = { source: faultsOfOne(source), target: faultsOfOne(target) };
  const same =
    source.host.trim().toLowerCase() === target.host.trim().toLowerCase() &&
    Number(source.port) === Number(target.port);
  if (!same || faults.target.host !== undefined) return faults;
  return { ...faults, target: { ...faults.target, host: connectWords.same } };
}

function faultsOfOne(draft: Draft): DraftFaults {
  const { host, port, user } = endpointSchema.shape;
  const faults: DraftFaults = {};
  if (draft.host.trim() === '') faults.host = connectWords.hostMissing;
  else if (!host.safeParse(draft.host.trim()).success) faults.host = connectWords.hostBad;
  if (!/^\d{1,5}$/.test(draft.port.trim()) || !port.safeParse(Number(draft.port)).success) {
    faults.port = connectWords.portBad;
  }
  if (!user.safeParse(draft.user.trim()).success) faults.user = connectWords.userMissing;
  return faults;
}

export const isSound = (faults: ReturnType<typeof faultsOf>): boolean =>
  Object.keys({ ...faults.source, ...faults.target }).length === 0;

const endpointOf = (draft: Draft): Endpoint => ({
  host: draft.host.trim(),
  port: Number(draft.port),
  user: draft.user.trim(),
});

/** The plan of two sound drafts. */
export const planOf = (source: Draft, target: Draft, until: Plan['until']): Plan => ({
  source: endpointOf(source),
  target: endpointOf(target),
  until,
});

/** Spreads a pasted `user@host:port` over the fields; leaves everything else as it is. */
export function spread(draft: Draft): Draft {
  const endpoint = parseEndpoint(draft.host.trim());
  return endpoint
    ? { host: endpoint.host, port: String(endpoint.port), user: endpoint.user }
    : draft;
}
