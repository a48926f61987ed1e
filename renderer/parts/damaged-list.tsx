import { Text } from '@mantine/core';
import { describeFailure } from '../../shared/words/failures';
import type { App } from '../store';
import { damagedWords } from '../words/en-places';
import { CopyButton } from './copy-button';
import css from './damaged-list.module.css';
import { FailedIcon } from './icons';

/** Migrations whose journal cannot be read: what is true, where they are, what to do. */
export function DamagedList({ damaged }: Pick<App, 'damaged'>) {
  const words = describeFailure({ code: 'migration.journal-damaged', facts: {} });
  return (
    <>
      <ul className={css['list']}>
        {damaged.map(({ id, folder }) => (
          <li key={id}>
            <div className={css['text']}>
              <div className={css['what']}>
                <FailedIcon />
                {words.title}
              </div>
              <span>{damagedWords.folder}: </span>
              <span className={css['folder']}>{folder}</span>
            </div>
            <CopyButton
              text={folder}
              label={damagedWords.copy}
              name={damagedWords.copyOf(folder)}
            />
          </li>
        ))}
      </ul>
      <Text mt="xs">{words.todo}</Text>
      <Text c="dimmed" mt={4}>
        {damagedWords.left}
      </Text>
    </>
  );
}
