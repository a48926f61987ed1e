import { userInfo } from 'node:os';
import type { ClientsSwitched } from '../../../shared/clients';
import { fail, isFailure } from '../../../shared/failure';
import { guideFor } from '../guide/families';
import type { Tools } from './step';

/** Why the program cannot do it by itself. */
type Why = 'no-command' | 'unchanged';

/**
 * Lets clients reach the new server, or nobody, and looks whether it is so: nothing is switched that is so already. Where the
 * server has no command for it, or does not do it, a person is asked who sees to it, unless it was `said` before. Throws
 * `clients.not-on` or `clients.not-off` where that person says no.
 */
export async function switchClients(
  on: boolean,
  serverName: string,
  tools: Tools,
  said: (why: Why) => ClientsSwitched | undefined = () => undefined,
): Promise<ClientsSwitched> {
  const how = await switched(on, tools);
  if (how === 'found' || how === 'switched') return { how, at: tools.now().toISOString() };
  const before = said(how);
  if (before) return before;
  const answer = await tools.ask<'clients-by-person'>({
    ...{ kind: 'clients-by-person', about: on ? 'on' : 'off', serverName, why: how },
    guide: guideFor(tools.state().facts.target?.version, 'setClients', {
      enabled: on ? 'on' : 'off',
    }),
  });
  if (!answer.holds) fail(on ? 'clients.not-on' : 'clients.not-off', { name: serverName });
  const by = answer.by ?? userInfo().username;
  tools.didByHand({
    ...{ side: 'target', operation: 'setClients', way: 'hand', by, proof: 'stated' },
    given: { enabled: on ? 'on' : 'off' },
  });
  return { how: 'person', at: tools.now().toISOString(), by };
}

async function switched(on: boolean, tools: Tools): Promise<'found' | 'switched' | Why> {
  try {
    const server = await tools.appliance('target');
    if ((await server.clients()).enabled === on) return 'found';
    await server.setClients(on);
    return (await server.clients()).enabled === on ? 'switched' : 'unchanged';
  } catch (thrown) {
    if (isFailure(thrown, 'appliance.no-command')) return 'no-command';
    throw thrown;
  }
}
