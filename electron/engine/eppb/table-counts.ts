import type { Dump } from '../../../shared/inspection';
import { told } from './told';

const tablesMax = 5000;
/** As many more are told apart. */
const othersMax = 50_000;

/** The tables of all dumps in a file, with their rows. */
export type TableCounts = {
  /** A dump begins. */
  readonly begin: () => void;
  /** So many rows more; none only says that there is the table. */
  readonly add: (table: string, rows: number) => void;
  readonly cut: () => void;
  /** Undefined where there was no dump. */
  readonly content: () => Dump | undefined;
};

/** No tables yet. */
export function openTableCounts(): TableCounts {
  const tables = new Map<string, { readonly name: string; rows: number }>();
  const others = new Set<string>();
  let began = false;
  let complete = true;
  return {
    begin: () => {
      began = true;
    },
    add: (table, rows) => {
      const isFull = tables.size >= tablesMax && others.size >= othersMax;
      if (isFull && !tables.has(table)) return;
      const name = told(table);
      const known = tables.get(name);
      if (known) known.rows += rows;
      else if (tables.size < tablesMax) tables.set(name, { name, rows });
      else if (others.size < othersMax) others.add(name);
    },
    cut: () => {
      complete = false;
    },
    content: () =>
      began ? { tables: [...tables.values()], more: others.size, complete } : undefined,
  };
}
