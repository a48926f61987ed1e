import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { card, openConnect } from './open-connect';
import { plan } from './script-facts';
import { connectingQuestions, weak } from './script-questions';
import { testAsking, testingAt, testPassed } from './test-states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });

describe('a test that asks', () => {
  it('gives way to the question and comes back with everything typed', async () => {
    const { user, asked, pushTest, start } = await openConnect();
    await user.type(card('New server').getByLabelText('User name'), 'x');
    await start(testAsking('source', connectingQuestions['enter-password']));
    expect(heading()).toHaveTextContent('Password of epproot on the old server');
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    expect(asked('answer-question')[0]?.input).toEqual({
      id: 't-1',
      questionId: 'q-1',
      answer: { kind: 'enter-password', secret: 'secret' },
    });
    await pushTest(testingAt('source', 'shell', { updatedAt: '2026-11-24T01:00:03Z' }));
    expect(heading()).toHaveTextContent('Which two servers?');
    expect(card('New server').getByLabelText('User name')).toHaveValue('epprootx');
    expect(screen.getByRole('heading', { name: 'Testing the connection' })).toHaveFocus();
  });

  it('keeps its question in front while the other test asks, too', async () => {
    const { user, pushTest, start } = await openConnect();
    await start(testingAt('target', 'tcp'));
    await start(testingAt('source', 'tcp'));
    await pushTest(
      testAsking('target', { ...connectingQuestions['enter-password'], side: 'target' }),
    );
    await user.type(screen.getByLabelText('Password'), 'half');
    await pushTest(testAsking('source', connectingQuestions['enter-password']));
    expect(heading()).toHaveTextContent('on the new server');
    expect(screen.getByLabelText('Password')).toHaveValue('half');
    await pushTest(testingAt('target', 'shell', { updatedAt: '2026-11-24T01:00:03Z' }));
    expect(heading()).toHaveTextContent('on the old server');
    expect(screen.getByLabelText('Password')).toHaveValue('');
  });

  it('is cancelled from its question', async () => {
    const { user, asked, start } = await openConnect();
    await start(testAsking('source', connectingQuestions['answer-prompts']));
    expect(button('Cancel the test')).toHaveAccessibleDescription(/What is entered stays/);
    await user.click(button('Cancel the test'));
    expect(asked('end-test')[0]?.input).toEqual({ id: 't-1' });
    expect(heading()).toHaveTextContent('Which two servers?');
    expect(screen.getByRole('heading', { name: 'Test cancelled' })).toHaveFocus();
  });

  it('allows weak algorithms for that server in the plan, and for no other address', async () => {
    const { user, asked, pushTest, start } = await openConnect();
    await start(testAsking('source', connectingQuestions['allow-legacy']));
    await user.click(button('Allow for this server'));
    await pushTest(testPassed('source', { legacyAllowed: ['10.0.0.10:22'], agreed: weak }));
    expect(screen.queryByText(/result of an earlier entry/)).toBeNull();
    expect(card('Old server').getByText(/weak algorithms allowed/)).toBeVisible();
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toEqual({
      plan: { ...plan, firstBackup: 'before-cutover', source: { ...plan.source, legacy: true } },
    });
  });

  it('does not keep what was allowed where the test did not pass', async () => {
    const { user, asked, pushTest, start } = await openConnect();
    await start(testAsking('source', connectingQuestions['allow-legacy']));
    await user.click(button('Allow for this server'));
    const allowed = { legacyAllowed: ['10.0.0.10:22'] };
    await pushTest(testAsking('source', connectingQuestions['enter-password'], allowed));
    await user.click(button('Cancel the test'));
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toEqual({
      plan: { ...plan, firstBackup: 'before-cutover' },
    });
  });

  it('says what not allowing and not accepting do to it, and nothing of a report', async () => {
    const { asked, pushTest, start, user } = await openConnect();
    await start(testAsking('source', connectingQuestions['trust-host']));
    expect(button('Do not accept')).toHaveAccessibleDescription(/^Not accepting ends the test/);
    await pushTest(testAsking('source', connectingQuestions['allow-legacy']));
    expect(screen.queryByText(/report/)).toBeNull();
    expect(button('Do not allow')).toHaveAccessibleDescription(/^Not allowing ends the test/);
    await user.click(button('Do not allow'));
    expect(asked('answer-question')[0]?.input).toMatchObject({
      answer: { kind: 'allow-legacy', accept: false },
    });
  });

  it('takes back what was allowed when the address changes', async () => {
    const { user, asked, start } = await openConnect();
    await start(testPassed('source', { legacyAllowed: ['10.0.0.10:22'] }));
    await user.type(card('Old server').getByLabelText('Address or host name'), '1');
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toEqual({
      plan: {
        ...plan,
        firstBackup: 'before-cutover',
        source: { ...plan.source, host: '10.0.0.101' },
      },
    });
  });
});
