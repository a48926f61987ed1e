import { inspectWords } from '../words/en-inspect';
import css from './drop-zone.module.css';
import { FileIcon } from './icons';
import { useDrop } from './use-drop';

type Props = {
  /** What can be dropped here. */
  readonly says: string;
  /** Takes no more room than a line. */
  readonly small?: boolean;
  readonly onDrop: (file: File) => void;
  /** While something is held over it. */
  readonly saysNow?: string;
  /** Whether it takes nothing just now. */
  readonly disabled?: boolean;
};

/** Takes one dropped file. By keyboard the same is done with a button. */
export function DropZone({ says, saysNow, small, disabled = false, onDrop }: Props) {
  const { over, zone } = useDrop(disabled, onDrop);
  return (
    <div className={css['zone']} data-small={small ?? false} {...zone}>
      <FileIcon size={small ? 20 : 28} />
      <span role="status">{over ? (saysNow ?? inspectWords.dropNow) : says}</span>
    </div>
  );
}
