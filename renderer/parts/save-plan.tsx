import { Text } from '@mantine/core';
import { useState } from 'react';
import { client } from '../bridge';
import { type ConnectForm, sides } from '../connect-form';
import { planEntered } from '../connecting';
import { type DraftFaults, faultsOf } from '../draft-faults';
import { entryOf } from '../endpoint-draft';
import { useApp } from '../store';
import { sameWords } from '../words/en-connect';
import { savePlanWords } from '../words/en-plan';
import { ActionFailure } from './action-failure';
import { CopyButton } from './copy-button';
import css from './save-plan.module.css';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

/** Writes what is entered into a plan file for the terminal. `same`: tests found that both are one machine. */
export function SavePlan({ same }: { readonly same: boolean }) {
  const { form } = useApp();
  const { busy, failure, run } = useAction();
  const [last, setLast] = useState({ path: '', entered: '' });
  // What is changed afterwards is not in the file.
  const saved = last.entered === enteredIn(form) ? last.path : '';
  const missing = missingIn(form, same);
  const save = async (): Promise<void> => {
    const { fileName: suggestedName } = savePlanWords;
    const place = await client.call('choose-place', {
      purpose: 'plan',
      suggestedName,
    });
    if (!place) return;
    const file = { ticket: place.ticket };
    const { path } = await client.call('save-plan', { plan: await planEntered(), file });
    setLast({ path, entered: enteredIn(useApp.getState().form) });
  };
  const command = `epp-migrate run ${asWord(saved)} --preflight-only`;
  return (
    <Section title={savePlanWords.title}>
      <Text mb="xs">{savePlanWords.what}</Text>
      <SteadyButton
        size="sm"
        off={busy || missing.length > 0}
        describedBy={missing.length > 0 ? 'plan-misses' : undefined}
        onPress={() => void run(save)}
      >
        {savePlanWords.save}
      </SteadyButton>
      {missing.length > 0 && (
        <div id="plan-misses" className={css['misses']}>
          {missing.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
      <div role="status" className={css['saved']}>
        {saved !== '' && (
          <>
            <div>{savePlanWords.saved(saved)}</div>
            <div>{savePlanWords.run}</div>
            <code>{command}</code>
          </>
        )}
      </div>
      {saved !== '' && (
        <CopyButton
          key={saved}
          text={command}
          label={savePlanWords.copy}
          name={savePlanWords.copyName}
        />
      )}
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}

const enteredIn = ({ source, target, ...wishes }: ConnectForm): string =>
  [entryOf(source.draft), entryOf(target.draft), JSON.stringify(wishes)].join('\n');

/** What a plan needs and is not entered, a line for each server. */
function missingIn({ source, target }: ConnectForm, same: boolean): readonly string[] {
  const faults = faultsOf(source.draft, target.draft);
  const lines = sides.flatMap((side) => {
    const fault = firstFault(faults[side]);
    return fault === undefined ? [] : [savePlanWords.missing(side, fault)];
  });
  return lines.length === 0 && same ? [sameWords.leaves] : lines;
}

function firstFault({ hops = [], host, port, user }: DraftFaults): string | undefined {
  const own = host ?? port ?? user;
  if (own !== undefined) return own;
  for (const [at, hop] of hops.entries()) {
    const fault = hop.host ?? hop.port ?? hop.user;
    if (fault !== undefined) return savePlanWords.hopFault(at + 1, fault);
  }
  return undefined;
}

/** A path as one word of a command line, of Windows or of a POSIX shell. */
function asWord(path: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]*$/.test(path)) return path;
  return /^[A-Za-z]:|^\\\\/.test(path) ? `"${path}"` : `'${path.replaceAll("'", `'\\''`)}'`;
}
