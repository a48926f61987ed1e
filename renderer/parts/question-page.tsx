import { Anchor, Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { serverName } from '../server-face';
import { byHandWords } from '../words/en-by-hand';
import { ConsoleBeside } from './console-beside';
import { PageBody } from './page-body';
import { leavesOf, StopButton } from './stop-button';
import { typedNameId } from './typed-name';
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
  /** What has to be typed and is not, where it may be out of sight. */
  readonly missing?: string | undefined;
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
  missing,
  console,
  children,
}: Props) {
  const stop = useAction();
  const [called, setCalled] = useState(0);
  const goToName = (): void => {
    setCalled(called + 1);
    requestAnimationFrame(() => document.getElementById(typedNameId)?.focus());
  };
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
      hindrance={
        missing !== undefined && (
          <Anchor component="button" type="button" inherit onClick={goToName}>
            {byHandWords.missing([missing])}
          </Anchor>
        )
      }
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
        <ConsoleBeside
          {...console}
          called={called}
          serverName={serverName(console.state, console.side)}
        >
          {form}
        </ConsoleBeside>
      ) : (
        form
      )}
    </PageBody>
  );
}
