import type { Cards } from '../../../../shared/silence';
import type { Tools } from '../step';

/** The network cards of both servers, as this computer sees them and as they tell. Asked while both are on. */
export async function cardsNow(
  tools: Tools,
): Promise<Readonly<Record<'source' | 'target', Cards>>> {
  const of = async (side: 'source' | 'target'): Promise<Cards> => ({
    seen: (await tools.reach.macAt(side)).mac,
    told: tools.state().facts[side]?.mac,
  });
  return { source: await of('source'), target: await of('target') };
}

/** Whether a network card is the old server's, as far as it was recorded, and not the new one's as well. */
export function isOldCard(mac: string | undefined, tools: Tools): boolean {
  const { facts } = tools.state();
  const known = (side: 'source' | 'target'): readonly (string | undefined)[] => {
    const { seen, told } = facts.silence?.cards?.[side] ?? {};
    return [seen, told, facts[side]?.mac];
  };
  return mac !== undefined && known('source').includes(mac) && !known('target').includes(mac);
}
