import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ClientsAwaited } from '../../../shared/clients';
import type { Facts } from '../../../shared/facts';
import type { MigrationState } from '../../../shared/migration';
import { enterText } from './enter-text';
import { openConnect } from './open-connect';
import { openWindow } from './open-window';
import { finished, progressing, questions } from './states';

const button = (name: string) => screen.getByRole('button', { name });
const answered = (answer: unknown) => ({ id: 'm-1', questionId: 'q-1', answer });

const awaited: ClientsAwaited = {
  firstAt: '2026-11-24T02:03:12Z',
  missing: ['PC-00413', 'PC-00414'],
  enough: 409,
  until: new Date(Date.now() + 20 * 60_000).toISOString(),
};
const waiting = (done: number, clients: Partial<ClientsAwaited> = {}): MigrationState =>
  progressing('await-clients', {
    ...{ unit: 'clients', done, total: 430 },
    clients: { ...awaited, ...clients },
  });
const withFacts = (facts: Partial<Facts>): MigrationState => {
  const state = finished();
  return { ...state, facts: { ...state.facts, ...facts } };
};

describe('while it is waited for the clients', () => {
  it('shows how many are back, since when, for how many it waits, how long, and who is missing', async () => {
    const { push } = await openWindow(waiting(370));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Waiting for the clients');
    expect(screen.getByText(/^370 of 430 computers back; first at \d\d:\d\d:12$/)).toBeVisible();
    expect(
      screen.getByText(/^Goes on with 409 · (20 min|19 min \d+ s) left, then you are asked$/),
    ).toBeVisible();
    const list = screen.getByRole('list', { name: 'The first 2 of those missing' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('progressbar', { name: 'Computers that are back' })).toHaveAttribute(
      'aria-valuenow',
      String((370 / 430) * 100),
    );
    await push(waiting(430, { missing: [] }));
    expect(screen.getByText(/^430 of 430/)).toBeVisible();
    expect(screen.queryByText(/missing/)).toBeNull();
  });

  it('says that nobody came yet without a time', async () => {
    await openWindow(waiting(0, { firstAt: undefined }));
    expect(screen.getByText('0 of 430 computers back')).toBeVisible();
  });
});

describe('computers that are missing', () => {
  it.each([
    ['Wait on', 'wait-on'],
    ['Go on without them', 'go-on'],
  ] as const)('are answered by “%s”', async (name, action) => {
    const { user, asked } = await openWindow(questions['clients-missing']);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      '60 computers have not come back',
    );
    expect(screen.getByText(/computers-missing\.csv/)).toBeVisible();
    expect(screen.getAllByText(/^PC-/)).toHaveLength(50);
    await user.click(button(name));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'clients-missing', action }),
    );
    expect(button(name)).toBeDisabled();
  });

  it('are counted on while nobody answers', async () => {
    const state = questions['clients-missing'];
    const { push } = await openWindow(state);
    const { progress } = waiting(400);
    await push({ ...state, progress });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('30 computers');
  });
});

describe('what only a person sees of the clients', () => {
  it.each([
    ['It is off', true],
    ['It is not off: stop here', false],
  ])('is answered by “%s”, with a name where one is given', async (name, holds) => {
    const { user, asked } = await openWindow(questions['clients-by-person']);
    expect(screen.getByText('This server tells nothing of it.')).toBeVisible();
    if (holds) await enterText(user, screen.getByLabelText('Your name, for the report'), ' Jane ');
    await user.click(button(name));
    const by = holds ? { by: 'Jane' } : {};
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'clients-by-person', holds, ...by }),
    );
  });

  it('is told how it is switched, beside the console where there is no SSH', async () => {
    const state = questions['clients-by-person'] as MigrationState;
    const line = { text: 'Open System Settings.', source: 'a made-up guide', confidence: 'high' };
    const guide = {
      ...{ family: '5x', familyName: 'Version 5', place: 'System Settings', steps: [line] },
      ...{ expects: [], bugs: [] },
    };
    const guided = {
      ...state,
      plan: { ...state.plan, target: { ...state.plan.target, access: 'web' } },
      question: { ...state.question, guide },
    } as MigrationState;
    const { asked } = await openWindow(guided);
    expect(screen.getByText(line.text)).toBeVisible();
    expect(asked('open-console')[0]?.input).toEqual({ id: state.id, side: 'target' });
    const other = await openWindow(state);
    expect(other.asked('open-console')).toEqual([]);
  });
});

describe('the last page', () => {
  it('says how many came back, and warns of nothing where nothing is wrong', async () => {
    await openWindow(finished());
    expect(screen.getByText(/^412 of 430 computers back; first at \d\d:\d\d:12\.$/)).toBeVisible();
    expect(screen.queryByText('What needs a look')).toBeNull();
  });

  it('warns of a certificate that clients do not know, and of clients that nobody counted', async () => {
    const { takeover } = finished().facts;
    await openWindow(
      withFacts({
        ...(takeover && {
          takeover: { ...takeover, certificate: { seen: '3c'.repeat(32), was: 'changed' } },
        }),
        clientsBack: { endedAt: '2026-11-24T02:30:00Z', said: { by: 'Jane', holds: false } },
      }),
    );
    expect(screen.getByText('What needs a look')).toBeVisible();
    expect(screen.getByText(/trust only the former certificate/)).toBeVisible();
    expect(screen.getByText(/Jane went on without knowing/)).toBeVisible();
  });
});

describe('how long to wait for them', () => {
  it('is said on the page of both servers, and is part of the plan', async () => {
    const { user, asked } = await openConnect();
    expect(screen.getByText('until 95 % are back, at most 60 min')).toBeVisible();
    await user.click(screen.getByText('How long to wait for the clients'));
    await user.type(screen.getByLabelText(/^Percent of the computers/), '80');
    await user.type(screen.getByLabelText('Minutes at most'), '15');
    expect(screen.getByText('until 80 % are back, at most 15 min')).toBeVisible();
    await user.clear(screen.getByLabelText('Minutes at most'));
    expect(screen.getByText('until 80 % are back, at most 60 min')).toBeVisible();
    await user.click(button('Connect to both servers'));
    const [start] = asked('start-migration');
    expect(start?.input).toMatchObject({ plan: { clients: { share: 0.8 } } });
    expect(JSON.stringify(start?.input)).not.toContain('minutes');
  });
});
