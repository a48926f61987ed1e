import { Button, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { ServerFaults } from '../draft-faults';
import { changed, emptyHop, type HopDraft, mostHops, spread } from '../endpoint-draft';
import { loginWords } from '../words/en-connect';
import { connectWords } from '../words/en-places';
import { KeyFiles } from './key-files';
import css from './login-part.module.css';

type Props = {
  readonly hops: readonly HopDraft[];
  readonly faults: readonly ServerFaults[];
  readonly onChange: (hops: readonly HopDraft[]) => void;
};

/** The servers on the way, in the order in which they are passed. */
export function JumpHosts({ hops, faults, onChange }: Props) {
  const add = useRef<HTMLButtonElement>(null);
  return (
    <div>
      <div className={css['name']}>{loginWords.hops}</div>
      <p className={css['hint']}>{hops.length === 0 ? loginWords.noHops : loginWords.hopsHint}</p>
      {hops.map((hop, at) => (
        <Hop
          key={hop.id}
          hop={hop}
          number={at + 1}
          faults={faults[at] ?? {}}
          last={at === hops.length - 1}
          onChange={(changes) => onChange(hops.with(at, changed(hop, changes)))}
          onRemove={() => {
            // The button that was pressed goes away with its jump host.
            add.current?.focus();
            onChange(hops.toSpliced(at, 1));
          }}
          onMove={(by) => onChange(hops.toSpliced(at, 1).toSpliced(at + by, 0, hop))}
        />
      ))}
      <Button
        ref={add}
        variant="default"
        size="compact-sm"
        disabled={hops.length >= mostHops}
        onClick={() => onChange([...hops, emptyHop()])}
      >
        {loginWords.addHop}
      </Button>
    </div>
  );
}

type HopProps = {
  readonly hop: HopDraft;
  readonly number: number;
  readonly faults: ServerFaults;
  readonly last: boolean;
  readonly onChange: (changes: Partial<HopDraft>) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: 1 | -1) => void;
};

function Hop({ hop, number, faults, last, onChange, onRemove, onMove }: HopProps) {
  const field = (name: 'host' | 'port' | 'user') => ({
    label: connectWords[name],
    value: hop[name],
    error: faults[name],
    size: 'sm',
    autoComplete: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={css['hop']}>
      <legend>{loginWords.hop(number)}</legend>
      <div className={css['line']}>
        <TextInput {...field('host')} onBlur={() => onChange(spread(hop))} />
        <TextInput {...field('port')} inputMode="numeric" />
      </div>
      <TextInput {...field('user')} />
      <KeyFiles
        keys={hop.keys}
        server={loginWords.hop(number)}
        onChange={(keys) => onChange({ keys })}
      />
      <div className={css['buttons']}>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={loginWords.upName(number)}
          disabled={number === 1}
          onClick={() => onMove(-1)}
        >
          {loginWords.up}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={loginWords.downName(number)}
          disabled={last}
          onClick={() => onMove(1)}
        >
          {loginWords.down}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={loginWords.removeHop(number)}
          onClick={onRemove}
        >
          {loginWords.remove}
        </Button>
      </div>
    </fieldset>
  );
}
