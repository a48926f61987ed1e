import type { MigrationState } from '../../shared/migration';
import { openProof, provenWords } from '../../shared/words/restore-proof';
import { restoreWords } from '../words/en-questions';
import { FactList } from './fact-list';
import { Section } from './section';

/** What was proven of a restore that has not been done yet. */
export function ProvenRestore({ state }: { readonly state: MigrationState }) {
  const { validated, restore } = state.facts;
  if (validated === undefined || restore !== undefined || validated.proofs.length === 0)
    return null;
  return (
    <Section title={restoreWords.proven}>
      <FactList
        rows={validated.proofs.map(({ part, seen, open }) => ({
          name: provenWords[part],
          value: open ? `${openProof}: ${seen}` : seen,
        }))}
      />
    </Section>
  );
}
