import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { serverName } from '../server-face';
import { ConsoleBeside } from './console-beside';
import { PageBody } from './page-body';
import { leavesOf, StopButton } from './stop-button';
import { useAction } from './use-action';
import type { Answering, Asker } from './use-answer';

type Props = {
  readonly asker: Asker;
  readonly title: string;
  readonly why: string;
  readonly wide?: boolean;
  readonly answering: Answering;
  /** A button that leads back to what was on the page before. */
  readonly back?: ReactNode;
  /** What the button says that answers; it does what cannot be undone if `danger`. */
  readonly goOn: string;
  readonly danger?: boolean;
  /** Whether what is typed can be sent. */
  readonly ready: boolean;
  readonly onAnswer: () => void;
  /** The web console that stands beside it. */
  readonly console?: { readonly state: MigrationState; readonly side: Side } | undefined;
  readonly children: ReactNode;
};

/** A page that asks: all of it is one form, with the ways to stop and to answer below. */
export function QuestionPage({
  asker,
  title,
  why,
  wide = false,
  answering,
  back,
  goOn,
  danger = false,
  ready,
  onAnswer,
  console,
  children,
}: Props) {
  const stop = useAction();
  const open = ready && !answering.busy;
  const form = (
    <form
      id="answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (open) onAnswer();
      }}
    >
      {children}
    </form>
  );
  return (
    <PageBody
      title={title}
      why={why}
      wide={console ? 'whole' : wide}
      leaves={leavesOf(asker)}
      failure={answering.failure ?? stop.failure}
      actions={
        <>
          <StopButton asker={asker} action={stop} />
          {back}
          <Button type="submit" form="answer" {...(danger && { color: 'danger' })} disabled={!open}>
            {goOn}
          </Button>
        </>
      }
    >
      {console ? (
        <ConsoleBeside {...console} serverName={serverName(console.state, console.side)}>
          {form}
        </ConsoleBeside>
      ) : (
        form
      )}
    </PageBody>
  );
}
