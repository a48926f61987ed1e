import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { windowPlanFormats } from '../../shared/contract';
import type { MigrationState } from '../../shared/migration';
import { wayBack } from '../../shared/way-back';
import {
  harderSentence,
  instructionWords,
  lossSentences,
  noReturnSentence,
  stageSentence,
  wayBackWords,
} from '../../shared/words/way-back';
import { client } from '../bridge';
import { serverName } from '../server-face';
import { backWords } from '../words/en-way-back';
import { ActionFailure } from './action-failure';
import { Fold } from './fold';
import { RollBackButton } from './roll-back-button';
import { useAction } from './use-action';
import css from './way-back-part.module.css';

/** How to go back from here, folded to what it costs; printed or saved as it is shown. */
export function WayBackPart({ state }: { readonly state: MigrationState }) {
  const [open, setOpen] = useState(false);
  const back = wayBack(state);
  if (back.stage === 'untouched') return null;
  const harder = harderSentence(back);
  return (
    <div className={css['part']}>
      <Fold
        title={backWords.title}
        short={lossSentences(back).join(' ')}
        open={open}
        onOpen={setOpen}
      >
        <Text size="sm">
          {stageSentence(back)} {wayBackWords.rule}
        </Text>
        <div>
          <h3 className={css['heading']}>{wayBackWords.noReturn}</h3>
          <Text size="sm">{noReturnSentence(back)}</Text>
          {harder !== '' && (
            <Text size="sm" c="dimmed" mt={4}>
              {wayBackWords.harder}: {harder}
            </Text>
          )}
        </div>
        <div>
          <h3 className={css['heading']}>{wayBackWords.steps}</h3>
          <ol className={css['steps']}>
            {back.instructions.map((instruction) => {
              const { what, proof } = instructionWords(back, instruction);
              return (
                <li key={instruction.id}>
                  <strong>{wayBackWords.by[instruction.by]}.</strong> {what}{' '}
                  <span className={css['proof']}>{backWords.provenBy(proof)}</span>
                </li>
              );
            })}
          </ol>
        </div>
        <TakeAway state={state} />
      </Fold>
    </div>
  );
}

/** On paper or as a file, for the moment in which this program is not there. */
function TakeAway({ state }: { readonly state: MigrationState }) {
  const { busy, failure, run } = useAction();
  const [done, setDone] = useState('');
  const { id } = state;
  const save = (format: (typeof windowPlanFormats)[number]) => () =>
    void run(async () => {
      setDone('');
      const suggestedName = backWords.fileName(serverName(state, 'source'), format);
      const place = await client.call('choose-place', { purpose: 'way-back', suggestedName });
      if (!place) return;
      await client.call('save-way-back', { id, format, file: { ticket: place.ticket } });
      setDone(backWords.saved(place.name));
    });
  const print = (): void =>
    void run(async () => {
      setDone('');
      const { printed } = await client.call('print-way-back', { id });
      if (printed) setDone(backWords.printed);
    });
  return (
    <div>
      <div className={css['buttons']}>
        {state.status === 'finished' && <RollBackButton state={state} />}
        <Button variant="default" size="compact-sm" disabled={busy} onClick={print}>
          {backWords.print}
        </Button>
        {windowPlanFormats.map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            disabled={busy}
            onClick={save(format)}
          >
            {backWords.save[format]}
          </Button>
        ))}
      </div>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {done === '' ? backWords.kept : done}
      </Text>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}
