import { describe, expect, it } from 'vitest';
import { proveSilence } from '../../../electron/engine/migration/cutover/prove-silence';
import { failureOf } from '../engine/failure-of';
import { cards, oldKey, quiet, toolsThat } from './looks-that-see';

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

  it('proves nothing where the new server is silent too, which is borne for a minute', async () => {
    const made = toolsThat({ target: [false] });
    const failure = await failureOf(() => proveSilence(made.tools, {}));
    expect(failure.code).toBe('cutover.cut-off');
    expect(made.seconds()).toBeGreaterThanOrEqual(60);
    expect(made.seconds()).toBeLessThan(70);
  });

  it('is counted anew once a way that was lost is back', async () => {
    const lost = Array.from({ length: 9 }, () => false);
    const made = toolsThat({ target: [true, true, true, ...lost, true] });
    await proveSilence(made.tools, {});
    expect(made.looks()).toBe(3 + 9 + 10);
  });

  it('is counted anew where the way is lost while the new server looks', async () => {
    const made = toolsThat({ fromTarget: ['lost', false] });
    expect(await proveSilence(made.tools, {})).toMatchObject({ fromTarget: quiet });
    expect(made.looks()).toBe(20);
  });

  it('of a third machine is none', async () => {
    const { tools } = toolsThat({ ssh: [true], key: ['SHA256:third'] });
    expect(await failureOf(() => proveSilence(tools, {}))).toMatchObject({
      ...{ code: 'cutover.address-taken', facts: { seen: 'SHA256:third' } },
    });
  });
});
