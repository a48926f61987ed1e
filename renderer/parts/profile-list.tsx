import { type KeyboardEvent, useRef } from 'react';
import type { ProfileFault } from '../../shared/profile-fault';
import { faultsAt } from '../profile-value';
import { profileWords as words } from '../words/en-profiles';
import { show } from '../workshop';
import type { Workshop } from '../workshop-desk';
import { CommandsIcon, FileIcon, PassedIcon, WarningIcon } from './icons';
import css from './profile-list.module.css';

type Entry = {
  readonly id: string;
  readonly name: string;
  readonly standing: string;
  readonly tone: 'fault' | 'command' | 'person' | 'part';
};

const icons = {
  fault: WarningIcon,
  command: CommandsIcon,
  person: PassedIcon,
  part: FileIcon,
} as const;

/** The parts of a profile: each operation with how it is done, or what is wrong with it. */
export function ProfileList({ workshop }: { readonly workshop: Workshop }) {
  const entries = entriesOf(workshop);
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const at = entries.findIndex(({ id }) => id === workshop.shown);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    const next = to === undefined ? undefined : entries[to];
    if (!next) return;
    event.preventDefault();
    show(next.id);
    list.current?.querySelector<HTMLElement>(`#${tabId(next.id)}`)?.focus();
  };
  return (
    <div
      className={css['list']}
      role="tablist"
      aria-orientation="vertical"
      aria-label={words.list}
      ref={list}
      onKeyDown={move}
    >
      {entries.map(({ id, name, standing, tone }) => {
        const Icon = icons[tone];
        return (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabId(id)}
            aria-selected={id === workshop.shown}
            aria-controls="profile-part"
            tabIndex={id === workshop.shown ? 0 : -1}
            data-tone={tone}
            onClick={() => show(id)}
          >
            <Icon size={16} />
            <span>{name}</span>
            <small>{standing}</small>
          </button>
        );
      })}
    </div>
  );
}

export const tabId = (id: string): string => `profile-tab-${id}`;

/** The faults that are of no operation. */
export const generalFaults = (faults: readonly ProfileFault[]): readonly ProfileFault[] =>
  faults.filter(({ where }) => !/^operations\./.test(where));

function entriesOf({ facts, look }: Workshop): readonly Entry[] {
  const { faults = [], commands = [], broken } = look ?? {};
  const { standing } = words;
  const part = (id: string, name: string, usual: string, count: number): Entry => ({
    ...{ id, name },
    ...(count > 0
      ? { standing: standing.faults(count), tone: 'fault' }
      : { standing: usual, tone: 'part' }),
  });
  return [
    part('profile', words.general, words.generalHint, generalFaults(faults).length),
    {
      ...part('text', words.whole, words.wholeHint, 0),
      ...(broken && { standing: standing.broken, tone: 'fault' as const }),
    },
    ...facts.operations.map(({ operation, needed }): Entry => {
      const count = faultsAt(faults, `operations.${operation}`).length;
      const missing = needed ? standing.needed : standing.person;
      const has = commands.some((each) => each.operation === operation && each.told);
      return {
        ...part(operation, operation, has ? standing.command : missing, count),
        ...(count === 0 && { tone: has ? 'command' : 'person' }),
      };
    }),
  ];
}
