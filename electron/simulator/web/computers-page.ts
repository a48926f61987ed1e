import { timeTold } from '../clock';
import { seenSince } from '../fleet';
import type { MachineState } from '../machine';
import { html } from './html';
import type { Page } from './page';

const perPage = 100;

type Row = { readonly computer: string; readonly at: number | undefined };

/** Every computer that the machine knows, with its last check-in; those that never came here have none. */
function rowsOf(state: MachineState, now: number): Row[] {
  const seen = new Map(seenSince(state, 0, now).map(({ computer, at }) => [computer, at]));
  const known = Array.from(
    { length: state.database.counts.computers },
    (_, index) => `PC-${String(index + 1).padStart(5, '0')}`,
  );
  const all = new Set([...known, ...seen.keys()]);
  return [...all].map((computer) => ({ computer, at: seen.get(computer) }));
}

const orders: Readonly<Record<string, (one: Row, other: Row) => number>> = {
  seen: (one, other) => (other.at ?? 0) - (one.at ?? 0) || byName(one, other),
  'seen-first': (one, other) => (one.at ?? 0) - (other.at ?? 0) || byName(one, other),
  name: (one, other) => byName(one, other),
};
const byName = (one: Row, other: Row): number =>
  one.computer < other.computer ? -1 : one.computer > other.computer ? 1 : 0;

/** A hundred of the computers, sorted by when they were seen last or by name. */
export const computersPage: Page = ({ machine, query }) => {
  const now = Date.now();
  const state = machine.state();
  const sort = Object.hasOwn(orders, query.get('sort') ?? '') ? (query.get('sort') ?? '') : 'seen';
  const rows = rowsOf(state, now).sort(orders[sort]);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const wanted = Number(/^\d{1,6}$/.exec(query.get('page') ?? '')?.[0] ?? 1);
  const page = Math.min(Math.max(1, wanted), pages);
  const lastDay = rows.filter(({ at = 0 }) => at >= now - 86_400_000).length;
  const to = (order: string, number: number): string =>
    `/computers?sort=${encodeURIComponent(order)}&page=${number}`;
  return {
    title: 'Computers',
    body: html`<p>${rows.length} computers, ${lastDay} of them seen in the last 24 hours.</p>
<table>
<thead><tr>
<th scope="col"><a href="${to('name', 1)}">Computer Name</a></th>
<th scope="col"><a href="${to(sort === 'seen' ? 'seen-first' : 'seen', 1)}">Last Seen</a></th>
</tr></thead>
<tbody>
${rows.slice((page - 1) * perPage, page * perPage).map(
  ({ computer, at }) =>
    html`<tr><td>${computer}</td><td>${at === undefined ? 'never' : timeTold(state, at).slice(0, 19).replace('T', ' ')}</td></tr>
`,
)}
</tbody>
</table>
<p>Page ${page} of ${pages}
${page > 1 && html`<a href="${to(sort, page - 1)}">Previous</a>`}
${page < pages && html`<a href="${to(sort, page + 1)}">Next</a>`}</p>`,
  };
};
