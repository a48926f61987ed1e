import type { MigrationState } from '../../shared/migration';
import { worksheetCounts } from '../../shared/words/worksheet';
import { worksheetRows } from '../../shared/worksheet';
import { useApp } from '../store';
import { worksheetPartWords } from '../words/en-worksheet';
import { closedDesk } from '../worksheet-desk';
import { changeDesk } from '../worksheets';
import { Fold } from './fold';
import css from './worksheet.module.css';
import { WorksheetRows } from './worksheet-rows';

/** The worksheet of integrations, folded until somebody wants it. */
export function WorksheetPart({ state }: { readonly state: MigrationState }) {
  const { open } = useApp(({ worksheets }) => worksheets[state.id]) ?? closedDesk;
  return (
    <div className={css['part']}>
      <Fold
        title={worksheetPartWords.title}
        short={worksheetCounts(worksheetRows(state))}
        open={open}
        onOpen={(opened) => changeDesk(state.id, { open: opened })}
      >
        <WorksheetRows state={state} />
      </Fold>
    </div>
  );
}
