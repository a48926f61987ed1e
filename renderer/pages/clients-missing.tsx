import { Button, Text } from '@mantine/core';
import { type ClientsQuestion, missingShown } from '../../shared/clients';
import type { Progress } from '../../shared/progress';
import { missingWords } from '../../shared/words/clients';
import { ClientsBack } from '../parts/clients-back';
import { FactList } from '../parts/fact-list';
import { PageBody } from '../parts/page-body';
import { Standing } from '../parts/standing';
import { leavesOf, StopButton } from '../parts/stop-button';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { clientsPageWords } from '../words/en-clients';
import type { Asked } from './asked';

/** The time is over and computers are missing: wait on, or go on. Who comes while nobody answers is counted on. */
export function ClientsMissing({ state, question }: Asked<'clients-missing'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const stop = useAction();
  const { progress } = state;
  const now = progress?.unit === 'clients' ? progress : asAsked(question);
  const answer = (action: 'wait-on' | 'go-on') => () => send({ kind: 'clients-missing', action });
  return (
    <PageBody
      title={missingWords.title(now.total - now.done)}
      why={missingWords.why}
      leaves={leavesOf(state)}
      failure={failure ?? stop.failure}
      wide
      actions={
        <>
          <StopButton asker={state} action={stop} />
          <Button variant="default" disabled={busy} onClick={answer('go-on')}>
            {missingWords.goOn}
          </Button>
          <Button disabled={busy} onClick={answer('wait-on')}>
            {missingWords.waitOn}
          </Button>
        </>
      }
    >
      <Standing state={state}>
        <ClientsBack progress={now} />
      </Standing>
      <FactList rows={[{ name: clientsPageWords.file, value: question.file, mono: true }]} />
      {now.total - now.done > missingShown && (
        <Text size="sm" mt="xs">
          {clientsPageWords.fileHint}
        </Text>
      )}
    </PageBody>
  );
}

/** Before anything is counted again. */
const asAsked = ({
  back,
  expected,
  enough,
  firstAt,
  missing,
}: ClientsQuestion & { readonly kind: 'clients-missing' }): Progress => ({
  ...{ unit: 'clients', done: back, total: expected },
  clients: { ...{ firstAt, missing, enough }, until: new Date(0).toISOString() },
});
