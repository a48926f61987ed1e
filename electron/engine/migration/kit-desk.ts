import { parse } from 'node:path';
import type { Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { asksForTarget, gateState } from '../../../shared/key-gate';
import { isSameKey } from '../../../shared/key-groups';
import type { KitLanguage, KitPaper, SavedKit } from '../../../shared/kit';
import type { MigrationState } from '../../../shared/migration';
import { kitContent } from '../kit/kit-content';
import { kitHtml } from '../kit/kit-html';
import { placeWarnings } from '../kit/kit-place';
import { makeKit, type PrintPdf } from '../kit/make-kit';
import { formOf, keepOtherFiles, writeKit } from '../kit/write-kit';
import { kitsThatMayGo } from './kits-that-may-go';

/** The language of a kit, and what it is printed on; absent: English, on A4. */
export type KitLook = {
  readonly language?: KitLanguage | undefined;
  readonly paper?: KitPaper | undefined;
};

/** Where a run's recovery kit is made, while its key is to be saved. */
export type KitDesk = {
  /** Writes the kit and notes its place; throws as `revealKey`, `kit.form`, `file.unwritable`. */
  readonly saveKit: (path: string, look: KitLook) => Promise<SavedKit>;
  /** The kit as a page to print; throws as `revealKey`. */
  readonly kitPage: (look: KitLook) => string;
};

type Needs = {
  readonly state: () => MigrationState;
  readonly folder: string;
  readonly printPdf: PrintPdf | undefined;
  readonly now: () => Date;
  /** Throws `key.not-proven` where the key is not being asked for. */
  readonly revealKey: () => string;
  readonly kitSaved: (kit: SavedKit, side: Side) => void;
};

export function kitDesk({
  state: whole,
  folder,
  printPdf,
  now,
  revealKey,
  kitSaved,
}: Needs): KitDesk {
  return {
    saveKit: async (path, { language = 'en', paper = 'A4' }) => {
      const side = asksForTarget(whole()) ? 'target' : 'source';
      const state = (): MigrationState => gateState(whole(), side);
      const content = kitContent(state(), revealKey(), now(), language);
      // Pasted where a path was asked for: it would be in a name, in the journal and on the screen.
      if (isSameKey(parse(path).name, content.key))
        fail('kit.form', { seen: 'the key itself, where the name of a file belongs' });
      const mayReplace = kitsThatMayGo(state());
      await keepOtherFiles(path, mayReplace);
      const bytes = await makeKit(content, formOf(path), paper, printPdf);
      const warnings = await placeWarnings(path, folder);
      await writeKit(path, bytes, { content, mayReplace });
      // Where another backup was asked for meanwhile, the kit is one of a key that nobody uses.
      if (state().facts.request?.backupId !== content.backupId) fail('key.not-proven');
      const kit = { path, language, paper, warnings, complete: content.file !== undefined };
      kitSaved(kit, side);
      return kit;
    },
    kitPage: ({ language = 'en', paper = 'A4' }) =>
      kitHtml(kitContent(gateState(whole()), revealKey(), now(), language), paper),
  };
}
