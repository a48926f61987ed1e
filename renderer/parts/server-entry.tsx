import { Button, Switch, Text, TextInput, VisuallyHidden } from '@mantine/core';
import type { Side } from '../../shared/appliance';
import { sideWords } from '../../shared/words/sides';
import { testOf } from '../connect-form';
import { cancelTest, changeDraft, startTest } from '../connecting';
import { type DraftFaults, faultsOfOne, isSound } from '../draft-faults';
import { webPortOf, withAccess } from '../endpoint-draft';
import { useApp } from '../store';
import { milestone } from '../test-view';
import { frameWords } from '../words/en';
import { accessWords } from '../words/en-by-hand';
import { savedWords, testWords } from '../words/en-connect';
import { connectWords } from '../words/en-places';
import { ActionFailure } from './action-failure';
import { ConfigNotes } from './config-notes';
import { HostField } from './host-field';
import { SourceIcon, TargetIcon } from './icons';
import { LoginPart } from './login-part';
import { SavingPart } from './saving-part';
import css from './server-entry.module.css';
import { TestPanel } from './test-panel';
import { useAction } from './use-action';
import type { KnownHosts } from './use-known-hosts';

type Props = {
  readonly side: Side;
  readonly faults: DraftFaults;
  readonly known: KnownHosts;
  /** Told when a test was asked for although something is missing. */
  readonly onFaults: () => void;
};

const icons = { source: SourceIcon, target: TargetIcon } as const;
const hints = { source: connectWords.sourceHint, target: connectWords.targetHint } as const;

const plain = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false } as const;

/** How one server is reached, and the test of it, in its colour. */
export function ServerEntry({ side, faults, known, onFaults }: Props) {
  const { form, tests, asked } = useApp();
  const { draft, alias } = form[side];
  const tested = testOf(form[side], tests);
  const Icon = icons[side];
  const byWeb = draft.access === 'web';
  const field = (name: 'port' | 'user') => ({
    value: draft[name],
    error: faults[name],
    ...plain,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      changeDraft(side, { [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={css['fields']} data-side={side}>
      <legend>
        <Icon />
        {frameWords.sides[side]}
      </legend>
      <p className={css['hint']}>{hints[side]}</p>
      <div className={css['line']}>
        <HostField side={side} error={faults.host} known={known} />
        {byWeb ? (
          <TextInput
            label={accessWords.port}
            inputMode="numeric"
            {...plain}
            value={draft.web ?? String(webPortOf(draft))}
            error={faults.port}
            onChange={(event) => changeDraft(side, { web: event.currentTarget.value })}
          />
        ) : (
          <TextInput label={connectWords.port} inputMode="numeric" {...field('port')} />
        )}
      </div>
      <Switch
        label={accessWords.label}
        description={accessWords.hint}
        checked={byWeb}
        onChange={(event) =>
          changeDraft(side, withAccess(draft, event.currentTarget.checked ? 'web' : undefined))
        }
      />
      {alias && (
        <Text size="sm" c="dimmed">
          {savedWords.alias(alias)}
        </Text>
      )}
      <ConfigNotes side={side} />
      <TextInput label={byWeb ? accessWords.user : connectWords.user} {...field('user')} />
      <div>
        {!byWeb && <LoginPart side={side} hopFaults={faults.hops ?? []} />}
        <SavingPart side={side} known={known} />
      </div>
      {!byWeb && <TestButton side={side} onFaults={onFaults} />}
      <VisuallyHidden role="status">{tested ? milestone(tested.test) : ''}</VisuallyHidden>
      {tested && !byWeb && (
        <TestPanel test={tested.test} holds={tested.holds} takesFocus={asked === tested.test.id} />
      )}
    </fieldset>
  );
}

function TestButton({ side, onFaults }: Pick<Props, 'side' | 'onFaults'>) {
  const { form, tests } = useApp();
  const { busy, failure, run } = useAction();
  const test = testOf(form[side], tests)?.test;
  const running = test?.status === 'running';
  const name = running ? 'cancel' : test ? 'again' : 'start';
  const act = (): void => {
    if (running) void run(() => cancelTest(test.id));
    else if (isSound(faultsOfOne(form[side].draft))) void run(() => startTest(side));
    else onFaults();
  };
  return (
    <>
      <div className={css['test']}>
        <Button
          variant="default"
          aria-label={testWords[`${name}For`](sideWords[side])}
          aria-disabled={busy}
          onClick={() => !busy && act()}
        >
          {testWords[name]}
        </Button>
        {!test && (
          <Text size="sm" c="dimmed">
            {testWords.hint}
          </Text>
        )}
      </div>
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}
