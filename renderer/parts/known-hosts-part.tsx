import { Text } from '@mantine/core';
import { knownHostsChange } from '../../shared/known-hosts-change';
import type { MigrationState } from '../../shared/migration';
import { knownHostsWords } from '../../shared/words/cutover';
import { handWords } from '../words/en-cutover';
import { CopyButton } from './copy-button';
import css from './known-hosts-part.module.css';
import { Section } from './section';

/** What other administrators type to have the new server's host key in the place of the old one's. */
export function KnownHostsPart({ state }: { readonly state: MigrationState }) {
  const change = knownHostsChange(state);
  if (!change) return null;
  return (
    <Section title={knownHostsWords.title}>
      <Text mb="xs">{knownHostsWords.why(change.address)}</Text>
      <pre className={css['commands']}>{change.commands.join('\n')}</pre>
      <Text mb="xs">{knownHostsWords.compare(change.fingerprint)}</Text>
      <CopyButton
        text={change.commands.join('\n')}
        label={handWords.copy}
        name={handWords.copyOf(knownHostsWords.title)}
      />
    </Section>
  );
}
