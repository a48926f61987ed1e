import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ChosenFile } from '../../shared/contract';
import { readingsOf } from '../../shared/key-groups';
import type { KeyFault, KeyGiven } from '../../shared/migration';
import { drawGroups, markGroups } from './draw-key-groups';

/** What a person gives as the key: the field and what is drawn of it, or the kit that was chosen. */
export type KeyProof = {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly groups: RefObject<HTMLOListElement | null>;
  readonly opener: RefObject<HTMLButtonElement | null>;
  /** Whether something is typed; what, is in the field alone. */
  readonly typed: boolean;
  readonly kit: ChosenFile | undefined;
  readonly onType: () => void;
  /** Takes the place of what is typed. */
  readonly onKit: (kit: ChosenFile) => void;
  readonly given: () => Pick<KeyGiven, 'secret'> | { readonly kit: { readonly ticket: string } };
};

/**
 * Keeps what is typed in the field and nowhere else: neither in the page's state nor in what React remembers of it. It stays there
 * for correction while the same key is asked for again; `asked` is the question's id.
 */
export function useKeyProof(asked: string, fault: KeyFault | undefined): KeyProof {
  const field = useRef<HTMLInputElement>(null);
  const groups = useRef<HTMLOListElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [typed, setTyped] = useState(false);
  const [kit, setKit] = useState<ChosenFile>();

  const draw = (): void => {
    const reading = withoutBlanks(field.current?.value ?? '');
    if (groups.current) drawGroups(groups.current, reading);
    setTyped(reading !== '');
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question once
  useEffect(() => {
    setKit(undefined);
    if (!fault) return;
    if (!field.current?.value) return void opener.current?.focus();
    if ('difference' in fault && groups.current)
      markGroups(groups.current, fault.difference.groups);
    field.current.focus();
    groups.current?.scrollIntoView?.({ block: 'nearest' });
  }, [asked]);
  useEffect(() => {
    const [input, list] = [field.current, groups.current];
    return () => {
      if (input) input.value = '';
      list?.replaceChildren();
    };
  }, []);
  return {
    ...{ field, groups, opener, typed, kit },
    onType: () => {
      setKit(undefined);
      draw();
    },
    onKit: (chosen) => {
      if (field.current) field.current.value = '';
      draw();
      setKit(chosen);
    },
    given: () => (kit ? { kit: { ticket: kit.ticket } } : { secret: field.current?.value ?? '' }),
  };
}

/** Without blanks, and without the dashes that somebody set between groups. */
function withoutBlanks(text: string): string {
  const reading = readingsOf(text).find((each) => !/[\s\u200b\u2060\u2423]/u.test(each)) ?? '';
  return /^(?:[^-]{4}-)+[^-]{1,4}$/u.test(reading) ? reading.replaceAll('-', '') : reading;
}
