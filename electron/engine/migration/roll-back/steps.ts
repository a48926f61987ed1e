import { fail, isFailure } from '../../../../shared/failure';
import { countedTwice } from '../../../../shared/not-counted';
import type {
  AddressHolder,
  RollBackFacts,
  RollBackStepId,
  RollBackWait,
} from '../../../../shared/roll-back';
import { insist } from '../insist';
import { ownBackupIfThere } from '../own-backup';
import { patience, waitGently } from '../patience';
import { knownAs } from '../shown-as';
import type { Tools } from '../step';
import { addressHolder } from './address-holder';
import { silentAddress } from './silent-address';

/** What a step of going back works with. */
export type RollBackTools = Tools & {
  /** Writes down what was learned in the middle of a step, and whom it waits for. */
  readonly tell: (learned: Partial<RollBackFacts>, waits?: RollBackWait) => void;
  readonly known: () => Partial<RollBackFacts>;
};

/** A person has this long to switch the old server on; then it stops, and can go on. */
const patienceHours = 24;
/** A change of address takes effect within ten seconds (docs/APPLIANCE.md). */
const moveTakesSeconds = 12;

type Run = (tools: RollBackTools) => Promise<Partial<RollBackFacts>>;

/** Each asks the servers first, so that it may come again after the program was killed in it. */
export const rollBackSteps: Readonly<Record<RollBackStepId, Run>> = {
  'find-servers': async (tools) => ({ found: await holderWhenSettled(tools) }),
  'power-off-target': async (tools) => {
    if (tools.known().found !== 'target')
      return { targetOff: tools.known().targetOff ?? 'not-there' };
    try {
      await insist(
        tools,
        'target',
        (target) => target.powerOff(),
        async () => (await addressHolder(tools)) !== 'target',
      );
      await awaitGone(tools, moveTakesSeconds);
      return { targetOff: 'command' };
    } catch (thrown) {
      tools.signal.throwIfAborted();
      if (isFailure(thrown, 'migration.storage', 'rollback.stranger')) throw thrown;
      tools.tell({}, 'target-off');
      await awaitGone(tools, patienceHours * 3600);
      return { targetOff: 'person' };
    } finally {
      tools.dropConnection('target', true);
    }
  },
  'prove-silence': async (tools) => {
    const silence =
      (await addressHolder(tools)) === 'source' ? 'not-needed' : await silentAddress(tools);
    return { silence: silence === 'not-needed' ? (tools.known().silence ?? silence) : silence };
  },
  'await-source': async (tools) => {
    await awaitSource(tools);
    return { found: 'source' };
  },
  'prove-source': proveSource,
  'settle-backup': async (tools) => {
    const { facts, rollBack } = tools.state();
    if (!facts.request) return { backup: 'none' };
    if (rollBack?.backupWish !== 'delete') return { backup: 'kept' };
    const source = await tools.appliance('source');
    const own = await ownBackupIfThere(source, facts.request);
    if (own) await source.deleteBackup(own.id);
    return { backup: 'deleted' };
  },
};

/** Who has the address now; a move that was asked for and a server that is just starting are waited for. */
async function holderWhenSettled(tools: Tools): Promise<AddressHolder> {
  const { confirmed, facts, plan } = tools.state();
  const isPractice = plan.practice !== undefined;
  const mayMove = confirmed.includes('move-address') && !facts.takeover;
  const seconds = isPractice ? 2 : moveTakesSeconds;
  const limit = tools.awake() + seconds * 1000;
  for (;;) {
    const holder = await addressHolder(tools);
    const isOver = tools.awake() > limit;
    const starting = holder === 'nobody' && (await tools.reach.answers('source', 2000));
    if (holder !== 'nobody' || (isOver && !starting) || !(mayMove || starting)) return holder;
    if (starting && tools.awake() > limit + 120_000) return holder;
    await tools.pause(300);
  }
}

async function awaitGone(tools: Tools, seconds: number): Promise<void> {
  const { host, port } = tools.plan.source;
  const limit = tools.awake() + seconds * 1000;
  while ((await addressHolder(tools)) === 'target') {
    if (tools.awake() > limit)
      fail('rollback.new-answers', { host, port, ...knownAs(tools, 'target') });
    await tools.pause(tools.plan.practice === undefined ? 2000 : 200);
  }
}

async function awaitSource(tools: RollBackTools): Promise<void> {
  const { host, port } = tools.plan.source;
  const limit = tools.awake() + patienceHours * 3_600_000;
  let told = false;
  for (let seen = 0; seen < 2; ) {
    const holder = await addressHolder(tools);
    if (holder === 'target')
      fail('rollback.new-answers', { host, port, ...knownAs(tools, 'target') });
    seen = holder === 'source' ? seen + 1 : 0;
    if (holder === 'nobody' && !told) {
      tools.tell({}, 'source-on');
      told = true;
    }
    if (tools.awake() > limit)
      fail('rollback.source-silent', {
        ...{ host, port, hours: patienceHours },
        ...knownAs(tools, 'source'),
      });
    await tools.pause(tools.plan.practice === undefined ? 2000 : 200);
  }
}

/** Its host key is checked at the login; counts that went down are told, not refused: nothing would be better for staying away. */
async function proveSource(tools: RollBackTools): Promise<Partial<RollBackFacts>> {
  const { host, port } = tools.plan.source;
  const { source: before, baseline } = tools.state().facts;
  tools.dropConnection('source');
  // A server that has just started lets nobody in, or has no database yet.
  const asking = patience(tools, 'source', 'appliance.command-failed');
  let anew = true;
  for (;;) {
    const told = await asking.ask(async (server) => {
      if (anew) server.anew?.();
      anew = false;
      return {
        identity: await server.identity(),
        counts: await server.counts(),
        hostKey: server.hostKey.sha256,
      };
    });
    if (!told) {
      await waitGently(tools);
      continue;
    }
    const { identity, counts, hostKey } = told;
    if (before && identity.machineId !== before.machineId)
      fail('rollback.stranger', { host, port, seen: `machine ${identity.hostname}` });
    const known = baseline ? countedTwice(baseline, counts, 'source', tools.state()) : [];
    const fewer = known
      .filter((entity) => baseline !== undefined && counts[entity] < baseline[entity])
      .map((entity) => `${entity} ${baseline?.[entity]} → ${counts[entity]}`);
    return {
      sourceBack: { provenAt: tools.now().toISOString(), hostKey, counts, fewer },
    };
  }
}
