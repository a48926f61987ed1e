import { Box, Button, List, NativeSelect, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { type SameMachine, sameMachine } from '../../shared/appliance';
import { usualKeepDays } from '../../shared/keep-source';
import { type ConnectForm, sides, type Tests, testOf } from '../connect-form';
import {
  setFirstBackup,
  setKeepSourceDays,
  setRehearse,
  setValidate,
  startMigration,
} from '../connecting';
import { type DraftFaults, faultsOf, isSound } from '../draft-faults';
import { ActionFailure } from '../parts/action-failure';
import { ClientsWaitPart } from '../parts/clients-wait-part';
import { CutoverPart } from '../parts/cutover-part';
import { Notice } from '../parts/notice';
import { PageBody } from '../parts/page-body';
import { SavePlan } from '../parts/save-plan';
import { Section } from '../parts/section';
import { ServerEntry } from '../parts/server-entry';
import { useAction } from '../parts/use-action';
import { useKnownHosts } from '../parts/use-known-hosts';
import { goHome, useApp } from '../store';
import { frameWords } from '../words/en';
import { sameWords } from '../words/en-connect';
import { connectWords } from '../words/en-places';
import css from './connect.module.css';

/** How both servers are reached. What is entered lies in the store: questions of a test take the page away meanwhile. */
export function Connect() {
  const { form, tests } = useApp();
  const { busy, failure, run } = useAction();
  const known = useKnownHosts();
  const [tried, setTried] = useState({ source: false, target: false });
  const faults = faultsOf(form.source.draft, form.target.draft);
  const same = sameServer(form, tests);

  const showFaults = (which: Partial<typeof tried>): void => {
    setTried({ ...tried, ...which });
    focusFirstFault();
  };
  const submit = (): void => {
    if (same || busy) return;
    if (isSound(faults.source, faults.target)) void run(startMigration);
    else showFaults({ source: true, target: true });
  };
  return (
    <PageBody
      title={connectWords.title}
      why={connectWords.why}
      wide
      failure={failure}
      leaves={same && sameWords.leaves}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button
            type="submit"
            form="endpoints"
            disabled={busy || same !== undefined}
            aria-describedby={same && 'leaves'}
          >
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
          submit();
        }}
      >
        {known.problem && (
          <div className={css['whole']}>
            <ActionFailure failure={known.problem} />
          </div>
        )}
        {sides.map((side) => (
          <ServerEntry
            key={side}
            side={side}
            known={known}
            faults={tried[side] ? faults[side] : noFaults}
            onFaults={() => showFaults({ [side]: true })}
          />
        ))}
        <div className={css['whole']} role="status">
          {same && (
            <Notice tone="danger" title={sameWords.title}>
              <Text>{sameWords.by[same]}</Text>
              <Text>{sameWords.todo}</Text>
            </Notice>
          )}
        </div>
        <Switch
          className={css['whole'] ?? ''}
          label={connectWords.rehearse}
          description={connectWords.rehearseHint}
          checked={form.rehearse}
          onChange={(event) => setRehearse(event.currentTarget.checked)}
          size="md"
        />
        <Switch
          className={css['whole'] ?? ''}
          label={connectWords.validate}
          description={connectWords.validateHint}
          checked={form.validate}
          onChange={(event) => setValidate(event.currentTarget.checked)}
          size="md"
        />
        <Switch
          className={css['whole'] ?? ''}
          label={connectWords.firstBackup}
          description={connectWords.firstBackupHint}
          checked={form.firstBackup}
          onChange={(event) => setFirstBackup(event.currentTarget.checked)}
          size="md"
        />
        {!form.rehearse && !form.validate && <ClientsWaitPart />}
        <NativeSelect
          className={css['whole'] ?? ''}
          maw={420}
          label={connectWords.keep}
          description={connectWords.keepHint}
          value={form.keepSourceDays}
          data={[...new Set([30, usualKeepDays, 180, 365, form.keepSourceDays])]
            .sort((a, b) => a - b)
            .map((days) => ({ value: String(days), label: connectWords.keepDays(days) }))}
          onChange={(event) => setKeepSourceDays(Number(event.currentTarget.value))}
        />
      </form>
      <Box mb="lg">
        <CutoverPart />
      </Box>
      <Section title={connectWords.beforeTitle}>
        <List spacing={4}>
          {connectWords.before.map((line) => (
            <List.Item key={line}>
              <Text component="span">{line}</Text>
            </List.Item>
          ))}
        </List>
      </Section>
      <SavePlan same={same !== undefined} />
    </PageBody>
  );
}

const noFaults: DraftFaults = {};

/** What shows that both tests found one machine, as far as they are of what is entered now. */
function sameServer(form: ConnectForm, tests: Tests): SameMachine | undefined {
  const [source, target] = sides.map((side) => {
    const tested = testOf(form[side], tests);
    return tested?.holds && tested.test.status === 'passed' ? tested.test.identity : undefined;
  });
  return source && target ? sameMachine(source, target) : undefined;
}

/** After React has drawn the faults. */
const focusFirstFault = (): void => {
  requestAnimationFrame(() =>
    document.querySelector<HTMLInputElement>('#endpoints input[aria-invalid="true"]')?.focus(),
  );
};
