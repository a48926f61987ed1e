import { Text } from '@mantine/core';
import { useEffect } from 'react';
import type { MigrationState } from '../../shared/migration';
import { ActionFailure } from '../parts/action-failure';
import { DamagedList } from '../parts/damaged-list';
import { CommandsIcon, FileIcon, FolderIcon, PractiseIcon, TargetIcon } from '../parts/icons';
import { MigrationList } from '../parts/migration-list';
import { PageBody } from '../parts/page-body';
import { Section } from '../parts/section';
import { StartCard } from '../parts/start-card';
import { go, refresh, useApp } from '../store';
import { damagedWords, homeWords } from '../words/en-places';
import css from './home.module.css';

const isOver = ({ status }: MigrationState): boolean =>
  status === 'finished' || status === 'rolled-back';

/** Where everything begins: what is unfinished and what is damaged first, then what can be started, then what is finished. */
export function Home() {
  const { migrations, damaged, listed } = useApp();
  useEffect(() => void refresh(), []);
  const all = Object.values(migrations).toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const unfinished = all.filter((state) => !isOver(state));
  const finished = all.filter(isOver);
  return (
    <PageBody title={homeWords.title} why={homeWords.why} wide>
      {unfinished.length > 0 && (
        <Section title={homeWords.unfinished}>
          <MigrationList migrations={unfinished} />
        </Section>
      )}
      {damaged.length > 0 && (
        <Section title={damagedWords.title}>
          <DamagedList damaged={damaged} />
        </Section>
      )}
      <div className={css['cards']}>
        <StartCard
          icon={TargetIcon}
          title={homeWords.start}
          why={homeWords.startWhy}
          primary={unfinished.length === 0}
          onStart={() => go({ at: 'connect' })}
        />
        <StartCard
          icon={PractiseIcon}
          title={homeWords.practise}
          why={homeWords.practiseWhy}
          onStart={() => go({ at: 'practise' })}
        />
        <StartCard
          icon={FileIcon}
          title={homeWords.inspect}
          why={homeWords.inspectWhy}
          onStart={() => go({ at: 'inspect' })}
        />
        <StartCard
          icon={FolderIcon}
          title={homeWords.library}
          why={homeWords.libraryWhy}
          onStart={() => go({ at: 'library' })}
        />
        <StartCard
          icon={CommandsIcon}
          title={homeWords.profiles}
          why={homeWords.profilesWhy}
          onStart={() => go({ at: 'profiles' })}
        />
      </div>
      {listed === 'not-yet' && <Text c="dimmed">{homeWords.loading}</Text>}
      {listed === 'yes' && all.length + damaged.length === 0 && <HowItGoes />}
      {typeof listed === 'object' && <ActionFailure failure={listed} />}
      {finished.length > 0 && (
        <Section title={homeWords.finished}>
          <MigrationList migrations={finished} />
        </Section>
      )}
    </PageBody>
  );
}

/** What an empty list has to say. */
function HowItGoes() {
  return (
    <Section title={homeWords.howTitle}>
      <ol className={css['how']}>
        {homeWords.how.map(({ name, what }) => (
          <li key={name}>
            <strong>{name}</strong>
            <span>{what}</span>
          </li>
        ))}
      </ol>
      <Text c="dimmed" mt="md">
        {homeWords.none}
      </Text>
    </Section>
  );
}
