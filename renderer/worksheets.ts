import { useApp } from './store';
import { closedDesk, type WorksheetDesk } from './worksheet-desk';

/** Changes what is open or entered of a migration's worksheet. */
export const changeDesk = (id: string, changes: Partial<WorksheetDesk>): void =>
  useApp.setState(({ worksheets }) => ({
    worksheets: { ...worksheets, [id]: { ...(worksheets[id] ?? closedDesk), ...changes } },
  }));
