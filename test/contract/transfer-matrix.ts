import type { FailureCode } from '../../shared/failure';
import type { Direction, Ending, MoveOptions, TransferBench } from './transfer-bench';

/** A fault, how the first try under it has to end, and what a second try meets. */
export type Fault = {
  readonly name: string;
  readonly directions?: readonly Direction[];
  readonly size?: number;
  readonly fileName?: string;
  readonly options?: (bench: TransferBench) => MoveOptions;
  /** Those of the second try; absent: none. */
  readonly optionsThen?: (bench: TransferBench) => MoveOptions;
  /** Makes the fault before the first try. */
  readonly make?: (bench: TransferBench) => unknown;
  readonly first: 'verified' | FailureCode;
  /** What the failure has to say. */
  readonly says?: RegExp;
  /** Before the second try, which has to end with the file; absent: there is none. */
  readonly heal?: (bench: TransferBench) => unknown;
  /** Bytes that may pass altogether, as a multiple of the file's size. */
  readonly atMost?: number;
  /** The same for a relay whose new server is odd: what the old one had given before is read again. */
  readonly relayAtMost?: number;
  /** What has to be told by the end. */
  readonly notes?: readonly string[];
};

/** One line of the matrix as people read it. */
export function matrixLine(
  fault: string,
  direction: Direction,
  endings: readonly Ending[],
  moved: number,
): string {
  const told = endings.map(({ verified, failure }) =>
    verified ? 'verified' : (failure?.code ?? ''),
  );
  const share = Number.isFinite(moved) ? `${Math.round(moved * 100)} %` : '';
  return `${fault.padEnd(46)} ${direction.padEnd(14)} ${told.join(' → ').padEnd(42)} ${share}`;
}
