import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { ServerFaults } from '../draft-faults';
import { changed, emptyHop, type HopDraft, mostHops, spread } from '../endpoint-draft';
import { loginWords } from '../words/en-connect';
import { connectWords } from '../words/en-places';
import { KeyFiles } from './key-files';
import css from './login-part.module.css';
import { SteadyButton } from './steady-button';
import { useFocusAfter } from './use-focus-after';

type Props = {
  readonly hops: readonly HopDraft[];
  readonly faults: readonly ServerFaults[];
  readonly onChange: (hops: readonly HopDraft[]) => void;
};

/** The servers on the way, in the order in which they are passed. */
export function JumpHosts({ hops, faults, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const focusAfter = useFocusAfter(hops);
  const addHop = (): void => {
    const hop = emptyHop();
    focusAfter(() => box.current?.querySelector<HTMLElement>(`[data-hop="${hop.id}"] input`));
    onChange([...hops, hop]);
  };
  return (
    <div ref={box}>
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
          onMove={(by, button) => {
            // A button that moves within the page loses the focus.
            focusAfter(() => button);
            onChange(hops.toSpliced(at, 1).toSpliced(at + by, 0, hop));
          }}
        />
      ))}
      <SteadyButton ref={add} off={hops.length >= mostHops} onPress={addHop}>
        {loginWords.addHop}
      </SteadyButton>
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
  readonly onMove: (by: 1 | -1, button: HTMLButtonElement) => void;
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
    <fieldset className={css['hop']} data-hop={hop.id}>
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
        <SteadyButton
          name={loginWords.upName(number)}
          off={number === 1}
          onPress={(button) => onMove(-1, button)}
        >
          {loginWords.up}
        </SteadyButton>
        <SteadyButton
          name={loginWords.downName(number)}
          off={last}
          onPress={(button) => onMove(1, button)}
        >
          {loginWords.down}
        </SteadyButton>
        <SteadyButton name={loginWords.removeHop(number)} onPress={onRemove}>
          {loginWords.remove}
        </SteadyButton>
      </div>
    </fieldset>
  );
}
