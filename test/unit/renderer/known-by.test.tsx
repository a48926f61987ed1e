import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { learnedWords } from '../../../electron/terminal/learned-words';
import { truths } from '../../../renderer/truths';
import { doneWords } from '../../../renderer/words/en-outcomes';
import type { MigrationState } from '../../../shared/migration';
import { wayBack } from '../../../shared/way-back';
import { describeFailure } from '../../../shared/words/failures';
import { instructionWords, nameRows } from '../../../shared/words/way-back';
import { openWindow } from './open-window';
import { finished } from './states';

/** The same migration of two servers that have no SSH, whose file people carried. */
function withoutSsh(): MigrationState {
  const state = finished();
  const { backup, targetFile } = state.facts;
  const web = { access: 'web', webPort: 8443 } as const;
  const folder = '/home/jane/.epp/migrations/m-1/by-hand';
  return {
    ...state,
    plan: {
      ...state.plan,
      source: { ...state.plan.source, ...web },
      target: { ...state.plan.target, ...web },
    },
    facts: {
      ...state.facts,
      ...(backup && { backup: { ...backup, file: `${folder}/source/epp.eppb` } }),
      ...(targetFile && { targetFile: { ...targetFile, path: `${folder}/target/epp.eppb` } }),
    },
  };
}

describe('servers without SSH', () => {
  it('are recognised by their certificate, and not by a host key', async () => {
    const state = withoutSsh();
    expect(truths(state).target).toContain('by its certificate');
    expect(truths(finished()).target).toContain('by its host key');
    expect(learnedWords('prove-takeover', state)).toContain('by its certificate');
    const back = wayBack(state);
    const rows = nameRows(back).flat().join('\n');
    expect(rows).toContain('Its certificate');
    expect(rows).toContain('(web pages at ');
    expect(rows).not.toMatch(/host key|SSH/);
    for (const instruction of back.instructions)
      expect(instructionWords(back, instruction).proof).not.toContain('host key');
    expect(nameRows(wayBack(finished())).flat().join('\n')).toMatch(/SSH at .*\n.*host key/s);
    await openWindow(state);
    expect(screen.getByText(/is the new server, by its certificate\.$/)).toBeVisible();
  });

  it('have nothing measured of the file that people carried', async () => {
    const state = withoutSsh();
    expect(truths(state).file).toMatch(/here as it was downloaded.*the new one gets just this/);
    expect(truths(finished()).file).toContain('the same SHA-256 on the old server');
    await openWindow(state);
    const size = /(\d\S* [kMG]B)/.exec(truths(state).file)?.[1] ?? '';
    expect(screen.getByText(doneWords.provenFileHere(size))).toBeVisible();
    expect(screen.queryByText(doneWords.provenFile(size))).toBeNull();
  });

  it('are named so by failures, too', () => {
    const seen = (known: object) =>
      describeFailure({ code: 'cutover.source-back', facts: { host: '10.0.0.1', ...known } }).seen;
    expect(seen({ known: 'certificate' })).toContain('the certificate of the old server');
    expect(seen({})).toContain('the host key of the old server');
  });
});
