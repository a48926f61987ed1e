import type { Silence } from '../../../../shared/facts';
import { fail, isFailure } from '../../../../shared/failure';
import { silenceLines } from '../../../../shared/silence';
import { hasWebOnly } from '../../../../shared/ways';
import { passing } from '../patience';
import { shownAs } from '../shown-as';
import type { Tools } from '../step';
import { acceptedCertificate } from './accept-certificate';
import { judgedBy, type LookFromHere, lookForSource, lookFromTarget } from './look-for-source';
import { occupant } from './occupant';

/** Nobody may answer so many times in a row, a second apart, while the new server does. */
const practiceProbes = 3;
/** A server that shuts down refuses logins before it is off. */
const realProbes = 10;
const probeTimeout = 2000;
/** How long a server may take to power off, and a person to get there. */
const limitSeconds = { command: 120, hand: 3600 } as const;
/** How long this computer may be cut off from both servers, which is a network that comes back in most cases. */
const cutOffSeconds = 60;

export type SilenceWish = Pick<Silence, 'isolated' | 'by' | 'cards'> & {
  /** What was seen of the old server while it was on; absent where nobody looked. */
  readonly before?: LookFromHere | undefined;
};

/** Waits until nobody answers at the old server's address in any way that can be measured; throws `cutover.*` where somebody still does. */
export async function proveSilence(tools: Tools, wish: SilenceWish): Promise<Silence> {
  const { before, by = 'command', ...how } = wish;
  const { host, port } = tools.plan.source;
  const enough = tools.plan.practice === undefined ? realProbes : practiceProbes;
  const begun = tools.awake();
  const address = tools.state().facts.source?.network.address ?? host;
  let silentSince = tools.now().toISOString();
  let reachedAt = begun;
  /** Silence proves nothing where this computer is cut off from both servers: it is counted anew, for as long as that is borne. */
  const cutOff = (): void => {
    const { target } = tools.plan;
    const borne = tools.plan.practice === undefined ? cutOffSeconds : 1;
    if (tools.awake() - reachedAt > borne * 1000)
      fail('cutover.cut-off', { host: target.host, port: target.port });
    silentSince = tools.now().toISOString();
  };
  for (let silent = 0; ; ) {
    const here = judgedBy(before, await lookForSource(tools));
    const heard = silenceLines.filter(
      (line) => line !== 'fromTarget' && here[line].state === 'answers',
    );
    if (heard.length > 0) {
      const isWeb = here.web.state === 'answers' && hasWebOnly(tools.plan);
      const isOpen = here.ssh.state === 'answers' || isWeb;
      const who = isOpen ? await occupant(tools) : 'nobody';
      // Moved by hand already: the new server is there, so that the old one is not.
      if (who === 'target') {
        const quiet = (line: 'ssh' | 'web') =>
          here[line].state === 'answers' ? ({ state: 'quiet' } as const) : here[line];
        const lines = { ssh: quiet('ssh'), web: quiet('web') };
        return { ...{ host, port, silentSince, ...how, by, ...here }, ...lines };
      }
      if (await acceptedCertificate(who, tools)) continue;
      if (typeof who === 'object')
        fail('cutover.address-taken', { host, port, seen: who.key, ...shownAs(who) });
      const seconds = limitSeconds[by];
      if (tools.awake() > begun + seconds * 1000)
        fail('cutover.still-answering', { host, port, seconds, by: heard.join(', ') });
      silent = 0;
      silentSince = tools.now().toISOString();
      reachedAt = tools.awake();
    } else {
      const reached = await targetAnswers(tools);
      if (reached) reachedAt = tools.awake();
      else cutOff();
      silent = reached ? silent + 1 : 0;
    }
    if (silent >= enough) {
      const fromTarget = await lookFromTarget(tools, address).catch((thrown: unknown) => {
        if (!isFailure(thrown, ...passing)) throw thrown;
        tools.dropConnection('target');
        cutOff();
        return undefined;
      });
      if (fromTarget && fromTarget.state !== 'answers') {
        tools.dropConnection('source', true);
        return { host, port, silentSince, ...how, by, ...here, fromTarget };
      }
      if (fromTarget && tools.awake() > begun + limitSeconds[by] * 1000)
        fail('cutover.still-answering', {
          ...{ host, port, seconds: limitSeconds[by], by: 'fromTarget' },
          ...(fromTarget?.mac !== undefined && { mac: fromTarget.mac }),
        });
      silent = 0;
    }
    tools.progress({
      unit: 'percent',
      done: (silent * 100) / enough,
      total: 100,
      doing: heard.length > 0 && by === 'hand' ? 'by-hand' : 'silence',
    });
    await tools.pause(tools.plan.practice === undefined ? 1000 : 200);
  }
}

const targetAnswers = (tools: Tools): Promise<boolean> =>
  tools.reach.answers('target', probeTimeout);

/** Throws `cutover.cut-off` where the new server is silent too. */
export async function mustAnswer(tools: Tools): Promise<void> {
  const { host, port } = tools.plan.target;
  if (!(await targetAnswers(tools))) fail('cutover.cut-off', { host, port });
}
