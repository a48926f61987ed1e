import type { ChosenFile } from '../shared/contract';
import type { InspectionRun } from '../shared/inspection';

/** A file that is looked into, and how far that is. */
export type InspectedFile = {
  readonly file: ChosenFile;
  /** Its id is empty until the engine has begun. */
  readonly run: InspectionRun;
};

/** The file of the page, and the one that it is compared with. */
export type InspectedPlace = 'first' | 'second';

export type Inspecting = Readonly<Partial<Record<InspectedPlace, InspectedFile>>> & {
  /** The version of the server that the first file shall be restored on; empty: none. */
  readonly target: string;
};
