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
  /** What the button says that goes on, and what that does. Without it only a new migration is offered. */
  readonly goOn?: string | undefined;
  readonly leaves?: string;
  readonly children: ReactNode;
};

/** A page of a run that has ended and can go on. */
export function ResumePage({ state, title, why, goOn, leaves, children }: Props) {
  const { busy, failure, run } = useAction();
  const described = leaves === undefined ? undefined : 'leaves';
  return (
    <PageBody
      title={title}
      why={why}
      leaves={leaves}
      failure={failure}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          {goOn === undefined ? (
            <Button aria-describedby={described} onClick={() => startAnew(state.plan)}>
              {failedWords.anew}
            </Button>
          ) : (
            <Button
              aria-describedby={described}
              disabled={busy}
              onClick={() => void run(() => client.call('resume-migration', { id: state.id }))}
            >
              {goOn}
            </Button>
          )}
        </>
      }
    >
      {children}
    </PageBody>
  );
}
