import { describe, expect, it } from 'vitest';
import { awaitTakeover } from '../../../electron/engine/migration/cutover/await-takeover';
import { occupant } from '../../../electron/engine/migration/cutover/occupant';
import { askTarget, whileWatched } from '../../../electron/engine/migration/watch-address';
import { failureOf } from '../engine/failure-of';
import { cards, newKey, oldKey, quiet, type Seen, toolsThat } from './looks-that-see';

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
