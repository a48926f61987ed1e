import { isFailure } from '../../../../shared/failure';
import type { Quiet, SilenceLook } from '../../../../shared/silence';
import type { Tools } from '../step';

const probeTimeout = 2000;

/** What this computer sees of the old server. */
export type LookFromHere = Omit<SilenceLook, 'fromTarget'>;

const quietUnless = (answers: boolean): Quiet => ({ state: answers ? 'answers' : 'quiet' });

const ifPort = (answers: boolean | undefined): Quiet =>
  answers === undefined ? { state: 'not-measured', reason: 'no-port' } : quietUnless(answers);

/** Looks once, in every way there is from here. The ping comes before the table of neighbours, which it freshens. */
export async function lookForSource(tools: Tools): Promise<LookFromHere> {
  const [ssh, web, [icmp, arp]] = await Promise.all([
    tools.reach.sshAnswers('source', probeTimeout).then(ifPort),
    tools.reach.webAnswers('source', probeTimeout).then(ifPort),
    tools.reach
      .pings('source')
      .then(async (pinged) => [pinged, await tools.reach.macAt('source')] as const),
  ]);
  return { icmp, ssh, web, arp };
}

/** What was never heard of a server that was on proves nothing when it is not heard later. */
export function judgedBy(before: LookFromHere | undefined, now: LookFromHere): LookFromHere {
  const line = (name: 'icmp' | 'web'): Quiet =>
    before?.[name].state === 'quiet' && now[name].state === 'quiet'
      ? { state: 'not-measured', reason: 'never-answered' }
      : now[name];
  return { ...now, icmp: line('icmp'), web: line('web') };
}

/** Whether the new server sees anybody at the old address. */
export async function lookFromTarget(tools: Tools, address: string): Promise<Quiet> {
  try {
    const { answers, mac } = await (await tools.appliance('target')).neighbour(address);
    return { ...quietUnless(answers), ...(mac !== undefined && { mac }) };
  } catch (thrown) {
    if (isFailure(thrown, 'appliance.no-command'))
      return { state: 'not-measured', reason: 'no-command' };
    throw thrown;
  }
}
