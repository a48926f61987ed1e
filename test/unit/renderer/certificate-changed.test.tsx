import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../shared/migration';
import { openWindow } from './open-window';
import { hostKeys } from './script-facts';
import { questions } from './states';

const { source, target } = hostKeys;

describe('a server that is known by its certificate', () => {
  it('is spoken of as a certificate where the server is known by one', async () => {
    const hostKey = { ...target, type: 'x509' };
    const expected = { ...source, type: 'x509' };
    const state = questions['replace-host-key'];
    const asking = { ...(state.question as object), hostKey, expected } as unknown as Question;
    const { user, asked } = await openWindow({ ...state, question: asking });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'The certificate of the old server is not the one',
    );
    expect(screen.getByRole('main')).not.toHaveTextContent(/host key|SSH key|ssh-keygen|new key/i);
    await user.type(
      screen.getByLabelText('Type 10.0.0.10 to accept the new certificate'),
      '10.0.0.10',
    );
    await user.click(
      screen.getByRole('button', { name: 'Accept the new certificate of 10.0.0.10' }),
    );
    expect(asked('answer-question')).toHaveLength(1);
  });
});
