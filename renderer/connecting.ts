import type { Side } from '../shared/appliance';
import type { ConnectionTest } from '../shared/connection-test';
import type { ResolvedHost, SavedConnection } from '../shared/contract';
import type { Cutover } from '../shared/cutover';
import { toFailure } from '../shared/failure';
import { usualKeepDays } from '../shared/keep-source';
import type { Endpoint, Plan } from '../shared/plan';
import { client } from './bridge';
import {
  askingNow,
  type ConnectForm,
  emptyForm,
  type FormSide,
  isNews,
  sides,
  type Tests,
} from './connect-form';
import { faultsOfOne } from './draft-faults';
import {
  changed,
  type Draft,
  draftOf,
  emptyDraft,
  endpointOf,
  entryOf,
  filled,
  spread,
  withLegacy,
  withoutGiven,
} from './endpoint-draft';
import { go, openMigration, useApp } from './store';

/** What the person does on the connect page, and what the engine tells of its tests. */

function update(change: (form: ConnectForm, tests: Tests) => Partial<ConnectForm>): void {
  useApp.setState((app) => {
    const next = { ...app.form, ...change(app.form, app.tests) };
    return { form: next, ...askingNow(next, app.tests, app) };
  });
}

export const changeSide = (side: Side, changes: Partial<FormSide>): void =>
  update((form) => ({ [side]: { ...form[side], ...changes } }));

/** Typing another host leaves behind what ~/.ssh/config said of the one before. */
export function changeDraft(side: Side, changes: Partial<Draft>): void {
  const { draft, given } = useApp.getState().form[side];
  const moved = changes.host !== undefined && changes.host !== draft.host;
  const own = moved && given ? withoutGiven(draft, given) : draft;
  changeSide(side, {
    draft: changed(own, changes),
    ...(moved && { looked: undefined, ...notLooked }),
  });
}

const notLooked = { alias: undefined, given: undefined, notes: [], problem: undefined } as const;

export const setCutover = (cutover: Cutover): void => update(() => ({ cutover }));
/** What is left out of it is as usual. */
export const setClients = (clients: Plan['clients']): void => update(() => ({ clients }));

export const setFirstBackup = (firstBackup: boolean): void => update(() => ({ firstBackup }));
export const setRehearse = (rehearse: boolean): void => update(() => ({ rehearse }));
export const setValidate = (validate: boolean): void => update(() => ({ validate }));
export const setKeepSourceDays = (keepSourceDays: number): void =>
  update(() => ({ keepSourceDays }));

/** Fills in a connection that was saved. */
export const chooseSaved = (side: Side, { name, endpoint, identityNames }: SavedConnection): void =>
  changeSide(side, {
    draft: draftOf(endpoint, identityNames, name),
    looked: endpoint.host,
    ...notLooked,
  });

const lookups = new Map<Side, Promise<void>>();

/** Asks ~/.ssh/config about the host that was typed or chosen, unless it was asked about it before. */
export function lookUp(side: Side): void {
  const { draft, looked } = useApp.getState().form[side];
  const text = draft.host.trim();
  if (text === '' || text === looked || draft.access === 'web') return;
  const typed = spread(draft);
  if (faultsOfOne(typed).host !== undefined) return;
  changeSide(side, { draft: changed(draft, typed), looked: typed.host.trim() });
  const answer = client.call('resolve-host', { text }).then(
    (resolved) => take(side, typed.host, resolved),
    (thrown: unknown) => changeSide(side, { problem: toFailure(thrown) }),
  );
  lookups.set(side, answer);
}

function take(side: Side, host: string, { endpoint, identityNames, alias, notes }: ResolvedHost) {
  const { draft } = useApp.getState().form[side];
  // Typed on meanwhile: the answer is of another host.
  if (draft.host !== host) return;
  const given = draftOf(endpoint, identityNames, draft.name);
  const next = alias ? given : filled(draft, given);
  changeSide(side, { draft: next, looked: next.host, alias, given, notes });
}

/** What is entered, once ~/.ssh/config has been asked about it. */
async function settled(side: Side): Promise<Draft> {
  lookUp(side);
  await lookups.get(side);
  return useApp.getState().form[side].draft;
}

/** Starts a test of what is entered; the one before is forgotten. */
export async function startTest(side: Side): Promise<void> {
  const draft = await settled(side);
  const before = useApp.getState().form[side].test;
  if (before) await client.call('end-test', { id: before.id });
  const { id } = await client.call('test-connection', { endpoint: endpointOf(draft), side });
  changeSide(side, { test: { id, entry: entryOf(draft) } });
}

const cancelled = (test: ConnectionTest): ConnectionTest =>
  test.status === 'running' ? { ...test, status: 'cancelled', question: undefined } : test;

