import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { worksheetStateWords, worksheetWords } from '../../shared/words/worksheet';
import type { WorksheetRow as Row, WorksheetId, WorksheetState } from '../../shared/worksheet';
import { formatMoment } from '../when';
import { worksheetPartWords } from '../words/en-worksheet';
import { AskingIcon, DoneIcon, InfoIcon, PassedIcon, WarningIcon } from './icons';
import css from './worksheet.module.css';

const icons = {
  unknown: AskingIcon,
  'not-used': PassedIcon,
  'to-do': InfoIcon,
  're-entered': WarningIcon,
  tested: DoneIcon,
} as const satisfies Record<WorksheetState, unknown>;

/** The id of the button that begins to write an item down, where the focus is led back to. */
export const editIdOf = (item: WorksheetId): string => `worksheet-${item}`;

type Props = {
  readonly row: Row;
  /** Begins to write it down; absent while that is under way. */
  readonly onEdit: (() => void) | undefined;
  /** The fields while it is written down. */
  readonly children: ReactNode;
};

/** One item of the worksheet: how it stands, where it points, who said so. */
export function WorksheetRow({ row: { id, entry }, onEdit, children }: Props) {
  const name = useId();
  const { title } = worksheetWords[id];
  const Icon = icons[entry.state];
  return (
    <li aria-labelledby={name}>
      <div className={css['row']}>
        <span className={css['mark']} data-state={entry.state}>
          <Icon />
          {worksheetStateWords[entry.state]}
        </span>
        <div className={css['body']}>
          <div className={css['title']} id={name}>
            {title}
          </div>
          {(entry.where || entry.note) && (
            <div className={css['said']}>
              {[entry.where, entry.note].filter(Boolean).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </div>
          )}
          {entry.by !== '' && (
            <div className={css['by']}>
              {worksheetPartWords.by(entry.by, formatMoment(entry.at))}
            </div>
          )}
        </div>
        {onEdit && (
          <Button
            id={editIdOf(id)}
            variant="default"
            size="compact-sm"
            aria-label={worksheetPartWords.editNamed(title)}
            onClick={onEdit}
          >
            {worksheetPartWords.edit}
          </Button>
        )}
      </div>
      {children}
    </li>
  );
}
