import { Autocomplete, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Side } from '../../shared/appliance';
import { changeDraft, chooseSaved, lookUp } from '../connecting';
import { useApp } from '../store';
import { savedWords } from '../words/en-connect';
import { connectWords } from '../words/en-places';
import type { KnownHosts } from './use-known-hosts';

type Props = {
  readonly side: Side;
  readonly error: string | undefined;
  readonly known: KnownHosts;
};

/** The address; what is saved and what ~/.ssh/config has is offered. */
export function HostField({ side, error, known: { saved, sshHosts } }: Props) {
  const host = useApp(({ form }) => form[side].draft.host);
  const chosen = useRef(false);
  const [focused, setFocused] = useState(false);
  const known = saved.length + sshHosts.length > 0;
  const [offers, setOffers] = useState(known);
  // One field takes the place of the other only while nobody types: the focus would be lost.
  if (!focused && offers !== known) setOffers(known);
  const shared = {
    label: connectWords.host,
    error,
    value: host,
    autoCapitalize: 'off',
    spellCheck: false,
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      lookUp(side);
    },
  } as const;
  if (!offers) {
    return (
      <TextInput
        {...shared}
        autoComplete="off"
        onChange={(event) => changeDraft(side, { host: event.currentTarget.value })}
      />
    );
  }
  const groups = [
    {
      group: savedWords.group,
      items: saved.map(({ name }) => ({ value: `saved ${name}`, label: name })),
    },
    {
      group: savedWords.sshGroup,
      items: sshHosts.map((name) => ({ value: `ssh ${name}`, label: name })),
    },
  ];
  return (
    <Autocomplete
      {...shared}
      size="md"
      data={groups.filter(({ items }) => items.length > 0)}
      withScrollArea={false}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      styles={{ options: { maxHeight: 260, overflowY: 'auto' } }}
      onOptionSubmit={(value) => {
        chosen.current = true;
        const connection = saved.find(({ name }) => value === `saved ${name}`);
        if (connection) return chooseSaved(side, connection);
        changeDraft(side, { host: value.slice('ssh '.length) });
        lookUp(side);
      }}
      onChange={(value) => {
        // An option that was chosen has filled everything already; its label is no address.
        if (!chosen.current) changeDraft(side, { host: value });
        chosen.current = false;
      }}
    />
  );
}
