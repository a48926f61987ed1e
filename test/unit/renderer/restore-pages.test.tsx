import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow } from './open-window';
import { restoreQuestions } from './script-questions';
import { asking, endedAt, finished, progressing } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });

describe('around the restore', () => {
  it('tells what was proven where a run was only to validate the restore', async () => {
    await openWindow(endedAt('hold-clients', 'stopped', { until: 'validate-restore' }));
    expect(heading()).toHaveTextContent('The migration waits here, as planned');
    expect(screen.getByText(/Nothing is restored. It was proven on the new server/)).toBeVisible();
    expect(screen.getByText('291 GB free; needed 3.4 GB')).toBeVisible();
  });

  it('shows what was compared, and the errors that the new server logged', async () => {
    await openWindow(finished());
    const table = screen.getByRole('region', { name: 'What was compared' });
    expect(table).toHaveTextContent(/Licence.*trial.*import that of the new server/);
    expect(screen.getByText(/worker 1 was ended/)).toBeVisible();
  });

  it('tells since when a restoring server says nothing, and how long it is waited for', async () => {
    const silent = {
      ...({ unit: 'percent', done: 95, total: 100, doing: 'no-answer' } as const),
      lastAnswer: '2026-11-24T01:40:00Z',
      givesUp: '2026-11-24T01:50:00Z',
    };
    await openWindow(progressing('restore-backup', silent));
    expect(screen.getByText(/does not answer just now/)).toBeVisible();
    expect(screen.getByText(/last answer .* · .*waited for/)).toBeVisible();
  });

  it('tells what another migration has left on the new server', async () => {
    const mark = {
      ...({ migration: 'm-other', state: 'restoring', at: '2026-11-20T10:00:00.000Z' } as const),
      program: 'another 1.0',
    };
    const question = { ...restoreQuestions['confirm-restore'], mark };
    await openWindow(asking('restore-backup', question));
    expect(screen.getByText(/m-other, began a restore here at 2026-11-20 10:00/)).toBeVisible();
    expect(button('Restore on NEW-EPP')).toBeDisabled();
  });
});
