import type { Side } from '../../../shared/appliance';
import type { CertificateBefore, Facts } from '../../../shared/facts';
import { isFailure } from '../../../shared/failure';
import { ifTold } from '../preflight/look';
import { writeExpected } from './computers-list';
import type { Tools } from './step';

const day = 86_400_000;

/** Looks at what clients see of both servers, and at who they are. Whatever a server does not tell is left out. */
export async function lookBefore(tools: Tools): Promise<Facts['before']> {
  const [source, target] = await Promise.all([
    certificateOf('source', tools),
    certificateOf('target', tools),
  ]);
  const clients = await clientsOf(tools);
  return { certificates: { source, target }, ...(clients && { clients }) };
}

async function certificateOf(side: Side, tools: Tools): Promise<CertificateBefore> {
  const told = await ifTold((await tools.appliance(side)).certificate());
  const seen = await certificateSeen(side, tools);
  return { ...(told && { told: told.sha256 }), ...(seen !== undefined && { seen }) };
}

/** The certificate that is shown at the address of a side; undefined also where the way there does not let anybody look. */
export async function certificateSeen(side: Side, tools: Tools): Promise<string | undefined> {
  try {
    return await tools.reach.certificateAt(side);
  } catch (thrown) {
    tools.signal.throwIfAborted();
    if (isFailure(thrown)) return undefined;
    throw thrown;
  }
}

async function clientsOf(tools: Tools): Promise<Facts['before']['clients']> {
  const source = await tools.appliance('source');
  const { clockAheadSeconds = 0 } = await source.identity();
  const now = tools.now().getTime();
  const since = new Date(now - day + clockAheadSeconds * 1000).toISOString();
  const seen = await ifTold(source.seen(since));
  if (!seen) return undefined;
  const computers = [...new Set(seen.map(({ computer }) => computer))].sort();
  const file = await writeExpected(tools.folder, computers);
  return { count: computers.length, at: new Date(now).toISOString(), file };
}
