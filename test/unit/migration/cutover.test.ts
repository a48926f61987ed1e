import { describe, expect, it } from 'vitest';
import { awaitTakeover } from '../../../electron/engine/migration/cutover/await-takeover';
import { occupant } from '../../../electron/engine/migration/cutover/occupant';
import { proveSilence } from '../../../electron/engine/migration/cutover/prove-silence';
import type { Tools } from '../../../electron/engine/migration/step';
import { askTarget, whileWatched } from '../../../electron/engine/migration/watch-address';
import { fail } from '../../../shared/failure';
import type { Quiet } from '../../../shared/silence';
import { failureOf } from '../engine/failure-of';
import { hostKeys, identity, plan } from '../renderer/script-facts';

const cards = { source: '52:54:00:00:00:01', target: '52:54:00:00:00:02' };
const quiet: Quiet = { state: 'quiet' };

/** What is seen at each look; the last of a list stays. */
type Seen = {
  readonly ssh?: readonly boolean[];
  readonly key?: readonly (string | undefined)[];
  readonly web?: readonly boolean[];
  readonly icmp?: readonly Quiet[];
  readonly arp?: readonly Quiet[];
  readonly fromTarget?: readonly (boolean | 'no-command')[];
  readonly target?: boolean;
  readonly isSilent?: boolean;
  /** The card that the new server names at its own, the old address. */
  readonly twin?: string;
};

/** Tools with a clock of their own, whose looks see what they are told. */
function toolsThat(seen: Seen) {
  let clock = 0;
  let looks = 0;
  const doing: (string | undefined)[] = [];
  const next = <Value>(values: readonly Value[] | undefined, otherwise: Value): (() => Value) => {
    let at = 0;
    return () => values?.[Math.min(at++, values.length - 1)] ?? otherwise;
  };
  const ssh = next(seen.ssh, false);
  const web = next(seen.web, false);
  const icmp = next(seen.icmp, quiet);
  const arp = next(seen.arp, quiet);
  const fromTarget = next(seen.fromTarget, false);
  let key = 0;
  const state = {
    hostKeys: {},
    facts: {
      source: { ...identity('source'), mac: cards.source },
      target: { ...identity('target'), mac: cards.target },
      ...(seen.isSilent && { silence: { host: 'h', port: 22, silentSince: '' } }),
      ...(seen.twin !== undefined && { moved: { network: identity('source').network } }),
    },
  };
  const tools = {
    plan: { ...plan, practice: undefined },
    signal: new AbortController().signal,
    state: () => state,
    now: () => new Date(clock),
    awake: () => clock,
    pause: async (milliseconds: number) => {
      clock += milliseconds;
    },
    progress: (progress: { readonly doing?: string }) => doing.push(progress.doing),
    dropConnection: () => undefined,
    reach: {
      answers: async (side: string) => {
        if (side === 'target') return seen.target ?? true;
        looks++;
        return ssh();
      },
      sshAnswers: async () => {
        looks++;
        return ssh();
      },
      webAnswers: async () => web(),
      pings: async () => icmp(),
      macAt: async () => arp(),
      hostKeyAt: async () => {
        const sha256 = seen.key?.[Math.min(key++, seen.key.length - 1)];
        return sha256 === undefined ? undefined : { ...hostKeys.source, sha256 };
      },
    },
    appliance: async () => ({
      neighbour: async () => {
        const answers = fromTarget();
        if (answers === 'no-command') return fail('appliance.no-command');
        return { answers, ...(seen.twin !== undefined && { mac: seen.twin }) };
      },
    }),
  } as unknown as Tools;
  return { tools, doing, looks: () => looks, seconds: () => clock / 1000 };
}

const [oldKey, newKey] = [hostKeys.source.sha256, hostKeys.target.sha256];

describe('silence', () => {
  it('is nobody in every way for ten looks in a row, and nobody as the new server sees it', async () => {
    const made = toolsThat({});
    const silence = await proveSilence(made.tools, {});
    expect(silence).toMatchObject({
      ...{ icmp: quiet, ssh: quiet, web: quiet, arp: quiet, fromTarget: quiet },
    });
    expect(made.looks()).toBe(10);
  });

  it.each([
    ['icmp', { icmp: [{ state: 'answers' }, quiet] }],
    ['web', { web: [true, false] }],
    ['arp', { arp: [{ state: 'answers', mac: cards.source }, quiet] }],
    ['ssh', { ssh: [true, true, false], key: [oldKey] }],
  ] as const)('begins anew where %s answers', async (_line, seen) => {
    const made = toolsThat(seen);
    await proveSilence(made.tools, {});
    expect(made.looks()).toBeGreaterThan(10);
  });

  it('begins anew where the new server still sees somebody', async () => {
    const made = toolsThat({ fromTarget: [true, false] });
    expect(await proveSilence(made.tools, {})).toMatchObject({ fromTarget: quiet });
    expect(made.looks()).toBe(20);
  });

  it('ends with what still answers', async () => {
    const failure = await failureOf(() =>
      proveSilence(toolsThat({ icmp: [{ state: 'answers' }] }).tools, {}),
    );
    expect(failure).toMatchObject({ code: 'cutover.still-answering', facts: { by: 'icmp' } });
  });

  it('is waited for an hour where a person sees to it', async () => {
    const made = toolsThat({ ssh: [true], key: [oldKey] });
    const failure = await failureOf(() => proveSilence(made.tools, { by: 'hand' }));
    expect(failure).toMatchObject({ facts: { seconds: 3600 } });
    expect(made.doing).toContain('by-hand');
  });

  it('does not count what never answered, and says so', async () => {
    const before = { icmp: quiet, ssh: { state: 'answers' }, web: quiet, arp: quiet } as const;
    const silence = await proveSilence(toolsThat({ fromTarget: ['no-command'] }).tools, { before });
    const never = { state: 'not-measured', reason: 'never-answered' };
    expect(silence).toMatchObject({
      ...{ icmp: never, web: never, ssh: quiet },
      fromTarget: { state: 'not-measured', reason: 'no-command' },
    });
  });

  it('proves nothing where the new server is silent too', async () => {
    const failure = await failureOf(() => proveSilence(toolsThat({ target: false }).tools, {}));
    expect(failure.code).toBe('cutover.cut-off');
  });

  it('of a third machine is none', async () => {
    const { tools } = toolsThat({ ssh: [true], key: ['SHA256:third'] });
    expect(await failureOf(() => proveSilence(tools, {}))).toMatchObject({
      ...{ code: 'cutover.address-taken', facts: { seen: 'SHA256:third' } },
    });
  });
});

