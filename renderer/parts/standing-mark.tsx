import type { Standing } from '../../shared/finding-rules';
import { standingWords } from '../../shared/words/standings';
import { AskingIcon, DoneIcon, FailedIcon, InfoIcon, PassedIcon, WarningIcon } from './icons';
import css from './standing-mark.module.css';

const icons = {
  error: FailedIcon,
  unknown: AskingIcon,
  warning: WarningIcon,
  waived: PassedIcon,
  stated: PassedIcon,
  info: InfoIcon,
  ok: DoneIcon,
} as const satisfies Record<Standing, unknown>;

/** How a finding stands: icon, word and colour together. */
export function StandingMark({ standing }: { readonly standing: Standing }) {
  const Icon = icons[standing];
  return (
    <span className={css['mark']} data-standing={standing}>
      <Icon />
      {standingWords[standing]}
    </span>
  );
}
