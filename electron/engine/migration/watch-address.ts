import { fail, isFailure } from '../../../shared/failure';
import { isOldCard } from './cutover/cards';
import { lookFromTarget } from './cutover/look-for-source';
import { type Occupant, occupant } from './cutover/occupant';
import { knownAs, shownAs } from './shown-as';
import type { Tools } from './step';

/** Seldom enough that no SSH server takes the looks for an attack. */
const realInterval = 15_000;
const practiceInterval = 300;

/**
 * Does something while it is watched that nobody but the new server answers at the old address: throws `cutover.source-back` or
 * `cutover.wrong-identity` as soon as somebody else does. Nothing is watched where no address has moved.
 */
export async function whileWatched<Value>(
  tools: Tools,
  work: () => Promise<Value>,
): Promise<Value> {
  if (!tools.state().facts.silence) return await work();
  const over = new AbortController();
  try {
    return await Promise.race([work(), watch(tools, over.signal)]);
  } finally {
    over.abort();
  }
}

async function watch(tools: Tools, over: AbortSignal): Promise<never> {
  for (;;) {
    await tools.pause(tools.plan.practice === undefined ? realInterval : practiceInterval);
    // The work is done, and nobody waits for this any more.
    if (over.aborted) return await new Promise<never>(() => undefined);
    await raiseAlarm(tools, over);
  }
}

async function raiseAlarm(tools: Tools, over: AbortSignal): Promise<void> {
  let who: Occupant;
  try {
    who = await occupant(tools);
  } catch (thrown) {
    tools.signal.throwIfAborted();
    // A look that fails says nothing; the work itself says what is wrong.
    if (isFailure(thrown)) return;
    throw thrown;
  }
  const { mac, state } = await tools.reach.macAt('source');
  if (over.aborted) return;
  mustBeNobodyElse(who, tools);
  if (who !== 'target' && state === 'answers' && isOldCard(mac, tools))
    fail('cutover.source-back', { ...placeOf(tools), mac: mac ?? '' });
  await askTarget(tools);
}

/**
 * Of two machines at one address this computer sees the one whose network card it remembers; the new server sees the other one as well.
 * Practice servers share a computer, and have no network cards.
 */
export async function askTarget(tools: Tools): Promise<void> {
  const { source, target, moved } = tools.state().facts;
  if (tools.plan.practice !== undefined || !moved || !source) return;
  const look = await lookFromTarget(tools, source.network.address).catch((thrown: unknown) => {
    tools.signal.throwIfAborted();
    if (isFailure(thrown)) return undefined;
    throw thrown;
  });
  const mac = look?.mac;
  if (mac === undefined) return;
  if (isOldCard(mac, tools)) fail('cutover.source-back', { ...placeOf(tools), mac });
  const own = target?.mac;
  if (own !== undefined && mac !== own)
    fail('cutover.wrong-identity', { ...placeOf(tools), seen: mac });
}

/** Throws where the machine at the old address is known to be another one than the new server. */
export function mustBeNobodyElse(who: Occupant, tools: Tools): void {
  if (who === 'source')
    fail('cutover.source-back', { ...placeOf(tools), ...knownAs(tools, 'source') });
  if (typeof who === 'object')
    fail('cutover.wrong-identity', { ...placeOf(tools), seen: who.key, ...shownAs(who) });
}

const placeOf = ({ plan }: Tools): { readonly host: string; readonly port: number } => {
  const { host, port } = plan.source;
  return { host, port };
};
