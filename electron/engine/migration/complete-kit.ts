import { type FailureCode, isFailure } from '../../../shared/failure';
import { kitContent } from '../kit/kit-content';
import { makeKit } from '../kit/make-kit';
import { readKit } from '../kit/read-kit';
import { formOf, writeKit } from '../kit/write-kit';
import type { Tools } from './step';

/**
 * Writes size and SHA-256 of the file into the kit that was saved, once they are known. The key is read from the kit itself. A kit
 * that is no longer in its place stays as it is: it holds all that a restore needs.
 */
export async function completeKit(tools: Tools): Promise<void> {
  const { kit, facts } = tools.state();
  if (!kit || kit.complete) return;
  try {
    const { key, backupId } = await readKit(kit.path);
    if (backupId !== facts.request?.backupId) return;
    const content = kitContent(tools.state(), key, tools.now(), kit.language);
    const form = formOf(kit.path);
    writeKit(kit.path, await makeKit(content, form, kit.paper, tools.printPdf));
    tools.kitSaved({ ...kit, complete: true });
  } catch (thrown) {
    if (!isFailure(thrown, ...outOfReach)) throw thrown;
  }
}

/** The kit was moved, printed and deleted, or is on a stick that was taken out. */
const outOfReach: readonly FailureCode[] = [
  'file.unreadable',
  'file.not-a-file',
  'file.unwritable',
  'kit.not-one',
  'kit.damaged',
  'kit.form',
];
