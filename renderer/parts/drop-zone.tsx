import { inspectWords } from '../words/en-places';
import css from './drop-zone.module.css';
import { FileIcon } from './icons';
import { useDrop } from './use-drop';

type Props = {
  readonly disabled: boolean;
  /** What is being done with a file just now. */
  readonly reading: string | undefined;
  readonly onDrop: (file: File) => void;
  readonly words?: { readonly drop: string; readonly dropNow: string };
};

/** Takes one dropped file. By keyboard the same is done with the button below. */
export function DropZone({ disabled, reading, onDrop, words = inspectWords }: Props) {
  const { over, zone } = useDrop(disabled, onDrop);
  return (
    <div className={css['zone']} {...zone}>
      <FileIcon size={28} />
      <span role="status">{reading ?? (over ? words.dropNow : words.drop)}</span>
    </div>
  );
}
