import { endpointSchema } from '../shared/plan';
import { addressOf, type Draft, type ServerDraft, webPortOf } from './endpoint-draft';
import { accessWords } from './words/en-by-hand';
import { connectWords } from './words/en-places';

export type ServerFaults = Partial<Record<'host' | 'port' | 'user', string>>;
/** What is wrong, in words; those of the jump hosts by their order. */
export type DraftFaults = ServerFaults & { readonly hops?: readonly ServerFaults[] };

/** What is wrong with both, in words. */
export function faultsOf(
  source: Draft,
  target: Draft,
): { readonly source: DraftFaults; readonly target: DraftFaults } {
  const faults = { source: faultsOfOne(source), target: faultsOfOne(target) };
  if (route(source) !== route(target) || faults.target.host !== undefined) return faults;
  return { ...faults, target: { ...faults.target, host: connectWords.same } };
}

/** What is wrong with one server and the jump hosts on the way. */
export function faultsOfOne(draft: Draft): DraftFaults {
  if (draft.access === 'web') return faultsOfWeb(draft);
  const hops = draft.hops.map(faultsOfServer);
  const own = faultsOfServer(draft);
  return hops.every((faults) => Object.keys(faults).length === 0) ? own : { ...own, hops };
}

export const isSound = (...faults: readonly DraftFaults[]): boolean =>
  faults.every((each) => Object.keys(each).length === 0);

function faultsOfWeb(draft: Draft): ServerFaults {
  const { port: _port, ...faults } = faultsOfServer({ ...draft, port: '22' });
  const port = endpointSchema.shape.port.safeParse(webPortOf(draft));
  return {
    ...faults,
    ...(faults.user !== undefined && { user: accessWords.userMissing }),
    ...(!port.success && { port: connectWords.portBad }),
  };
}

function faultsOfServer(draft: ServerDraft): ServerFaults {
  const { host, port, user } = endpointSchema.shape;
  const faults: ServerFaults = {};
  if (draft.host.trim() === '') faults.host = connectWords.hostMissing;
  else if (!host.safeParse(draft.host.trim()).success) faults.host = connectWords.hostBad;
  if (!/^\d{1,5}$/.test(draft.port.trim()) || !port.safeParse(Number(draft.port)).success) {
    faults.port = connectWords.portBad;
  }
  if (!user.safeParse(draft.user.trim()).success) faults.user = connectWords.userMissing;
  return faults;
}

const route = (draft: Draft): string => [...draft.hops, draft].map(addressOf).join();
