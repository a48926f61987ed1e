import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ChosenFile } from '../../shared/contract';
import { client, ticketOf } from '../bridge';
import { DropZone } from '../parts/drop-zone';
import { PageBody } from '../parts/page-body';
import css from '../parts/profile.module.css';
import { ProfileDesk } from '../parts/profile-desk';
import { Section } from '../parts/section';
import { SteadyButton } from '../parts/steady-button';
import { type Action, useAction } from '../parts/use-action';
import { goHome, useApp } from '../store';
import { frameWords } from '../words/en';
import { profileWords as words } from '../words/en-profiles';
import {
  beginProfile,
  closeProfile,
  exportProfile,
  openProfile,
  saveProfile,
  show,
} from '../workshop';
import type { Workshop } from '../workshop-desk';

/** The workshop for profiles. What is written there lies in the store: it is still there when its person comes back. */
export function Profiles() {
  const workshop = useApp((app) => app.workshop);
  return workshop ? <Desk workshop={workshop} /> : <Beginning />;
}

/** Opens a profile, or begins one. */
function Beginning() {
  const { busy, failure, run } = useAction();
  const [reading, setReading] = useState<string>();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const open = (get: () => Promise<ChosenFile | null>): void =>
    void run(async () => {
      const file = await get();
      if (!file) return;
      setReading(file.name);
      await openProfile(file).finally(() => setReading(undefined));
    });
  return (
    <PageBody
      title={words.title}
      why={words.why}
      failure={failure}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button
            disabled={busy}
            onClick={() => open(() => client.call('choose-file', { purpose: 'profile' }))}
          >
            {words.choose}
          </Button>
        </>
      }
    >
      <DropZone
        disabled={busy}
        says={reading === undefined ? words.drop : words.reading(reading)}
        saysNow={words.dropNow}
        onDrop={(file) => open(() => ticketOf(file, 'profile'))}
      />
      <Section title={words.beginTitle}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(true);
            if (name.trim() !== '') void run(() => beginProfile(name.trim()));
          }}
        >
          <TextInput
            label={words.beginName}
            description={words.beginHint}
            maw={420}
            mb="sm"
            maxLength={80}
            autoComplete="off"
            value={name}
            error={asked && name.trim() === '' && words.nameMissing}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={busy}>
            {words.begin}
          </Button>
        </form>
      </Section>
      <Text size="sm" c="dimmed">
        {words.trust}
      </Text>
    </PageBody>
  );
}

/** The profile that is open. */
function Desk({ workshop }: { readonly workshop: Workshop }) {
  const action = useAction();
  const { busy, failure, run } = action;
  const save = (elsewhere?: boolean): void => {
    if (!busy) void run(() => saveProfile(elsewhere));
  };
  useSaveKey(save);
  return (
    <PageBody
      title={words.deskTitle(workshop.fileName)}
      wide="whole"
      failure={failure}
      leaves={leavesOf(workshop)}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => save(true)}>
            {words.saveAs}
          </Button>
          <Button disabled={busy} onClick={() => save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <Tools workshop={workshop} action={action} />
      <ProfileDesk workshop={workshop} />
    </PageBody>
  );
}

/** What is done more seldom: another profile, exporting, going from fault to fault. */
function Tools({ workshop, action }: { readonly workshop: Workshop; readonly action: Action }) {
  const [leaving, setLeaving] = useState(false);
  const { text, kept, look, facts, shown } = workshop;
  const { faults = [], broken } = look ?? {};
  const isWhole = faults.length === 0 && !broken && !look?.staleHash;
  const places = [
    ...(broken ? ['text'] : []),
    ...new Set(faults.map(({ where }) => partOf(where))),
  ];
  const next = places[(places.indexOf(shown) + 1) % Math.max(1, places.length)];
  const known = ['profile', 'text', ...facts.operations.map(({ operation }) => operation)];
  return (
    <div className={css['tools']}>
      <SteadyButton onPress={() => (text === kept ? closeProfile() : setLeaving(true))}>
        {words.another}
      </SteadyButton>
      <SteadyButton
        off={action.busy || !isWhole}
        describedBy={isWhole ? undefined : 'export-hindrance'}
        onPress={() => void action.run(exportProfile)}
      >
        {words.export}
      </SteadyButton>
      {!isWhole && (
        <span id="export-hindrance" className={css['hint']}>
          {words.exportFaults}
        </span>
      )}
      {next !== undefined && (
        <SteadyButton onPress={() => show(known.includes(next) ? next : 'text')}>
          {words.nextFault}
        </SteadyButton>
      )}
      <Modal opened={leaving} onClose={() => setLeaving(false)} title={words.discardTitle}>
        <Text>{words.discardBody}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setLeaving(false)} data-autofocus>
            {words.discardNo}
          </Button>
          <Button color="danger" onClick={closeProfile}>
            {words.discardYes}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}

/** The part in which a fault is told. */
const partOf = (where: string): string => /^operations\.(\w+)/.exec(where)?.[1] ?? 'profile';

/** How the profile stands, and whether it is saved. */
function leavesOf({ look, text, kept, facts, said }: Workshop): string {
  const { faults = [], commands = [], broken } = look ?? {};
  const told = commands.filter(({ told }) => told);
  const missing = commands.filter(({ needed, told }) => needed && !told);
  const standing = broken
    ? words.brokenAt(broken.line, broken.column, broken.seen)
    : faults.length > 0
      ? words.faultCount(faults.length)
      : [
          words.valid,
          words.counted(told.length, facts.operations.length),
          words.missing(missing.length),
        ].join(' ');
  return [standing, said !== '' ? said : text === kept ? '' : words.unsaved]
    .filter((each) => each !== '')
    .join(' ');
}

/** Saves by the keys that people expect it to be saved by. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      save();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  });
}
