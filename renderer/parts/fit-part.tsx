import { Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Fit, Inspection } from '../../shared/inspection';
import { fitWords } from '../../shared/words/inspection';
import { fitFor } from '../inspecting';
import { useApp } from '../store';
import { fitFieldWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import { FactList } from './fact-list';
import css from './fit-part.module.css';
import { Notice, type Tone } from './notice';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

/** Holds the version of a backup against that of a server, by the rules. */
export function FitPart({ found }: { readonly found: Inspection }) {
  const target = useApp(({ inspecting }) => inspecting.target);
  const [entered, setEntered] = useState(target);
  const { busy, failure, run } = useAction();
  const judge = (): void => void run(() => fitFor(entered.trim()));
  return (
    <Section title={fitFieldWords.title}>
      <form
        className={css['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          judge();
        }}
      >
        <TextInput
          label={fitFieldWords.label}
          description={fitFieldWords.hint}
          value={entered}
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setEntered(event.currentTarget.value)}
        />
        <SteadyButton size="sm" off={busy} onPress={judge}>
          {fitFieldWords.check}
        </SteadyButton>
      </form>
      <div role="status">
        {found.fit ? <Judged fit={found.fit} /> : <Text c="dimmed">{fitFieldWords.none}</Text>}
      </div>
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}

function Judged({ fit }: { readonly fit: Fit }) {
  const { reason, instead, documented } = fit;
  return (
    <Notice
      tone={tones[fit.verdict]}
      title={fitFieldWords.judged(fit.source, fit.target, fitWords[fit.verdict])}
    >
      <FactList
        rows={[
          { name: fitFieldWords.why, value: reason },
          ...(instead === '' ? [] : [{ name: fitFieldWords.instead, value: instead }]),
          ...(documented.length === 0
            ? []
            : [{ name: fitFieldWords.documented, value: documented.join(', ') }]),
        ]}
      />
    </Notice>
  );
}

const tones = {
  accepted: 'ok',
  caution: 'warn',
  conflicting: 'warn',
  unknown: 'warn',
  refused: 'danger',
} as const satisfies Record<Fit['verdict'], Tone>;
