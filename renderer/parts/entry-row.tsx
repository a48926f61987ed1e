import { formatBytes } from '../../shared/bytes';
import type { TreeNode } from '../entry-tree';
import { formatMoment } from '../when';
import { formatNumber } from '../words/en';
import { treeWords } from '../words/en-inspect';
import css from './entry-tree.module.css';

/** Pixels of one line. */
export const rowHeight = 28;
/** Deeper folders are not moved in any further. */
const deepest = 12;

type Props = {
  readonly id: string;
  readonly node: TreeNode;
  readonly top: number;
  readonly open: boolean;
  readonly chosen: boolean;
  readonly onPress: () => void;
};

/** One line of the tree: name, permissions, time, size. */
export function EntryRow({ id, node, top, open, chosen, onPress }: Props) {
  const { name, level, entry, inside, at, of } = node;
  const { target, mode, modified } = entry ?? {};
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the chosen line
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-setsize={of}
      aria-posinset={at}
      aria-selected={chosen}
      aria-expanded={inside ? open : undefined}
      className={css['row']}
      style={{
        top,
        height: rowHeight,
        paddingInlineStart: 8 + (Math.min(level, deepest) - 1) * 18,
      }}
      onClick={onPress}
    >
      <span className={css['sign']} data-open={open} aria-hidden="true">
        {inside ? '▸' : ''}
      </span>
      <span className={css['name']} data-kind={entry?.kind ?? 'folder'}>
        <bdi>{name}</bdi>
        {entry && entry.kind !== 'file' && entry.kind !== 'folder' && (
          <span className={css['kind']}> {treeWords.kinds[entry.kind]}</span>
        )}
        {target !== undefined && (
          <span className={css['kind']}>
            {' '}
            <bdi>{treeWords.target(target)}</bdi>
          </span>
        )}
      </span>
      <span className={css['mode']}>{mode === undefined ? '' : permissions(mode)}</span>
      <span className={css['when']}>{modified === undefined ? '' : formatMoment(modified)}</span>
      <span className={css['size']}>
        {inside
          ? treeWords.inside(formatNumber(inside.files), formatBytes(inside.bytes))
          : entry?.kind === 'file' && formatBytes(entry.size)}
      </span>
    </div>
  );
}

/** `rwxr-x---`, as `ls` writes it. */
const permissions = (mode: number): string =>
  [...'rwxrwxrwx'].map((letter, index) => (mode & (0o400 >> index) ? letter : '-')).join('');
