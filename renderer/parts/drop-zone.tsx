import { useState } from 'react';
import { inspectWords } from '../words/en-places';
import css from './drop-zone.module.css';
import { FileIcon } from './icons';

type Props = {
  readonly disabled: boolean;
  /** What is being done with a file just now. */
  readonly reading: string | undefined;
  readonly onDrop: (file: File) => void;
};

/** Takes one dropped file. By keyboard the same is done with the button below. */
export function DropZone({ disabled, reading, onDrop }: Props) {
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button is for everybody
    <div
      className={css['zone']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        // Comes from what is inside, too, when the file is moved over it.
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !disabled) onDrop(file);
      }}
    >
      <FileIcon size={28} />
      <span role="status">{reading ?? (over ? inspectWords.dropNow : inspectWords.drop)}</span>
    </div>
  );
}
