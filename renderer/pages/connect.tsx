import { Button, List, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { client } from '../bridge';
import { type Draft, emptyDraft, faultsOf, isSound, planOf } from '../endpoint-draft';
import { EndpointFields } from '../parts/endpoint-fields';
import { PageBody } from '../parts/page-body';
import { Section } from '../parts/section';
import { useAction } from '../parts/use-action';
import { goHome, openMigration } from '../store';
import { frameWords } from '../words/en';
import { connectWords } from '../words/en-places';
import css from './connect.module.css';

/** How both servers are reached. */
export function Connect() {
  const { busy, failure, run } = useAction();
  const [source, setSource] = useState<Draft>(emptyDraft);
  const [target, setTarget] = useState<Draft>(emptyDraft);
  const [rehearse, setRehearse] = useState(false);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(source, target);

  const start = async (): Promise<void> => {
    const plan = planOf(source, target, rehearse ? 'verify' : 'done');
    const { id } = await client.call('start-migration', { plan });
    openMigration(id);
  };
  const submit = (form: HTMLFormElement): void => {
    setTried(true);
    if (isSound(faults)) void run(start);
    else focusFirstFault(form);
  };
  return (
    <PageBody
      title={connectWords.title}
      why={connectWords.why}
      wide
      failure={failure}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button type="submit" form="endpoints" disabled={busy}>
            {connectWords.start}
          </Button>
        </>
      }
    >
      <form
        id="endpoints"
        noValidate
        className={css['sides']}
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <EndpointFields
          side="source"
          draft={source}
          onChange={setSource}
          faults={tried ? faults.source : {}}
        />
        <EndpointFields
          side="target"
          draft={target}
          onChange={setTarget}
          faults={tried ? faults.target : {}}
        />
        <Switch
          className={css['rehearse'] ?? ''}
          label={connectWords.rehearse}
          description={connectWords.rehearseHint}
          checked={rehearse}
          onChange={(event) => setRehearse(event.currentTarget.checked)}
          size="md"
        />
      </form>
      <Section title={connectWords.beforeTitle}>
        <List spacing={4}>
          {connectWords.before.map((line) => (
            <List.Item key={line}>
              <Text component="span">{line}</Text>
            </List.Item>
          ))}
        </List>
      </Section>
    </PageBody>
  );
}

/** After React has drawn the faults. */
const focusFirstFault = (form: HTMLFormElement): void => {
  requestAnimationFrame(() =>
    form.querySelector<HTMLInputElement>('input[aria-invalid="true"]')?.focus(),
  );
};
