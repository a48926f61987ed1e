import { Text, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { formatBytes } from '../../shared/bytes';
import type { ArchiveContent } from '../../shared/inspection';
import { type EntryList, rowsOf, rowsWith, type TreeNode } from '../entry-tree';
import { formatNumber } from '../words/en';
import { treeWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import css from './archive-part.module.css';
import { CopyButton } from './copy-button';
import { EntryTree } from './entry-tree';
import { Section } from './section';
import { useEntries } from './use-entries';

type Props = { readonly id: string; readonly archive: ArchiveContent };

/** What lies in an archive, as a tree or as what a search finds. */
export function ArchivePart({ id, archive }: Props) {
  const { got, total, list, failure } = useEntries(id);
  const { files, folders, others, bytes, more, complete } = archive;
  return (
    <Section title={treeWords.title}>
      <Text>
        {treeWords.total(formatNumber(files), formatNumber(folders), formatBytes(bytes))}
        {others > 0 && `, ${treeWords.others(formatNumber(others))}`}.
      </Text>
      {!complete && <Text c="dimmed">{treeWords.incomplete}</Text>}
      {more > 0 && <Text c="dimmed">{treeWords.unlisted(formatNumber(more))}</Text>}
      {!list && total > 0 && (
        <Text c="dimmed">{treeWords.loading(formatNumber(got), formatNumber(total))}</Text>
      )}
      {list && list.sorted.length === 0 && <Text c="dimmed">{treeWords.none}</Text>}
      {list && list.sorted.length > 0 && <SearchedTree list={list} />}
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}

function SearchedTree({ list }: { readonly list: EntryList }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => onlyFolder(list));
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<TreeNode>();
  // Typing goes before searching, however many names there are.
  const text = useDeferredValue(typed);
  const searching = text.trim() !== '';
  const rows = useMemo(
    () => (searching ? rowsWith(list, text) : rowsOf(list, open)),
    [list, open, searching, text],
  );
  const toggle = (key: string): void =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const path = chosen && (chosen.entry?.path ?? chosen.inside?.prefix);
  return (
    <>
      <TextInput
        my="xs"
        label={treeWords.search}
        value={typed}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed" mb={4} role="status">
        {searching &&
          (rows.length === 0
            ? treeWords.noneFound
            : treeWords.found(formatNumber(rows.length), formatNumber(list.sorted.length)))}
      </Text>
      {rows.length > 0 && (
        <EntryTree
          {...{ rows, open, onToggle: toggle, onChoose: setChosen, text: searching ? text : '' }}
        />
      )}
      {path !== undefined && (
        <div className={css['chosen']}>
          <Text size="sm">
            <bdi>{treeWords.chosen(path)}</bdi>
          </Text>
          <CopyButton key={path} text={path} label={treeWords.copy} />
        </div>
      )}
    </>
  );
}

/** Where everything lies in one folder, that is open from the start. */
function onlyFolder(list: EntryList): ReadonlySet<string> {
  const [only, ...others] = rowsOf(list, new Set());
  return new Set(only?.inside && others.length === 0 ? [only.key] : []);
}
