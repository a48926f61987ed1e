import { NativeSelect, TextInput } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { type LibraryRow, libraryProblems } from '../../shared/library';
import { parseVersion } from '../../shared/version';
import { problemWords } from '../../shared/words/library';
import { look, setTarget, useLibrary } from '../library-desk';
import { countsOf, type ProblemFilter } from '../library-view';
import { formatNumber } from '../words/en';
import { libraryWords } from '../words/en-library';
import { ActionFailure } from './action-failure';
import css from './library-tools.module.css';
import { useAction } from './use-action';

/** What is shown of a library, and for which new server it is judged. */
export function LibraryTools({ rows }: { readonly rows: readonly LibraryRow[] }) {
  const { view, target } = useLibrary();
  const { failure, run } = useAction();
  const targetId = useId();
  const [typed, setTyped] = useState(target);
  const wrong = typed.trim() !== '' && parseVersion(typed) === undefined;
  const apply = (): void => {
    if (!wrong && typed.trim() !== target) void run(() => setTarget(typed.trim()));
  };
  const counts = useMemo(() => countsOf(rows), [rows]);
  const option = (value: ProblemFilter, name: string) => {
    const count = counts.get(value) ?? 0;
    return { value, count, label: libraryWords.counted(name, formatNumber(count)) };
  };
  const { all, errors, warnings, clear } = libraryWords.filters;
  const options = [
    ...[option('all', all), option('errors', errors), option('warnings', warnings)],
    option('clear', clear),
    ...libraryProblems
      .map((problem) => option(`is-${problem}`, problemWords[problem].short))
      .filter(({ count, value }) => count > 0 || value === view.problem),
  ];
  return (
    <div className={css['tools']}>
      <TextInput
        size="sm"
        type="search"
        className={css['text'] ?? ''}
        aria-label={libraryWords.searchLabel}
        placeholder={libraryWords.search}
        value={view.text}
        onChange={(event) => look({ text: event.currentTarget.value })}
      />
      <NativeSelect
        size="sm"
        aria-label={libraryWords.problem}
        value={view.problem}
        onChange={(event) => look({ problem: event.currentTarget.value as ProblemFilter })}
        data={options.map(({ value, label }) => ({ value, label }))}
      />
      <div className={css['target']}>
        <label htmlFor={targetId}>{libraryWords.target}</label>
        <TextInput
          id={targetId}
          size="sm"
          placeholder={libraryWords.targetHint}
          value={typed}
          error={wrong ? libraryWords.targetBad : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={apply}
          onKeyDown={(event) => event.key === 'Enter' && apply()}
        />
      </div>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}
