import type { ComponentType } from 'react';
import css from './start-card.module.css';

type Props = {
  readonly icon: ComponentType<{ readonly size?: number }>;
  readonly title: string;
  readonly why: string;
  readonly primary?: boolean;
  readonly onStart: () => void;
};

/** One of the ways to begin: the whole card is the button. */
export function StartCard({ icon: Icon, title, why, primary = false, onStart }: Props) {
  return (
    <button type="button" className={css['card']} data-primary={primary} onClick={onStart}>
      <span className={css['icon']}>
        <Icon size={26} />
      </span>
      <span className={css['title']}>{title}</span>
      <span className={css['why']}>{why}</span>
    </button>
  );
}