describe('who has the old address', () => {
  it.each([
    [[false], [], 'nobody'],
    [[true], [newKey], 'target'],
    [[true], [oldKey], 'source'],
    [[true], [undefined], 'unknown'],
    [[true], ['SHA256:third'], { key: 'SHA256:third' }],
  ] as const)('%#', async (ssh, key, who) => {
    expect(await occupant(toolsThat({ ssh, key }).tools)).toEqual(who);
  });
});

describe('waiting for the new server', () => {
  it('ends when it is there', async () => {
    const made = toolsThat({ ssh: [false, false, true], key: [newKey] });
    await awaitTakeover(made.tools, 'command');
    expect(made.seconds()).toBe(2);
  });

  it('says that this computer still looks for the old network card', async () => {
    const made = toolsThat({
      arp: [{ state: 'not-measured', reason: 'old-entry', mac: cards.source }],
    });
    const failure = await failureOf(() => awaitTakeover(made.tools, 'command'));
    expect(failure).toMatchObject({
      ...{ code: 'cutover.stale-neighbour', facts: { mac: cards.source, seconds: 280 } },
    });
    expect(made.doing).toContain('stale-neighbour');
  });

  it('goes on where the old card is forgotten in time', async () => {
    const stale = { state: 'answers', mac: cards.source } as const;
    const made = toolsThat({
      arp: [stale, stale, quiet],
      ssh: [false, false, false, true],
      key: [newKey],
    });
    await awaitTakeover(made.tools, 'command');
    expect(made.doing).toEqual(['stale-neighbour', 'stale-neighbour']);
  });

  it('is silent where nothing points to the old card', async () => {
    const made = toolsThat({ arp: [{ state: 'answers', mac: cards.target }] });
    const failure = await failureOf(() => awaitTakeover(made.tools, 'command'));
    expect(failure).toMatchObject({ code: 'cutover.address-silent', facts: { seconds: 120 } });
  });

  it.each([
    [oldKey, 'cutover.source-back'],
    ['SHA256:third', 'cutover.wrong-identity'],
  ])('stops at another key', async (key, code) => {
    const { tools } = toolsThat({ ssh: [true], key: [key] });
    expect((await failureOf(() => awaitTakeover(tools, 'command'))).code).toBe(code);
  });
});

describe('work that is watched', () => {
  const forever = () => new Promise<never>(() => undefined);

  it.each<[string, Seen, string]>([
    ['the old server’s key', { ssh: [true], key: [newKey, newKey, oldKey] }, 'cutover.source-back'],
    ['a third key', { ssh: [true], key: ['SHA256:third'] }, 'cutover.wrong-identity'],
    [
      'the old server’s network card',
      { arp: [{ state: 'answers', mac: cards.source }] },
      'cutover.source-back',
    ],
    [
      'the old server’s network card, seen by the new one',
      { ssh: [true], key: [newKey], fromTarget: [true], twin: cards.source },
      'cutover.source-back',
    ],
    [
      'a third network card, seen by the new server',
      { ssh: [true], key: [newKey], fromTarget: [true], twin: '52:54:00:00:00:99' },
      'cutover.wrong-identity',
    ],
  ])('ends with an alarm at %s', async (_what, seen, code) => {
    const { tools } = toolsThat({ ...seen, isSilent: true });
    expect((await failureOf(() => whileWatched(tools, forever))).code).toBe(code);
  });

  it('gives what it gives where all is well', async () => {
    const own = { fromTarget: [true], twin: cards.target } as const;
    const { tools } = toolsThat({ isSilent: true, ssh: [true], key: [newKey], ...own });
    await askTarget(tools);
    expect(await whileWatched(tools, async () => 7)).toBe(7);
  });

  it('is not watched where no address moved', async () => {
    const made = toolsThat({ ssh: [true], key: [oldKey] });
    expect(await whileWatched(made.tools, async () => 7)).toBe(7);
    expect(made.looks()).toBe(0);
  });
});
