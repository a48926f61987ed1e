import type { MigrationState } from '../../shared/migration';
import { truths } from '../truths';
import { truthWords } from '../words/en-outcomes';
import { FileIcon, KeyIcon, SourceIcon, TargetIcon } from './icons';
import { Section } from './section';
import css from './truth-list.module.css';

const icons = { source: SourceIcon, target: TargetIcon, file: FileIcon, key: KeyIcon } as const;
const parts = ['source', 'target', 'file', 'key'] as const;

/** What is true now of both servers, the file and the key. */
export function TruthList({ state }: { readonly state: MigrationState }) {
  const now = truths(state);
  return (
    <Section title={truthWords.title}>
      <dl className={css['list']}>
        {parts.map((part) => {
          const Icon = icons[part];
          return (
            <div key={part} data-part={part}>
              <dt>
                <Icon />
                {truthWords.parts[part]}
              </dt>
              <dd>{now[part]}</dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}
