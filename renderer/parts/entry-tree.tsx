import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { TreeNode } from '../entry-tree';
import { treeWords } from '../words/en-inspect';
import { EntryRow, rowHeight } from './entry-row';
import css from './entry-tree.module.css';
import { useWindowed } from './use-windowed';

/** Pixels above and below the lines together. */
const borders = 2;

type Props = {
  readonly rows: readonly TreeNode[];
  readonly open: ReadonlySet<string>;
  /** What was searched for: other rows for another text, seen from the first one on. */
  readonly text: string;
  readonly onToggle: (key: string) => void;
  readonly onChoose: (node: TreeNode | undefined) => void;
};

/** Lines of an archive as a tree, of which only those that can be seen are drawn. The focus stays on the tree; one line is the chosen one. */
export function EntryTree({ rows, open, text, onToggle, onChoose }: Props) {
  const id = useId();
  const [chosenKey, setChosenKey] = useState<string>();
  const { box, onScroll, from, to, page, bring } = useWindowed(rows.length, rowHeight);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what it waits for
  useEffect(() => {
    bring(0);
  }, [text]);
  const chosen = rows.findIndex(({ key }) => key === chosenKey);
  const choose = (row: number): void => {
    const next = Math.max(0, Math.min(row, rows.length - 1));
    setChosenKey(rows[next]?.key);
    onChoose(rows[next]);
    bring(next);
  };
  const toggle = (node: TreeNode | undefined, wanted: boolean): void => {
    if (node?.inside && open.has(node.key) !== wanted) onToggle(node.key);
  };
  /** The left key on what is closed goes to the folder around it. */
  const parentOf = (row: number): number => {
    const level = rows[row]?.level ?? 1;
    const above = rows.slice(0, row).findLastIndex((node) => node.level < level);
    return above < 0 ? row : above;
  };
  /** False for a key that means nothing here. */
  const act = (key: string): boolean => {
    const node = rows[chosen];
    const isOpen = node?.inside !== undefined && open.has(node.key);
    switch (key) {
      case 'ArrowDown':
        choose(chosen + 1);
        return true;
      case 'ArrowUp':
        choose(chosen - 1);
        return true;
      case 'PageDown':
        choose(chosen + page);
        return true;
      case 'PageUp':
        choose(chosen - page);
        return true;
      case 'Home':
        choose(0);
        return true;
      case 'End':
        choose(rows.length - 1);
        return true;
      case 'ArrowRight':
        if (isOpen) choose(chosen + 1);
        else toggle(node, true);
        return true;
      case 'ArrowLeft':
        if (isOpen) toggle(node, false);
        else choose(parentOf(chosen));
        return true;
      case 'Enter':
      case ' ':
        toggle(node, !isOpen);
        return true;
      default:
        return false;
    }
  };
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (act(event.key)) event.preventDefault();
  };
  const drawn = chosen >= from && chosen < to;
  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label={treeWords.title}
      aria-activedescendant={drawn ? `${id}-${chosen}` : undefined}
      aria-describedby={`${id}-keys`}
      className={css['tree']}
      style={{ height: rows.length * rowHeight + borders }}
      onScroll={onScroll}
      onKeyDown={press}
    >
      <span id={`${id}-keys`} hidden>
        {treeWords.keys}
      </span>
      <div role="presentation" style={{ height: rows.length * rowHeight, position: 'relative' }}>
        {rows.slice(from, to).map((node, index) => (
          <EntryRow
            key={node.key}
            id={`${id}-${from + index}`}
            node={node}
            top={(from + index) * rowHeight}
            open={open.has(node.key)}
            chosen={from + index === chosen}
            onPress={() => {
              choose(from + index);
              toggle(node, !open.has(node.key));
            }}
          />
        ))}
      </div>
    </div>
  );
}
