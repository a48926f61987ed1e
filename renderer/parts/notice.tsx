import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { DoneIcon, FailedIcon, WarningIcon } from './icons';
import css from './notice.module.css';

export type Tone = 'ok' | 'warn' | 'danger';

const icons = { ok: DoneIcon, warn: WarningIcon, danger: FailedIcon } as const;

type Props = {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  /** Spoken at once. */
  readonly alert?: boolean;
};

/** Something that has to be seen: icon, words and colour together. */
export function Notice({ tone, title, children, alert }: Props) {
  const Icon = icons[tone];
  return (
    <div className={css['notice']} data-tone={tone} role={alert ? 'alert' : undefined}>
      <span className={css['icon']}>
        <Icon />
      </span>
      <div>
        <Text fw={600}>{title}</Text>
        {children}
      </div>
    </div>
  );
}
