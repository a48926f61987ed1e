import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { byHandWords } from '../../../renderer/words/en-by-hand';
import { cutoverPartWords } from '../../../renderer/words/en-cutover';
import { connectWords } from '../../../renderer/words/en-places';
import { typedWords } from '../../../renderer/words/en-questions';
import type { MigrationState } from '../../../shared/migration';
import { policyWords, wayWords } from '../../../shared/words/cutover';
import { openConnect } from './open-connect';
import { openWindow } from './open-window';
import { cutoverQuestions } from './script-questions';
import { asking, finished, questions } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const answered = (answer: unknown) => ({ id: 'm-1', questionId: 'q-1', answer });

describe('powering off by hand', () => {
  it('shows what to do, and waits after the name was typed', async () => {
    const { user, asked } = await openWindow(questions['power-off']);
    expect(screen.queryByText(/Shut down guest/)).toBeNull();
    await user.click(screen.getByLabelText(wayWords.hand));
    expect(screen.getByText(/Shut down guest/)).toBeVisible();
    await user.type(screen.getByLabelText('Type OLD-EPP to go on'), 'OLD-EPP');
    await user.click(button('Wait until OLD-EPP is off'));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'power-off', typedName: 'OLD-EPP', by: 'hand' }),
    );
  });

  it('leads to the name that is still to be typed, below the steps beside a console', async () => {
    const guide = { family: '5x', familyName: '5', place: '', steps: [], expects: [], bugs: [] };
    const asking = questions['power-off'] as MigrationState;
    const state = { ...asking, question: { ...asking.question, guide } } as MigrationState;
    const { user } = await openWindow(state);
    const field = screen.getByLabelText('Type OLD-EPP to go on');
    await user.click(screen.getByText(byHandWords.missing([typedWords.missing('OLD-EPP')])));
    await expect.poll(() => document.activeElement).toBe(field);
    await user.type(field, 'OLD-EPP');
    expect(screen.queryByText(/^Still to enter/)).toBeNull();
  });

  it('is what the plan says already', async () => {
    await openWindow(asking('power-off-source', { ...cutoverQuestions['power-off'], by: 'hand' }));
    expect(screen.getByLabelText(wayWords.hand)).toBeChecked();
    expect(screen.getByText(/Shut down guest/)).toBeVisible();
  });
});

describe('the point of no return', () => {
  it('is named as it is for each way of giving up the old server', async () => {
    const { unmount } = await openWindow(questions['isolate-source']);
    expect(screen.getByText(/Not yet: it comes when NEW-EPP has 10\.0\.0\.10/)).toBeVisible();
    expect(screen.getByText(/connecting its network card again by hand/)).toBeVisible();
    unmount();
    const last = { ...cutoverQuestions['power-off'], last: true } as const;
    await openWindow(asking('see-off-source', last, { cutover: { source: 'power-off-last' } }));
    expect(screen.getByText(/Clients are let in on the new server already/)).toBeVisible();
    expect(screen.queryByText(/Not yet: it comes/)).toBeNull();
  });
});

describe('taking the old server off the network', () => {
  it('names the machine, its address and its card, and wants the name typed', async () => {
    const { user, asked } = await openWindow(questions['isolate-source']);
    expect(screen.getByText(/10\.0\.0\.10, network card 52:54:00:12:34:56/)).toBeVisible();
    const go = button('Wait until OLD-EPP is silent');
    expect(go).toBeDisabled();
    const field = screen.getByLabelText(/^Type OLD-EPP/);
    await user.type(field, 'NEW-EPP');
    expect(go).toBeDisabled();
    await user.clear(field);
    await user.type(field, 'old-epp');
    await user.click(go);
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'isolate-source', typedName: 'old-epp' }),
    );
  });
});

describe('keeping the addresses', () => {
  it('has its consequences accepted first', async () => {
    const { user, asked } = await openWindow(questions['keep-address']);
    expect(screen.getByText(/EPPSetServer\.exe/)).toBeVisible();
    expect(screen.getByText(/Enforced Encryption/)).toBeVisible();
    const go = button('Go on with NEW-EPP at 10.0.0.20');
    expect(go).toBeDisabled();
    await user.click(screen.getByRole('checkbox'));
    await user.click(go);
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'keep-address', accept: true }),
    );
  });

  it('says what becomes of the old server', async () => {
    await openWindow(
      asking('power-off-source', { ...cutoverQuestions['keep-address'], powerOffLast: true }),
    );
    expect(screen.getByText(/powered off at the end/)).toBeVisible();
  });
});

describe('moving the address', () => {
  it('says that it goes back by itself', async () => {
    await openWindow(questions['move-address']);
    expect(screen.getByText(/within 300 seconds/)).toBeVisible();
  });

  it('says where nothing goes back by itself', async () => {
    const question = { ...cutoverQuestions['move-address'], revertAfterSeconds: undefined };
    await openWindow(asking('move-address', { ...question, noSwitch: true }));
    expect(screen.getByText('No way back by itself')).toBeVisible();
    expect(screen.queryByText(/within 300 seconds/)).toBeNull();
  });

  it('by hand gives each value to copy, the netmask with dots among them', async () => {
    const { user, asked } = await openWindow(
      asking('move-address', { ...cutoverQuestions['move-address'], by: 'hand' }),
    );
    expect(screen.getByText('255.255.255.0')).toBeVisible();
    await user.click(button('Copy: Netmask'));
    expect(asked('copy-text')[0]?.input).toEqual({ text: '255.255.255.0' });
    await user.click(button(/is set; look there$/));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'move-address', accept: true, by: 'hand' }),
    );
  });
});

describe('the end', () => {
  it('has the commands for the known hosts of others', async () => {
    const { user, asked } = await openWindow(finished());
    expect(screen.getByText(/ssh-keygen -R '10\.0\.0\.10'/)).toBeVisible();
    await user.click(button('Copy: For other administrators'));
    expect(JSON.stringify(asked('copy-text')[0]?.input)).toContain('ssh-keyscan -t ed25519');
  });
});

describe('before the start', () => {
  it('what becomes of the old server can be chosen, and goes into the plan', async () => {
    const { user, asked } = await openConnect();
    await user.click(await screen.findByText(cutoverPartWords.title));
    await user.selectOptions(screen.getByLabelText(cutoverPartWords.label), 'isolate');
    expect(screen.getByText(policyWords.isolate.what)).toBeVisible();
    await user.selectOptions(screen.getByLabelText(cutoverPartWords.by), 'hand');
    await user.selectOptions(screen.getByLabelText(cutoverPartWords.watch), '30');
    await user.click(button(connectWords.start));
    expect(asked('start-migration')[0]?.input).toMatchObject({
      plan: { cutover: { source: 'isolate', by: 'hand', watchMinutes: 30 } },
    });
  });
});
