import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MigrationState } from '../../shared/migration';
import { client } from '../bridge';
import { startAnew } from '../connecting';
import { goHome } from '../store';
import { frameWords } from '../words/en';
import { failedWords } from '../words/en-outcomes';
import { PageBody } from './page-body';
import { useAction } from './use-action';

type Props = {
  readonly state: MigrationState;
  readonly title: string;
  readonly why: string;
  /** What the button says that goes on, and what that does. Without it only a new backup or migration is offered. */
  readonly goOn?: string | undefined;
  /** What the button says that goes on with a new backup; it comes first then. */
  readonly newBackup?: string | undefined;
  readonly leaves?: string | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** A page of a run that has ended and can go on. */
export function ResumePage({ state, title, why, goOn, newBackup, leaves, wide, children }: Props) {
  const { busy, failure, run } = useAction();
  const { id } = state;
  const resume = (how: { readonly newBackup?: boolean }) => (): void =>
    void run(() => client.call('resume-migration', { id, ...how }));
  return (
    <PageBody
      title={title}
      why={why}
      leaves={leaves}
      wide={wide ?? false}
      failure={failure}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          {goOn !== undefined && (
            <Button
              variant={newBackup === undefined ? 'filled' : 'default'}
              aria-describedby={newBackup === undefined ? 'next-go-on' : 'next-found-key'}
              disabled={busy}
              onClick={resume({})}
            >
              {goOn}
            </Button>
          )}
          {newBackup !== undefined && (
            <Button aria-describedby="leaves" disabled={busy} onClick={resume({ newBackup: true })}>
              {newBackup}
            </Button>
          )}
          {goOn === undefined && newBackup === undefined && (
            <Button aria-describedby="next-start-anew" onClick={() => startAnew(state.plan)}>
              {failedWords.anew}
            </Button>
          )}
        </>
      }
    >
      {children}
    </PageBody>
  );
}
