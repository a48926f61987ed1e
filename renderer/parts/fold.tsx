import type { ReactNode } from 'react';
import css from './fold.module.css';

type Props = {
  readonly title: string;
  /** What is in it, while it is folded. */
  readonly short: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly children: ReactNode;
};

/** A part that most people do not need: one line until it is opened. */
export function Fold({ title, short, open, onOpen, children }: Props) {
  return (
    <details
      className={css['fold']}
      open={open}
      onToggle={(event) => onOpen(event.currentTarget.open)}
    >
      <summary>
        <span className={css['title']}>{title}</span> <span className={css['short']}>{short}</span>
      </summary>
      {open && <div className={css['inside']}>{children}</div>}
    </details>
  );
}
