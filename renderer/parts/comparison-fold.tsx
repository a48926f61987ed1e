import { Box } from '@mantine/core';
import { useState } from 'react';
import type { MigrationState } from '../../shared/migration';
import { comparisonWords } from '../words/en-outcomes';
import { ComparisonTable } from './comparison-table';
import { Fold } from './fold';

/** What was compared, in one line where nothing of it stands out: the page has something else to ask. */
export function ComparisonFold({ state }: { readonly state: MigrationState }) {
  const { comparison = [] } = state.facts.verified ?? {};
  const warnings = comparison.filter(({ verdict }) => verdict === 'warning').length;
  const [open, setOpen] = useState(warnings > 0);
  if (comparison.length === 0) return null;
  return (
    <Box mb="md">
      <Fold
        title={comparisonWords.title}
        short={comparisonWords.short(comparison.length, warnings)}
        open={open}
        onOpen={setOpen}
      >
        <ComparisonTable state={state} />
      </Fold>
    </Box>
  );
}
