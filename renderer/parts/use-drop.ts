import { type DragEvent, useState } from 'react';

/** Takes one dropped file: whether one is held over the element, and what the element listens with. */
export function useDrop(disabled: boolean, onFile: (file: File) => void) {
  const [over, setOver] = useState(false);
  return {
    over,
    zone: {
      'data-over': over,
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
        // Comes from what is inside, too, when the file is moved over it.
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !disabled) onFile(file);
      },
    },
  };
}
