import type { Side } from '../../../shared/appliance';
import type { Facts } from '../../../shared/facts';
import { isFailure } from '../../../shared/failure';
import { gateState } from '../../../shared/key-gate';
import type { MigrationState } from '../../../shared/migration';
import { keyOfHash } from '../eppb/key-check';
import { type KitContent, kitContent } from '../kit/kit-content';
import { makeKit } from '../kit/make-kit';
import { readKit } from '../kit/read-kit';
import { formOf, writeKit } from '../kit/write-kit';
import type { Tools } from './step';

/** How long a PDF may take, in milliseconds. */
const patience = 60_000;

/**
 * Writes size and SHA-256 of the file into the kit that was saved, once they are known. The key is read from the kit itself. It is a
 * kindness: a kit that is no longer in its place, or that cannot be made anew, stays as it is, which is all that a restore needs.
 */
export async function completeKit(
  tools: Tools,
  side: Side = 'source',
  made?: Facts['backup'],
): Promise<void> {
  const state = withBackup(gateState(tools.state(), side), made);
  const { kit } = state;
  if (!kit || kit.complete) return;
  try {
    const content = await contentOf(kit.path, kit.language, state, tools);
    if (!content) return;
    const made = makeKit(content, formOf(kit.path), kit.paper, tools.printPdf);
    const bytes = await Promise.race([made, givingUp(tools)]);
    if (bytes === undefined) return;
    await writeKit(kit.path, bytes, { content, mayReplace: isKitOf(content) });
    tools.kitSaved({ ...kit, complete: true }, side);
  } catch (thrown) {
    if (isFailure(thrown, 'migration.storage')) throw thrown;
  }
}

/** What the kit will say, if what lies there now is the kit of this very backup and its key. */
async function contentOf(
  path: string,
  language: KitContent['language'],
  state: MigrationState,
  tools: Tools,
): Promise<KitContent | undefined> {
  const found = await readKit(path);
  const content = kitContent(state, found.key, tools.now(), language);
  const hash = state.facts.keyProof?.hash;
  if (!isKitOf(content)(found) || hash === undefined) return undefined;
  return (await keyOfHash(found.key, hash)) === found.key ? content : undefined;
}

/** With a backup that is made and not yet in the journal. */
const withBackup = (state: MigrationState, backup: Facts['backup'] | undefined): MigrationState =>
  backup ? { ...state, facts: { ...state.facts, backup } } : state;

const isKitOf =
  (content: Pick<KitContent, 'backupId' | 'backupName' | 'migrationId'>) =>
  (kit: typeof content): boolean =>
    kit.backupId === content.backupId &&
    kit.backupName === content.backupName &&
    kit.migrationId === content.migrationId;

const givingUp = (tools: Tools): Promise<undefined> =>
  new Promise((resolve) => {
    const late = AbortSignal.any([tools.signal, AbortSignal.timeout(patience)]);
    late.addEventListener('abort', () => resolve(undefined), { once: true });
  });
