import { TextInput } from '@mantine/core';
import type { Side } from '../../shared/appliance';
import { type Draft, type DraftFaults, spread } from '../endpoint-draft';
import { frameWords } from '../words/en';
import { connectWords } from '../words/en-places';
import css from './endpoint-fields.module.css';
import { SourceIcon, TargetIcon } from './icons';

type Props = {
  readonly side: Side;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly faults: DraftFaults;
};

const icons = { source: SourceIcon, target: TargetIcon } as const;
const hints = { source: connectWords.sourceHint, target: connectWords.targetHint } as const;

/** The fields of one server, in its colour. */
export function EndpointFields({ side, draft, onChange, faults }: Props) {
  const Icon = icons[side];
  const field = (name: keyof Draft) => ({
    value: draft[name],
    error: faults[name],
    autoComplete: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={css['fields']} data-side={side}>
      <legend>
        <Icon />
        {frameWords.sides[side]}
      </legend>
      <p className={css['hint']}>{hints[side]}</p>
      <div className={css['line']}>
        <TextInput
          label={connectWords.host}
          {...field('host')}
          onBlur={() => onChange(spread(draft))}
        />
        <TextInput label={connectWords.port} inputMode="numeric" {...field('port')} />
      </div>
      <TextInput label={connectWords.user} {...field('user')} />
    </fieldset>
  );
}
