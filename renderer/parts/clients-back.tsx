import { Progress } from '@mantine/core';
import { formatDuration } from '../../shared/bytes';
import type { Progress as ProgressState } from '../../shared/progress';
import { awaitedWords } from '../../shared/words/clients';
import { formatClock } from '../when';
import { clientsPageWords } from '../words/en-clients';
import css from './clients-back.module.css';
import { MissingList } from './missing-list';
import { useNow } from './use-now';

/** How many clients are back, against how many it is waited for, until when; and who is missing, live. */
export function ClientsBack({ progress }: { readonly progress: ProgressState }) {
  const now = useNow();
  const { done, total, clients } = progress;
  if (!clients) return null;
  const left = Date.parse(clients.until) - now;
  const share = (count: number): number => (total > 0 ? (count / total) * 100 : 100);
  return (
    <div className={css['panel']}>
      <div className={css['head']}>
        <strong>{awaitedWords(progress, formatClock)}</strong>
        <span className={css['percent']}>{clientsPageWords.percent(Math.floor(share(done)))}</span>
      </div>
      <div className={css['meter']}>
        <Progress
          value={share(done)}
          size="lg"
          radius="sm"
          classNames={{ root: css['track'] ?? '' }}
          transitionDuration={200}
          aria-label={clientsPageWords.meter}
        />
        <span
          className={css['mark']}
          style={{ insetInlineStart: `${share(clients.enough)}%` }}
          aria-hidden="true"
        />
      </div>
      <p className={css['parts']}>
        {[
          clientsPageWords.enough(clients.enough),
          left > 0 ? clientsPageWords.left(formatDuration(left)) : clientsPageWords.over,
        ].join('  ·  ')}
      </p>
      <MissingList missing={clients.missing} all={total - done} />
    </div>
  );
}
