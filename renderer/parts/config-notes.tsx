import type { Side } from '../../shared/appliance';
import { useApp } from '../store';
import { savedWords } from '../words/en-connect';
import { ActionFailure } from './action-failure';
import css from './config-notes.module.css';
import { WarningIcon } from './icons';

/** What ~/.ssh/config asks for that is not done: named, not ignored. */
export function ConfigNotes({ side }: { readonly side: Side }) {
  const { notes, problem } = useApp(({ form }) => form[side]);
  if (problem) return <ActionFailure failure={problem} />;
  if (notes.length === 0) return null;
  return (
    <div className={css['notes']} role="status">
      <WarningIcon size={18} />
      <div>
        {savedWords.notes}
        <ul>
          {notes.map(({ what, file, line }) => (
            <li key={`${what} ${file} ${line}`}>{savedWords.note(what, file, line)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
