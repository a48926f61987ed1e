import { userInfo } from 'node:os';
import type { Silence } from '../../../../shared/facts';
import { fail } from '../../../../shared/failure';
import { cutoverWay } from '../../../../shared/ways';
import { guideFor } from '../../guide/families';
import { sameName } from '../../login/same-name';
import { insist } from '../insist';
import type { Given, Tools } from '../step';
import { cardsNow } from './cards';
import { type LookFromHere, lookForSource } from './look-for-source';
import { occupant } from './occupant';
import { mustAnswer, proveSilence } from './prove-silence';

const probeTimeout = 2000;

/** Has the old server powered off, by command or by hand, after its name was typed, and proves that it is silent. `last`: the new server is in its place already. */
export async function powerOff(
  { source }: Given<'source'>,
  tools: Tools,
  last?: true,
): Promise<Silence> {
  const before = await lookForSource(tools);
  const cards = await cardsNow(tools);
  const answer = await tools.ask<'power-off'>({
    ...{ kind: 'power-off', sourceName: source.hostname, address: source.network.address },
    by: cutoverWay('powerOff', tools.state()),
    ...(last && { last }),
    ...(tools.plan.source.access === 'web' && {
      guide: guideFor(source.version, 'powerOff', { address: source.network.address }),
    }),
  });
  mustBeNamed(answer.typedName, source.hostname);
  const planned = cutoverWay('powerOff', tools.state());
  // Nobody can order what there is no way for.
  const noCommand = tools.plan.source.access === 'web';
  const by = noCommand ? 'hand' : (answer.by ?? planned);
  if (by === 'command') await byCommand(tools);
  const silence = await proveSilence(tools, { by, cards, ...wasOn(before) });
  if (by === 'hand') noteByHand('powerOff', tools);
  return silence;
}

/** Nobody says by a word that it is off: its silence is the proof. */
const noteByHand = (operation: 'powerOff', tools: Tools): void =>
  tools.didByHand({
    ...{ side: 'source', operation, way: 'hand', given: {} },
    ...{ by: userInfo().username, proof: 'silence' },
  });

/** As `powerOff`, by a person who takes the old server off the network. */
export async function isolate({ source }: Given<'source'>, tools: Tools): Promise<Silence> {
  const before = await lookForSource(tools);
  const cards = await cardsNow(tools);
  const mac = cards.source.told ?? cards.source.seen;
  const answer = await tools.ask<'isolate-source'>({
    ...{ kind: 'isolate-source', sourceName: source.hostname, address: source.network.address },
    ...(mac !== undefined && { mac }),
  });
  mustBeNamed(answer.typedName, source.hostname);
  const wish = { by: 'hand', isolated: true, cards } as const;
  const silence = await proveSilence(tools, { ...wish, ...wasOn(before) });
  noteByHand('powerOff', tools);
  return silence;
}

/** A look at a server that was silent already compares with nothing. */
const wasOn = (before: LookFromHere) =>
  before.ssh.state === 'answers' || (before.ssh.state === 'not-measured' && isWeb(before))
    ? { before }
    : {};

const isWeb = ({ web }: LookFromHere): boolean => web.state === 'answers';

function mustBeNamed(typed: string, name: string): void {
  if (!sameName(typed, name)) fail('cutover.declined', { name });
}

async function byCommand(tools: Tools): Promise<void> {
  const who = await occupant(tools);
  if (who === 'nobody') return await mustAnswer(tools);
  // Whoever moved the address by hand has done this as well; the proof of silence looks at that.
  if (who === 'target') return;
  await insist(
    tools,
    'source',
    (source) => source.powerOff(),
    async () => !(await tools.reach.answers('source', probeTimeout)),
  );
}
