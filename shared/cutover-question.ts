import type { Network } from './appliance';
import type { CutoverWay } from './cutover';
import type { Guide } from './guide';

/** What a person is asked when the new server takes the old one's place. */
export type CutoverQuestion =
  | {
      readonly kind: 'power-off';
      readonly sourceName: string;
      readonly address: string;
      /** Who does it, by the plan; the answer may say otherwise. Absent: `command`. */
      readonly by?: CutoverWay | undefined;
      /** The new server has its place already, at its own address. */
      readonly last?: true | undefined;
      /** How a person does it at the server; where it has no SSH, its web console is beside it. */
      readonly guide?: Guide | undefined;
    }
  | {
      /** A person takes the old server off the network. */
      readonly kind: 'isolate-source';
      readonly sourceName: string;
      readonly address: string;
      readonly mac?: string | undefined;
    }
  | {
      /** What follows where the new server keeps its own address has to be accepted. */
      readonly kind: 'keep-address';
      readonly sourceName: string;
      readonly targetName: string;
      readonly oldAddress: string;
      readonly newAddress: string;
      readonly powerOffLast: boolean;
    }
  | {
      readonly kind: 'move-address';
      readonly targetName: string;
      readonly from: string;
      readonly to: Network;
      /** Who does it, by the plan; the answer may say otherwise. Absent: `command`. */
      readonly by?: CutoverWay | undefined;
      /** The new server goes back by itself unless the move is confirmed within so many seconds. */
      readonly revertAfterSeconds?: number | undefined;
      /** The new server has no command that goes back by itself, as the plan wants it. */
      readonly noSwitch?: true | undefined;
      /** As in `power-off`. */
      readonly guide?: Guide | undefined;
    };

/** The answers, by the kind of the question. */
export type CutoverAnswer =
  | { readonly kind: 'power-off'; readonly typedName: string; readonly by?: CutoverWay | undefined }
  | { readonly kind: 'isolate-source'; readonly typedName: string }
  | { readonly kind: 'keep-address'; readonly accept: boolean }
  | {
      readonly kind: 'move-address';
      readonly accept: boolean;
      readonly by?: CutoverWay | undefined;
    };