/** Ends a test that runs; what it has shown stays. */
export async function cancelTest(id: string): Promise<void> {
  await client.call('end-test', { id });
  useApp.setState((app) => {
    const known = app.tests[id];
    if (known?.status !== 'running') return {};
    const next = { ...app.tests, [id]: cancelled(known) };
    return { tests: next, ...askingNow(app.form, next, app) };
  });
}

/** Puts the snapshot of a test into the store; what it was allowed is kept for the servers entered once it has passed. */
export const hearTest = (test: ConnectionTest): void =>
  useApp.setState((app) => {
    const { form, tests } = app;
    if (!isNews(tests[test.id], test)) return {};
    const next = { ...tests, [test.id]: test };
    const side = sides.find((each) => form[each].test?.id === test.id);
    const granted = test.status === 'passed' ? test.legacyAllowed : [];
    const allowed = new Set(granted.map((address) => address.toLowerCase()));
    const known = side && { ...form[side], draft: withLegacy(form[side].draft, allowed) };
    const nextForm = known ? { ...form, [side]: known } : form;
    return { tests: next, form: nextForm, ...askingNow(nextForm, next, app) };
  });

/** Takes over the tests that ran before the page was loaded anew. */
export async function adoptTests(): Promise<void> {
  const list = await client.call('list-tests', {}).catch(() => []);
  for (const test of list) {
    const { side, endpoint } = test;
    if (side && !useApp.getState().form[side].test) {
      const { draft } = useApp.getState().form[side];
      const own = draft.host === emptyDraft.host ? draftOf(endpoint, []) : draft;
      const entry = entryOf(draftOf(endpoint, []));
      changeSide(side, { draft: own, looked: own.host, test: { id: test.id, entry } });
    }
    hearTest(test);
  }
}

/** Ends the tests that run when the connect page is left. What is entered stays, and so does what tests have shown. */
export function leaveTests(): void {
  const { tests } = useApp.getState();
  endTests(({ id }) => (tests[id]?.status ?? 'running') === 'running');
  useApp.setState({
    tests: Object.fromEntries(Object.entries(tests).map(([id, test]) => [id, cancelled(test)])),
    asking: undefined,
    asked: undefined,
  });
}

/** Forgets the tests and enters something else. */
function enterAnew(form: ConnectForm): void {
  endTests(() => true);
  useApp.setState({ form, tests: {}, asking: undefined, asked: undefined });
}

function endTests(which: (test: { readonly id: string }) => boolean): void {
  const { form } = useApp.getState();
  const own = sides.map((side) => form[side].test).filter((test) => test !== undefined);
  for (const { id } of own.filter(which)) {
    // Nobody looks at it any more: there is nobody to tell why it could not be ended.
    client.call('end-test', { id }).catch(() => undefined);
  }
}

/** Opens the connect page with the addresses of a plan; how to log in is entered anew, as it may have been the mistake. */
export function startAnew({ source, target, cutover }: Plan): void {
  const addressed = (endpoint: Endpoint): FormSide => ({
    ...emptyForm.source,
    draft: draftOf(bare(endpoint), []),
    looked: endpoint.host,
  });
  const { rehearse, validate, firstBackup, keepSourceDays } = useApp.getState().form;
  enterAnew({
    ...{ rehearse, validate, cutover, firstBackup, keepSourceDays },
    source: addressed(source),
    target: addressed(target),
  });
  go({ at: 'connect' });
}

/** Without key files: their paths are not for the page. */
const bare = ({ host, port, user, webPort, via }: Endpoint): Endpoint => ({
  host,
  port,
  user,
  ...(webPort !== undefined && { webPort }),
  ...(via && { via: via.map(bare) }),
});

/** The plan of what is entered. */
export async function planEntered() {
  const [source, target] = await Promise.all([settled('source'), settled('target')]);
  const { form } = useApp.getState();
  const { rehearse, validate, cutover, keepSourceDays } = form;
  const { share, minutes } = form.clients ?? {};
  const waited = {
    ...(share !== undefined && { share }),
    ...(minutes !== undefined && { minutes }),
  };
  return {
    source: endpointOf(source),
    target: endpointOf(target),
    until: validate ? 'validate-restore' : rehearse ? 'verify' : 'done',
    firstBackup: form.firstBackup ? 'before-cutover' : 'skip',
    ...(cutover && { cutover }),
    ...(Object.keys(waited).length > 0 && { clients: waited }),
    ...(keepSourceDays !== usualKeepDays && { keepSourceDays }),
  } satisfies Partial<Plan>;
}

/** Makes the migration of what is entered and opens it. */
export async function startMigration(): Promise<void> {
  const { id } = await client.call('start-migration', { plan: await planEntered() });
  enterAnew(emptyForm);
  openMigration(id);
}
